/* The page in headless Chromium against the pretend bridge of fake/: everything that needs no tmux. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launchBrowser, openPage, rowsOf, until } from "./browser.mjs";
import { startFake } from "./fake/server.mjs";

const built = fileURLToPath(new URL("../target/classes/META-INF/resources/tmuxbridge", import.meta.url));
const PREFIX = "/behind/a/proxy";

let browser;
let fake;
let visit;

before(async () => {
  assert.ok(existsSync(built), "the page is not built: npm run build");
  browser = await launchBrowser();
});
after(() => browser?.close());

beforeEach(async () => {
  await serve();
});
afterEach(async () => {
  await visit?.context.close();
  await fake.stop();
  visit = undefined;
});

async function serve(options = {}) {
  await fake?.stop();
  fake = await startFake({ page: built, prefix: PREFIX, ...options });
}

async function open(hash = "", options = {}) {
  visit = await openPage(browser, new URL(fake.url).origin, options);
  await visit.page.goto(fake.url + hash);
  return visit.page;
}

const screen = (page, session, wanted) =>
  until(
    () => rowsOf(page, session),
    (rows) => rows.some((row) => row.includes(wanted)),
    `"${wanted}" on the screen`,
  );
const state = (page) => page.locator(".terminal-view:not([hidden]) .status-words").textContent();
const noComplaints = () => assert.deepEqual(visit.complaints, []);

test("the list shows the sessions, and follows when they change", async () => {
  fake.add("alpha", { windows: 3, others: 2 });
  const page = await open();
  await page.getByRole("link", { name: "alpha" }).waitFor();
  assert.match(
    await page.locator(".card").innerText(),
    /3 windows[\s\S]*2 viewers[\s\S]*80 × 24[\s\S]*active now[\s\S]*created just now/,
  );
  fake.add("beta");
  await page.getByRole("link", { name: "beta" }).waitFor();
  noComplaints();
});

test("why the sessions cannot be listed is told, for as long as that is so", async () => {
  fake.noList = "tmux refused: directory /tmp/tmux-0 has unsafe permissions";
  const page = await open();
  await page
    .getByText("The sessions cannot be listed: tmux refused: directory /tmp/tmux-0 has unsafe permissions")
    .waitFor({ timeout: 5_000 });
  assert.equal(await page.getByLabel("Filter sessions").isVisible(), false);
  fake.noList = "";
  fake.add("alpha");
  await page.getByText("1 session", { exact: true }).waitFor();
  noComplaints();
});

test("of many sessions those are looked into that are in sight", async () => {
  for (let i = 0; i < 80; i++) fake.add(`session ${String(i).padStart(2, "0")}`);
  const page = await open();
  const runs = (name) => page.locator(".card", { hasText: name }).locator(".card-runs");
  await page.getByRole("link", { name: "session 79" }).scrollIntoViewIfNeeded();
  await until(
    () => runs("session 79").textContent(),
    (text) => text.startsWith("cat"),
    "what runs in the last one",
  );
  assert.equal((await runs("session 40").textContent()).trim(), "");
});

test("a session that goes on is looked into, whatever clock the browser has", async () => {
  const session = fake.add("alpha", { activity: Date.now() - 300_000 }); // by a browser that is five minutes ahead
  const page = await open();
  const looks = () => fake.asked.filter((method) => method === "pane.capture").length;
  await page.getByRole("link", { name: "alpha" }).waitFor();
  await until(looks, (count) => count >= 2, "looked into, and once more when its second is over");
  const before = looks();
  session.activity += 2_000;
  await until(looks, (count) => count > before, "looked into again");
});

test("a session is created from the form, a refusal is shown in it, and the terminal opens", async () => {
  fake.add("taken");
  const page = await open();
  await page.getByRole("button", { name: "New session" }).click();
  await page.getByLabel("Name", { exact: true }).fill("taken");
  await page.getByLabel("Command").fill("vim 'my file'");
  await page.getByLabel("Directory").fill("/tmp");
  await page.getByRole("button", { name: "Create session" }).click();
  await page.getByText("there is a session taken already").waitFor();
  fake.endsAtOnce = true;
  await page.getByLabel("Name", { exact: true }).fill("brief");
  await page.getByRole("button", { name: "Create session" }).click();
  await page
    .getByText("The command ended at once, and the session with it. Is there a program vim on the server?")
    .waitFor();
  fake.endsAtOnce = false;
  await page.getByLabel("Name", { exact: true }).fill("mine");
  await page.getByRole("button", { name: "Create session" }).click();
  await screen(page, "mine", "user@host");
  const { name, command, cwd } = fake.sessions.get("mine").created_with;
  assert.deepEqual({ name, command, cwd }, { name: "mine", command: ["vim", "my file"], cwd: "/tmp" });
  assert.match(page.url(), /#\/s\/mine$/);
  noComplaints();
});

test("killing asks first", async () => {
  fake.add("doomed");
  const page = await open();
  await page.getByRole("button", { name: "Kill session doomed" }).click();
  await page.getByRole("button", { name: "Keep it" }).click();
  assert.ok(fake.sessions.has("doomed"));
  await page.getByRole("button", { name: "Kill session doomed" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Kill session" }).click();
  await page.getByText("No tmux session is running.").waitFor();
  assert.ok(!fake.sessions.has("doomed"));
  noComplaints();
});

test("a deep link opens its session, typing arrives, and what is parsed is acknowledged", async () => {
  const session = fake.add("deep link/ü");
  const page = await open(`#/s/${encodeURIComponent("deep link/ü")}`);
  await screen(page, "deep link/ü", "");
  await until(
    () => state(page),
    (words) => words.startsWith("Live"),
    "live",
  );
  await page.keyboard.type("hello é");
  await screen(page, "deep link/ü", "hello é");
  assert.equal(String(session.received), "hello é");
  await until(
    () => fake.acks.at(-1),
    (offset) => offset === session.end,
    "the last byte acknowledged",
  );
  noComplaints();
});

test("queries of programs are not answered into the session", async () => {
  const session = fake.add("quiet");
  const page = await open("#/s/quiet");
  session.print("\x1b[c\x1b[>c\x1b[6n\x1b[?2026$p\x1bP$qm\x1b\\\x1b]11;?\x07\x1b]52;c;?\x07\x1b[?1004h\x1b[5nafter");
  await screen(page, "quiet", "after");
  await page.keyboard.type("x");
  await until(
    () => String(session.received),
    (received) => received.length > 0,
    "the key",
  );
  assert.equal(String(session.received), "x");
  noComplaints();
});

test("the window's size goes to the server, and the terminal takes the size that the server tells", async () => {
  const session = fake.add("sized");
  const page = await open("#/s/sized");
  await until(
    () => session.cols,
    (cols) => cols > 100,
    "the first size",
  );
  const before = { cols: session.cols, rows: session.rows };
  await page.setViewportSize({ width: 900, height: 500 });
  await until(
    () => session.cols,
    (cols) => cols < before.cols,
    "a smaller size",
  );
  await until(
    () => page.evaluate(() => [window.tmuxbridge.terminals[0].xterm.cols, window.tmuxbridge.terminals[0].xterm.rows]),
    ([cols, rows]) => cols === session.cols && rows === session.rows,
    "the terminal in step",
  );
  assert.equal(await page.locator(".stage.letterbox").count(), 0);
  noComplaints();
});

test("a terminal of another size stands in a letterbox and is never fitted", async () => {
  fake.fixedSize = true;
  const session = fake.add("boxed", { cols: 60, rows: 15 });
  const page = await open("#/s/boxed");
  session.print("inside");
  await screen(page, "boxed", "inside");
  await page.locator(".stage.letterbox").waitFor();
  await page.setViewportSize({ width: 1000, height: 600 });
  await page.getByText(/60 × 15 \(room for \d+ × \d+\)/).waitFor();
  assert.deepEqual(
    await page.evaluate(() => [window.tmuxbridge.terminals[0].xterm.cols, window.tmuxbridge.terminals[0].xterm.rows]),
    [60, 15],
  );
  noComplaints();
});

test("a dropped line resumes at the byte, and what was typed meanwhile arrives once", async () => {
  const session = fake.add("held");
  const page = await open("#/s/held");
  session.print("one ");
  await screen(page, "held", "one");
  await page.evaluate(() => void (window.seen = []));
  await page.evaluate(() => window.tmuxbridge.terminals[0].channel.on("output", (o) => window.seen.push(o.snapshot)));
  for (let i = 0; i < 3; i++) {
    fake.drop();
    session.print(`printed${i} `);
    await page.keyboard.type(`typed${i} `);
    await screen(page, "held", `typed${i}`);
  }
  assert.equal((await rowsOf(page, "held"))[0].trim().split(/\s+/).length, 7);
  assert.equal(String(session.received), "typed0 typed1 typed2 ");
  assert.ok(!(await page.evaluate(() => window.seen)).includes(true), "resumed without a snapshot");
  assert.equal(fake.connects.at(-1).attempt, 4);
  noComplaints();
});

test("a server that lost its memory: the screen is new, and unsent keys are told, not sent", async () => {
  const session = fake.add("reborn");
  const page = await open("#/s/reborn");
  await until(
    () => state(page),
    (words) => words.startsWith("Live"),
    "live",
  );
  await page.evaluate(() => {
    const { channel } = window.tmuxbridge.terminals[0];
    channel.on("state", (now) => now === "backoff" && channel.input("abc")); // while the line is down, for certain
  });
  session.epoch = "another life";
  session.inputSeq.clear();
  fake.drop();
  await page.getByText(/3 bytes you typed were not sent/).waitFor();
  assert.equal(String(session.received), "");
  noComplaints();
});

test("input that tmux may not have taken is told: how much, and what to do", async () => {
  const session = fake.add("alpha");
  const page = await open("#/s/alpha");
  await until(
    () => session.viewers.size,
    (n) => n === 1,
    "a viewer",
  );
  await until(
    () => state(page),
    (text) => text.startsWith("Live"),
    "live",
  );
  session.viewers.forEach((viewer) =>
    viewer.tell({ type: "error", code: "input-lost", message: "x", retryable: false, seq: 3, lastSeq: 4 }),
  );
  await page.getByText("2 inputs (keys, or a paste) may not have arrived").waitFor();
  session.print("drawn by the program");
  await page.getByRole("button", { name: "Draw the screen again" }).first().click();
  await screen(page, "alpha", "drawn by the program");
  noComplaints();
});

test("a flood is one notice, which adds up what was skipped, and fades by itself", async () => {
  const session = fake.add("flood");
  visit = await openPage(browser, new URL(fake.url).origin);
  const { page } = visit;
  await page.clock.install();
  await page.goto(`${fake.url}#/s/flood`);
  await until(
    () => session.viewers.size,
    (n) => n === 1,
    "a viewer",
  );
  await until(
    () => state(page),
    (text) => text.startsWith("Live"),
    "live",
  );
  happens(session, "screens", { on: true });
  for (const bytes of [1_250_000, 3_000_000, 40_000]) happens(session, "skipped", { bytes });
  await page
    .getByText(
      "faster than can be drawn: you see its screen some 30 times a second. This viewer was too slow: 4.3 MB of output were skipped.",
    )
    .waitFor();
  await page.getByText("in tmux’s history, as far as that reaches").waitFor();
  assert.equal(await page.locator(".notice").count(), 1);
  await page.clock.runFor(8_000);
  await page.locator(".notice").waitFor({ state: "detached" });
  noComplaints();
});

test("a browser in which xterm.js cannot draw shows text, and takes keys", async () => {
  const session = fake.add("plain");
  session.print("\x1b[31mfirst\x1b[m\r\n$ ");
  visit = await openPage(browser, new URL(fake.url).origin);
  await visit.page.addInitScript(() => {
    HTMLTextAreaElement.prototype.setAttribute = () => {
      throw new Error("this browser is an old one");
    };
  });
  await visit.page.goto(`${fake.url}#/s/plain`);
  const text = visit.page.locator(".text-view");
  await until(
    () => text.innerText(),
    (shown) => shown.startsWith("first\n$ "),
    "the text",
  );
  assert.equal(await visit.page.evaluate(() => window.tmuxbridge.terminals[0].renderer), "text");
  await until(
    () => `${session.cols}x${session.rows}`,
    (size) => size !== "80x24",
    "the room, measured in letters",
  );
  await text.focus();
  await visit.page.keyboard.type("ls");
  await visit.page.keyboard.press("ArrowUp");
  await visit.page.keyboard.press("Enter");
  await until(
    () => String(session.received),
    (typed) => typed === "ls\x1b[A\r",
    "the keys",
  );
  await until(
    () => text.innerText(),
    (shown) => shown.includes("$ ls"),
    "the echo",
  );
  noComplaints();
});

/** Tells every viewer of a session that something happened. */
const happens = (session, name, fields) =>
  session.viewers.forEach((viewer) => viewer.tell({ type: "event", name, ...fields }));

