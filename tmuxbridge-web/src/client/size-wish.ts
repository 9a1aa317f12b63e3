/** The room that a viewer has for its terminal, and whether the server knows of it. */
export class SizeWish {
  private told: string | undefined;

  constructor(
    private cols: number,
    private rows: number,
  ) {}

  set(cols: number, rows: number): void {
    this.cols = cols;
    this.rows = rows;
  }

  /** Whether it is not what was last told. */
  get untold(): boolean {
    return this.told !== `${this.cols}x${this.rows}`;
  }

  /** The size, which from now on counts as told. */
  tell(): { cols: number; rows: number } {
    this.told = `${this.cols}x${this.rows}`;
    return { cols: this.cols, rows: this.rows };
  }
}
