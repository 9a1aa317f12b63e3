/** Gestures: two fingers change the size of the letters, one scrolls. */
import type { PaneView } from "./pane-view.js";
import { Roll } from "./roll.js";
import { clampFont } from "./settings.js";
import type { Settings } from "./settings.js";

const SLOP_PIXELS = 8;

export function watchTouches(area: HTMLElement, settings: Settings, pane: () => PaneView | undefined): void {
  let last: { x: number; y: number } | undefined;
  let moved = false;
  const roll = new Roll();
  let pinch: { distance: number; size: number } | undefined;

  area.addEventListener("touchstart", (event) => {
    const [one, two] = event.touches;
    moved = false;
    roll.stop();
    last = one && { x: one.clientX, y: one.clientY };
    pinch = one && two && { distance: distance(one, two), size: settings.now.fontSize };
  }, { passive: true });

  area.addEventListener("touchmove", (event) => {
    const [one, two] = event.touches;
    if (!one || !last) {
      return;
    }
    event.preventDefault();
    if (pinch && two) {
      const size = clampFont((pinch.size * distance(one, two)) / pinch.distance);
      if (size !== settings.now.fontSize) {
        settings.set({ fontSize: size });
      }
      return;
    }
    const way = last.y - one.clientY;
    if (moved || Math.abs(way) > SLOP_PIXELS) {
      moved = true;
      last = { x: one.clientX, y: one.clientY };
      roll.by(pane(), way, one);
    }
  }, { passive: false });

  area.addEventListener("touchend", () => {
    if (moved && !pinch) {
      roll.release(pane());
    }
    last = pinch = undefined;
  }, { passive: true });
}

function distance(a: Touch, b: Touch): number {
  return Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY));
}
