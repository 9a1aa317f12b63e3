/*
 * What makes a terminal pleasant, or possible for some people, in headless Chromium on the pretend bridge of fake/: fingers, links,
 * copying by selecting, ligatures, full screen, and what the system says of contrast and motion.
 */
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launchBrowser, openPage, rowsOf, until } from "./browser.mjs";
import { startFake } from "./fake/server.mjs";

const built = fileURLToPath(new URL("../target/classes/META-INF/resources/tmuxbridge", import.meta.url));

let browser;
let fake;
let visit;

before(async () => {
  browser = await launchBrowser();
});
after(() => browser?.close());
beforeEach(async () => {
  fake = await startFake({ page: built, prefix: "/p" });
});
afterEach(async () => {
  await visit?.context.close();
  await fake.stop();
  assert.deepEqual(visit.complaints, []); // last: a server that goes on would keep the run from ending
});

/** A page that shows a session with this text on it. */
async function open(text, options = {}) {
  const session = fake.add("s");
  session.print(text);
  visit = await openPage(browser, new URL(fake.url).origin, options);
  await visit.page.goto(`${fake.url}#/s/s`);
  const last = text.split(/\r\n/).at(-1);
  await until(
    () => rowsOf(visit.page, "s"),
    (rows) => rows.join("").includes(last),
    `"${last}" on the screen`,
  );
  return { session, page: visit.page };
}

const terminal = (page, run) => page.evaluate(`(${run})(window.tmuxbridge.terminals[0])`);
const fontSize = (page) => page.evaluate(() => window.tmuxbridge.settings.now.fontSize);

/** From now on the session has two panes, one above the other. */
async function splitBelow(page, session) {
  await page.getByRole("tab", { name: "cat" }).waitFor();
  const { windowList } = await page.evaluate(() => window.tmuxbridge.socket.call("session.get", { sessionId: "s" }));
  const [window] = windowList;
  const [pane] = window.panes;
  const { cols, rows } = session;
  const upper = Math.floor(rows / 2);
  const lower = rows - upper - 1;
  const layout = `abcd,${cols}x${rows},0,0[${cols}x${upper},0,0,1,${cols}x${lower},0,${upper + 1},2]`;
  const panes = [pane, { ...pane, paneId: "%2", index: 1, active: false, top: upper + 1 }];
  session.pane = "%2";
  session.viewers.forEach((viewer) =>
    viewer.tell({ type: "event", name: "layout", windowList: [{ ...window, layout, panes }] }),
  );
  await page.waitForFunction(() => window.tmuxbridge.terminals.length === 2);
}

test("one finger scrolls the history, two change the size of the letters", async () => {
  const text = Array.from({ length: 200 }, (_, i) => `line ${i}`).join("\r\n");
  const { session, page } = await open(text, { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });
  const cdp = await visit.context.newCDPSession(page);
  const touch = (type, ...touchPoints) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints });
  const viewport = () => terminal(page, (t) => t.xterm.buffer.active.baseY - t.xterm.buffer.active.viewportY);
  await touch("touchStart", { x: 200, y: 250 });
  for (let y = 260; y <= 560; y += 20) await touch("touchMove", { x: 200, y });
  const last = await page.evaluate(() => performance.now());
  await page.waitForFunction((then) => performance.now() > then + 100, last); // a finger that rests throws nothing
  await touch("touchEnd");
  const cell = await terminal(page, (t) => t.view.emulator.cell().height);
  await until(viewport, (lines) => lines === Math.floor(310 / cell), "as many lines as the finger went over");
  let thrown = false;
  for (let tries = 0; tries < 5 && !thrown; tries++) {
    const before = await viewport(); // on a busy machine no finger is quick every time
    await touch("touchStart", { x: 200, y: 250 });
    await touch("touchMove", { x: 200, y: 300 });
    await touch("touchMove", { x: 200, y: 360 });
    await touch("touchEnd");
    thrown = await until(viewport, (lines) => lines > before + 8, "it goes on", 2_000).then(
      () => true,
      () => false,
    );
  }
  assert.ok(thrown, "it goes on after a quick finger");
  assert.equal(String(session.received), "", "nothing is typed by that");
  const toEnd = page.getByRole("button", { name: "To the end" });
  await toEnd.waitFor();
  assert.equal(await page.locator(".to-end.news").count(), 0);
  session.print("\r\nnews");
  await page.locator(".to-end.news").waitFor();
  await toEnd.tap();
  await until(viewport, (lines) => lines === 0, "at the end");
  await toEnd.waitFor({ state: "hidden" });

  session.print("\x1b[?1049h\x1b[?1000h\x1b[?1006h full screen");
  await until(
    () => rowsOf(page, "s"),
    (rows) => rows.join("").includes("full screen"),
    "a program",
  );
  await touch("touchStart", { x: 200, y: 250 });
  for (let y = 260; y <= 400; y += 20) await touch("touchMove", { x: 200, y });
  await touch("touchEnd");
  await until(
    () => String(session.received),
    (got) => /^(\x1b\[<64;\d+;\d+M)+$/.test(got),
    "wheel reports for a program that takes the mouse",
  );

  const before = await fontSize(page);
  await touch("touchStart", { x: 180, y: 400 }, { x: 220, y: 400 });
  for (let way = 5; way <= 40; way += 5) await touch("touchMove", { x: 180 - way, y: 400 }, { x: 220 + way, y: 400 });
  await touch("touchEnd");
  await until(
    () => fontSize(page),
    (size) => size > before,
    "bigger letters",
  );
});

