/**
 * Short messages over the terminal. They stay until dismissed or pushed out: what was lost must not scroll away unseen.
 * Those that only inform stand once for their kind, as it is now, and fade by themselves. None goes by itself while it has
 * the keyboard.
 */
import { button, el, focused, iconButton } from "./dom.js";

const MOST = 3;
const FADE_MILLIS = 8_000;

/** What can be done about a notice; doing it takes the notice away. */
export interface Remedy {
  label: string;
  run(): void;
}

interface Informing {
  notice: HTMLElement;
  end(): void;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export class Notices {
  readonly root = el("div", { class: "notices", attributes: { role: "status", "aria-live": "polite" } });
  private readonly remedies = new WeakMap<Element, Remedy[]>();
  private readonly informing = new Map<string, Informing>();

  /** Says it; where it stands already, what can be done is from now on what was said last. */
  say(text: string, ...remedies: Remedy[]): void {
    const standing = [...this.root.children].find((child) => child.firstChild?.textContent === text);
    if (standing) {
      this.remedies.set(standing, remedies);
      return;
    }
    const notice = this.notice(text);
    this.remedies.set(notice, remedies);
    for (const { label } of remedies) {
      notice.lastElementChild?.append(
        button(label, "quiet small", () => {
          notice.remove();
          this.remedies
            .get(notice)
            ?.find((remedy) => remedy.label === label)
            ?.run();
        }),
      );
    }
    this.add(notice, () => notice.remove());
  }

  /**
   * Says it in place of what was said of that kind, until it has stood unchanged for a while; `gone` is called when it
   * goes.
   */
  inform(kind: string, text: string, gone: () => void): void {
    const before = this.informing.get(kind);
    if (before?.notice.isConnected) {
      before.notice.firstChild!.textContent = text;
      return this.fadeLater(before);
    }
    clearTimeout(before?.timer);
    const notice = this.notice(text);
    const end = () => {
      this.informing.delete(kind);
      clearTimeout(standing.timer);
      notice.remove();
      gone();
    };
    const standing: Informing = { notice, end, timer: undefined };
    this.informing.set(kind, standing);
    notice.addEventListener("focusout", () => this.informing.get(kind) === standing && this.fadeLater(standing));
    this.fadeLater(standing);
    this.add(notice, end);
  }

  dispose(): void {
    this.informing.forEach(({ timer }) => clearTimeout(timer));
    this.informing.clear();
  }

  /** Under whoever has the keyboard in it, it stays: the wait begins again once they are out of it. */
  private fadeLater(standing: Informing): void {
    clearTimeout(standing.timer);
    standing.timer = setTimeout(() => standing.notice.contains(focused()) || standing.end(), FADE_MILLIS);
  }

  private notice(text: string): HTMLElement {
    return el("div", { class: "notice" }, el("span", {}, text), el("div", { class: "notice-acts" }));
  }

  private add(notice: HTMLElement, dismiss: () => void): void {
    notice.lastElementChild?.append(iconButton("close", "Dismiss", dismiss));
    this.root.append(notice);
    const others = [...this.root.children].filter((each) => each !== notice && !each.contains(focused()));
    others.slice(0, Math.max(0, this.root.children.length - MOST)).forEach((each) => each.remove());
  }
}
