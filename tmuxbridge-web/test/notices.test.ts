import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Notices } from "../src/elements/notices.js";
import { fakeDocument } from "./fake-elements.js";
import type { FakeElement } from "./fake-elements.js";

const FADES = 8_000;

let document: { activeElement: unknown; body: FakeElement };
let notices: Notices;

const root = () => notices.root as unknown as FakeElement;
const texts = () => root().children.map((notice) => notice.children[0]?.textContent);
const focusOn = (notice: FakeElement) => (document.activeElement = notice.children[1]!.children[0]);
function leave(notice: FakeElement): void {
  document.activeElement = document.body;
  notice.has("focusout");
}

beforeEach(() => {
  vi.useFakeTimers();
  document = fakeDocument();
  notices = new Notices();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("whatOnlyInformsFadesButNotUnderTheKeyboard", () => {
  const gone = vi.fn();
  notices.inform("output", "skipped", gone);
  const [notice] = root().children;
  focusOn(notice!);
  vi.advanceTimersByTime(3 * FADES);
  expect([texts(), gone.mock.calls.length]).toEqual([["skipped"], 0]);
  leave(notice!);
  vi.advanceTimersByTime(FADES - 1);
  expect(texts()).toEqual(["skipped"]);
  vi.advanceTimersByTime(1);
  expect([texts(), gone.mock.calls.length]).toEqual([[], 1]);
});

test("whatIsDismissedUnderTheKeyboardIsGoneOnce", () => {
  const gone = vi.fn();
  notices.inform("output", "skipped", gone);
  const [notice] = root().children;
  focusOn(notice!);
  vi.advanceTimersByTime(FADES);
  (focusOn(notice!) as FakeElement).has("click");
  leave(notice!);
  vi.advanceTimersByTime(3 * FADES);
  expect([texts(), gone.mock.calls.length, vi.getTimerCount()]).toEqual([[], 1, 0]);
});

test("theOldestThatDoesNotHaveTheKeyboardIsPushedOut", () => {
  ["a", "b", "c"].forEach((text) => notices.say(text));
  focusOn(root().children[0]!);
  notices.say("d");
  expect(texts()).toEqual(["a", "c", "d"]);
});

test("whatIsSaidAgainIsDoneAsItWasSaidLast", () => {
  const done: string[] = [];
  for (const copied of ["older", "newer"]) {
    notices.say("copy 5 characters", { label: "Copy", run: () => done.push(copied) });
  }
  expect(texts()).toEqual(["copy 5 characters"]);
  (focusOn(root().children[0]!) as FakeElement).has("click");
  expect([done, texts()]).toEqual([["newer"], []]);
});

test("nothingIsLeftToComeWhenThePaneIsClosed", () => {
  notices.inform("output", "skipped", () => undefined);
  const [notice] = root().children;
  focusOn(notice!);
  vi.advanceTimersByTime(FADES);
  notices.dispose();
  leave(notice!);
  expect(vi.getTimerCount()).toBe(0);
});