test("the status line says what is true, each thing while it is: round trip, copy mode, keys that wait, who else, whose size", async () => {
  const session = fake.add("honest");
  const page = await open("#/s/honest");
  const status = page.locator(".terminal-view:not([hidden]) .status");
  const says = (words) => status.getByText(words).filter({ visible: true }).waitFor();
  const saysNot = (words) =>
    until(
      () => status.innerText(),
      (text) => !text.includes(words),
      `no more ${words}`,
    );
  await until(
    () => state(page),
    (words) => /^Live · \d+ ms$/.test(words),
    "the round trip",
  );
  assert.doesNotMatch(await status.innerText(), /mode|waiting|viewer|behind|yours|Read/);
  assert.equal(
    (await status.getByRole("status").allInnerTexts()).join(""),
    "Live",
    "the round trip is not read out every few seconds",
  );

  happens(session, "mode", { copyMode: true });
  await says("Copy mode");
  happens(session, "mode", { copyMode: false });
  await saysNot("Copy mode");

  happens(session, "viewers", { count: 3 });
  await says("3 viewers");
  happens(session, "size-owner", { by: "viewer", caller: "me" });
  await says("yours");
  happens(session, "size-owner", { by: "viewer", caller: "bob" });
  await says("bob’s");
  happens(session, "size-owner", { by: "policy" });
  await says("set by the server");
  happens(session, "size-owner", { by: "tmux" });
  await says("tmux’s own");
  happens(session, "lease", { holder: "bob", requests: [] });
  await says("bob has the keyboard");
  happens(session, "lease", {});
  await saysNot("has the keyboard");

  fake.silent = true; // keys arrive, and nobody says so
  await page.keyboard.type("ab");
  await says("2 keys waiting");
  fake.silent = false;
  await page.keyboard.type("c");
  await saysNot("waiting");

  await page.evaluate(() => {
    const { xterm } = window.tmuxbridge.terminals[0]; // an emulator that does not get on
    const { write } = xterm;
    xterm.write = (data, done) => void (window.goOn = () => ((xterm.write = write), xterm.write(data, done)));
  });
  session.print("x".repeat(200_000));
  await says("195 KiB behind");
  await page.evaluate(() => window.goOn());
  await saysNot("behind");

  fake.drop();
  await until(
    () => state(page),
    (words) => /^Live · \d+ ms$/.test(words),
    "live again",
  );
  await saysNot("tmux’s own"); // the server has not said so on this line
  noComplaints();
});

