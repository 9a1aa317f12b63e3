/**
 * One terminal as this client views it: connects and reconnects, takes output only where it belongs, tells the server
 * what was parsed, and sees that no keystroke is lost or doubled.
 *
 * States: `idle` until the socket is live, `connecting` until `connected`, `live`, `backoff` while the line is down or a
 * refused connect waits to be tried again, `ended` for good (see `ending`). It works on events of the socket alone.
 */
import { AckSender } from "./ack-sender.js";
import { Backoff } from "./backoff.js";
import { CloseCode, closeCodeOf, reactionTo } from "./close-codes.js";
import { utf8 } from "./codec.js";
import { Emitter } from "./emitter.js";
import type { Cancel, Environment } from "./environment.js";
import { InputSender } from "./input-sender.js";
import type { Access, Connected, Output, Position, ServerError, ServerMessage } from "./messages.js";
import { OutputGate } from "./output-gate.js";
import type { Ending, Line, TerminalEvents, TerminalOptions, TerminalState } from "./terminal-types.js";

export class TerminalChannel extends Emitter<TerminalEvents> {
  /** Random name that stays through reconnects. */
  readonly clientId: string;
  readonly sessionId: string;
  private readonly environment: Environment;
  private readonly gate = new OutputGate();
  private readonly sender: InputSender;
  private readonly acks: AckSender;
  private readonly backoff: Backoff;
  private wish: { cols: number; rows: number };
  private current: TerminalState = "idle";
  private attempt = 0;
  private last: Connected | undefined;
  private told: { cols: number; rows: number };
  private over: Ending | undefined;
  private lineIsUp = false;
  private retry: Cancel | undefined;
  private refreshPause: Cancel | undefined;

  constructor(
    private readonly line: Line<TerminalChannel>,
    private readonly options: TerminalOptions,
  ) {
    super();
    this.environment = line.environment;
    this.sessionId = options.sessionId;
    this.wish = { cols: options.cols, rows: options.rows };
    this.told = this.wish;
    this.clientId = hex(this.environment.randomBytes(16));
    this.backoff = new Backoff(() => this.environment.random());
    this.sender = new InputSender(this.environment, (seq, data) => {
      const channel = this.last?.channel ?? 0;
      this.line.sendInput({ sessionId: this.sessionId, channel }, seq, data);
    });
    this.acks = new AckSender(this.environment, (offset) => this.say({ type: "ack", offset }));
  }

  get state(): TerminalState {
    return this.current;
  }

  /** The last answer to connect. */
  get connection(): Connected | undefined {
    return this.last;
  }

  /** Why it ended, once it has. */
  get ending(): Ending | undefined {
    return this.over;
  }

  /** Whether a connect was sent and not answered. */
  get awaitingConnected(): boolean {
    return this.current === "connecting" && this.lineIsUp;
  }

  /** Up to where output was handed on. */
  get position(): Position | undefined {
    return this.gate.position;
  }

  /** Up to where output was parsed. */
  get parsedOffset(): number {
    return this.acks.offset;
  }

  /** Pieces of output refused because they came at the wrong place. */
  get refusals(): number {
    return this.gate.refusals;
  }

  /** What was granted; undefined before the first `connected`. */
  get access(): Access | undefined {
    return this.last?.access;
  }

  /** Input that the server has not yet acknowledged. */
  get pendingInput(): { inputs: number; bytes: number } {
    return this.sender.pending;
  }

  /**
   * Types. False, and nothing is taken, if it cannot be: ended, read-only, or too much waits already (4 MiB while the
   * line is up, 64 KiB while it is down).
   */
  input(data: string | Uint8Array): boolean {
    if (this.current === "ended" || this.access === "read") {
      return false;
    }
    this.line.userIsThere();
    const taken = this.sender.offer(typeof data === "string" ? utf8(data) : data);
    this.emit("pending", this.pendingInput);
    return taken;
  }

  /** This viewer now has room for so much. The terminal's size is told by `size`. */
  resize(cols: number, rows: number): void {
    this.wish = { cols, rows };
    this.tellSize();
  }

  /** Asks for a full snapshot. */
  refresh(): void {
    this.say({ type: "refresh" });
  }

  /** Stops viewing. The tmux session lives on. */
  disconnect(): void {
    this.say({ type: "disconnect" });
    this.end({ code: CloseCode.NORMAL, reason: "closed by this client" });
  }

  /** Called by the socket: it is live. */
  lineUp(): void {
    this.lineIsUp = true;
    this.connect();
  }

  /** Called by the socket: it is gone, and will be back. */
  lineDown(): void {
    this.lineIsUp = false;
    this.quiet();
    if (this.current !== "ended" && this.current !== "idle") {
      this.become("backoff");
    }
  }

  /** Called by the socket: it is gone for good. */
  lineEnded(ending: Ending): void {
    this.end(ending);
  }

  /** What comes next has to be a snapshot, even if the stream could go on. */
  requireSnapshot(): void {
    this.gate.requireSnapshot();
  }

  /** Called by the socket with every message about this terminal. */
  receive(message: ServerMessage): void {
    if (this.current === "ended") {
      return;
    }
    switch (message.type) {
      case "connected":
        return this.connected(message);
      case "output":
        return this.output(message);
      case "input-ack":
        return this.acknowledged(message.seq);
      case "resize":
        this.gate.resized(message.offset);
        return this.emit("size", { cols: message.cols, rows: message.rows });
      case "event":
        return this.emit("event", message);
      case "error":
        return this.failed(message);
      case "disconnect":
        return this.dismissed(message.code ?? CloseCode.NORMAL, message.reason);
      default:
        return; // echo-ack and check come with prediction and screen checks
    }
  }

