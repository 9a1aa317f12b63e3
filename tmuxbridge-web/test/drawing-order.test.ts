import { beforeEach, expect, test } from "vitest";
import { DrawingOrder } from "../src/elements/drawing-order.js";

let order: DrawingOrder;
let done: string[];
let parsed: () => void;

beforeEach(() => {
  order = new DrawingOrder();
  done = [];
});

const snapshot = (name: string): void =>
  order.output(true, (whenParsed) => {
    done.push(name);
    parsed = whenParsed!;
  });
const output = (name: string): void => order.output(false, () => done.push(name));
const resize = (name: string): void => order.resize(() => done.push(name));

test("whatComesIsDrawnAtOnceButForASnapshotBehindOneThatIsBeingParsed", () => {
  output("a");
  snapshot("S1");
  output("b");
  resize("80x24");
  expect(done).toEqual(["a", "S1", "b", "80x24"]);
  snapshot("S2");
  output("c");
  expect(done).toEqual(["a", "S1", "b", "80x24"]);
  parsed();
  expect(done.slice(4)).toEqual(["S2", "c"]);
  output("d");
  snapshot("S3");
  parsed();
  expect(done.slice(6)).toEqual(["d", "S3"]);
});

test("ofSnapshotsThatWaitTheNewestIsDrawnWithWhatFollowsIt", () => {
  snapshot("S1");
  for (let i = 2; i < 100; i++) {
    snapshot(`S${i}`);
    output(`behind S${i}`);
  }
  parsed();
  expect(done).toEqual(["S1", "S99", "behind S99"]);
  parsed();
  snapshot("S100");
  expect(done.slice(3)).toEqual(["S100"]);
});

test("aSizeThatCameBehindASnapshotThatIsNotDrawnIsTakenBeforeTheOneThatIs", () => {
  snapshot("S1");
  snapshot("S2");
  resize("100x30");
  resize("120x40");
  snapshot("S3");
  output("b");
  snapshot("S4");
  parsed();
  expect(done).toEqual(["S1", "120x40", "S4"]);
  parsed();
  snapshot("S5");
  snapshot("S6");
  parsed();
  expect(done.slice(3)).toEqual(["S5", "S6"]);
});
