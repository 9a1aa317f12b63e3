/** Short messages over the terminal. They stay until dismissed or pushed out: what was lost must not scroll away unseen. */
import { button, el, iconButton } from "./dom.js";

const MOST = 3;

/** What can be done about a notice; doing it takes the notice away. */
export interface Remedy {
  label: string;
  run(): void;
}

export class Notices {
  readonly root = el("div", { class: "notices", attributes: { role: "status", "aria-live": "polite" } });

  /** Says it; saying what stands there already does nothing. */
  say(text: string, ...remedies: Remedy[]): void {
    if ([...this.root.children].some((child) => child.firstChild?.textContent === text)) {
      return;
    }
    const notice = el("div", { class: "notice" }, el("span", {}, text));
    for (const { label, run } of remedies) {
      notice.append(
        button(label, "quiet small", () => {
          notice.remove();
          run();
        }),
      );
    }
    notice.append(iconButton("close", "Dismiss", () => notice.remove()));
    this.root.append(notice);
    while (this.root.children.length > MOST) {
      this.root.firstElementChild?.remove();
    }
  }
}