  private connect(): void {
    if (this.current === "ended") {
      return;
    }
    this.quiet();
    this.become("connecting");
    const { sessionId, paneId, view, access, history, delivery } = this.options;
    const resume = this.gate.position;
    this.told = this.wish;
    this.line.send({
      type: "connect",
      sessionId,
      ...this.wish,
      ...defined({ paneId: this.last?.paneId ?? paneId, view, access, history, delivery, resume }),
      clientId: this.clientId,
      attempt: ++this.attempt,
    });
  }

  private connected(message: Connected): void {
    const first = this.last === undefined;
    this.last = message;
    this.backoff.reset();
    const fits = this.gate.connected(message.resume, message.epoch, message.offset);
    this.acks.restart(message.offset);
    if (message.resume === "fresh" && !first) {
      this.reportNotSent("the server's end of the terminal started anew");
    }
    this.become("live");
    this.emit("connected", message);
    this.emit("size", { cols: message.cols, rows: message.rows });
    if (!fits || (message.resume === "resumed" && this.gate.awaitingSnapshot)) {
      this.refresh();
    }
    this.tellSize(); // it may have changed while connect was under way
    this.sender.start(message.inputSeq, message.resume === "fresh");
    this.emit("pending", this.pendingInput);
  }

  private output(message: Output): void {
    const verdict = this.gate.output(message.offset, message.end, message.snapshot);
    if (verdict === "misplaced") {
      this.refresh();
    }
    if (verdict !== "take") {
      return;
    }
    if (message.snapshot) {
      this.acks.restart(message.end);
      if (message.cols !== undefined && message.rows !== undefined) {
        this.emit("size", { cols: message.cols, rows: message.rows });
      }
    }
    this.emit("output", {
      data: message.data,
      snapshot: message.snapshot,
      end: message.end,
      parsed: this.acks.ticket(message.end, message.snapshot),
    });
  }

  private acknowledged(seq: number): void {
    this.sender.acknowledge(seq);
    this.emit("pending", this.pendingInput);
  }

  private failed(error: ServerError): void {
    if (this.current === "connecting") {
      this.refused(error);
      return;
    }
    if (error.code === "input-gap" || (error.code === "limit" && this.sender.pending.inputs > 0)) {
      this.sender.resendAfter(error.code === "limit" ? 250 : 50);
    } else if (error.code === "forbidden") {
      this.reportNotSent(error.message);
    }
    if (error.code === "limit" && this.gate.awaitingSnapshot) {
      this.refreshPause ??= this.environment.later(1_000, () => {
        this.refreshPause = undefined;
        this.refresh();
      });
    }
    this.emit("problem", error);
  }

  /** Connect was refused. */
  private refused(error: ServerError): void {
    const code = closeCodeOf(error.code);
    if (error.retryable || code === CloseCode.LIMIT) {
      this.emit("problem", error);
      this.retryLater(code === CloseCode.LIMIT ? 1_000 : 0);
    } else {
      this.end({ code: code ?? CloseCode.POLICY, reason: error.message });
    }
  }

  /** The server ended this terminal, not the socket. */
  private dismissed(code: number, reason: string): void {
    this.line.forget(this);
    switch (reactionTo(code)) {
      case "stop":
      case "authenticate":
        return this.end({ code, reason });
      case "snapshot":
        this.gate.requireSnapshot();
        return this.retryLater(0);
      case "patience":
        return this.retryLater(1_000);
      case "retry":
        return this.retryLater(0);
    }
  }

  private retryLater(least: number): void {
    this.quiet();
    this.become("backoff");
    const wait = this.backoff.next(this.environment.visible(), least);
    this.retry = this.environment.later(wait, () => this.connect());
  }

  private tellSize(): void {
    const { cols, rows } = this.wish;
    if (this.current === "live" && (cols !== this.told.cols || rows !== this.told.rows)) {
      this.told = this.wish;
      this.say({ type: "resize", cols, rows });
    }
  }

  private reportNotSent(why: string): void {
    const bytes = this.sender.abandon();
    if (bytes > 0) {
      this.emit("notSent", { bytes, why });
      this.emit("pending", this.pendingInput);
    }
  }

  private end(ending: Ending): void {
    if (this.current === "ended") {
      return;
    }
    this.quiet();
    this.over = ending;
    this.reportNotSent(ending.reason);
    this.become("ended");
    this.line.gone(this);
  }

  private quiet(): void {
    this.acks.stop();
    this.sender.stop();
    this.retry?.();
    this.refreshPause?.();
    this.retry = this.refreshPause = undefined;
  }

  private become(state: TerminalState): void {
    if (state !== this.current) {
      this.current = state;
      this.emit("state", state);
    }
  }

  private say(
    message:
      | { type: "ack"; offset: number }
      | { type: "resize"; cols: number; rows: number }
      | { type: "refresh" }
      | { type: "disconnect" },
  ): void {
    if (this.current === "live" && this.last) {
      this.line.send({ ...message, sessionId: this.sessionId, channel: this.last.channel });
    }
  }
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The same object without the members that are undefined. */
function defined<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
}
