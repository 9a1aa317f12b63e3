/**
 * Where a window is larger than the room for it, keeps the cursor of the pane that has the keyboard in sight: it goes
 * along with what is typed and printed. Whoever moves the stage so that the cursor is out of sight wants to read there,
 * and is left alone until they type, or come back to it.
 */
import { isMovable } from "./pane-grid.js";
import type { PaneView } from "./pane-view.js";

/** Cells beside the cursor that are to be seen too. */
const MARGIN = 2;

export class StageFollow {
  private away = false;
  /** Where the stage was put by this class: a scroll to anywhere else was somebody's. */
  private put = { left: 0, top: 0 };
  private frame = 0;

  constructor(
    private readonly stage: HTMLElement,
    private readonly pane: () => PaneView | undefined,
  ) {
    const observer = new ResizeObserver(() => this.look());
    [stage, ...stage.children].forEach((each) => observer.observe(each));
    stage.addEventListener("scroll", () => this.scrolled(), { passive: true });
  }

  /** A cursor moved, or another pane has the keyboard. */
  moved(): void {
    if (!this.away && this.frame === 0) {
      this.frame = requestAnimationFrame(() => this.look());
    }
  }

  /** A key was pressed here. */
  typed(): void {
    this.away = false;
    this.moved();
  }

  private look(): void {
    this.frame = 0;
    const way = this.away || !isMovable(this.stage) ? undefined : this.way();
    if (way && (way.x !== 0 || way.y !== 0)) {
      this.stage.scrollLeft += way.x;
      this.stage.scrollTop += way.y;
    }
    this.put = { left: this.stage.scrollLeft, top: this.stage.scrollTop };
  }

  private scrolled(): void {
    const { scrollLeft, scrollTop } = this.stage;
    if (Math.abs(scrollLeft - this.put.left) > 1 || Math.abs(scrollTop - this.put.top) > 1) {
      this.put = { left: scrollLeft, top: scrollTop };
      const way = this.way(0);
      this.away = way !== undefined && (way.x !== 0 || way.y !== 0);
    }
  }

  /** How far the stage has to be moved so that the cursor is in it; undefined where there is no cursor to be seen. */
  private way(margin = MARGIN): { x: number; y: number } | undefined {
    const emulator = this.pane()?.emulator;
    const cell = emulator?.cell();
    const screen = emulator?.screen?.getBoundingClientRect();
    const { active } = emulator?.terminal.buffer ?? {};
    if (!cell || !screen || !active || active.viewportY !== active.baseY) {
      return undefined;
    }
    const { left, top } = this.stage.getBoundingClientRect();
    const { clientWidth, clientHeight } = this.stage;
    const x = screen.left - left - this.stage.clientLeft + active.cursorX * cell.width;
    const y = screen.top - top - this.stage.clientTop + active.cursorY * cell.height;
    return {
      x: into(x - margin * cell.width, x + (1 + margin) * cell.width, clientWidth),
      y: into(y, y + cell.height, clientHeight),
    };
  }
}

/** How far something from `start` to `end` has to be moved to be between 0 and `room`. */
function into(start: number, end: number, room: number): number {
  return start < 0 ? Math.floor(start) : end > room ? Math.ceil(end - room) : 0;
}
