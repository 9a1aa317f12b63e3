/**
 * The panes of one window, each where tmux has it: a grid of character cells, with the borders in the cells that tmux
 * leaves between panes. A window that is smaller than the room stands in a letterbox, a larger one can be scrolled.
 */
import { bordersOf, parseLayout } from "../client/index.js";
import type { Border, Box, WindowInfo } from "../client/index.js";
import { BorderHandle } from "./border-handle.js";
import type { CellSize } from "./border-handle.js";
import { steadyCell } from "./cell-size.js";
import type { MeasuredCell } from "./cell-size.js";
import { el } from "./dom.js";
import { SCROLLBAR_PIXELS } from "./emulator.js";
import type { PaneView } from "./pane-view.js";

export interface Size {
  cols: number;
  rows: number;
}

/** Whether a stage can be scrolled: only where its window has another size than there is room for. */
export function isMovable(stage: HTMLElement): boolean {
  return stage.classList.contains("letterbox");
}

export class PaneGrid {
  readonly root: HTMLElement;
  private readonly sheet = el("div", { class: "sheet" });
  private readonly handles = new Map<string, BorderHandle>();
  private cell: CellSize = { width: 8, height: 17 };
  private measured: MeasuredCell | undefined;

  constructor(private readonly resize: (border: Border, size: number) => Promise<void>) {
    this.root = el("div", { class: "stage" }, this.sheet);
  }

  /** Puts a pane on the sheet, not yet at its place. */
  add(pane: PaneView): void {
    this.sheet.append(pane.root);
  }

  /** Takes the size of a cell from a pane that is drawn. False if it cannot be measured now. */
  measure(pane: PaneView | undefined): boolean {
    const cell = pane?.emulator.cell();
    if (pane && cell) {
      const { cols, rows } = pane.emulator.terminal;
      this.cell = this.measured = steadyCell(this.measured, { ...cell, cols, rows });
    }
    return cell !== undefined;
  }

  /** What there is room for, if the stage can be seen. */
  room(): Size | undefined {
    const style = getComputedStyle(this.root);
    const across = this.root.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const down = this.root.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
    const cols = Math.floor((across - SCROLLBAR_PIXELS) / this.cell.width);
    const rows = Math.floor(down / this.cell.height);
    return cols >= 2 && rows >= 1 ? { cols: Math.min(cols, 1000), rows: Math.min(rows, 1000) } : undefined;
  }

  /** Shows a window's panes at their places, with its borders. */
  arrange(window: WindowInfo, panes: Map<string, PaneView>, active: PaneView | undefined): void {
    const shown = window.zoomed ? window.panes.filter((pane) => pane.active) : window.panes;
    const several = shown.length > 1;
    for (const pane of shown) {
      const view = panes.get(pane.paneId);
      if (view) {
        const alone = { left: 0, top: 0, cols: view.emulator.terminal.cols, rows: view.emulator.terminal.rows };
        this.place(view, several ? pane : alone);
        view.root.classList.toggle("active", several && view === active);
        view.root.setAttribute("aria-label", `Pane ${pane.index}: ${pane.command}`);
      }
    }
    this.drawBorders(several ? window.layout : "", shown);
    const only = several ? undefined : panes.get(shown[0]?.paneId ?? "");
    this.sheetSize(only ? only.emulator.terminal : window);
  }

  /** Shows one pane alone, of which nothing more is known. */
  alone(pane: PaneView): void {
    const { cols, rows } = pane.emulator.terminal;
    this.place(pane, { left: 0, top: 0, cols, rows });
    this.drawBorders("", []);
    this.sheetSize({ cols, rows });
  }

  /** Whether the terminal has another size than there is room for. */
  set letterbox(on: boolean) {
    this.root.classList.toggle("letterbox", on);
  }

  /** Whether borders cannot be moved: who only watches changes nothing. */
  set fixed(on: boolean) {
    this.handles.forEach((handle) => (handle.root.inert = on));
  }

  private place(pane: PaneView, box: Box): void {
    const { style } = pane.root;
    style.left = `${box.left * this.cell.width}px`;
    style.top = `${box.top * this.cell.height}px`;
    style.width = `${box.cols * this.cell.width + SCROLLBAR_PIXELS}px`;
    style.height = `${box.rows * this.cell.height}px`;
  }

  private sheetSize({ cols, rows }: Size): void {
    this.sheet.style.width = `${cols * this.cell.width + SCROLLBAR_PIXELS}px`;
    this.sheet.style.height = `${rows * this.cell.height}px`;
  }

  private drawBorders(layout: string, panes: { paneId: string; index: number }[]): void {
    const tree = parseLayout(layout);
    const borders = new Map((tree ? bordersOf(tree) : []).map((border) => [BorderHandle.key(border), border]));
    for (const [key, handle] of this.handles) {
      if (!borders.has(key)) {
        handle.root.remove();
        this.handles.delete(key);
      }
    }
    for (const [key, border] of borders) {
      const of = `pane ${panes.find((pane) => pane.paneId === border.paneId)?.index ?? border.paneId}`;
      const known = this.handles.get(key);
      if (known) {
        known.update(border, this.cell, of);
      } else {
        const handle = new BorderHandle(border, this.cell, of, this.resize);
        this.handles.set(key, handle);
        this.sheet.append(handle.root);
      }
    }
  }
}
