/*
 * The line breaks again and again, while a program prints numbered lines and keys are typed: every line is there once, and in
 * order, every key arrived once, and the screen is tmux's. The line is a proxy whose sockets are destroyed.
 */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launchBrowser, openPage, until } from "./browser.mjs";
import { startDelayProxy } from "./delay-proxy.mjs";
import { startServer } from "./server.mjs";
import { pageShows, shellFor } from "./shells.mjs";

const NAME = "drops";

/** Drops the line `count` times; returns the figures. Without `upgrades` no WebSocket gets through. */
export async function playDrops({ count, upgrades = true }) {
  const server = await startServer();
  const proxy = await startDelayProxy(Number(new URL(server.url).port), 2, { upgrades });
  const browser = await launchBrowser();
  try {
    shellFor(server, NAME, 80, 24);
    const origin = `http://127.0.0.1:${proxy.port}`;
    const visit = await openPage(browser, origin);
    await visit.page.goto(`${origin}/${new URL(server.url).hash}`);
    await visit.page.getByRole("link", { name: NAME }).click();
    await pageShows(visit.page, server, NAME, "the beginning");
    writeFileSync(
      join(server.work, "printer.sh"),
      'i=0; while [ ! -e stop ]; do i=$((i+1)); echo "line $i"; sleep 0.02; done & cat > typed; wait\n',
    );
    await visit.page.keyboard.type("stty -echo; clear; bash printer.sh");
    await visit.page.keyboard.press("Enter");
    await visit.page.evaluate(() => {
      window.resumes = {};
      window.tmuxbridge.terminals[0].channel.on(
        "connected",
        ({ resume }) => (window.resumes[resume] = (window.resumes[resume] ?? 0) + 1),
      );
    });
    let typed = "";
    for (let i = 0; i < count; i++) {
      const word = `w${i} `;
      typed += word;
      await visit.page.keyboard.type(word);
      if (i % 20 === 19) {
        typed += "\n";
        await visit.page.keyboard.press("Enter");
      }
      proxy.cut();
      // The page may not have noticed yet: it is back when it has been connected once more.
      const link = () =>
        visit.page.evaluate(() => {
          const back = Object.values(window.resumes).reduce((sum, one) => sum + one, 0);
          return [window.tmuxbridge.socket.state, window.tmuxbridge.terminals[0].channel.state, back].join();
        });
      await until(link, (state) => state === `live,live,${i + 1}`, `back after drop ${i}`, 10_000);
    }
    await visit.page.keyboard.press("Enter");
    await visit.page.keyboard.press("Control+D");
    writeFileSync(join(server.work, "stop"), "");
    await pageShows(visit.page, server, NAME, "at the end");
    await until(
      () => readFileSync(join(server.work, "typed"), "utf8"),
      (text) => text === `${typed}\n`,
      "every key once",
    );
    const lines = await visit.page.evaluate(() => {
      const { active } = window.tmuxbridge.terminals[0].xterm.buffer;
      return Array.from({ length: active.length }, (_, i) => active.getLine(i).translateToString(true)).filter((row) =>
        /^line \d+$/.test(row),
      );
    });
    const numbers = lines.map((row) => Number(row.slice(5)));
    const repeated = numbers.length - new Set(numbers).size;
    const lost = numbers.at(-1) - numbers[0] + 1 - new Set(numbers).size;
    assert.deepEqual({ repeated, lost }, { repeated: 0, lost: 0 });
    const overHttp = await visit.page.evaluate(() => window.tmuxbridge.socket.overHttp);
    return {
      overHttp,
      drops: count,
      lines: numbers.length,
      repeated,
      lost,
      keys: typed.length,
      resumes: await visit.page.evaluate(() => window.resumes),
    };
  } finally {
    await browser.close();
    await proxy.stop();
    await server.remove();
  }
}
