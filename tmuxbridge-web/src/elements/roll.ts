/**
 * Scrolls by a finger: line by line with it, and on for a while when it was quick, unless the system asks for little
 * motion. xterm.js scrolls by real wheels only. Where a program takes the wheel (mouse mode, the alternate screen) it
 * gets one.
 */
import type { PaneView } from "./pane-view.js";
import { stillness } from "./theme.js";

/** What is left of the speed after a millisecond. */
const DECAY = 0.997;
/** Pixels a millisecond, below which it stands. */
const SLOWEST = 0.05;
const FASTEST = 4;
/** A finger that rested so long before it left was not quick. */
const REST_MILLIS = 60;

export class Roll {
  private left = 0;
  private speed = 0;
  private moved = 0;
  private frame = 0;

  /** A finger is on it. */
  stop(): void {
    cancelAnimationFrame(this.frame);
    this.left = this.speed = 0;
    this.moved = performance.now();
  }

  /** The finger moved by so many pixels, upwards positive. */
  by(pane: PaneView | undefined, pixels: number, at: Touch): void {
    const now = performance.now();
    const speed = pixels / Math.max(1, now - this.moved);
    this.moved = now;
    this.speed = Math.max(-FASTEST, Math.min(FASTEST, 0.6 * speed + 0.4 * this.speed));
    if (pane && scrolls(pane)) {
      this.scroll(pane, pixels);
    } else {
      this.speed = 0;
      const { clientX, clientY } = at;
      pane?.emulator.screen?.dispatchEvent(
        new WheelEvent("wheel", { deltaY: pixels, clientX, clientY, bubbles: true, cancelable: true }),
      );
    }
  }

  /** The finger has left. */
  release(pane: PaneView | undefined): void {
    if (pane && !stillness.matches && performance.now() - this.moved < REST_MILLIS) {
      this.goOn(pane, performance.now());
    }
  }

  private goOn(pane: PaneView, before: number): void {
    this.frame = requestAnimationFrame((now) => {
      const millis = Math.max(0, now - before);
      this.speed *= DECAY ** millis;
      if (Math.abs(this.speed) >= SLOWEST && scrolls(pane)) {
        this.scroll(pane, this.speed * millis);
        this.goOn(pane, now);
      }
    });
  }

  private scroll(pane: PaneView, pixels: number): void {
    const height = pane.emulator.cell()?.height ?? 17;
    this.left += pixels;
    const lines = Math.trunc(this.left / height);
    this.left -= lines * height;
    if (lines !== 0) {
      pane.emulator.terminal.scrollLines(lines);
    }
  }
}

function scrolls({ emulator: { terminal } }: PaneView): boolean {
  return terminal.modes.mouseTrackingMode === "none" && terminal.buffer.active.type === "normal";
}
