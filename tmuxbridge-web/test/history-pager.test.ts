import xterm from "@xterm/headless";
import { expect, test, vi } from "vitest";
import type { Caller } from "../src/client/index.js";
import { HistoryPager } from "../src/elements/history-pager.js";
import { insertAtTop } from "../src/elements/scrollback-insert.js";
import { FakeWorld } from "./fakes.js";

vi.mock("@xterm/xterm", () => ({ Terminal: xterm.Terminal }));

type Browsers = Parameters<typeof insertAtTop>[0];

const numbered = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `line ${from + i}`);

/** A terminal that holds these lines. */
async function holding(lines: string[]): Promise<Browsers> {
  const terminal = new xterm.Terminal({ allowProposedApi: true, cols: 40, rows: 10, scrollback: 1_000 });
  await write(terminal, lines);
  return Object.assign(terminal, { hasSelection: () => false, refresh: () => undefined }) as never;
}

const write = (terminal: { write(data: string, done: () => void): void }, lines: string[]) =>
  new Promise<void>((resolve) => terminal.write(lines.join("\r\n"), resolve));

/** What tmux answered whose screen begins behind `lines`. */
const page = (lines: string[], start = -lines.length) => ({ lines, start, goesOn: new Set<number>() });

const first = ({ buffer }: Browsers) => buffer.normal.getLine(0)?.translateToString(true);

test("aPageIsPutBeforeWhatIsHeld", async () => {
  const terminal = await holding(numbered(50, 80));
  expect(await insertAtTop(terminal, page(numbered(0, 70)), 8)).toBe(50);
  expect(first(terminal)).toBe("line 0");
});

test("aPageIsPutWhereItBelongsAlsoAmongLinesThatRepeatThemselves", async () => {
  const same = Array.from({ length: 500 }, () => "y");
  const terminal = await holding(same.slice(0, 310)); // 300 above the screen
  expect(await insertAtTop(terminal, page([...numbered(0, 40), ...same.slice(0, 60)], -340), 8)).toBe(40);
});

test("aPageIsPutWhereAllAgreesOfWhatBothHave", async () => {
  const block = [...numbered(0, 8), "end"];
  const terminal = await holding([...block, "a", ...block, "b", ...numbered(0, 20)]);
  const found = ["x", ...block, "a", ...block, "b", ...numbered(0, 20)];
  expect(await insertAtTop(terminal, page(found), 8), "the nearest place is another one").toBe(1);
});

test("aPageGoesIntoTheBufferThatIsThereOnceThePageIsDrawn", async () => {
  const terminal = await holding(numbered(50, 80));
  const inserted = insertAtTop(terminal, page(numbered(0, 70)), 8);
  terminal.reset();
  expect(await inserted).toBeUndefined();
  expect([terminal.options.scrollback, terminal.buffer.normal.baseY]).toEqual([1_000, 0]);
});

test("aSnapshotThatComesWhileAPageIsPutInLeavesTheHistoryIncomplete", async () => {
  const terminal = await holding(numbered(50, 80));
  let asked = 0;
  const caller: Caller = {
    call: () => {
      asked++;
      const lines = numbered(0, 70);
      return Promise.resolve({ lines, start: -50, end: 19, historySize: 50, wrapped: [] });
    },
  };
  const pager = new HistoryPager(terminal, caller, () => "%1");
  const loaded = pager.page();
  await Promise.resolve().then(() => Promise.resolve());
  expect(asked).toBe(1);
  pager.snapshot();
  await loaded;
  terminal.reset();
  await write(terminal, numbered(50, 80));
  await pager.page();
  expect(asked).toBe(2);
  expect(first(terminal)).toBe("line 0");
});

test("whatWasSelectedWhileAPageCameIsNotMoved", async () => {
  const terminal = await holding(numbered(50, 80));
  const caller: Caller = {
    call: () => Promise.resolve({ lines: numbered(0, 70), start: -50, end: 19, historySize: 50, wrapped: [] }),
  };
  const pager = new HistoryPager(terminal, caller, () => "%1");
  const loaded = pager.page();
  Object.assign(terminal, { hasSelection: () => true });
  expect(await loaded).toBe(false);
  expect(first(terminal)).toBe("line 50");
  Object.assign(terminal, { hasSelection: () => false });
  expect(await pager.page(), "asked for again").toBe(true);
});

test("aMatchThatIsSelectedGoesAlongWithTheLines", async () => {
  const terminal = Object.assign(await holding(numbered(50, 80)), { hasSelection: () => true });
  const caller: Caller = {
    call: () => Promise.resolve({ lines: numbered(0, 70), start: -70, end: -1, historySize: 70, wrapped: [] }),
  };
  const search = { holdsSelection: true, moved: vi.fn() };
  const pager = new HistoryPager(terminal, caller, () => "%1", search);
  expect(await pager.page()).toBe(true);
  expect(search.moved.mock.calls).toEqual([[50]]);
  expect(first(terminal)).toBe("line 0");
});

test("theTerminalThatDrewAPageIsDisposedOfWhateverBecomesOfThePage", async () => {
  const disposed = vi.spyOn(xterm.Terminal.prototype, "dispose");
  for (const lines of [numbered(0, 70), numbered(500, 600)]) {
    await insertAtTop(await holding(numbered(50, 80)), page(lines), 8);
  }
  const terminal = await holding(numbered(50, 80));
  Object.assign(terminal, { hasSelection: () => true });
  await insertAtTop(terminal, page(numbered(0, 70)), 8);
  expect(disposed).toHaveBeenCalledTimes(3);
  disposed.mockRestore();
});

test("whatATerminalMayHoldIsRaisedByPagesOnlyUntilTheNextSnapshot", async () => {
  const terminal = await holding(numbered(50, 80));
  terminal.options.scrollback = 40;
  const caller: Caller = {
    call: () => Promise.resolve({ lines: numbered(0, 70), start: -50, end: 19, historySize: 50, wrapped: [] }),
  };
  const pager = new HistoryPager(terminal, caller, () => "%1");
  expect(await pager.page()).toBe(true);
  expect(terminal.options.scrollback).toBeGreaterThan(40);
  const parsed = pager.snapshot();
  terminal.reset();
  await write(terminal, numbered(50, 80));
  parsed();
  expect(terminal.options.scrollback).toBe(40);
});

test("ofSnapshotsInARowTheFirstAndTheLastAskForHistoryAndNoOther", async () => {
  const terminal = await holding([]);
  const world = new FakeWorld();
  let asked = 0;
  const caller: Caller = {
    call: () => {
      asked++;
      return Promise.resolve({ lines: [], start: 0, end: -1, historySize: 0, wrapped: [] });
    },
  };
  const pager = new HistoryPager(terminal, caller, () => "%1", undefined, world);
  for (let screens = 0; screens < 30; screens++) {
    const parsed = pager.snapshot();
    await write(terminal, ["\x1bca screen of a pane that is too fast"]);
    parsed();
    world.pass(33);
  }
  expect(asked, "a page would be dropped by the snapshot behind it").toBe(1);
  world.pass(500);
  expect(asked).toBe(2);
  pager.snapshot()();
  pager.dispose();
  expect(world.armed).toBe(0);
});
