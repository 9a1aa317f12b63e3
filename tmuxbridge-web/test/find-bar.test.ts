import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FindBar } from "../src/elements/find-bar.js";
import { fakeDocument } from "./fake-elements.js";
import type { FakeElement } from "./fake-elements.js";

const HELD = 100;

let asked: { pattern: string; regex?: boolean; limit: number }[];
/** The lines in which tmux finds it. */
let lines: number[];
let bar: FindBar;

const parts = () => (bar.root as unknown as FakeElement).children;

/** Types a text into the bar, and waits until tmux was asked; undefined if nobody asks. */
async function find(text: string): Promise<(typeof asked)[0] | undefined> {
  Object.assign(parts()[0]!, { value: text });
  parts()[0]!.has("input");
  await vi.advanceTimersByTimeAsync(250);
  return asked.shift();
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("getComputedStyle", () => ({ colorScheme: "dark" }));
  fakeDocument();
  asked = [];
  lines = [];
  const pane = {
    paneId: "%1",
    root: { checkVisibility: () => true },
    emulator: {
      search: { findPrevious: () => true, clearDecorations: () => undefined, onDidChangeResults: () => undefined },
      terminal: { buffer: { normal: { baseY: HELD } } },
    },
  };
  const call = (_: string, params: object) => {
    asked.push(params as never);
    return Promise.resolve({ matches: lines.map((line) => ({ line })) });
  };
  bar = new FindBar(
    () => pane as never,
    { call },
    () => undefined,
  );
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("tmuxFindsWhatThePageFindsWhateverTheCase", async () => {
  expect(await find("Größe (a|b)")).toMatchObject({ pattern: "(?iu)\\QGröße (a|b)\\E", regex: true });
  expect(await find("C:\\Etc\\E")).toMatchObject({ pattern: "(?iu)\\QC:\\E\\\\E\\Qtc\\E\\\\E\\Q\\E", regex: true });
});

test("aTextThatIsTooLongForAnExpressionIsFoundAsItIs", async () => {
  const long = "x".repeat(995);
  const { pattern, regex } = (await find(long))!;
  expect([pattern, regex]).toEqual([long, undefined]);
});

test("howManyOlderLinesMatchIsToldAsFarAsTmuxCounted", async () => {
  const told = async (found: number[]) => {
    lines = found;
    await find(`needle ${found.length}`);
    return parts()[2]!.textContent;
  };
  expect(await told([])).toBe("");
  expect(await told([0, -HELD])).toBe("");
  expect(await told([0, -HELD, -HELD - 1])).toBe("1 older");
  expect(await told(Array.from({ length: 1_000 }, (_, i) => -i))).toBe("899+ older");
  expect(await told(Array.from({ length: 1_000 }, () => 0))).toBe("0+ older");
});
