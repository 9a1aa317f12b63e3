/** What a terminal tries again later: its connect, and asking for a snapshot. One timer of each at the most. */
import { Backoff } from "./backoff.js";
import type { Cancel, Environment } from "./environment.js";

export class Retries {
  private readonly backoff: Backoff;
  private connecting: Cancel | undefined;
  private refreshing: Cancel | undefined;

  constructor(
    private readonly environment: Environment,
    private readonly connect: () => void,
    private readonly refresh: () => void,
  ) {
    this.backoff = new Backoff(() => environment.random());
  }

  /** Connects again with backoff, after `least` milliseconds at the earliest. */
  connectLater(least: number): void {
    this.stop();
    this.connecting = this.environment.later(this.backoff.next(this.environment.visible(), least), this.connect);
  }

  /** Asks for a snapshot again in a second. */
  refreshLater(): void {
    this.refreshing ??= this.environment.later(1_000, () => {
      this.refreshing = undefined;
      this.refresh();
    });
  }

  /** The connect went well. */
  reset(): void {
    this.backoff.reset();
  }

  stop(): void {
    this.connecting?.();
    this.refreshing?.();
    this.connecting = this.refreshing = undefined;
  }
}