test("who else types is named at the cursor, and nobody once they have stopped", async () => {
  const session = fake.add("pair");
  const page = await open("#/s/pair");
  await until(
    () => state(page),
    (words) => words.startsWith("Live"),
    "live",
  );
  happens(session, "viewers", { count: 2 });
  session.print("\r\n\r\n$ who");
  happens(session, "typing", { caller: "b\u202eob" });
  const label = page.locator(".typist");
  await until(
    () => label.innerText(),
    (name) => name === "bob",
    "the name, made safe",
  );
  await page.getByRole("button", { name: "2 viewers, typing: bob" }).waitFor();
  const at = () =>
    page.evaluate(() => {
      const { xterm, view } = window.tmuxbridge.terminals[0];
      const [cell, screen, box] = [
        view.emulator.cell(),
        view.emulator.screen.getBoundingClientRect(),
        document.querySelector(".typist").getBoundingClientRect(),
      ];
      const { cursorX, cursorY } = xterm.buffer.active;
      return {
        across: Math.round(box.left - screen.left - cursorX * cell.width),
        down: Math.round(box.bottom - screen.top - cursorY * cell.height),
      };
    });
  await until(
    at,
    ({ across, down }) => across > 8 && across < 16 && down > 8 && down < 20,
    "behind the cursor, in its row",
  );
  session.print(" over there\x1b[5D");
  await until(
    at,
    ({ across, down }) => across === 0 && Math.abs(down) <= 2,
    "over the cursor, where there is text behind it",
  );
  happens(session, "typing", { caller: "me" });
  await until(
    () => label.innerText(),
    (name) => name === "you, elsewhere",
    "another page of one's own",
  );
  session.print("\x1b[Hthe first row\x1b[H");
  await until(at, ({ across, down }) => across === 0 && down > 20, "under it in the first row");
  await label.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "2 viewers", exact: true }).waitFor();
  await page.keyboard.type("mine");
  await screen(page, "pair", "mine");
  assert.ok(await label.isHidden(), "one's own keys are no news");
  noComplaints();
});

