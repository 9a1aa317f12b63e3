/**
 * One open session: the terminal on its stage, a find bar, a status line, and what has to be said over it.
 *
 * Two sizes meet here. What the stage has room for is this viewer's wish and goes to the server; the terminal's size is
 * what the server tells, and the only size the emulator ever takes. Where they differ the terminal stands in a letterbox.
 *
 * The terminal connects when it is first shown, because only then can it be measured.
 */
import { TerminalChannel } from "../client/index.js";
import type { BridgeSocket, ServerEvent } from "../client/index.js";
import { button, el, iconButton } from "./dom.js";
import { Emulator } from "./emulator.js";
import { FindBar } from "./find-bar.js";
import { Notices } from "./notices.js";
import { StatusLine } from "./status-line.js";
import type { Status } from "./status-line.js";
import { count, explainEnd, safeTitle } from "./words.js";

const RESIZE_MILLIS = 100;
const FALLBACK_SIZE = { cols: 80, rows: 24 };

export interface TerminalViewEvents {
  /** Something about the tab has changed: state, title, bell. */
  changed(): void;
  /** The user wants to leave this view. */
  leave(): void;
}

export class TerminalView {
  readonly root: HTMLElement;
  title = "";
  rang = false;
  private readonly stage = el("div", { class: "stage" });
  private readonly notices = new Notices();
  private readonly ending = el("div", { class: "ending", attributes: { role: "alert" } });
  private readonly status: StatusLine;
  private readonly emulator: Emulator;
  private readonly findBar: FindBar;
  private readonly observer: ResizeObserver;
  private channelNow: TerminalChannel | undefined;
  private wish = FALLBACK_SIZE;
  private copyMode = false;
  private viewers = 0;
  private shown = false;
  private resizeTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly unlisten: () => void;

  constructor(
    private readonly socket: BridgeSocket,
    readonly sessionId: string,
    private readonly events: TerminalViewEvents,
  ) {
    this.emulator = new Emulator(this.stage, {
      input: (data) => this.type(data),
      title: (title) => this.retitle(title),
      bell: () => this.ring(),
      find: () => this.findBar.open(),
      leave: () => this.status.root.querySelector("button")?.focus(),
    });
    this.findBar = new FindBar(this.emulator.search, () => this.emulator.terminal.focus());
    const find = iconButton("find", "Find (Ctrl+Shift+F)", () => this.findBar.open());
    const refresh = iconButton("refresh", "Draw the screen again", () => this.channelNow?.refresh());
    this.status = new StatusLine(find, refresh);
    this.ending.hidden = true;
    this.root = el(
      "section",
      { class: "terminal-view", attributes: { "aria-label": `Terminal ${sessionId}`, role: "tabpanel" } },
      el("div", { class: "screen" }, this.stage, this.findBar.root, this.notices.root, this.ending),
      this.status.root,
    );
    this.observer = new ResizeObserver(() => this.measureSoon());
    this.unlisten = socket.on("roundTrip", () => this.draw());
    this.draw();
  }

  get terminal(): Emulator["terminal"] {
    return this.emulator.terminal;
  }

  get renderer(): "webgl" | "dom" {
    return this.emulator.renderer;
  }

  get channel(): TerminalChannel | undefined {
    return this.channelNow;
  }

  show(): void {
    this.root.hidden = false;
    this.shown = true;
    this.rang = false;
    const first = !this.channelNow;
    if (first) {
      this.emulator.open();
      this.observer.observe(this.stage);
    }
    this.emulator.setVisible(true); // before measuring: each renderer has a cell size of its own
    if (first) {
      this.connect();
    }
    this.measure();
    this.emulator.terminal.focus();
  }

  hide(): void {
    this.root.hidden = true;
    this.shown = false;
    this.emulator.setVisible(false);
  }

  /** Lets go of the terminal; the session lives on. */
  close(): void {
    clearTimeout(this.resizeTimer);
    this.unlisten();
    this.observer.disconnect();
    this.channelNow?.disconnect();
    this.emulator.dispose();
    this.root.remove();
  }

  /** For the tab's light. */
  get light(): Status["state"] {
    switch (this.channelNow?.state) {
      case "live":
        return "live";
      case "ended":
        return "over";
      case "backoff":
        return "down";
      default:
        return "busy";
    }
  }

