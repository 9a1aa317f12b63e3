import { describe, expect, it } from "vitest";
import { steadyCell } from "../src/elements/cell-size.js";

/** As an emulator has it, whose screen is rounded to pixels. */
function measured(width: number, cols: number) {
  return { width: Math.round(width * cols) / cols, height: 17, cols, rows: 24 };
}

describe("the size of a cell", () => {
  it("is the same whichever pane is measured", () => {
    for (let width = 6; width < 12; width += 0.013) {
      const known = measured(width, 92);
      for (const cols of [1, 2, 20, 57, 91, 150]) {
        expect(steadyCell(known, measured(width, cols))).toBe(known);
      }
    }
  });

  it("is another one with larger letters", () => {
    const known = measured(8.4, 92);
    const larger = measured(9, 80);
    expect(steadyCell(known, larger)).toBe(larger);
    const higher = { ...known, height: 18 };
    expect(steadyCell(known, higher)).toBe(higher);
  });

  it("is what is measured first", () => {
    const first = measured(8.4, 92);
    expect(steadyCell(undefined, first)).toBe(first);
  });
});
