/**
 * One notice about output that could not be shown as it came. What is skipped adds up in it for as long as it stands: a
 * flood is one thing to be told, not one for each second. It fades by itself, because the screen is right.
 */
import { outputLost } from "./loss-words.js";
import type { Loss } from "./loss-words.js";
import type { Notices } from "./notices.js";

export class OutputNotice {
  private loss: Loss = {};

  constructor(private readonly notices: Notices) {}

  /** So many bytes were not sent: this viewer is too slow, or its line was down for too long. */
  skipped(bytes: number, why: "slow" | "away"): void {
    this.tell({ ...this.loss, [why]: (this.loss[why] ?? 0) + bytes });
  }

  /** From now on screens come in place of bytes. */
  tooFast(): void {
    this.tell({ ...this.loss, tooFast: true });
  }

  private tell(loss: Loss): void {
    this.loss = loss;
    this.notices.inform("output", outputLost(loss), () => (this.loss = {}));
  }
}