  private connect(): void {
    this.ending.hidden = true;
    this.wish = this.emulator.room() ?? FALLBACK_SIZE;
    const channel = this.socket.terminal({ sessionId: this.sessionId, ...this.wish });
    this.channelNow = channel;
    channel.on("state", () => this.stateChanged());
    channel.on("connected", (connected) => {
      this.emulator.terminal.options.disableStdin = connected.access === "read";
      this.copyMode = false; // told anew if it is on
      if (connected.lost) {
        this.notices.say(`The line was down for long: ${count(connected.lost, "byte")} of output were skipped.`);
      }
    });
    channel.on("output", (output) => this.emulator.terminal.write(output.data, output.parsed));
    channel.on("size", ({ cols, rows }) => this.emulator.resize(cols, rows, () => this.draw()));
    channel.on("pending", () => this.draw());
    channel.on("notSent", ({ bytes, why }) =>
      this.notices.say(`${count(bytes, "byte")} you typed may not have arrived, and will not be sent again: ${why}.`),
    );
    channel.on("event", (event) => this.told(event));
    channel.on("problem", (problem) => this.notices.say(`${problem.message} (${problem.code})`));
    this.stateChanged();
  }

  private stateChanged(): void {
    const ending = this.channelNow?.ending;
    if (ending) {
      const { title, text, again } = explainEnd(ending.code, ending.reason, this.sessionId);
      this.ending.replaceChildren(
        el("h2", {}, title),
        el("p", { class: "muted" }, text),
        el(
          "div",
          { class: "actions" },
          button("Back to sessions", "quiet", () => this.events.leave()),
          again && button("Try again", "primary", () => this.reconnect()),
        ),
      );
    }
    this.ending.hidden = !ending;
    this.draw();
    this.events.changed();
  }

  private reconnect(): void {
    this.socket.open();
    this.connect();
    this.emulator.terminal.focus();
  }

  private type(data: string | Uint8Array): void {
    if (this.channelNow && !this.channelNow.input(data) && this.channelNow.access !== "read") {
      this.notices.say("That was not taken: too much input waits already.");
    }
  }

  private told(event: ServerEvent): void {
    switch (event.name) {
      case "mode":
        this.copyMode = event.copyMode === true;
        break;
      case "viewers":
        this.viewers = typeof event.viewers === "number" ? event.viewers : 0;
        break;
      case "title":
        this.retitle(String(event.title ?? ""));
        break;
      case "bell":
        this.ring();
        break;
    }
    this.draw();
  }

  private retitle(title: string): void {
    this.title = safeTitle(title);
    this.events.changed();
  }

  private ring(): void {
    if (!this.shown) {
      this.rang = true;
      this.events.changed();
    }
  }

  private measureSoon(): void {
    clearTimeout(this.resizeTimer);
    this.resizeTimer = setTimeout(() => this.measure(), RESIZE_MILLIS);
  }

  private measure(): void {
    const room = this.shown ? this.emulator.room() : undefined;
    if (room) {
      this.wish = room;
      this.channelNow?.resize(room.cols, room.rows);
      this.draw();
    }
  }

  private draw(): void {
    const { cols, rows } = this.emulator.terminal;
    const channel = this.channelNow;
    const fits = cols === this.wish.cols && rows === this.wish.rows;
    this.stage.classList.toggle("letterbox", channel?.connection !== undefined && !fits);
    this.stage.classList.toggle("blank", channel?.connection === undefined);
    const { inputs } = channel?.pendingInput ?? { inputs: 0 };
    this.status.show({
      state: this.light,
      words: this.words(),
      size: channel?.connection ? `${cols} × ${rows}${fits ? "" : ` (room for ${this.wish.cols} × ${this.wish.rows})`}` : "",
      readOnly: channel?.access === "read",
      copyMode: this.copyMode,
      company: this.viewers > 1 ? count(this.viewers, "viewer") : "",
      unsent: inputs > 0 && channel?.state !== "live" ? `${count(inputs, "key")} waiting` : "",
    });
  }

  private words(): string {
    switch (this.channelNow?.state) {
      case "live": {
        const trip = this.socket.roundTrip;
        return trip === undefined ? "Live" : `Live · ${Math.round(trip)} ms`;
      }
      case "ended":
        return "Ended";
      case "backoff":
        return "Reconnecting ...";
      default:
        return "Connecting ...";
    }
  }
}