test("a finger scrolls the pane that it is on, and none while it drags a border", async () => {
  const text = Array.from({ length: 200 }, (_, i) => `line ${i}`).join("\r\n");
  const { session, page } = await open(text, { viewport: { width: 800, height: 600 }, hasTouch: true });
  await splitBelow(page, session);
  const scrolled = () =>
    page.evaluate(() =>
      window.tmuxbridge.terminals
        .filter(({ xterm }) => xterm.buffer.active.viewportY < xterm.buffer.active.baseY)
        .map(({ pane }) => pane),
    );
  const lines = () =>
    page.evaluate(() => window.tmuxbridge.terminals.every(({ xterm }) => xterm.buffer.active.baseY > 0));
  await until(lines, (both) => both, "both have a history");
  const cdp = await visit.context.newCDPSession(page);
  const touch = (type, ...touchPoints) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints });
  const drag = async (x, from) => {
    await touch("touchStart", { x, y: from });
    for (let y = from; y <= from + 100; y += 20) await touch("touchMove", { x, y });
    await touch("touchEnd");
  };
  const border = await page.locator(".border.horizontal").boundingBox();
  await drag(300, Math.round(border.y + border.height / 2));
  await drag(300, Math.round(border.y + border.height + 40));
  await until(scrolled, (those) => those.length > 0, "scrolled");
  assert.deepEqual(await scrolled(), ["%2"]);
});

test("on a narrow screen the menu is in reach, whatever the status line has to say", async () => {
  const { session, page } = await open("ready", { viewport: { width: 320, height: 500 } });
  const told = (name, fields) => session.viewers.forEach((viewer) => viewer.tell({ type: "event", name, ...fields }));
  told("viewers", { count: 12 });
  told("size-owner", { by: "tmux" });
  told("mode", { copyMode: true });
  told("lease", { holder: "somebody with a long name", requests: [] });
  await page.getByText("Copy mode").waitFor();
  await page.getByText("somebody with a long name has the keyboard").waitFor();
  const { x, width } = await page.getByRole("button", { name: "Menu", exact: true }).boundingBox();
  assert.ok(x + width <= 320, `it ends at ${x + width}`);
});

test("a menu stands above its button, and marks one thing only, whether mouse or key chose it", async () => {
  const { page } = await open("ready", { viewport: { width: 1280, height: 800 } });
  const button = page.getByRole("button", { name: "Menu" });
  await button.click();
  const menu = page.getByRole("menu", { name: "Terminal" });
  const [place, below] = [await menu.boundingBox(), await button.boundingBox()];
  assert.ok(place.y + place.height <= below.y, "the button, and the mouse on it, are beside it");
  const marked = () =>
    menu.getByRole("menuitem").evaluateAll((items) => {
      const plain = getComputedStyle(items.find((item) => item.disabled)).backgroundColor;
      return items.filter((item) => getComputedStyle(item).backgroundColor !== plain).map((item) => item.innerText);
    });
  await menu.getByRole("menuitem", { name: "Full screen" }).hover();
  assert.match(String(await marked()), /^Full screen[^,]*$/);
  await page.keyboard.press("ArrowDown");
  assert.match(String(await marked()), /^All shortcuts[^,]*$/);
});

