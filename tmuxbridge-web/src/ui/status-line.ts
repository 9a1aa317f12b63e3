/** The line below a terminal: what is true about it now. Says nothing that is as it should be, except that it is live. */
import { el } from "./dom.js";

export interface Status {
  state: "live" | "busy" | "down" | "over";
  words: string;
  size: string;
  readOnly: boolean;
  copyMode: boolean;
  unsent: string;
  /** Who else is watching, if anybody. */
  company: string;
}

export class StatusLine {
  readonly root: HTMLElement;
  private readonly light = el("span", { class: "dot", attributes: { "aria-hidden": "true" } });
  private readonly words = el("span", { class: "status-words", attributes: { role: "status" } });
  private readonly size = el("span", { class: "status-item mono" });
  private readonly company = el("span", { class: "status-item" });
  private readonly readOnly = badge("Read-only", "You can watch, but not type.");
  private readonly copyMode = badge("Copy mode", "tmux shows its history and takes keys itself. Press q to leave.");
  private readonly unsent = el("span", { class: "badge warn" });

  constructor(...buttons: HTMLElement[]) {
    this.root = el(
      "footer",
      { class: "status" },
      this.light,
      this.words,
      this.readOnly,
      this.copyMode,
      this.unsent,
      el("span", { class: "spacer" }),
      this.company,
      this.size,
      ...buttons,
    );
  }

  show(status: Status): void {
    this.root.dataset.state = status.state;
    setText(this.words, status.words);
    setText(this.size, status.size);
    setText(this.unsent, status.unsent);
    setText(this.company, status.company);
    this.unsent.hidden = status.unsent === "";
    this.readOnly.hidden = !status.readOnly;
    this.copyMode.hidden = !status.copyMode;
  }
}

/** Only when it differs: a live region speaks on every change of its nodes. */
function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

function badge(text: string, title: string): HTMLElement {
  return el("span", { class: "badge", attributes: { title } }, text);
}
