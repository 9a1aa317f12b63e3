import { readFileSync } from "node:fs";
import { Unicode11Addon } from "@xterm/addon-unicode11";
import { Terminal } from "@xterm/xterm";
import { expect, test } from "vitest";
import { Emitter } from "../src/client/emitter.js";
import { ScreenCheck } from "../src/elements/screen-check.js";
import { screenHash } from "../src/elements/screen-hash.js";
import { FakeWorld } from "./fakes.js";

const PAPER = readFileSync(new URL("../../docs/protocol.md", import.meta.url), "utf8");

function emulator(): Terminal {
  const terminal = new Terminal({ cols: 10, rows: 3, allowProposedApi: true });
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = "11";
  return terminal;
}

const written = (terminal: Terminal, data: string) => new Promise<void>((done) => terminal.write(data, done));

async function hashOf(data: string): Promise<string> {
  const terminal = emulator();
  await written(terminal, data);
  return screenHash(terminal);
}

test("theHashesAreThoseOfTheProtocolsPaper", async () => {
  const vectors = [
    "",
    "ab",
    "\x1b[1;31mred\x1b[7m \x1b[m",
    "\x1b[38;2;1;2;3;48;5;200mXY",
    "漢字e\u0301",
    "0123456789\x1b[?1h",
    "\x1b[44m\x1b[2Jx",
  ];
  for (const vector of vectors) {
    expect(PAPER).toContain(`\`${await hashOf(vector)}\``);
  }
});

interface Told {
  output: { end: number };
  connected: { offset: number };
  check: { offset: number; hash: string };
}

class FakeChannel extends Emitter<Told> {
  refreshes = 0;

  tell<K extends keyof Told>(name: K, event: Told[K]): void {
    this.emit(name, event);
  }

  refresh(): void {
    this.refreshes++;
  }
}

async function checked(screens: { shown: string; should: string; offset: number }[]): Promise<number> {
  const terminal = emulator();
  const channel = new FakeChannel();
  new ScreenCheck(terminal, channel as never, new FakeWorld());
  for (const { shown, should, offset } of screens) {
    channel.tell("check", { offset, hash: await hashOf(should) });
    terminal.write(`\x1bc${shown}`);
    channel.tell("output", { end: offset });
    await written(terminal, "");
  }
  return channel.refreshes;
}

test("aScreenThatIsRightIsLeftAlone", async () => {
  expect(await checked([{ shown: "a", should: "a", offset: 1 }])).toBe(0);
});

test("aScreenThatDiffersIsDrawnAgainOncePerOffset", async () => {
  const wrong = { shown: "a", should: "b", offset: 1 };
  expect(await checked([wrong, wrong])).toBe(1);
  expect(await checked([wrong, { ...wrong, offset: 2 }])).toBe(2);
});

test("aDifferenceThatStaysDoesNotLoop", async () => {
  const wrong = Array.from({ length: 20 }, (_, offset) => ({ shown: "a", should: "b", offset }));
  expect(await checked(wrong)).toBe(3);
});

test("aCheckOfAPlaceThatIsPassedMeansNothing", async () => {
  const terminal = emulator();
  const channel = new FakeChannel();
  new ScreenCheck(terminal, channel as never, new FakeWorld());
  channel.tell("output", { end: 5 });
  channel.tell("check", { offset: 4, hash: "1:0000000000000000" });
  await written(terminal, "");
  expect(channel.refreshes).toBe(0);
});

/** A viewer whose screen was wrong at these places within a minute, and what time may pass for it. */
async function wrongAt(...offsets: number[]) {
  const terminal = emulator();
  const channel = new FakeChannel();
  const world = new FakeWorld();
  const check = new ScreenCheck(terminal, channel as never, world);
  const said = async (offset: number, should: string) => {
    channel.tell("output", { end: offset });
    channel.tell("check", { offset, hash: await hashOf(should) });
    await written(terminal, "");
  };
  for (const offset of offsets) {
    await said(offset, "another");
    world.pass(10_000);
  }
  return { channel, world, check, said };
}

test("aScreenThatIsWrongOnceTooOftenIsDrawnAgainAtTheEndOfTheMinute", async () => {
  const { channel, world } = await wrongAt(1, 2, 3, 4, 5);
  expect(channel.refreshes).toBe(3);
  world.pass(9_000);
  expect(channel.refreshes).toBe(3);
  world.pass(2_000);
  expect(channel.refreshes).toBe(4);
  world.pass(600_000);
  expect([channel.refreshes, world.armed], "once").toEqual([4, 0]);
});

test("whatCameMeanwhileIsCheckedByItself", async () => {
  const { channel, world, said } = await wrongAt(1, 2, 3, 4);
  await said(5, "");
  world.pass(600_000);
  expect(channel.refreshes).toBe(3);
});

test("aPaneThatIsClosedIsNotDrawnAgain", async () => {
  const { channel, world, check } = await wrongAt(1, 2, 3, 4);
  check.dispose();
  world.pass(600_000);
  expect([channel.refreshes, world.armed]).toEqual([3, 0]);
});
