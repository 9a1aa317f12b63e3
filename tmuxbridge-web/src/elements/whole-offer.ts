/** Whether the server draws whole sessions as well, as `tmux attach` does: not every one does. */
import type { Caller } from "../client/index.js";

export class WholeOffer {
  private offers = false;

  constructor(private readonly caller: Caller) {}

  /** As far as is known. */
  get stands(): boolean {
    return this.offers;
  }

  /** Asks, unless it is known to. */
  async look(): Promise<void> {
    if (!this.offers) {
      const info = (await this.caller.call("server.info").catch(() => ({}))) as { views?: string[] };
      this.offers = info.views?.includes("mirror") === true;
    }
  }
}
