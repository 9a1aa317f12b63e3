import { describe, expect, test } from "vitest";
import { bordersOf, panesOf, parseLayout } from "../src/client/index.js";

/** A tall pane on the left, two on the right one below the other. */
const THREE = "5e08,120x40,0,0{60x40,0,0,1,59x40,61,0[59x20,61,0,2,59x19,61,21,3]}";

describe("layouts", () => {
  test("onePaneFillsItsWindow", () => {
    expect(parseLayout("b25d,80x24,0,0,7")).toEqual({
      kind: "pane",
      left: 0,
      top: 0,
      cols: 80,
      rows: 24,
      paneId: "%7",
    });
  });

  test("nestedSplitsBecomeATree", () => {
    const tree = parseLayout(THREE)!;
    expect(tree.kind).toBe("row");
    expect(panesOf(tree).map(({ paneId, left, top, cols, rows }) => [paneId, left, top, cols, rows])).toEqual([
      ["%1", 0, 0, 60, 40],
      ["%2", 61, 0, 59, 20],
      ["%3", 61, 21, 59, 19],
    ]);
  });

  test("bordersLieInTheCellsBetweenPanes", () => {
    const borders = bordersOf(parseLayout(THREE)!);
    expect(borders).toContainEqual(
      expect.objectContaining({ direction: "vertical", left: 60, top: 0, cols: 1, rows: 40, paneId: "%1", size: 60 }),
    );
    expect(borders).toContainEqual(
      expect.objectContaining({
        direction: "horizontal",
        left: 61,
        top: 20,
        cols: 59,
        rows: 1,
        paneId: "%2",
        size: 20,
      }),
    );
  });

  test("aBorderCanBeMovedUntilTheNarrowestNeighbourHasOneCell", () => {
    const [vertical] = bordersOf(parseLayout(THREE)!).filter((border) => border.direction === "vertical");
    expect(vertical).toMatchObject({ least: -59, most: 58 });
  });

  test("aBorderMovedByNoSinglePaneIsLeftOut", () => {
    // Before the outer border lies a column of rows only: no pane's width is that column's.
    const nested = "0000,9x3,0,0{5x3,0,0[5x1,0,0{2x1,0,0,1,2x1,3,0,2},5x1,0,2{2x1,0,2,3,2x1,3,2,4}],3x3,6,0,5}";
    const borders = bordersOf(parseLayout(nested)!);
    expect(borders.filter((border) => border.direction === "vertical" && border.rows === 3)).toEqual([]);
    expect(borders).toHaveLength(3);
  });

  test.each(["", "b25d", "b25d,80x24,0,0", "b25d,80x24,0,0{80x12,0,0,1", "b25d,80x24,0,0,7 and more", "x,0,0,0,0"])(
    "whatIsNoLayoutIsNone %j",
    (text) => expect(parseLayout(text)).toBeUndefined(),
  );
});