/**
 * In the page: the settings want WebGL although there is no GPU. Returns what draws the first terminal from then on, if
 * there is one.
 */
const choosesWebgl = () => {
  window.tmuxbridge.settings.set({ renderer: "webgl" });
  return window.tmuxbridge.terminals[0]?.renderer;
};

test("WebGL draws where a GPU does, or it is wanted, at any scale; where its canvas or context is of no use, the DOM does", async () => {
  const session = fake.add("drawn");
  session.print("letters to be seen");
  const renderer = (page) => page.evaluate(() => window.tmuxbridge.terminals[0].renderer);
  const inDom = (page) =>
    until(
      () => page.locator(".xterm-rows").innerText(),
      (text) => text.includes("letters to be seen"),
      "drawn by the DOM",
    );
  let page = await open("#/s/drawn");
  await screen(page, "drawn", "letters to be seen");
  assert.equal(await renderer(page), "dom", "the CPU would have to draw WebGL here");
  await inDom(page);
  await page.addInitScript(() => {
    const { getParameter } = WebGL2RenderingContext.prototype;
    const UNMASKED_RENDERER_WEBGL = 0x9246;
    WebGL2RenderingContext.prototype.getParameter = function (name) {
      return name === UNMASKED_RENDERER_WEBGL ? "ANGLE (a GPU)" : getParameter.call(this, name);
    };
  });
  await page.reload();
  await screen(page, "drawn", "letters to be seen");
  assert.equal(await renderer(page), "webgl", "a GPU draws it");
  await page.evaluate(() =>
    document
      .querySelector(".xterm-screen canvas:not(.xterm-link-layer)")
      .getContext("webgl2")
      .getExtension("WEBGL_lose_context")
      .loseContext(),
  );
  await until(
    () => renderer(page),
    (now) => now === "dom",
    "the context is gone",
  );
  await inDom(page);
  noComplaints();
  await visit.context.close();

  // An emulated scale: the canvas is told the wrong number of pixels.
  page = await open("#/s/drawn", { deviceScaleFactor: 2 });
  await screen(page, "drawn", "letters to be seen");
  assert.equal(await page.evaluate(choosesWebgl), "webgl");
  await until(
    () => renderer(page),
    (now) => now === "dom",
    "a canvas that does not fit",
  );
  await inDom(page);
  await page.getByRole("tab", { name: "Sessions" }).click();
  await page.getByRole("tab", { name: "drawn" }).click();
  assert.equal(await renderer(page), "dom", "not tried again");
  noComplaints();

  const scaled = await launchBrowser("--force-device-scale-factor=2");
  try {
    const { page: real, complaints } = await openPage(scaled, new URL(fake.url).origin, {
      viewport: null,
      deviceScaleFactor: undefined,
    });
    await real.goto(`${fake.url}#/s/drawn`);
    await screen(real, "drawn", "letters to be seen");
    await real.evaluate(choosesWebgl);
    const drawn = () =>
      real.evaluate(() => {
        const canvas = document.querySelector(".xterm-screen canvas:not(.xterm-link-layer)");
        return {
          scale: devicePixelRatio,
          renderer: window.tmuxbridge.terminals[0].renderer,
          pixels: Math.round((canvas?.width ?? 0) / (canvas?.clientWidth ?? 1)),
        };
      });
    await until(
      drawn,
      (now) => JSON.stringify(now) === JSON.stringify({ scale: 2, renderer: "webgl", pixels: 2 }),
      "WebGL at a real scale of two",
    );
    assert.deepEqual(complaints, []);
  } finally {
    await scaled.close();
  }
});

test("final closes are explained in words", async () => {
  const session = fake.add("taken-over");
  const page = await open("#/s/taken-over");
  await until(
    () => state(page),
    (words) => words.startsWith("Live"),
    "live",
  );
  happens(session, "viewers", { count: 2 });
  const company = page.getByRole("button", { name: "2 viewers" });
  await company.waitFor();
  fake.drop(4409);
  await page.getByRole("heading", { name: "Taken over elsewhere" }).waitFor();
  assert.equal(await company.isVisible(), false, "what was true before");
  assert.equal(await page.getByRole("button", { name: "New window" }).isDisabled(), true);
  await page.getByRole("button", { name: "Try again", exact: true }).click();
  await until(
    () => state(page),
    (words) => words.startsWith("Live"),
    "live again",
  );
  await page.goto(`${fake.url}#/s/nowhere`);
  await page.getByRole("heading", { name: "No such session" }).waitFor();
  await page.getByRole("button", { name: "Back to sessions" }).click();
  noComplaints();
});

