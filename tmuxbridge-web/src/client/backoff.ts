/**
 * When to try again: at once the first time (0 to 100 ms, so that a thousand clients of one server do not come
 * together), then anywhere between nothing and a ceiling that doubles from 250 ms up to 4 s, or 30 s while nobody looks
 * ("full jitter").
 */
export class Backoff {
  private attempts = 0;

  constructor(private readonly random: () => number) {}

  /** How many waits were handed out since the last reset. */
  get count(): number {
    return this.attempts;
  }

  /** Milliseconds to wait before the next try; `least` is a floor for servers that asked for patience. */
  next(visible: boolean, least = 0): number {
    const n = this.attempts++;
    const ceiling = n === 0 ? 100 : Math.min(visible ? 4_000 : 30_000, 250 * 2 ** Math.min(n, 20));
    return least + Math.floor(this.random() * ceiling);
  }

  /** The connection held: start over. */
  reset(): void {
    this.attempts = 0;
  }
}
