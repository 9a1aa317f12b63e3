/**
 * A border between two panes that can be dragged, or moved by arrow keys. While it is dragged tmux is asked for each
 * new place, one request under way at a time: the panes follow as tmux moves them, and what is seen is what tmux has.
 */
import type { Border } from "../client/index.js";
import { el } from "./dom.js";

export interface CellSize {
  width: number;
  height: number;
}

export class BorderHandle {
  readonly root: HTMLElement;
  private border: Border;
  private from = { x: 0, y: 0, size: 0, least: 0, most: 0 };
  /** What was asked for last, until tmux tells a size that came of it. */
  private asked: number | undefined;
  private under = false;

  constructor(
    border: Border,
    private cell: CellSize,
    of: string,
    private readonly resize: (border: Border, size: number) => Promise<void>,
  ) {
    this.border = border;
    this.root = el("div", {
      class: `border ${border.direction}`,
      attributes: { role: "separator", tabindex: "0" },
      on: {
        pointerdown: (event) => this.grab(event),
        keydown: (event) => this.key(event),
      },
    });
    this.update(border, cell, of);
  }

  /** Which border it is, whatever its place. */
  static key(border: Border): string {
    return `${border.direction} ${border.paneId}`;
  }

  /** Where it is, and what the pane is called whose size it is. */
  update(border: Border, cell: CellSize, of: string): void {
    if (border.size !== this.border.size && !this.under) {
      this.asked = undefined;
    }
    this.border = border;
    this.cell = cell;
    const { style } = this.root;
    style.left = `${border.left * cell.width}px`;
    style.top = `${border.top * cell.height}px`;
    style.width = `${border.cols * cell.width}px`;
    style.height = `${border.rows * cell.height}px`;
    const words = `Border ${border.direction === "vertical" ? "to the right of" : "below"} ${of}`;
    const values: Record<string, string> = {
      "aria-label": words,
      "aria-orientation": border.direction,
      "aria-valuenow": String(border.size),
      "aria-valuemin": String(border.size + border.least),
      "aria-valuemax": String(border.size + border.most),
    };
    Object.entries(values).forEach(([name, value]) => this.root.setAttribute(name, value));
  }

  private grab(event: PointerEvent): void {
    if (event.button !== 0) {
      return;
    }
    event.preventDefault();
    const { size, least, most } = this.border;
    this.from = { x: event.clientX, y: event.clientY, size, least, most };
    this.root.setPointerCapture(event.pointerId);
    this.root.classList.add("dragged");
    const move = (moved: PointerEvent) => this.drag(moved);
    const end = () => {
      this.root.classList.remove("dragged");
      this.root.removeEventListener("pointermove", move);
      this.root.removeEventListener("lostpointercapture", end);
    };
    this.root.addEventListener("pointermove", move);
    this.root.addEventListener("lostpointercapture", end);
  }

  private drag(event: PointerEvent): void {
    const { x, y, size, least, most } = this.from;
    const vertical = this.border.direction === "vertical";
    const way = vertical ? (event.clientX - x) / this.cell.width : (event.clientY - y) / this.cell.height;
    this.ask(size + Math.min(most, Math.max(least, Math.round(way))));
  }

  private key(event: KeyboardEvent): void {
    const steps: Record<string, number> =
      this.border.direction === "vertical" ? { ArrowLeft: -1, ArrowRight: 1 } : { ArrowUp: -1, ArrowDown: 1 };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const { size, least, most } = this.border;
      const wanted = (this.asked ?? size) + step; // keys may be faster than tmux
      this.ask(size + Math.min(most, Math.max(least, wanted - size)));
    }
  }

  private ask(size: number): void {
    this.asked = size;
    if (!this.under) {
      void this.send();
    }
  }

  /** What was asked for last is sent, whatever becomes of what was asked before. */
  private async send(): Promise<void> {
    this.under = true;
    let sent: number | undefined;
    while (this.asked !== undefined && sent !== this.asked) {
      sent = this.asked;
      try {
        await this.resize(this.border, sent);
      } catch {
        // refused, or the line is down: the border stays where tmux has it
        this.asked = this.asked === sent ? undefined : this.asked;
      }
    }
    this.under = false;
  }
}