test("a keyboard on the screen covers nothing of the page", async () => {
  const { page } = await open("ready", { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });
  const bottom = () => page.locator(".status").evaluate((status) => status.getBoundingClientRect().bottom);
  assert.equal(await bottom(), 780);
  const shown = (height, scale = 1) =>
    page.evaluate(
      ([high, zoom]) => {
        Object.defineProperty(visualViewport, "height", { value: high, configurable: true }); // as Safari tells it
        Object.defineProperty(visualViewport, "scale", { value: zoom, configurable: true });
        visualViewport.dispatchEvent(new Event("resize"));
      },
      [height, scale],
    );
  await shown(440);
  assert.equal(await bottom(), 440);
  await shown(780);
  assert.equal(await bottom(), 780);
  await shown(390, 2); // somebody has zoomed in
  assert.equal(await bottom(), 780);
});

test("a window larger than the screen goes along with the cursor, is moved by a finger, and scrolls where it ends", async () => {
  fake.fixedSize = true;
  const session = fake.add("s", { cols: 150, rows: 50 });
  session.print(`${Array.from({ length: 99 }, (_, i) => `line ${i}`).join("\r\n")}\r\n$ `);
  visit = await openPage(browser, new URL(fake.url).origin, {
    viewport: { width: 390, height: 600 },
    hasTouch: true,
    isMobile: true,
  });
  const { page } = visit;
  await page.goto(`${fake.url}#/s/s`);
  /** Where the stage is, how far it can go, whether the cursor is in it, how far up the history one is. */
  const at = () =>
    terminal(page, (t) => {
      const stage = document.querySelector(".stage");
      const cell = t.view.emulator.cell();
      const [screen, box] = [t.view.emulator.screen, stage].map((each) => each.getBoundingClientRect());
      const { cursorX, cursorY, baseY, viewportY } = t.xterm.buffer.active;
      const [x, y] = [screen.left + cursorX * cell.width - box.left, screen.top + cursorY * cell.height - box.top];
      const seen = x >= 0 && y >= 0 && x + cell.width <= stage.clientWidth && y + cell.height <= stage.clientHeight;
      const { scrollLeft: left, scrollTop: top } = stage;
      return { left, top, most: stage.scrollHeight - stage.clientHeight, seen, up: baseY - viewportY };
    });
  await page.waitForFunction(() => window.tmuxbridge?.terminals[0]?.xterm.buffer.active.length > 90);
  const begin = await until(at, ({ seen, top }) => seen && top > 0, "the prompt in the last row is seen");
  assert.equal(begin.left, 0);
  session.print("x".repeat(140));
  const along = await until(at, ({ seen, left }) => seen && left > 0, "along with the line");

  const cdp = await visit.context.newCDPSession(page);
  const drag = async (x, y) => {
    const send = (type, ...touchPoints) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints });
    await send("touchStart", { x: 195, y: 200 });
    for (let i = 1; i <= 10; i++) await send("touchMove", { x: 195 + (x * i) / 10, y: 200 + (y * i) / 10 });
    await send("touchEnd");
  };
  await terminal(page, (t) => t.view.notices.say("to be seen wherever the stage is"));
  const notice = await page.locator(".notice").boundingBox();
  assert.ok(notice.x >= 0 && notice.x + notice.width <= 390 && notice.y > 76, JSON.stringify(notice));
  await page.getByRole("button", { name: "Dismiss" }).click();

  await drag(150, 0);
  const right = await until(at, ({ left }) => left < along.left - 100, "moved to the left part");
  assert.deepEqual([right.top, right.up], [along.top, 0]);
  await drag(0, 120);
  const above = await until(at, ({ top }) => top < along.top - 80, "moved to the upper part");
  assert.deepEqual([above.left, above.up], [right.left, 0], "and nothing was scrolled");
  for (let tries = 0; tries < 20 && (await at()).top > 0; tries++) await drag(0, 250);
  await drag(0, 120);
  await until(at, ({ top, up }) => top === 0 && up > 0, "the history, where the window ends");
  await drag(0, 0); // a finger stops what still rolls
  await terminal(page, (t) => t.xterm.scrollToBottom());
  session.print("y");
  await until(
    () => rowsOf(page, "s"),
    (rows) => rows.at(-1).endsWith("xy"),
    "more output",
  );
  assert.equal((await at()).seen, false, "who moved away is left where they read");
  await page.evaluate(() => window.tmuxbridge.terminals[0].view.focus());
  await page.keyboard.type("z");
  await until(at, ({ seen }) => seen, "typing goes back to the cursor");
});

