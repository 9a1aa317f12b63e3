/** A screen as prediction looks at it: an emulator's, read and never written. */
export interface Screen {
  readonly cols: number;
  readonly rows: number;
  /** Where the cursor is; x may equal `cols` while a wrap is pending. */
  readonly cursorX: number;
  readonly cursorY: number;
  /**
   * What a cell shows: one character with what combines with it, a blank as " ", the right half of a wide one as "".
   */
  cell(x: number, y: number): string;
}

/** A cell that the user is shown instead of what the screen has. */
export interface ShownCell {
  x: number;
  y: number;
  text: string;
}
