import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Border } from "../src/client/index.js";
import { BorderHandle } from "../src/elements/border-handle.js";
import { FakeElement, fakeDocument } from "./fake-elements.js";

const CELL = { width: 10, height: 20 };
const bordered = (size: number): Border => ({
  direction: "vertical",
  paneId: "%1",
  left: size,
  top: 0,
  cols: 1,
  rows: 24,
  size,
  least: 1 - size,
  most: 79 - size,
});

let asked: number[];
let answers: { resolve: () => void; reject: (failure: Error) => void }[];
let handle: BorderHandle;

const root = () => handle.root as unknown as FakeElement;
const press = (key: string) => root().has("keydown", { key });
const told = (size: number) => handle.update(bordered(size), CELL, "pane 0");
async function answer(refused = false): Promise<void> {
  const { resolve, reject } = answers.shift()!;
  refused ? reject(new Error("refused")) : resolve();
  await new Promise<void>((done) => setImmediate(done));
}

beforeEach(() => {
  fakeDocument();
  asked = [];
  answers = [];
  handle = new BorderHandle(bordered(40), CELL, "pane 0", (_, size) => {
    asked.push(size);
    return new Promise((resolve, reject) => answers.push({ resolve, reject }));
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test("takingHoldOfABorderThatIsOnItsWayDoesNotSendItBack", async () => {
  press("ArrowLeft");
  root().has("pointerdown", { button: 0, clientX: 400, pointerId: 1 });
  await answer();
  expect(asked).toEqual([39]);
});

test("keysThatFollowEachOtherFasterThanTmuxAnswersCountFromWhatWasAskedFor", async () => {
  press("ArrowLeft");
  press("ArrowLeft");
  press("ArrowLeft");
  expect(asked).toEqual([39]);
  told(39);
  await answer();
  expect(asked).toEqual([39, 37]);
  await answer();
  press("ArrowLeft");
  expect(asked, "although tmux has yet to tell of it").toEqual([39, 37, 36]);
});

test("keysCountFromWhatTmuxHasOnceItHasToldSo", async () => {
  press("ArrowRight");
  await answer();
  told(41);
  told(20); // somebody else
  press("ArrowRight");
  expect(asked).toEqual([41, 21]);
});

test("keysCountFromWhatTmuxHasAfterARefusal", async () => {
  press("ArrowRight");
  await answer(true);
  press("ArrowRight");
  expect(asked).toEqual([41, 41]);
});

test("whatWasAskedForWhileSomethingElseWasRefusedIsAskedAllTheSame", async () => {
  press("ArrowRight");
  press("ArrowRight");
  await answer(true);
  expect(asked).toEqual([41, 42]);
});

test("keysGoNoFurtherThanTheBorderCan", () => {
  told(2);
  press("ArrowLeft");
  press("ArrowLeft");
  press("ArrowLeft");
  expect(asked).toEqual([1]);
});
