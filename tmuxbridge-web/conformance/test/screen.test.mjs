// The oracle must see every kind of difference, or a green run means nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseCapture, wrappedRows } from "../capture.mjs";
import { Emulator, compare, tmuxScreen } from "../screen.mjs";

const STATE = "10:3:0:0:1:0:0:0:0:1:0:0:2:8,:0:0:0:0:0:::";

async function shown(bytes) {
  const emulator = new Emulator(10, 3);
  await emulator.write(bytes);
  const screen = emulator.screen();
  emulator.dispose();
  return screen;
}

const tmux = (rows, { state = STATE, joined = rows } = {}) => tmuxScreen(state, Buffer.from(rows), Buffer.from(joined));

async function differences(rows, bytes, more) {
  return compare(tmux(rows, more), await shown(bytes)).differences;
}

test("the same screen is equal", async () => {
  assert.deepEqual(await differences("ab \x1b[1;31mc\x1b[0m\n\n\n", "ab \x1b[31;1mc\x1b[m\x1b[H"), []);
});

test("erased cells are blanks whatever their foreground", async () => {
  assert.deepEqual(await differences("\n\n\n", "\x1b[31m   \x1b[m\x1b[H"), []);
});

test("each attribute and colour makes a difference", async () => {
  for (const sgr of [1, 2, 3, 4, 5, 7, 8, 9, 53, "4:3", 31, 92, 44, 105, "38;5;99", "48;2;1;2;3"]) {
    const found = await differences("a\n\n\n", `\x1b[${sgr}ma\x1b[m\x1b[H`);
    assert.deepEqual(
      found.map((d) => d.what),
      ["cell"],
      `SGR ${sgr}`,
    );
  }
});

test("three ways to say a colour are one", async () => {
  assert.deepEqual(await differences("\x1b[91mab\x1b[39m\n\n\n", "\x1b[38;5;9ma\x1b[38:5:9mb\x1b[m\x1b[H"), []);
});

test("overline as tmux writes it is overline", async () => {
  assert.deepEqual(await differences("\x1b[5:3ma\x1b[0m\n\n\n", "\x1b[53ma\x1b[m\x1b[H"), []);
});

test("attributes carry over from row to row", async () => {
  assert.deepEqual(await differences("\x1b[31ma\nb\x1b[39m\n\n", "\x1b[31ma\r\nb\x1b[m\x1b[H"), []);
});

test("line drawing between SO and SI is drawn", async () => {
  assert.deepEqual(await differences("\x0elqk\x0fq\n\n\n", "\x1b(0lqk\x1b(Bq\x1b[H"), []);
});

test("wide characters and marks are cells of their own kind", async () => {
  assert.deepEqual(await differences("世e\u0301\n\n\n", "世e\u0301\x1b[H"), []);
  assert.equal((await differences("世\n\n\n", " 世\x1b[H")).length, 3);
});

test("cursor, its visibility and modes are compared", async () => {
  const what = (list) => list.map((d) => d.part ?? d.mode);
  assert.deepEqual(what(await differences("\n\n\n", "\x1b[2;3H")), ["x", "y"]);
  assert.deepEqual(what(await differences("\n\n\n", "\x1b[?25l")), ["visible"]);
  assert.deepEqual(what(await differences("\n\n\n", "\x1b[?1h\x1b=\x1b[4h\x1b[?7l")), [
    "insert",
    "keypad",
    "cursorKeys",
    "wrap",
  ]);
  assert.deepEqual(what(await differences("\n\n\n", "\x1b[1;2r\x1b[3g\x1b[?1000h\x1b[?6h")), [
    "origin",
    "mouse",
    "region",
    "tabs",
  ]);
  assert.deepEqual(what(await differences("\n\n\n", "\x1b[?1049h")), ["alternate"]);
});

test("a wrap that waits is a cursor behind the last column", async () => {
  const state = STATE.replace("10:3:0:0", "10:3:10:0");
  assert.deepEqual(await differences("abcdefghij\n\n\n", "abcdefghij", { state }), []);
  assert.equal((await differences("abcdefghij\n\n\n", "abcdefghij\x1b[10G", { state })).length, 1);
});

test("history is compared as far as both have it", async () => {
  assert.deepEqual(await differences("old\na\nb\nc\n", "old\r\na\r\nb\r\nc\x1b[H"), []);
  const result = compare(tmux("old\na\nb\nc\n"), await shown("odd\r\na\r\nb\r\nc\x1b[H"));
  assert.equal(result.equal, true);
  assert.deepEqual(
    result.historyDifferences.map((d) => [d.y, d.x]),
    [[-1, 1]],
  );
});

test("a coloured blank where the capture says nothing is counted apart", async () => {
  const result = compare(tmux("a\n\n\n"), await shown("a\x1b[41m\x1b[K\x1b[m\x1b[H"));
  assert.equal(result.equal, true);
  assert.equal(result.unknownTail, 9);
});

test("wrapped rows are told from rows that are full", async () => {
  const wrapped = compare(
    tmux("abcdefghij\nkl\n\n", { joined: "abcdefghijkl\n\n" }),
    await shown("abcdefghij\r\nkl\x1b[H"),
  );
  assert.deepEqual(wrapped.wrapDifferences, [0]);
  assert.deepEqual(wrappedRows(parseCapture("aa\naa\naa\n"), parseCapture("aa\naaaa\n")), [false, true, false]);
});