test("what a session showed last can be read when it has ended, and what is typed then is refused", async () => {
  const session = fake.add("brief");
  const page = await open("#/s/brief");
  session.print("the last words");
  await screen(page, "brief", "the last words");
  fake.sessions.delete("brief");
  session.viewers.forEach((viewer) => viewer.tell({ type: "disconnect", reason: "session-ended", code: 4404 }));
  await page.getByRole("button", { name: "Show the last screen" }).press("Enter", { timeout: 5_000 });
  await page.locator(".ending").waitFor({ state: "hidden" });
  await page.keyboard.type("x");
  await page.getByText("That was not taken: this has ended.").waitFor();
  await page.getByRole("tab", { name: "Sessions" }).click();
  await page.goto(`${fake.url}#/s/never`);
  await page.getByRole("heading", { name: "No such session" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Show the last screen" }).count(), 0, "it has none");
  noComplaints();
});

test("several tabs share one socket, and come back after a reload", async () => {
  const one = fake.add("one");
  const two = fake.add("two");
  const page = await open("#/s/one");
  await page.waitForFunction(() => window.tmuxbridge);
  await page.evaluate(choosesWebgl);
  await page.getByRole("tab", { name: "Sessions" }).click();
  await page.getByRole("link", { name: "two" }).click();
  two.print("second");
  await screen(page, "two", "second");
  one.print("first\x07");
  await screen(page, "one", "first");
  await page.locator(".tab-holder.rang", { hasText: "one" }).waitFor();
  for (const name of ["one", "two"]) await page.locator('.tab-holder[data-state="live"]', { hasText: name }).waitFor();
  assert.equal(visit.sockets.length, 1, "one socket for all");
  const renderers = await page.evaluate(() =>
    Object.fromEntries(window.tmuxbridge.terminals.map((t) => [t.session, t.renderer])),
  );
  assert.deepEqual(renderers, { one: "dom", two: "webgl" }, "a hidden terminal holds no WebGL context");
  await page.reload();
  await screen(page, "two", "second");
  await page.getByRole("tab", { name: "one" }).click();
  await screen(page, "one", "first");
  noComplaints();
});

test("what is chosen in one window of the browser holds in all of them, and is not undone from another", async () => {
  fake.add("alpha");
  const one = await open();
  await one.getByRole("link", { name: "alpha" }).waitFor();
  const two = await visit.context.newPage();
  await two.goto(fake.url);
  await two.getByRole("link", { name: "alpha" }).waitFor();
  await one.evaluate(() => window.tmuxbridge.settings.set({ scheme: "dark" }));
  await two.waitForFunction(() => document.documentElement.style.colorScheme === "dark", null, { timeout: 5_000 });
  await two.evaluate(() => window.tmuxbridge.settings.set({ fontSize: 20 }));
  await one.waitForFunction(() => window.tmuxbridge.settings.now.fontSize === 20);
  assert.equal(await one.evaluate(() => window.tmuxbridge.settings.now.scheme), "dark");
  noComplaints();
});

test("many tabs: the selected one comes into sight, a wheel moves the strip, and the list of sessions stays there", async () => {
  const names = Array.from({ length: 20 }, (_, i) => `session-${i}`);
  names.forEach((name) => fake.add(name, { names: Array.from({ length: 30 }, (_, i) => `window-${i}`) }));
  visit = await openPage(browser, new URL(fake.url).origin);
  const { page } = visit;
  await page.addInitScript((open) => sessionStorage.setItem("tmuxbridge.tabs", JSON.stringify(open)), names);
  await page.goto(`${fake.url}#/s/session-19`);
  const inSight = async (tab) => {
    await tab.waitFor();
    const shown = () =>
      tab.evaluate((one) => {
        const { left, right, top } = one.getBoundingClientRect();
        return document.elementFromPoint((left + right) / 2, top + 10)?.closest('[role="tab"]') === one;
      });
    await until(shown, (yes) => yes, `in sight: ${tab}`);
  };
  const sessionTab = (name) => page.getByRole("tab", { name, exact: true });
  const windowTab = (index) => page.locator(".terminal-view:not([hidden]) .window-tab").nth(index);
  await inSight(sessionTab("session-19"));
  await inSight(sessionTab("Sessions"));
  fake.find("session-19").current = 29;
  happens(fake.find("session-19"), "windows", {});
  await inSight(windowTab(29));
  await windowTab(29).hover();
  await page.mouse.wheel(0, -5_000);
  await inSight(windowTab(0));
  await page.evaluate(() => window.tmuxbridge.app.views.get("session-19").draw());
  await inSight(windowTab(0)); // and stays so
  await sessionTab("session-19").hover();
  await page.mouse.wheel(0, -5_000);
  await inSight(sessionTab("session-0"));
  await sessionTab("session-1").click();
  await inSight(sessionTab("session-1"));
  await sessionTab("Sessions").click();
  await page.getByRole("heading", { name: "Sessions" }).waitFor();
  noComplaints();
});

test("a bell in a page in the background marks its tab and the title until somebody is there", async () => {
  const session = fake.add("bell");
  const page = await open("#/s/bell");
  await until(
    () => state(page),
    (words) => words.startsWith("Live"),
    "live",
  );
  const seen = (now) =>
    page.evaluate((value) => {
      Object.defineProperty(document, "visibilityState", { value, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, now);
  const rang = page.locator(".tab-holder.rang", { hasText: "bell" });
  session.print("\x07one");
  await screen(page, "bell", "one");
  assert.equal(await rang.count(), 0, "who looks on needs no mark");
  await seen("hidden");
  session.print("\x07");
  await rang.waitFor();
  assert.match(await page.title(), /^● /);
  await seen("visible");
  await rang.waitFor();
  await page.keyboard.press("a");
  await rang.waitFor({ state: "detached" });
  assert.doesNotMatch(await page.title(), /●/);
  noComplaints();
});

test("a read-only viewer sees so, and nothing it types is sent", async () => {
  fake.access = "read";
  const session = fake.add("watched");
  const page = await open("#/s/watched");
  await page.getByText("Read-only").waitFor();
  await page.keyboard.type("rm -rf");
  session.print("end");
  await screen(page, "watched", "end");
  assert.equal(String(session.received), "");
  noComplaints();
});

test("who only watches is offered no border to move, and no keyboard to have", async () => {
  fake.access = "read";
  const session = fake.add("alpha", { others: 1 });
  const page = await open("#/s/alpha");
  await page.getByRole("tab", { name: "cat" }).waitFor();
  const { windowList } = await page.evaluate(() =>
    window.tmuxbridge.socket.call("session.get", { sessionId: "alpha" }),
  );
  const [window] = windowList;
  const [pane] = window.panes;
  const layout = `abcd,${pane.cols}x${pane.rows},0,0{40x${pane.rows},0,0,1,${pane.cols - 41}x${pane.rows},41,0,2}`;
  const panes = [pane, { ...pane, paneId: "%2", index: 1, active: false, left: 41 }];
  session.pane = "%2";
  session.viewers.forEach((viewer) =>
    viewer.tell({ type: "event", name: "layout", windowList: [{ ...window, layout, panes }] }),
  );
  const border = page.locator(".border.vertical");
  const takesFocus = (element) => {
    element.focus();
    return document.activeElement === element;
  };
  assert.equal(await border.evaluate(takesFocus), false);
  assert.equal(await page.getByRole("button", { name: "New window" }).isDisabled(), true);
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByText("Who is watching, who types").click();
  const dialog = page.getByRole("dialog", { name: "Who is watching" });
  await dialog.getByText("Everybody who may type can.").waitFor();
  assert.deepEqual(await dialog.getByRole("button").allInnerTexts(), ["Close"]);
  session.viewers.forEach((viewer) => viewer.tell({ type: "event", name: "lease", holder: "ada", requests: [] }));
  await dialog.getByText("ada has the keyboard").waitFor();
  assert.deepEqual(await dialog.getByRole("button").allInnerTexts(), ["Close"]);
  noComplaints();
});

test("a line that is written goes before its Enter, which is sent when the line has arrived", async () => {
  const session = fake.add("written");
  const page = await open("#/s/written", { hasTouch: true, isMobile: true, viewport: { width: 390, height: 780 } });
  await until(
    () => state(page),
    (words) => words.startsWith("Live"),
    "live",
  );
  const unlike = (keys) =>
    keys
      .map((key) => [key.textContent, key.getAttribute("aria-label")])
      .filter(([text, name]) => /^\w+$/.test(text) && !name.startsWith(text));
  assert.deepEqual(await page.locator(".bar-key").evaluateAll(unlike), [], "keys answer to what is written on them");
  fake.silent = true;
  await page.getByRole("button", { name: "Write a line" }).tap();
  await page.getByLabel("A line to send").fill("explain this");
  await page.getByRole("button", { name: "Send" }).tap();
  await until(
    () => session.inputs,
    (inputs) => inputs.length > 0,
    "the line",
  );
  assert.deepEqual(session.inputs, ["explain this"]);
  fake.silent = false;
  session.viewers.forEach((viewer) => viewer.tell({ type: "input-ack", seq: 1 }));
  await until(
    () => session.inputs,
    (inputs) => inputs.length > 1,
    "Enter",
  );
  assert.deepEqual(session.inputs, ["explain this", "\r"]);

  happens(session, "access", { access: "read" });
  await page.getByText("Read-only").waitFor();
  await page.getByRole("toolbar", { name: "Keys" }).waitFor({ state: "hidden" }); // of no use to who only watches
  happens(session, "access", { access: "write" });
  await page.getByRole("button", { name: "Shift Tab" }).tap();
  await until(
    () => session.inputs,
    (inputs) => inputs.at(-1) === "\x1b[Z",
    "Shift+Tab, by which some programs change their mode",
  );
  await page.getByRole("button", { name: "Close the line" }).tap();
  await page.getByLabel("A line to send").waitFor({ state: "detached" });
  noComplaints();
});

test("who may only watch is offered nothing else on the list", async () => {
  fake.role = "viewer";
  const page = await open();
  await page.getByText("There is no session that you may see.").waitFor();
  await page.getByText("A session that somebody lets you see shows up by itself.").waitFor();
  fake.add("watched");
  await page.getByRole("link", { name: "watched" }).waitFor();
  assert.deepEqual(await page.locator(".dashboard").getByRole("button").allInnerTexts(), []);
  noComplaints();
});

test("pastes are cleaned, and bracketed when the program asked for it", async () => {
  const session = fake.add("pasted");
  const page = await open("#/s/pasted");
  await until(
    () => state(page),
    (words) => words.startsWith("Live"),
    "live",
  );
  const paste = (text) =>
    page.evaluate((data) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", data);
      document.activeElement.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
      );
    }, text);
  await paste("a\nb\x1b[201~\x03");
  await page.getByRole("heading", { name: "Paste 2 lines?" }).waitFor();
  assert.equal(String(session.received), "", "nothing is sent before the answer");
  await page.getByRole("button", { name: "Paste", exact: true }).click();
  await until(
    () => String(session.received),
    (received) => received.includes("b"),
    "the paste",
  );
  assert.equal(String(session.received), "a\rb[201~");
  session.print("\x1b[?2004hready");
  await screen(page, "pasted", "ready");
  await paste("c\x1b[201~d");
  await until(
    () => String(session.received),
    (received) => received.includes("d"),
    "the second paste",
  );
  assert.equal(String(session.received), "a\rb[201~\x1b[200~c[201~d\x1b[201~");
  await paste("x".repeat(5 << 20));
  await page.getByText("That was not taken: it is too much at once.").waitFor({ timeout: 5_000 });
  noComplaints();
});

test("copying takes the selection", async () => {
  const session = fake.add("copied");
  const page = await open("#/s/copied", { permissions: ["clipboard-read", "clipboard-write"] });
  session.print("take me along");
  await screen(page, "copied", "take me along");
  // The clipboard is for the page that has the focus.
  await page.bringToFront();
  await page.evaluate(() => window.tmuxbridge.terminals[0].view.focus());
  await page.evaluate(() => window.tmuxbridge.terminals[0].xterm.select(5, 0, 2));
  await page.keyboard.press("Control+Shift+C");
  assert.equal(
    await until(
      () => page.evaluate(() => navigator.clipboard.readText()),
      (text) => text !== "",
      "a copy",
    ),
    "me",
  );
  assert.equal(String(session.received), "");
  noComplaints();
});

test("the find bar finds, and gives the keyboard back", async () => {
  const session = fake.add("found");
  const page = await open("#/s/found");
  session.print("needle hay needle hay\r\nneedle");
  await screen(page, "found", "hay");
  await page.keyboard.press("Control+Shift+F");
  await page.keyboard.type("needle");
  await page.getByText("3/3").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.type("k");
  await screen(page, "found", "needlek");
  noComplaints();
});

test("older lines come also while a match is selected, which goes along", async () => {
  const session = fake.add("deep");
  const numbered = (from, to) => Array.from({ length: to - from }, (_, i) => `line ${from + i}.`);
  const page = await open("#/s/deep");
  session.print(numbered(100, 200).join("\r\n"));
  await screen(page, "deep", "line 199.");
  await page.keyboard.press("Control+Shift+F");
  await page.getByLabel("Find in terminal").fill("line 150.");
  await page.getByText("1/1").waitFor();
  const xterm = (run) => page.evaluate(`(${run})(window.tmuxbridge.terminals[0].xterm)`);
  const held = await xterm((t) => t.buffer.active.baseY);
  fake.capture = () => ({
    lines: numbered(0, 100 + held),
    start: -100 - held,
    end: -1,
    historySize: 100 + held,
    wrapped: [],
  });
  await until(
    async () => {
      await xterm((t) => t.scrollToTop());
      return xterm((t) => t.buffer.active.getLine(0).translateToString(true));
    },
    (line) => line === "line 0.",
    "the older lines",
  );
  assert.equal(await xterm((t) => t.getSelection()), "line 150.");
  await page.getByLabel("Find in terminal").fill("line 50.");
  await page.getByText("1/1").waitFor();
  assert.equal(await xterm((t) => t.getSelection()), "line 50.", "and are searched at once");
  noComplaints();
});

test("what is clicked when a field of the settings is left is done", async () => {
  fake.add("set");
  const page = await open("#/s/set");
  await page.locator(".status").getByRole("button", { name: "Settings" }).click();
  await page.getByLabel("Font", { exact: true }).fill("Fantasy");
  await page.getByLabel("Copy what is selected").click();
  await page.getByLabel("Size of letters").fill("99");
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached", timeout: 5_000 });
  const now = await page.evaluate(() => window.tmuxbridge.settings.now);
  assert.deepEqual([now.fontFamily, now.copyOnSelect], ["Fantasy", true]);
  noComplaints();
});

test("what is found can be read in dark and light", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const session = fake.add(colorScheme);
    session.print("needle one\r\nneedle two");
    const page = await open(`#/s/${colorScheme}`, { colorScheme });
    await screen(page, colorScheme, "two");
    await page.keyboard.press("Control+Shift+F");
    await page.getByLabel("Find in terminal").fill("needle");
    await page.getByText("2/2").waitFor();
    const found = page.locator(".xterm-rows span").first();
    const marked = await until(
      () => found.evaluate((span) => getComputedStyle(span).backgroundColor),
      (colour) => colour.startsWith("rgb("),
      "marked",
    );
    const [red, green, blue] = marked.match(/\d+/g).map(Number);
    const light = 0.3 * red + 0.6 * green + 0.1 * blue > 128;
    assert.equal(light, colorScheme === "light", `${marked} below letters that are ${light ? "light" : "dark"}`);
    await visit.context.close();
  }
});

test("a find bar that is open while another window is chosen searches that one", async () => {
  const session = fake.add("both");
  session.print("needle");
  const page = await open("#/s/both");
  await screen(page, "both", "needle");
  await page.getByRole("tab", { name: "cat" }).waitFor();
  await page.keyboard.press("Control+Shift+F");
  await page.getByLabel("Find in terminal").fill("needle");
  await page.getByText("1/1").waitFor();
  const { windowList } = await page.evaluate(() => window.tmuxbridge.socket.call("session.get", { sessionId: "both" }));
  const [window] = windowList;
  fake.hold("session.get");
  const other = { ...window, windowId: "@2", index: 1, layout: window.layout.replace(/1$/, "2") };
  const both = [
    { ...window, active: false },
    { ...other, panes: [{ ...window.panes[0], paneId: "%2" }] },
  ];
  session.pane = "%2";
  const [first] = session.viewers;
  first.tell({ type: "event", name: "layout", paneId: "%1", windowList: both });
  await page.waitForFunction(() => window.tmuxbridge.terminals.some((each) => each.pane === "%2" && each.active));
  session.viewers.delete(first); // the first window hears nothing of it
  session.print(" and another needle");
  await screen(page, "both", "another");
  await page.getByLabel("Find in terminal").press("Enter");
  await page.getByText("2/2").waitFor({ timeout: 5_000 });
});

test("a token in the address signs in and is gone from it at once", async () => {
  await serve({ token: "s3cret" });
  fake.add("private");
  const page = await open("#token=s3cret");
  await page.getByRole("link", { name: "private" }).waitFor();
  assert.ok(!page.url().includes("s3cret"));
  assert.equal(await page.evaluate(() => history.length), 2, "no entry of the history holds it");
  const [{ path }] = await visit.context.cookies(fake.url);
  assert.equal(path, `${PREFIX}/`, "nobody else on this host is sent the cookie");
  noComplaints();
});

test("a token in the address that was cut off in the middle is a bad one, and the page asks for another", async () => {
  await serve({ token: "s3cret" });
  const page = await open("#token=s3cr%");
  await page.getByLabel("Token").waitFor({ timeout: 5_000 });
  await page.getByText("That token is not valid").waitFor();
  assert.ok(!page.url().includes("s3cr"));
});

test("an address with a token signs in also when it is pasted into a page that is open already", async () => {
  await serve({ token: "s3cret" });
  fake.add("private");
  const page = await open();
  await page.getByLabel("Token").waitFor();
  await page.goto(`${fake.url}#token=s3cret`); // only the fragment differs: the browser loads nothing
  await page.getByRole("link", { name: "private" }).waitFor({ timeout: 5_000 });
  assert.ok(!page.url().includes("s3cret"));
  noComplaints();
});

test("without a token the page asks for one, and says when it is wrong", async () => {
  await serve({ token: "s3cret" });
  fake.add("private");
  const page = await open();
  await page.getByLabel("Token").fill("guess");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("That token is not valid").waitFor();
  await page.getByText("anew by tmuxbridge url").waitFor();
  await page.getByLabel("Token").fill(`${fake.url}#token=s3cret`); // the whole address, as the launcher prints it
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "private" }).waitFor();
  // The browser itself reports the refused sign-in on the console; nothing else.
  assert.deepEqual(
    visit.complaints.filter((complaint) => !complaint.includes("401")),
    [],
  );
});

