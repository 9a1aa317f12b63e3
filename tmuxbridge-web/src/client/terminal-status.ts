/**
 * What can be asked of a terminal: its state, what the server granted, where it stands in the stream, what input waits,
 * and the size it wishes for.
 * TerminalChannel is this and what it does.
 */
import { Emitter } from "./emitter.js";
import type { Environment } from "./environment.js";
import { InputSender } from "./input-sender.js";
import type { Access, ClientMessage, Connected, Position } from "./messages.js";
import { OutputIntake } from "./output-intake.js";
import { isSessionId } from "./sessions.js";
import { SizeWish } from "./size-wish.js";
import type { Wish } from "./size-wish.js";
import type { Ending, Line, TerminalEvents, TerminalOptions, TerminalState } from "./terminal-types.js";

/** What a terminal says on its channel. */
export type Saying =
  { type: "ack"; offset: number } | ({ type: "resize" } & Wish) | { type: "refresh" } | { type: "disconnect" };

export abstract class TerminalStatus extends Emitter<TerminalEvents> {
  /** Random name that stays through reconnects. */
  readonly clientId: string;
  /** What the session was called by in the last connect, which is what the server calls it on this channel. */
  sessionId: string;
  /** What the next connect calls it by. */
  protected address: string;
  protected readonly wish: SizeWish;
  protected readonly intake: OutputIntake;
  protected readonly sender: InputSender;
  protected current: TerminalState = "idle";
  protected last: Connected | undefined;
  protected over: Ending | undefined;

  protected constructor(
    protected readonly environment: Environment,
    private readonly wire: Pick<Line<unknown>, "send" | "sendInput">,
    options: TerminalOptions,
  ) {
    super();
    const { sessionId, cols, rows, fit, visible = true } = options;
    this.sessionId = this.address = sessionId;
    this.wish = new SizeWish({ cols, rows, ...(fit ? { fit } : {}), ...(visible ? {} : { visible }) });
    this.clientId = hex(environment.randomBytes(16));
    this.sender = new InputSender(environment, (seq, data) => {
      wire.sendInput({ sessionId: this.sessionId, channel: this.last?.channel ?? 0 }, seq, data);
    });
    this.intake = new OutputIntake(
      environment,
      (offset) => this.say({ type: "ack", offset }),
      () => this.refresh(),
    );
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

  /** Up to where output was handed on. */
  get position(): Position | undefined {
    return this.intake.position;
  }

  /** Up to where output was parsed. */
  get parsedOffset(): number {
    return this.intake.parsedOffset;
  }

  /** Pieces of output refused because they came at the wrong place. */
  get refusals(): number {
    return this.intake.refusals;
  }

  /** What was granted; undefined before the first `connected`. */
  get access(): Access | undefined {
    return this.last?.access;
  }

  /** Input that the server has not yet acknowledged. */
  get pendingInput(): { inputs: number; bytes: number } {
    return this.sender.pending;
  }

  /** The number of the last input taken from the user: what `echo` of TerminalEvents counts in. */
  get lastInput(): number {
    return this.sender.lastSeq;
  }

  /** The session has this name now. Who views it is told by the server; who was away, and found out, says so here. */
  renamed(name: string): void {
    if (!isSessionId(this.address)) {
      this.address = name;
    }
  }

  /** This viewer now has room for so much. The terminal's size is told by `size`. */
  resize(cols: number, rows: number): void {
    this.wish.set(cols, rows);
    this.tellSize();
  }

  /** Whether anybody sees this viewer: one that nobody sees has no say about the size. */
  setVisible(visible: boolean): void {
    this.wish.setVisible(visible);
    this.tellSize();
  }

  /** Asks for a full snapshot. */
  refresh(): void {
    this.say({ type: "refresh" });
  }

  protected tellSize(): void {
    if (this.current === "live" && this.wish.untold) {
      this.say({ type: "resize", ...this.wish.tell() });
    }
  }

  protected say(message: Saying): void {
    if (this.current === "live" && this.last) {
      this.wire.send({ ...message, sessionId: this.sessionId, channel: this.last.channel } as ClientMessage);
    }
  }

  protected reportNotSent(why: string): void {
    const { uncertain, unsent } = this.sender.abandon();
    if (uncertain + unsent > 0) {
      this.emit("notSent", { bytes: uncertain + unsent, uncertain, unsent, why });
      this.emit("pending", this.pendingInput);
    }
  }

  protected become(state: TerminalState): void {
    if (state !== this.current) {
      this.current = state;
      this.emit("state", state);
    }
  }
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
