/**
 * Tells the server how far this viewer's emulator has parsed: after 32 KiB, or 50 ms after the first byte not yet told.
 * Parsed, not received: that is what makes it credit. A snapshot is told at once.
 */
import type { Cancel, Environment } from "./environment.js";

export const ACK_BYTES = 32 * 1024;
export const ACK_MILLIS = 50;

export class AckSender {
  private generation = 0;
  private told = 0;
  private parsed = 0;
  private timer: Cancel | undefined;

  constructor(
    private readonly environment: Environment,
    private readonly send: (offset: number) => void,
  ) {}

  /** Starts over at a position: after connected, before a snapshot. What was under way no longer counts. */
  restart(offset: number): void {
    this.stop();
    this.generation++;
    this.told = offset;
    this.parsed = offset;
  }

  /** What to call when the output that ends at `end` has been parsed. Calling it twice does no harm. */
  ticket(end: number, urgent: boolean): () => void {
    const generation = this.generation;
    let open = true;
    return () => {
      if (open && generation === this.generation) {
        open = false;
        this.advance(end, urgent);
      }
    };
  }

  /** Ends the timer. */
  stop(): void {
    this.timer?.();
    this.timer = undefined;
  }

  /** The highest offset parsed. */
  get offset(): number {
    return this.parsed;
  }

  private advance(end: number, urgent: boolean): void {
    this.parsed = Math.max(this.parsed, end);
    if (urgent || this.parsed - this.told >= ACK_BYTES) {
      this.flush();
    } else {
      this.timer ??= this.environment.later(ACK_MILLIS, () => this.flush());
    }
  }

  private flush(): void {
    this.stop();
    this.told = this.parsed;
    this.send(this.parsed);
  }
}
