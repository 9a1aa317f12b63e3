/**
 * Looks again twice a second while keys or output wait, so that what the status line says of waiting stays true
 * although nothing happens, and once more when nothing waits any longer.
 */
const LOOK_MILLIS = 500;

export class Backlog {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly waits: () => boolean,
    private readonly changed: () => void,
  ) {}

  /** Something may have begun to wait. */
  look(): void {
    if (this.timer === undefined && this.waits()) {
      this.timer = setTimeout(() => {
        this.timer = undefined;
        this.changed();
        this.look();
      }, LOOK_MILLIS);
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
  }
}