test("a session that comes back in a smaller window is all in sight", async () => {
  const { page } = await open(`${Array.from({ length: 99 }, (_, i) => `line ${i}`).join("\r\n")}\r\n$`);
  const list = page.getByRole("heading", { name: "Sessions" });
  await page.getByRole("tab", { name: "Sessions" }).click();
  await list.waitFor();
  await page.setViewportSize({ width: 640, height: 400 });
  await page.getByRole("tab", { name: "s", exact: true }).click();
  await page.waitForFunction(() => window.tmuxbridge.terminals[0].rows().length < 20);
  await page.locator(".stage:not(.letterbox)").waitFor();
  await page.locator(".stage").evaluate((stage) => (stage.scrollTop = 500)); // as a browser does for who types
  assert.equal(await page.locator(".stage").evaluate((stage) => stage.scrollTop), 0);
});

test("an address that goes on in the next row opens whole, with Ctrl only, and knows nothing of this page", async () => {
  const address = `https://example.org/${"path/".repeat(40)}end`;
  const { page } = await open(`see ${address} now`);
  await page.evaluate(() => {
    window.opened = [];
    window.open = (...what) => void window.opened.push(what);
  });
  const at = await terminal(page, (t) => {
    const { width, height } = t.view.emulator.cell();
    const { left, top } = t.view.emulator.screen.getBoundingClientRect();
    return { x: left + 10 * width, y: top + 1.5 * height }; // in its second row
  });
  await page.mouse.move(at.x - 30, at.y);
  await page.mouse.move(at.x, at.y, { steps: 4 });
  await page.locator(".xterm-cursor-pointer").first().waitFor({ state: "attached" });
  await page.mouse.click(at.x, at.y);
  assert.deepEqual(await page.evaluate(() => window.opened), []);
  await page.keyboard.down("Control");
  await page.mouse.click(at.x, at.y);
  await page.keyboard.up("Control");
  assert.deepEqual(
    await until(
      () => page.evaluate(() => window.opened),
      (all) => all.length > 0,
      "opened",
    ),
    [[address, "_blank", "noopener,noreferrer"]],
  );
});

test("what is selected is copied, if that is wanted", async () => {
  const { session, page } = await open("take me along", { permissions: ["clipboard-read", "clipboard-write"] });
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await page.evaluate(() => navigator.clipboard.writeText("before"));
  await terminal(page, (t) => t.xterm.select(0, 0, 4));
  assert.equal(await clipboard(), "before");
  await page.evaluate(() => window.tmuxbridge.settings.set({ copyOnSelect: true }));
  await terminal(page, (t) => t.xterm.select(5, 0, 2));
  await until(clipboard, (text) => text === "me", "the selection");
  await page.keyboard.press("Control+Shift+F");
  await page.getByLabel("Find in terminal").fill("along");
  await page.getByText("1/1").waitFor();
  assert.equal(await terminal(page, (t) => t.xterm.getSelection()), "along");
  assert.equal(await clipboard(), "me", "what a search marks was not selected by anybody");
  assert.equal(String(session.received), "");
});