test("who signs out is asked for a token, and nothing of what was open is left", async () => {
  await serve({ token: "s3cret" });
  fake.add("private");
  const page = await open("#token=s3cret");
  await page.getByRole("link", { name: "private" }).click();
  fake.staysSignedIn = true;
  await page.getByRole("button", { name: "Sign out" }).click();
  const dialog = page.getByRole("dialog", { name: "Sign out" });
  await dialog.getByRole("button", { name: "Sign out" }).click();
  await dialog.getByText("The server answered 500").waitFor();
  fake.staysSignedIn = false;
  await dialog.getByRole("button", { name: "Sign out" }).click();
  await page.getByLabel("Token").waitFor();
  assert.deepEqual(await visit.context.cookies(fake.url), []);
  assert.equal(await page.getByText("private").count(), 0);
  assert.ok(page.url().endsWith("#/"));
});

test("nobody is offered to sign out who has not signed in", async () => {
  fake.add("open");
  const page = await open();
  await page.getByRole("link", { name: "open" }).waitFor();
  await page.waitForLoadState("networkidle");
  assert.equal(await page.getByRole("button", { name: "Sign out" }).count(), 0);
  noComplaints();
});

test("where an issuer makes the tokens the page does not say that the server printed one", async () => {
  await serve({ token: "s3cret", auth: "jwt" });
  const page = await open();
  await page.getByText("Paste a token from where you sign in for this server.").waitFor();
  assert.equal(await page.getByText("launcher").count(), 0);
  noComplaints();
});

