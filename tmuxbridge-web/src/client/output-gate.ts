/**
 * Where a client stands in a pane's stream, and which output it may take.
 *
 * The rule that everything rests on: output is accepted only at the offset that is expected. A snapshot sets the
 * expectation; nothing else skips. What comes at another offset is refused and counted, and a snapshot is asked for
 * unless the client already has every byte of it.
 */
import type { Continuation, Position } from "./messages.js";

/** What to do with a piece of output. */
export type Verdict =
  /** Write it. */
  | "take"
  /** Every byte of it was taken before: drop it. */
  | "duplicate"
  /** Bytes are missing, or it overlaps: drop it and ask for a snapshot. */
  | "misplaced"
  /** A snapshot is on its way: drop it. */
  | "waiting";

export class OutputGate {
  private current: Position | undefined;
  private markerAhead = false;
  private needsSnapshot = true;
  private refused = 0;

  /** The position to resume at, once there is one. */
  get position(): Position | undefined {
    return this.current && { ...this.current };
  }

  /** Whether only a snapshot is taken. */
  get awaitingSnapshot(): boolean {
    return this.needsSnapshot;
  }

  /** Pieces of output not written because they came at the wrong place. */
  get refusals(): number {
    return this.refused;
  }

  /** The server's answer to connect. False if it claims to resume where this client is not. */
  connected(resume: Continuation, epoch: string, offset: number): boolean {
    if (resume === "resumed") {
      const here = this.current;
      // A size change takes one position of its own, so the stream may go on one further.
      const fits = here?.epoch === epoch && (offset === here.offset || offset === here.offset + 1);
      this.markerAhead = fits && offset === here.offset;
      if (!fits) {
        this.needsSnapshot = true;
      }
      this.current = { epoch, offset };
      return fits;
    }
    this.current = { epoch, offset };
    this.markerAhead = false;
    this.needsSnapshot = true;
    return true;
  }

  /** A piece of output or a snapshot has come. */
  output(offset: number, end: number, snapshot: boolean): Verdict {
    const here = this.current;
    if (!here) {
      return this.refuse("waiting");
    }
    if (snapshot) {
      here.offset = end;
      this.markerAhead = false;
      this.needsSnapshot = false;
      return "take";
    }
    if (this.needsSnapshot) {
      return this.refuse("waiting");
    }
    if (offset === here.offset || (this.markerAhead && offset === here.offset + 1)) {
      here.offset = end;
      this.markerAhead = false;
      return "take";
    }
    if (end <= here.offset) {
      return this.refuse("duplicate");
    }
    this.needsSnapshot = true;
    return this.refuse("misplaced");
  }

  /** The terminal changed its size at this offset. The marker may itself take one position of the stream. */
  resized(offset: number): void {
    const here = this.current;
    if (!here || this.needsSnapshot) {
      return;
    }
    if (offset === here.offset) {
      this.markerAhead = true;
    } else if (offset === here.offset + 1) {
      here.offset = offset;
    }
  }

  /** A snapshot was asked for; what comes before it is not worth drawing. Not used for a refresh that is a courtesy. */
  requireSnapshot(): void {
    this.needsSnapshot = true;
  }

  private refuse(verdict: Verdict): Verdict {
    this.refused++;
    return verdict;
  }
}
