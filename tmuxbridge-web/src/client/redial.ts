/** The wait between two tries to connect: armed for a time, and pulled forward when somebody waits for it. */
import type { Cancel, Environment } from "./environment.js";

/** Shortest time from one try to the next that is pulled forward. */
const IMPATIENCE_MILLIS = 1_000;

export class Redial {
  private timer: Cancel | undefined;
  private triedAt = 0;
  private dueAt = 0;

  constructor(
    private readonly environment: Environment,
    private readonly dial: () => void,
  ) {}

  /** Tries now. */
  now(): void {
    this.cancel();
    this.triedAt = this.environment.now();
    this.dial();
  }

  /** Tries after `wait` milliseconds, instead of whenever it was to be. */
  after(wait: number): void {
    this.cancel();
    this.dueAt = this.environment.now() + wait;
    this.timer = this.environment.later(wait, () => this.now());
  }

  /** Cuts a wait short, to a second since the last try at the most. Does nothing when nothing is awaited. */
  sooner(): void {
    if (this.timer === undefined) {
      return;
    }
    const now = this.environment.now();
    const wait = Math.max(0, this.triedAt + IMPATIENCE_MILLIS - now);
    if (wait === 0) {
      this.now();
    } else if (now + wait < this.dueAt) {
      this.after(wait);
    }
  }

  cancel(): void {
    this.timer?.();
    this.timer = undefined;
  }
}