test("ligatures are drawn by the DOM, because WebGL draws cell by cell", async () => {
  const { page } = await open("a => b != c");
  await page.evaluate(() => window.tmuxbridge.settings.set({ renderer: "webgl" }));
  assert.equal(await terminal(page, (t) => t.renderer), "webgl");
  const ligatures = () =>
    page.evaluate(() => getComputedStyle(document.querySelector(".xterm-rows")).fontVariantLigatures);
  await page.evaluate(() => window.tmuxbridge.settings.set({ ligatures: true }));
  assert.equal(await terminal(page, (t) => t.renderer), "dom");
  assert.equal(await ligatures(), "contextual");
  await page.evaluate(() => window.tmuxbridge.settings.set({ ligatures: false, renderer: "dom" }));
  assert.equal(await ligatures(), "none");
});

test("cells are measured anew when another renderer has to draw, whose cells are not as large", async () => {
  fake.add("s").print("ready");
  const scaled = await launchBrowser("--force-device-scale-factor=1.3");
  try {
    visit = await openPage(scaled, new URL(fake.url).origin, { viewport: null, deviceScaleFactor: undefined });
    const { page } = visit;
    await page.goto(`${fake.url}#/s/s`);
    await page.locator(".xterm-screen").waitFor();
    const measured = () =>
      terminal(page, ({ renderer, xterm }) => {
        const [sheet, screen] = [".sheet", ".xterm-screen"].map((part) =>
          document.querySelector(part).getBoundingClientRect(),
        );
        return { renderer, sheet: (sheet.width - 8) / xterm.cols, screen: screen.width / xterm.cols };
      });
    const drawnBy = (name) =>
      until(
        measured,
        ({ renderer, sheet, screen }) => renderer === name && Math.abs(sheet - screen) < 0.01,
        `cells of ${name}`,
      );
    await page.evaluate(() => window.tmuxbridge.settings.set({ renderer: "webgl" }));
    const before = await drawnBy("webgl");
    await page.evaluate(() =>
      document
        .querySelector(".xterm-screen canvas:not(.xterm-link-layer)")
        .getContext("webgl2")
        .getExtension("WEBGL_lose_context")
        .loseContext(),
    );
    const after = await drawnBy("dom");
    assert.ok(Math.abs(before.screen - after.screen) > 0.05, `${before.screen} and ${after.screen} px differ`);
  } finally {
    await scaled.close();
  }
});

test("full screen, by key and back", async () => {
  const { page } = await open("large");
  await page.keyboard.press("Alt+Shift+Enter");
  await until(
    () => page.evaluate(() => document.fullscreenElement?.className),
    (name) => name === "terminal-view",
    "full screen",
  );
  await page.keyboard.press("Alt+Shift+Enter");
  await until(
    () => page.evaluate(() => document.fullscreenElement),
    (element) => element === null,
    "a page again",
  );
});

test("where there is no full screen, as on some phones, it is not offered, and its key is the program's", async () => {
  const { session, page } = await open("ready");
  await page.evaluate(() => {
    Object.defineProperty(document, "fullscreenEnabled", { value: false });
    delete Element.prototype.requestFullscreen;
  });
  await page.keyboard.press("Alt+Shift+Enter");
  await until(
    () => String(session.received),
    (bytes) => bytes !== "",
    "the key",
  );
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  assert.ok(await page.getByRole("menuitem", { name: "Full screen" }).isDisabled());
});

test("the screen is drawn again by the button", async () => {
  const { session, page } = await open("as it is");
  const told = session.end;
  session.log = Buffer.from("as it should be"); // what the server has now, and never told
  session.base = told - session.log.length;
  await page.locator(".status").getByRole("button", { name: "Draw the screen again" }).click();
  await until(
    () => rowsOf(page, "s"),
    (rows) => rows[0] === "as it should be",
    "the screen of the server",
  );
});

test("who asks the system for more contrast or less motion gets it", async () => {
  const { page } = await open("calm");
  const ratio = () => terminal(page, (t) => t.xterm.options.minimumContrastRatio);
  assert.equal(await ratio(), 3);
  assert.equal(await terminal(page, (t) => t.xterm.options.cursorBlink), true);
  await page.emulateMedia({ contrast: "more", reducedMotion: "reduce" });
  await until(ratio, (now) => now === 7, "more contrast");
  await until(
    () => terminal(page, (t) => t.xterm.options.cursorBlink),
    (blinks) => !blinks,
    "a cursor that does not blink",
  );
  const moving = await page.evaluate(
    () =>
      document.getAnimations().length +
      [...document.querySelectorAll("*")].filter((one) =>
        getComputedStyle(one)
          .transitionDuration.split(", ")
          .some((time) => time !== "0s"),
      ).length,
  );
  assert.equal(moving, 0);
  await page.emulateMedia({ contrast: "no-preference" });
  await until(ratio, (now) => now === 3, "as before");
});

