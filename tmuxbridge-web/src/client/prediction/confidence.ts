/**
 * Whether predictions are worth showing: only on a slow line, marked while it is very slow, and not at all for a while
 * when too many were wrong. They are made all the time, so that it is known how good they are before the first one is
 * shown.
 */
const SHOW_ABOVE = 30;
const HIDE_BELOW = 20;
const MARK_ABOVE = 80;
const UNMARK_BELOW = 50;
/** Waiting this long for an answer shows predictions whatever the line was like before, in ms. */
const STALLED = 250;
const WINDOW = 50;
const WRONG_SHARE = 0.1;
const PAUSE_MILLIS = 60_000;

export type PredictionMode = "auto" | "always" | "never";

export class Confidence {
  private smoothed: number | undefined;
  private slow = false;
  private marking = false;
  private stalled = false;
  private outcomes: boolean[] = [];
  private pausedUntil = 0;
  /** How many came true and how many did not, in all. */
  readonly counts = { correct: 0, wrong: 0 };

  /** A prediction came true this long after the key. */
  correct(millis: number): void {
    this.counts.correct++;
    this.smoothed = this.smoothed === undefined ? millis : this.smoothed * 0.875 + millis * 0.125;
    this.slow = this.slow ? this.smoothed > HIDE_BELOW : this.smoothed > SHOW_ABOVE;
    this.marking = this.marking ? this.smoothed > UNMARK_BELOW : this.smoothed > MARK_ABOVE;
    this.stalled = false;
    this.outcome(true, 0);
  }

  /** A prediction that was shown did not come true. */
  wrong(now: number): void {
    this.counts.wrong++;
    this.outcome(false, now);
  }

  /** A prediction has waited this long. */
  waiting(millis: number): void {
    this.stalled ||= millis >= STALLED;
  }

  /** How long answers take, in ms; undefined before the first. */
  get delay(): number | undefined {
    return this.smoothed;
  }

  shows(mode: PredictionMode, now: number): boolean {
    return mode === "always" || (mode === "auto" && now >= this.pausedUntil && (this.slow || this.stalled));
  }

  /** Whether what is shown is marked as not yet certain. */
  get marks(): boolean {
    return this.marking || this.stalled;
  }

  private outcome(right: boolean, now: number): void {
    this.outcomes.push(right);
    if (this.outcomes.length > WINDOW) {
      this.outcomes.shift();
    }
    const wrong = this.outcomes.filter((one) => !one).length;
    if (this.outcomes.length === WINDOW && wrong > WINDOW * WRONG_SHARE) {
      this.pausedUntil = now + PAUSE_MILLIS;
      this.outcomes = [];
    }
  }
}
