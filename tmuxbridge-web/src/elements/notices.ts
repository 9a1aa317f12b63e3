/**
 * Short messages over the terminal. They stay until dismissed or pushed out: what was lost must not scroll away unseen.
 * Those that only inform stand once for their kind, as it is now, and fade by themselves.
 */
import { button, el, iconButton } from "./dom.js";

const MOST = 3;
const FADE_MILLIS = 8_000;

/** What can be done about a notice; doing it takes the notice away. */
export interface Remedy {
  label: string;
  run(): void;
}

interface Informing {
  notice: HTMLElement;
  timer: ReturnType<typeof setTimeout>;
}

export class Notices {
  readonly root = el("div", { class: "notices", attributes: { role: "status", "aria-live": "polite" } });
  private readonly informing = new Map<string, Informing>();

  /** Says it; saying what stands there already does nothing. */
  say(text: string, ...remedies: Remedy[]): void {
    if ([...this.root.children].some((child) => child.firstChild?.textContent === text)) {
      return;
    }
    const notice = this.notice(text);
    for (const { label, run } of remedies) {
      notice.lastElementChild?.append(
        button(label, "quiet small", () => {
          notice.remove();
          run();
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
    const end = () => {
      const stood = this.informing.get(kind);
      this.informing.delete(kind);
      clearTimeout(stood?.timer);
      stood?.notice.remove();
      gone();
    };
    const before = this.informing.get(kind);
    clearTimeout(before?.timer);
    const stands = before?.notice.isConnected === true;
    const notice = stands ? before.notice : this.notice(text);
    this.informing.set(kind, { notice, timer: setTimeout(end, FADE_MILLIS) });
    if (stands) {
      notice.firstChild!.textContent = text;
    } else {
      this.add(notice, end);
    }
  }

  dispose(): void {
    this.informing.forEach(({ timer }) => clearTimeout(timer));
  }

  private notice(text: string): HTMLElement {
    return el("div", { class: "notice" }, el("span", {}, text), el("div", { class: "notice-acts" }));
  }

  private add(notice: HTMLElement, dismiss: () => void): void {
    notice.lastElementChild?.append(iconButton("close", "Dismiss", dismiss));
    this.root.append(notice);
    while (this.root.children.length > MOST) {
      this.root.firstElementChild?.remove();
    }
  }
}
