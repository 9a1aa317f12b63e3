/*
 * Prediction of local echo over a slow line: two pages type the same keys into two shells, one with prediction and one
 * without. At every rest both show what tmux has and no guess is left; at the end the two emulators hold the same cells.
 * On the way the time from a key to its glyph is measured, as a person sees it: at the frame that shows it.
 */
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launchBrowser, openPage, until } from "./browser.mjs";
import { startDelayProxy } from "./delay-proxy.mjs";
import { editingScript } from "./editing-script.mjs";
import { startServer } from "./server.mjs";

const SIZE = { cols: 90, rows: 24 };

/** Plays `count` keys, one each `pace` ms, over a line with `roundTrip` ms more; returns the figures. */
export async function playEditing({ count, roundTrip = 150, pace = 70, seed = 1 }) {
  const server = await startServer();
  const address = new URL(server.url);
  const proxy = await startDelayProxy(Number(address.port), roundTrip);
  const browser = await launchBrowser();
  try {
    const token = address.hash;
    const origin = `http://127.0.0.1:${proxy.port}`;
    const viewport = { width: 900, height: 640 };
    const visit = await openPage(browser, origin, { viewport });
    await visit.page.goto(`${origin}/${token}`);
    await visit.page.getByRole("heading", { name: "Sessions" }).waitFor();
    const pages = {};
    const complaints = [visit.complaints];
    const storageState = await visit.context.storageState(); // signed in; windows of one browser would share settings
    for (const [name, prediction] of [
      ["guessed", "auto"],
      ["plain", "never"],
    ]) {
      mkdirSync(join(server.work, name));
      writeFileSync(join(server.work, name, "alpha-file"), "");
      writeFileSync(join(server.work, name, "notes"), "one\ntwo\nthree\n");
      server.tmux(
        "new-session",
        "-d",
        "-s",
        name,
        "-x",
        `${SIZE.cols}`,
        "-y",
        `${SIZE.rows}`,
        "-c",
        join(server.work, name),
        "env",
        "PS1=$ ",
        "HISTFILE=",
        "bash",
        "--norc",
        "--noprofile",
      );
      const own = await openPage(browser, origin, { viewport, storageState });
      complaints.push(own.complaints);
      pages[name] = await openShell(own.page, `${origin}/#/s/${name}`, prediction);
    }
    await pages.guessed.bringToFront(); // a page in the background is given few frames
    return await play(server, pages, editingScript(count, seed), pace, complaints);
  } finally {
    await browser.close();
    await proxy.stop();
    await server.remove();
  }
}

async function openShell(page, url, prediction) {
  await page.goto(url);
  await page.waitForFunction(() => window.tmuxbridge?.terminals[0]?.channel?.state === "live");
  await page.evaluate((mode) => window.tmuxbridge.settings.set({ prediction: mode }), prediction);
  await until(
    () => page.evaluate(() => window.tmuxbridge.terminals[0]?.rows()[0] ?? ""),
    (row) => row === "$",
    "the prompt",
  );
  await page.evaluate(watch);
  return page;
}

/** In the page: what a person sees of a cell, and how long each printed key takes to show. */
function watch() {
  const { view, xterm } = window.tmuxbridge.terminals[0];
  const real = (x, y) =>
    xterm.buffer.active
      .getLine(xterm.buffer.active.baseY + y)
      ?.getCell(x)
      ?.getChars() || " ";
  const seen = (x, y) => view.prediction.shown.cells.find((cell) => cell.x === x && cell.y === y)?.text ?? real(x, y);
  window.times = [];
  addEventListener(
    "keydown",
    (event) => {
      if (event.key.length !== 1 || xterm.buffer.active.type !== "normal") return;
      const { cursorX, cursorY } = xterm.buffer.active;
      const { x, y } = view.prediction.shown.cursor ?? { x: cursorX, y: cursorY };
      const before = seen(x, y);
      const at = event.timeStamp;
      if (before === event.key) return; // nothing would change
      const frame = (now) => {
        if (seen(x, y) === event.key) window.times.push(Math.max(now, performance.now()) - at);
        else if (now - at < 2_000) requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    },
    { capture: true },
  );
  window.cells = () => {
    const { active } = xterm.buffer;
    return Array.from({ length: active.length }, (_, i) => {
      const line = active.getLine(i);
      return Array.from({ length: line.length }, (_, x) => {
        const cell = line.getCell(x);
        return [
          cell.getChars() || " ",
          cell.getWidth(),
          cell.getFgColor(),
          cell.getBgColor(),
          cell.isBold(),
          cell.isInverse(),
          cell.isUnderline(),
        ].join();
      })
        .join("|")
        .replace(/(?:\| ,1,-1,-1,0,0,0)+$/, "");
    });
  };
  window.standing = () => {
    const { channel } = window.tmuxbridge.terminals[0];
    return {
      received: channel.position,
      parsed: channel.parsedOffset,
      waiting: channel.pendingInput,
      state: channel.state,
    };
  };
  window.look = () => ({
    rows: Array.from({ length: xterm.rows }, (_, y) =>
      Array.from({ length: xterm.cols }, (_, x) => seen(x, y))
        .join("")
        .trimEnd(),
    ),
    guesses: view.prediction.shown.cells.length + view.stage.querySelectorAll(".predicted span").length,
  });
}

async function play(server, pages, script, pace, complaints) {
  const wrong = [];
  let rests = 0;
  for (const { key, settle } of script) {
    const until = Date.now() + pace;
    await Promise.all(Object.values(pages).map((page) => page.keyboard.press(key === " " ? "Space" : key)));
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, until - Date.now())));
    if (settle) {
      await rest(server, pages, `after ${key}`, wrong);
      rests++;
    }
  }
  await rest(server, pages, "at the end", wrong);
  const times = (await pages.guessed.evaluate(() => window.times)).sort((a, b) => a - b);
  const plain = (await pages.plain.evaluate(() => window.times)).sort((a, b) => a - b);
  const [guessedCells, plainCells] = await Promise.all(
    [pages.guessed, pages.plain].map((page) => page.evaluate(() => window.cells())),
  );
  const counts = await pages.guessed.evaluate(
    () => window.tmuxbridge.terminals[0].view.prediction.predictor.confidence.counts,
  );
  assert.deepEqual(complaints.flat(), []);
  return {
    keys: script.length,
    rests,
    wrong,
    sameBuffer: JSON.stringify(guessedCells) === JSON.stringify(plainCells),
    lines: guessedCells.length,
    median: middle(times),
    p90: times[Math.floor(times.length * 0.9)],
    measured: times.length,
    medianWithout: middle(plain),
    guesses: counts,
  };
}

const middle = (sorted) => sorted[Math.floor(sorted.length / 2)];

/**
 * Waits until both pages show what tmux has, with no guess left; a screen that is not right in time is recorded, with
 * when it was.
 */
async function rest(server, pages, where, wrong) {
  for (const [name, page] of Object.entries(pages)) {
    const look = async () => ({ ...(await page.evaluate(() => window.look())), tmux: server.rows(name) });
    const right = ({ rows, guesses, tmux }) => guesses === 0 && JSON.stringify(rows) === JSON.stringify(tmux);
    const begun = Date.now();
    const last = await until(look, right, `${name} ${where}`, 3_000).catch(async () => look());
    if (right(last)) continue;
    const later = await until(look, right, `${name} ${where}`, 15_000).catch(() => undefined);
    wrong.push({
      name,
      where,
      rightAfter: later && Date.now() - begun,
      ...last,
      ...(await page.evaluate(() => window.standing())),
    });
  }
}