test("the keyboard alone is enough", async () => {
  const session = fake.add("keys");
  const page = await open();
  await page.getByRole("link", { name: "keys" }).focus();
  await page.keyboard.press("Enter");
  session.print("here");
  await screen(page, "keys", "here");
  await page.keyboard.press("Control+Shift+F6");
  const focused = () =>
    page.evaluate(() => {
      const { activeElement: now } = document;
      const part = now.closest(".bar, .window-bar, .screen, .key-bar, .status")?.className ?? "nowhere";
      return [part, now.closest(".xterm") ? "terminal" : (now.getAttribute("aria-label") ?? now.textContent)];
    });
  assert.deepEqual(await focused(), ["status", "Find (Ctrl+Shift+F)"]);
  const around = async (key, parts) => {
    for (const part of parts) {
      await page.keyboard.press(key);
      assert.deepEqual((await focused())[0], part, `${key} to ${part}`);
    }
  };
  await around("F6", ["bar", "window-bar", "screen"]);
  assert.equal((await focused())[1], "terminal");
  await page.keyboard.press("F6");
  await until(
    () => String(session.received),
    (keys) => keys === "\x1b[17~",
    "in the terminal it is the program's",
  );
  await around("Control+Shift+F6", ["status", "bar"]);
  await around("Shift+F6", ["status", "screen"]);
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("Tab");
  assert.notEqual((await focused())[1], "terminal", "where nothing has the focus, Tab is not caught");
  await page.getByRole("tab", { name: "keys" }).focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Sessions" }).waitFor();
  noComplaints();
});
