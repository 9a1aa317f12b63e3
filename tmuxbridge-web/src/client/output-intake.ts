/**
 * The way of a terminal's output into this client: taken only where it belongs in the stream, and told to the server as
 * parsed once it was. Asks for a snapshot where bytes are missing.
 */
import { AckSender } from "./ack-sender.js";
import type { Environment } from "./environment.js";
import type { Connected, Output, Position } from "./messages.js";
import { OutputGate } from "./output-gate.js";
import type { TerminalOutput } from "./terminal-types.js";

export class OutputIntake {
  private readonly gate = new OutputGate();
  private readonly acks: AckSender;

  /** `parsed` tells the server how far, `refresh` asks it for a snapshot. */
  constructor(
    environment: Environment,
    parsed: (offset: number) => void,
    private readonly refresh: () => void,
  ) {
    this.acks = new AckSender(environment, parsed);
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

  /** Whether only a snapshot is taken. */
  get awaitsSnapshot(): boolean {
    return this.gate.awaitingSnapshot;
  }

  /** The server's answer to connect. True if a snapshot has to be asked for: none comes by itself. */
  connected({ resume, epoch, offset }: Connected): boolean {
    const fits = this.gate.connected(resume, epoch, offset);
    this.acks.restart(offset);
    return !fits || (resume === "resumed" && this.gate.awaitingSnapshot);
  }

  /** Takes a piece of output or a snapshot, if it is what comes next. */
  output({ data, snapshot, offset, end }: Output): TerminalOutput | undefined {
    const verdict = this.gate.output(offset, end, snapshot);
    if (verdict === "misplaced") {
      this.refresh();
    }
    if (this.awaitsSnapshot) {
      // It stands before the snapshot, which the server may only send when there is credit for all of this.
      this.acks.ticket(end, false)();
    }
    if (verdict !== "take") {
      return undefined;
    }
    if (snapshot) {
      this.acks.restart(end);
    }
    return { data, snapshot, end, parsed: this.acks.ticket(end, snapshot) };
  }

  /** The terminal has another size from this offset on. */
  resized(offset: number): void {
    this.gate.resized(offset);
  }

  /** What comes next has to be a snapshot, even if the stream could go on. */
  requireSnapshot(): void {
    this.gate.requireSnapshot();
  }

  /** The line is down: what is parsed is told when it is up again. */
  stop(): void {
    this.acks.stop();
  }
}