test("reversed text can be read without WebGL too, in dark and light, and better where more contrast is asked for", async () => {
  const { page } = await open(
    "\x1b[7mplain\x1b[m \x1b[97;7mwhite\x1b[m \x1b[44;7mblue\x1b[m \x1b[2;7mdim\x1b[m\r\nend",
    { colorScheme: "dark" },
  );
  const drawn = () =>
    page.evaluate(() => {
      const luminance = (colour) =>
        colour
          .match(/\d+/g)
          .slice(0, 3)
          .map((n) => (n / 255 <= 0.03928 ? n / 255 / 12.92 : ((n / 255 + 0.055) / 1.055) ** 2.4))
          .reduce((sum, n, i) => sum + n * [0.2126, 0.7152, 0.0722][i], 0);
      const spans = [...document.querySelectorAll(".xterm-rows span")].filter((one) =>
        ["plain", "white", "blue", "dim"].includes(one.textContent),
      );
      return Object.fromEntries(
        spans.map((one) => {
          const { color, backgroundColor } = getComputedStyle(one);
          const [dark, light] = [luminance(color), luminance(backgroundColor)].sort((a, b) => a - b);
          return [one.textContent, { color, backgroundColor, ratio: (light + 0.05) / (dark + 0.05) }];
        }),
      );
    });
  const inTheme = (plain) =>
    until(drawn, ({ plain: now }) => now?.color === plain[0] && now.backgroundColor === plain[1], `reversed: ${plain}`);
  const least = (all, names) => Math.min(...names.map((name) => all[name].ratio));
  const dark = await inTheme(["rgb(18, 22, 28)", "rgb(215, 221, 230)"]);
  assert.ok(least(dark, ["plain", "white", "blue"]) > 2.9, JSON.stringify(dark));
  await page.emulateMedia({ colorScheme: "light" });
  const light = await inTheme(["rgb(255, 255, 255)", "rgb(31, 39, 51)"]);
  assert.ok(least(light, ["plain", "white", "blue"]) > 2.9, JSON.stringify(light));
  await page.emulateMedia({ colorScheme: "light", contrast: "more" });
  await until(drawn, (all) => least(all, ["plain", "white", "blue"]) > 6.9, "more contrast");
  await page.emulateMedia({ colorScheme: "dark", contrast: "more" });
  await until(
    drawn,
    (all) => all.plain.color === "rgb(18, 22, 28)" && least(all, ["plain", "white", "blue"]) > 6.9,
    "more contrast in the dark",
  );
});

test("where the system sets all colours, lights and marks can still be told apart", async () => {
  const { page } = await open("plain", { forcedColors: "active" });
  const light = () => page.evaluate(() => getComputedStyle(document.querySelector(".status .dot")).backgroundColor);
  const live = await light();
  fake.drop(4403);
  await page.locator('.status[data-state="over"]').waitFor();
  assert.notEqual(await light(), live);
});

test("where the system sets all colours, the border between panes is seen, and that it has the keyboard", async () => {
  const { session, page } = await open("plain", { forcedColors: "active" });
  await splitBelow(page, session);
  const border = page.locator(".border.horizontal");
  const seen = () =>
    border.evaluate((element) => {
      const { backgroundColor } = getComputedStyle(element, "::before");
      const { outlineStyle, outlineColor } = getComputedStyle(element);
      const ground = getComputedStyle(element.parentElement).backgroundColor;
      return { line: backgroundColor !== ground, outline: outlineStyle === "solid" && outlineColor !== ground };
    });
  assert.deepEqual(await seen(), { line: true, outline: false });
  await border.focus();
  assert.deepEqual(await seen(), { line: true, outline: true });
});
