/**
 * The size of a cell, as it can be measured. An emulator rounds its whole screen to pixels, so that the cells of two
 * emulators seem to differ by fractions of a pixel when they have different numbers of them. For a window of 150 columns
 * that is enough to make one column more or less fit, whichever pane is measured: tmux would move all borders.
 */
export interface MeasuredCell {
  width: number;
  height: number;
  /** How many of them were measured at once. */
  cols: number;
  rows: number;
}

/** The one to go by: what was known, as long as the new one differs by no more than rounding explains. */
export function steadyCell(known: MeasuredCell | undefined, now: MeasuredCell): MeasuredCell {
  const same =
    known !== undefined &&
    isRounding(known.width - now.width, known.cols, now.cols) &&
    isRounding(known.height - now.height, known.rows, now.rows);
  return same ? known : now;
}

/** Each of the two screens is up to half a pixel larger or smaller than its cells. */
function isRounding(difference: number, one: number, other: number): boolean {
  return Math.abs(difference) <= 0.5 / one + 0.5 / other + 1e-6;
}
