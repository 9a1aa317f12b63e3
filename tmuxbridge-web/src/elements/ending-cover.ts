/**
 * What is said over a terminal that is over: why, in plain words, and what to do. As long as it is shown, what lies
 * below it takes neither the focus nor a key. It can be put away to read what was on the screen last.
 */
import type { Ending } from "../client/index.js";
import { FOCUS_LOST } from "./dialogs.js";
import { button, el } from "./dom.js";
import { explainEnd } from "./words.js";

export class EndingCover {
  readonly root = el("div", { class: "ending", attributes: { role: "alert", tabindex: "-1" } });

  constructor(
    /** What the session is called now. */
    private readonly name: () => string,
    private readonly covered: readonly HTMLElement[],
    private readonly leave: (() => void) | undefined,
    private readonly again: () => void,
  ) {
    this.root.hidden = true;
  }

  show(ending: Ending): void {
    const { title, text, again } = explainEnd(ending.code, ending.reason, this.name());
    const { leave } = this;
    this.root.replaceChildren(
      el("h2", {}, title),
      el("p", { class: "muted" }, text),
      el(
        "div",
        { class: "actions" },
        leave !== undefined && button("Back to sessions", "quiet", leave),
        this.hasScreen && button("Show the last screen", "quiet", () => this.putAway()),
        again && button("Try again", "primary", () => this.again()),
      ),
    );
    const { activeElement } = this.root.getRootNode() as Document | ShadowRoot;
    const hadKeyboard = this.covered.some((each) => each.contains(activeElement));
    this.covered.forEach((each) => (each.inert = true));
    this.root.hidden = false;
    if (hadKeyboard) {
      this.root.focus(); // not a button: a key that was meant for the program must not press it
    }
  }

  /** Nothing was drawn where the session was not there to begin with. */
  private get hasScreen(): boolean {
    return this.covered.some((each) => each.querySelector(".pane-stage:not(.blank)") !== null);
  }

  private putAway(): void {
    this.hide();
    this.root.dispatchEvent(new Event(FOCUS_LOST, { bubbles: true }));
  }

  hide(): void {
    this.covered.forEach((each) => (each.inert = false));
    this.root.hidden = true;
  }
}
