/**
 * A bell that nobody can have seen: behind another tab, or in a window in the background. It counts until somebody is
 * there.
 */
export class SessionBell {
  private ringing = false;

  constructor(
    private readonly shown: () => boolean,
    private readonly changed: () => void,
  ) {}

  /** Whether one rang. */
  get rang(): boolean {
    return this.ringing;
  }

  ring(): void {
    if (!this.shown() || document.visibilityState !== "visible") {
      this.ringing = true;
      this.changed();
    }
  }

  /** A key or a click there tells that somebody has come. */
  watch(root: HTMLElement): void {
    for (const name of ["keydown", "pointerdown"]) {
      root.addEventListener(name, () => this.heard(), { capture: true });
    }
  }

  heard(): void {
    if (this.ringing) {
      this.ringing = false;
      this.changed();
    }
  }
}
