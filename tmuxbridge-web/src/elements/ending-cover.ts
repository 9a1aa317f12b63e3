/** What is said over a terminal that is over: why, in plain words, and what to do. */
import type { Ending } from "../client/index.js";
import { button, el } from "./dom.js";
import { explainEnd } from "./words.js";

export class EndingCover {
  readonly root = el("div", { class: "ending", attributes: { role: "alert" } });

  constructor(
    private readonly name: string,
    private readonly leave: (() => void) | undefined,
    private readonly again: () => void,
  ) {
    this.root.hidden = true;
  }

  show(ending: Ending): void {
    const { title, text, again } = explainEnd(ending.code, ending.reason, this.name);
    const { leave } = this;
    this.root.replaceChildren(
      el("h2", {}, title),
      el("p", { class: "muted" }, text),
      el(
        "div",
        { class: "actions" },
        leave !== undefined && button("Back to sessions", "quiet", leave),
        again && button("Try again", "primary", () => this.again()),
      ),
    );
    this.root.hidden = false;
  }

  hide(): void {
    this.root.hidden = true;
  }
}
