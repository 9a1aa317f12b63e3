/**
 * The line below a terminal: what is true about it now. Says nothing that is as it should be, except that it is live.
 */
import { el, keepKeyboard, setText } from "./dom.js";
import type { Light } from "./pane-status.js";

export interface Status {
  state: Light;
  words: string;
  /** How long an answer takes; not read out, for it is another one every few seconds. */
  roundTrip: string;
  size: string;
  /** Whose size it is, if that needs a word. */
  sizeOwner: string;
  /** What is known of how the size came about: the tooltip of `size`. */
  sizeWords: string;
  readOnly: boolean;
  copyMode: boolean;
  unsent: string;
  /** How far behind what is drawn is, in words; empty if it is not. */
  lag: string;
  /** Who has the keyboard, if not everybody. */
  keyboard: string;
  /** Who else is watching, if anybody. */
  company: string;
}

const WATCHING = "You can watch, but not type.";
const COPY_MODE = "tmux shows its history and takes keys itself. Press q to leave.";
const WAITING = "What you typed has yet to arrive."; // not how much: it is more with every key

export class StatusLine {
  readonly root: HTMLElement;
  private readonly light = el("span", { class: "dot", attributes: { "aria-hidden": "true" } });
  private readonly words = el("span", { attributes: { role: "status" } });
  /** What becomes of keys, where that is not what one expects: the badges say it to those who see. */
  private readonly heard = el("span", { class: "only-heard", attributes: { role: "status" } });
  private readonly roundTrip = el("span");
  private readonly size = el("span", { class: "status-item mono" });
  private readonly sizeOwner = el("span", { class: "status-item size-owner" });
  private readonly lag = el("span", { class: "status-item" });
  readonly company = el("button", {
    class: "status-item status-button",
    attributes: { type: "button", title: "Who is watching" },
  });
  readonly keyboard = el("button", {
    class: "badge status-button",
    attributes: { type: "button", title: "Who types: ask for the keyboard, or hand it over" },
  });
  private readonly readOnly = badge("Read-only", WATCHING);
  private readonly copyMode = badge("Copy mode", COPY_MODE);
  private readonly unsent = el("span", { class: "badge warn" });

  constructor(...buttons: HTMLElement[]) {
    this.root = el(
      "footer",
      { class: "status" },
      el(
        "div",
        { class: "status-facts" },
        this.light,
        el("span", { class: "status-words" }, this.words, this.roundTrip),
        this.readOnly,
        this.keyboard,
        this.copyMode,
        this.unsent,
        this.lag,
        this.heard,
      ),
      el("div", { class: "status-facts company" }, this.company, this.size, this.sizeOwner),
      ...buttons,
    );
    keepKeyboard(this.root);
  }

  show(status: Status): void {
    this.root.dataset.state = status.state;
    setText(this.words, status.words);
    setText(this.roundTrip, status.roundTrip && ` · ${status.roundTrip}`);
    setText(this.size, status.size);
    setText(this.sizeOwner, status.sizeOwner);
    setText(this.unsent, status.unsent);
    setText(this.lag, status.lag);
    setText(this.company, status.company);
    setText(this.keyboard, status.keyboard);
    this.keyboard.hidden = status.keyboard === "";
    this.size.title = this.sizeOwner.title = status.sizeWords;
    this.sizeOwner.hidden = status.sizeOwner === "";
    this.company.hidden = status.company === "";
    this.lag.hidden = status.lag === "";
    this.unsent.hidden = status.unsent === "";
    this.readOnly.hidden = !status.readOnly;
    this.copyMode.hidden = !status.copyMode;
    const news = [status.readOnly && WATCHING, status.copyMode && COPY_MODE, status.unsent !== "" && WAITING];
    setText(this.heard, news.filter(Boolean).join(" "));
  }
}

function badge(text: string, title: string): HTMLElement {
  return el("span", { class: "badge", attributes: { title } }, text);
}
