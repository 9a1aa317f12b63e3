/**
 * Gestures on panes: two fingers change the size of the letters, one moves a window that is larger than the screen, and
 * scrolls the history where that can be moved no further.
 */
import { isMovable } from "./pane-grid.js";
import type { PaneView } from "./pane-view.js";
import { Roll } from "./roll.js";
import type { SessionPanes } from "./session-panes.js";
import { clampFont } from "./settings.js";
import type { Settings } from "./settings.js";

const SLOP_PIXELS = 8;

export function watchTouches(panes: SessionPanes, settings: Settings): void {
  const area = panes.grid.root;
  let pane: PaneView | undefined;
  let last: { x: number; y: number } | undefined;
  let moved = false;
  const roll = new Roll();
  let pinch: { distance: number; size: number } | undefined;

  area.addEventListener(
    "touchstart",
    (event) => {
      const [one, two] = event.touches;
      const target = event.target as Element;
      moved = false;
      roll.stop();
      pane = panes.all.find((each) => each.root.contains(target)) ?? panes.active;
      last = target.closest(".border") ? undefined : one && { x: one.clientX, y: one.clientY };
      pinch = last && one && two && { distance: distance(one, two), size: settings.now.fontSize };
    },
    { passive: true },
  );

  area.addEventListener(
    "touchmove",
    (event) => {
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
      const way = { x: last.x - one.clientX, y: last.y - one.clientY };
      if (moved || Math.abs(way.y) > SLOP_PIXELS || (Math.abs(way.x) > SLOP_PIXELS && isMovable(area))) {
        moved = true;
        last = { x: one.clientX, y: one.clientY };
        const rest = isMovable(area) ? pan(area, way) : way.y;
        if (rest !== 0) {
          roll.by(pane, rest, one);
        }
      }
    },
    { passive: false },
  );

  area.addEventListener(
    "touchend",
    () => {
      if (moved && !pinch) {
        roll.release(pane);
      }
      last = pinch = undefined;
    },
    { passive: true },
  );
}

/** Moves it as far as it can be moved. What is left of the way up or down; less than a pixel is no way to go. */
function pan(area: HTMLElement, way: { x: number; y: number }): number {
  area.scrollLeft += way.x;
  const room = way.y > 0 ? area.scrollHeight - area.clientHeight - area.scrollTop : area.scrollTop;
  const moved = room < 1 ? 0 : Math.sign(way.y) * Math.min(Math.abs(way.y), room);
  area.scrollTop += moved;
  return way.y - moved;
}

function distance(a: Touch, b: Touch): number {
  return Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY));
}
