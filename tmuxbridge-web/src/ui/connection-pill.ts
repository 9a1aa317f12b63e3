/** The state of the one connection, at the top of every view. A click ends a wait. */
import type { BridgeSocket } from "../client/index.js";
import { el, setText } from "../elements/dom.js";
import { explainEnd } from "../elements/words.js";

export class ConnectionPill {
  readonly root: HTMLButtonElement;
  private readonly words = el("span", { attributes: { "aria-live": "polite" } });
  /** Beside what is read out: it is another number with every try. */
  private readonly tries = el("span");

  constructor(private readonly socket: BridgeSocket) {
    this.root = el(
      "button",
      { class: "pill", attributes: { type: "button" }, on: { click: () => this.again() } },
      el("span", { class: "dot", attributes: { "aria-hidden": "true" } }),
      this.words,
      this.tries,
    );
    socket.on("state", () => this.draw());
    this.draw();
  }

  private again(): void {
    if (this.socket.state === "ended") {
      this.socket.open();
    } else {
      this.socket.wake();
    }
  }

  private draw(): void {
    const { state } = this.socket;
    this.root.dataset.state = { idle: "busy", connecting: "busy", live: "live", backoff: "down", ended: "over" }[state];
    const connected = this.socket.overHttp
      ? "Connected to the bridge over plain HTTP: no WebSocket gets through"
      : "Connected to the bridge";
    this.root.title = state === "live" ? connected : "Click to try again now";
    const waits = state === "backoff" || state === "connecting";
    setText(this.words, this.wordsNow);
    setText(this.tries, waits && this.socket.attempts > 1 ? `(${this.socket.attempts})` : "");
    this.tries.hidden = this.tries.textContent === "";
  }

  private get wordsNow(): string {
    const { state, closing } = this.socket;
    switch (state) {
      case "live":
        return "Connected";
      case "ended":
        return explainEnd(closing?.code ?? 1000, closing?.reason ?? "", "the bridge").title;
      default:
        return state === "backoff" || this.socket.attempts > 0 ? "Reconnecting" : "Connecting";
    }
  }
}
