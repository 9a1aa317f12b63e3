/**
 * The room that a viewer has, and whether the server knows of it. A viewer that lays out all panes of a window wishes
 * for the window (`fit`), and one that nobody sees has no say.
 */
export interface Wish {
  cols: number;
  rows: number;
  /** `window` if cols and rows are the room for all panes of the pane's window. */
  fit?: "pane" | "window";
  /** False while nobody sees this viewer; absent means true. */
  visible?: false;
}

export class SizeWish {
  private told = "";

  constructor(private wish: Wish) {}

  set(cols: number, rows: number): void {
    this.wish = { ...this.wish, cols, rows };
  }

  setVisible(visible: boolean): void {
    const { visible: _, ...rest } = this.wish;
    this.wish = visible ? rest : { ...rest, visible };
  }

  /** Whether it is not what was last told. */
  get untold(): boolean {
    return this.told !== JSON.stringify(this.wish);
  }

  /** The wish, which from now on counts as told. */
  tell(): Wish {
    this.told = JSON.stringify(this.wish);
    return this.wish;
  }
}
