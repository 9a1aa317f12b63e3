/**
 * tmux's layout strings (`#{window_layout}`) as a tree of cells, and the borders between them.
 *
 * A window is a cell. A cell is a pane, or a row of cells side by side, or a column of cells one below the other;
 * between two neighbours lies a border of one column or row, which belongs to neither.
 */

/** A place in a window, in columns and rows. */
export interface Box {
  left: number;
  top: number;
  cols: number;
  rows: number;
}

export type LayoutCell = Box &
  ({ kind: "pane"; paneId: string } | { kind: "row"; cells: LayoutCell[] } | { kind: "column"; cells: LayoutCell[] });

/** A border that can be moved: by giving `paneId` another size in the border's direction. */
export interface Border extends Box {
  /** `vertical` stands between left and right, `horizontal` between above and below. */
  direction: "vertical" | "horizontal";
  /** The pane before the border whose size moves it. */
  paneId: string;
  /** That pane's columns or rows now. */
  size: number;
  /** By how many columns or rows it can be moved towards the beginning and the end. */
  least: number;
  most: number;
}

/** Reads a layout string. Undefined if it is none. */
export function parseLayout(layout: string): LayoutCell | undefined {
  const start = layout.indexOf(",");
  const reader = new Reader(layout, start + 1);
  const cell = start < 0 ? undefined : reader.cell();
  return cell && reader.atEnd ? cell : undefined;
}

/** The panes of a layout with their places. */
export function panesOf(cell: LayoutCell): Extract<LayoutCell, { kind: "pane" }>[] {
  return cell.kind === "pane" ? [cell] : cell.cells.flatMap(panesOf);
}

/** The borders of a layout. One whose neighbours are too nested for tmux to move it by a pane's size is left out. */
export function bordersOf(cell: LayoutCell): Border[] {
  if (cell.kind === "pane") {
    return [];
  }
  const borders = cell.cells.flatMap(bordersOf);
  for (let i = 0; i + 1 < cell.cells.length; i++) {
    const border = borderBetween(cell, cell.cells[i]!, cell.cells[i + 1]!);
    if (border) {
      borders.push(border);
    }
  }
  return borders;
}

function borderBetween(parent: LayoutCell, before: LayoutCell, after: LayoutCell): Border | undefined {
  // tmux sizes the nearest ancestor that lies in the right direction: that has to be the parent of this border.
  const pane = before.kind === "pane" ? before : before.kind === parent.kind ? undefined : before.cells.find(isPane);
  if (pane?.kind !== "pane") {
    return undefined;
  }
  const { paneId } = pane;
  if (parent.kind === "row") {
    const place = { left: before.left + before.cols, top: parent.top, cols: 1, rows: parent.rows };
    const reach = { least: 1 - leastCols(before, before.cols), most: leastCols(after, after.cols) - 1 };
    return { direction: "vertical", ...place, paneId, size: before.cols, ...reach };
  }
  const place = { left: parent.left, top: before.top + before.rows, cols: parent.cols, rows: 1 };
  const reach = { least: 1 - leastRows(before, before.rows), most: leastRows(after, after.rows) - 1 };
  return { direction: "horizontal", ...place, paneId, size: before.rows, ...reach };
}

/** The columns that can be taken from a cell: those of its narrowest part. */
function leastCols(cell: LayoutCell, cols: number): number {
  return cell.kind === "pane" ? cols : Math.min(...cell.cells.map((inner) => leastCols(inner, inner.cols)));
}

function leastRows(cell: LayoutCell, rows: number): number {
  return cell.kind === "pane" ? rows : Math.min(...cell.cells.map((inner) => leastRows(inner, inner.rows)));
}

function isPane(cell: LayoutCell): boolean {
  return cell.kind === "pane";
}

class Reader {
  constructor(
    private readonly text: string,
    private at: number,
  ) {}

  get atEnd(): boolean {
    return this.at === this.text.length;
  }

  cell(): LayoutCell | undefined {
    const match = /(\d+)x(\d+),(\d+),(\d+)/y;
    match.lastIndex = this.at;
    const found = match.exec(this.text);
    if (!found) {
      return undefined;
    }
    this.at = match.lastIndex;
    const [cols, rows, left, top] = found.slice(1).map(Number) as [number, number, number, number];
    const box = { left, top, cols, rows };
    const next = this.text[this.at];
    if (next === "{" || next === "[") {
      const cells = this.cells(next === "{" ? "}" : "]");
      return cells && { kind: next === "{" ? "row" : "column", ...box, cells };
    }
    const id = /,(\d+)(?![\dx])/y;
    id.lastIndex = this.at;
    const pane = id.exec(this.text);
    if (!pane) {
      return undefined;
    }
    this.at = id.lastIndex;
    return { kind: "pane", ...box, paneId: `%${pane[1]}` };
  }

  private cells(close: string): LayoutCell[] | undefined {
    const cells: LayoutCell[] = [];
    do {
      this.at++;
      const cell = this.cell();
      if (!cell) {
        return undefined;
      }
      cells.push(cell);
    } while (this.text[this.at] === ",");
    return this.text[this.at++] === close ? cells : undefined;
  }
}
