/*
 * Two things at once, in headless Chromium on the pretend bridge of fake/: an answer that is under way while something
 * changes, a line that breaks while something is asked, a click while the page is drawn anew.
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
  await visit.context.close();
  await fake.stop();
});

/** Opens the page; `clock` is one that can be stopped. */
async function open(hash = "", { clock = false } = {}) {
  visit = await openPage(browser, new URL(fake.url).origin);
  if (clock) await visit.page.clock.install();
  await visit.page.goto(fake.url + hash);
  return visit.page;
}

const screen = (page, session, wanted) =>
  until(
    () => rowsOf(page, session),
    (rows) => rows.some((row) => row.includes(wanted)),
    `"${wanted}" on the screen`,
  );
const asked = (method, times) =>
  until(
    () => fake.asked.filter((each) => each === method).length,
    (count) => count >= times,
    `${method} asked ${times} times`,
  );
test("a session that is made while the list is asked for is on the list without waiting for the next look", async () => {
  fake.add("alpha");
  const page = await open("", { clock: true });
  await page.getByRole("link", { name: "alpha" }).waitFor();
  await page.clock.pauseAt(Date.now() + 60_000); // from now on nothing happens because time has passed
  fake.hold("session.list");
  const before = fake.asked.filter((method) => method === "session.list").length;
  fake.broadcast({ type: "event", name: "sessions-changed" });
  await asked("session.list", before + 1);
  fake.add("beta"); // of which the answer that is held knows nothing
  await until(
    () => page.evaluate(() => window.tmuxbridge.socket.call("ping").catch(() => "heard")),
    (answer) => answer === "heard",
    "the page has heard of it",
  );
  fake.letGo("session.list");
  await page.getByRole("link", { name: "beta" }).waitFor();
});

test("a click on a tab counts although the tabs change between press and release", async () => {
  const session = fake.add("tabs", { names: ["one", "two"] });
  fake.add("other");
  const page = await open("#/s/other");
  await screen(page, "other", "");
  await page.evaluate(() => (location.hash = "#/s/tabs"));
  const press = async (tab) => {
    await tab.hover();
    await page.mouse.down();
  };
  const two = page.getByRole("tab", { name: "two" });
  await two.waitFor();
  await press(two);
  session.names = ["one", "two", "three"];
  fake.broadcast({ type: "event", name: "sessions-changed" });
  await page.getByRole("tab", { name: "three" }).waitFor();
  await page.mouse.up();
  await page.getByRole("tab", { name: "two", selected: true }).waitFor();

  const other = page.getByRole("tab", { name: "other" });
  await press(other);
  session.viewers.forEach((viewer) => viewer.tell({ type: "event", name: "bell" }));
  session.names = ["one", "two"];
  fake.broadcast({ type: "event", name: "sessions-changed" });
  await page.getByRole("tab", { name: "three" }).waitFor({ state: "detached" });
  await page.mouse.up();
  await page.getByRole("tab", { name: "other", selected: true }).waitFor();
});

test("a window that is made here comes to the front although the page hears of it before it hears its id", async () => {
  const session = fake.add("alpha");
  session.print("first window");
  const page = await open("#/s/alpha");
  await screen(page, "alpha", "first window");
  fake.hold("window.create");
  await page.getByRole("button", { name: /^New window/ }).click();
  await asked("window.create", 1);
  fake.broadcast({ type: "event", name: "sessions-changed" });
  await page.getByRole("tab", { name: "made" }).waitFor();
  fake.letGo("window.create");
  await page.getByRole("tab", { name: "made", selected: true }).waitFor();
});

test("of two windows chosen in quick succession the later one stays, although tmux tells of the earlier one first", async () => {
  const session = fake.add("alpha", { names: ["one", "two", "three"] });
  const page = await open("#/s/alpha");
  await page.getByRole("tab", { name: "one", selected: true }).waitFor();
  fake.hold("window.select");
  await page.getByRole("tab", { name: "two" }).click();
  await page.getByRole("tab", { name: "three" }).click();
  await asked("window.select", 2);
  const tmuxTells = async (current, made) => {
    session.current = current;
    session.names = [...session.names, made];
    fake.broadcast({ type: "event", name: "sessions-changed" });
    await page.getByRole("tab", { name: made }).waitFor();
    assert.equal(await page.getByRole("tab", { name: "three", selected: true }).count(), 1, made);
  };
  await tmuxTells(1, "as it has the earlier choice");
  await tmuxTells(2, "as it has the later one");
  fake.letGo("window.select");
  await page.getByRole("tab", { name: "three", selected: true }).waitFor();
});

test("text for the find bar does not go on in a window that is made meanwhile", async () => {
  const session = fake.add("alpha");
  session.print("first window");
  const page = await open("#/s/alpha");
  await screen(page, "alpha", "first window");
  fake.hold("window.create");
  await page.getByRole("button", { name: /^New window/ }).click();
  await asked("window.create", 1);
  await page.getByRole("button", { name: /^Find/ }).click();
  await page.keyboard.type("fir");
  Object.assign(session, { current: 1, pane: "%2" });
  fake.letGo("window.create");
  await page.getByRole("tab", { name: "made", selected: true }).waitFor();
  await page.waitForFunction(() => window.tmuxbridge.terminals.some(({ pane }) => pane === "%2"));
  await page.keyboard.type("st");
  await page.keyboard.press("Enter");
  assert.equal(await page.getByLabel("Find in terminal").inputValue(), "first");
  await page.getByRole("button", { name: "Close (Escape)" }).click();
  await page.keyboard.type("typed");
  await until(
    () => String(session.received),
    (bytes) => bytes === "typed",
    "what was typed into the terminal",
  );
});

test("a pane that is gone before it could be viewed is not taken for the end of its session", async () => {
  const session = fake.add("lives");
  session.print("first pane");
  const page = await open("#/s/lives");
  await screen(page, "lives", "first pane");
  await page.getByRole("tab", { name: "cat" }).waitFor();
  const { windowList } = await page.evaluate(() =>
    window.tmuxbridge.socket.call("session.get", { sessionId: "lives" }),
  );
  const [pane] = windowList[0].panes;
  const brief = { ...pane, paneId: "%9", index: 1 };
  const { cols, rows } = session;
  const half = { layout: `abcd,${cols}x${rows},0,0{40x${rows},0,0,1,${cols - 41}x${rows},41,0,9}` };
  const panes = [{ ...pane, active: false }, brief];
  session.viewers.forEach((viewer) =>
    viewer.tell({ type: "event", name: "layout", windowList: [{ ...windowList[0], ...half, panes }] }),
  );
  await until(
    () => fake.connects.some((connect) => connect.paneId === "%9"),
    (connected) => connected,
    "the pane was to be viewed",
  );
  await page.waitForFunction(() => window.tmuxbridge.terminals.every((terminal) => terminal.pane === "%1"));
  assert.equal(await page.locator(".ending").isVisible(), false);
  await page.keyboard.type("still here");
  await screen(page, "lives", "still here");
});

test("the form for signing in cannot be closed without signing in", async () => {
  await fake.stop();
  fake = await startFake({ page: built, prefix: "/p", token: "right" });
  fake.add("mine");
  const page = await open();
  await page.getByLabel("Token").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.getByLabel("Token").fill("right");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "mine" }).waitFor();
});

test("what was shown of a session listens to nothing any more once its tab is closed", async () => {
  fake.add("kept");
  fake.add("closed");
  const page = await open("#/s/kept");
  await screen(page, "kept", "");
  const listening = () =>
    page.evaluate(() => {
      const { settings, socket } = window.tmuxbridge;
      return [settings, socket].flatMap(({ listeners }) => [...listeners].map(([name, set]) => `${name} ${set.size}`));
    });
  const before = await listening();
  await page.evaluate(() => (location.hash = "#/s/closed"));
  await until(
    () => page.evaluate(() => window.tmuxbridge.terminals.some((each) => each.session === "closed")),
    (there) => there,
    "the session shown",
  );
  await page.getByRole("button", { name: "Close tab closed" }).click();
  await page.getByRole("tab", { name: "closed" }).waitFor({ state: "detached" });
  assert.deepEqual(await listening(), before);
});

test("a search that was begun before a reconnect goes on in what is shown after it", async () => {
  const session = fake.add("sought");
  session.print("needle");
  const page = await open("#/s/sought");
  await screen(page, "sought", "needle");
  await page.keyboard.press("Control+Shift+F");
  const field = page.getByLabel("Find in terminal");
  await field.fill("needle");
  await page.getByText("1/1").waitFor();
  await endAndTryAgain(page, session);
  session.print(" and a needle");
  await screen(page, "sought", "needle and a needle");
  await field.press("Enter");
  await page.getByText("2/2").waitFor();
});

test("the key bar shows what is held for the pane that is shown", async () => {
  const session = fake.add("held");
  const page = await open("#/s/held");
  await screen(page, "held", "");
  const ctrl = await showKeyBar(page);
  await ctrl.click();
  assert.equal(await ctrl.getAttribute("aria-pressed"), "true");
  await endAndTryAgain(page, session);
  assert.equal(await ctrl.getAttribute("aria-pressed"), "false");
});

test("an arrow of the key bar takes Ctrl and Alt along, and they are held no longer", async () => {
  const session = fake.add("arrows");
  const page = await open("#/s/arrows");
  await screen(page, "arrows", "");
  const ctrl = await showKeyBar(page);
  await ctrl.click();
  await page.getByRole("button", { name: "Alt for the next key" }).click();
  await page.getByRole("button", { name: "Right", exact: true }).click();
  assert.equal(await ctrl.getAttribute("aria-pressed"), "false");
  await page.getByRole("button", { name: "Left", exact: true }).click();
  await until(
    () => String(session.received),
    (bytes) => bytes === "\x1b[1;7C\x1b[D",
    "Ctrl+Alt+Right, then Left",
  );
});

test("a report of the focus is nothing that a person typed", async () => {
  const session = fake.add("reports");
  session.print("\x1b[?1004hready");
  const page = await open("#/s/reports");
  await screen(page, "reports", "ready");
  const ctrl = await showKeyBar(page);
  await page.evaluate(() => window.tmuxbridge.terminals[0].xterm.focus());
  await ctrl.click();
  const leaveAndComeBack = () =>
    page.evaluate(() => {
      const { xterm } = window.tmuxbridge.terminals[0];
      xterm.blur();
      xterm.focus();
    });
  const received = (wanted) =>
    until(
      () => String(session.received),
      (bytes) => bytes.endsWith(wanted),
      `${JSON.stringify(wanted)} received`,
    );
  await leaveAndComeBack();
  await received("\x1b[O\x1b[I");
  assert.equal(await ctrl.getAttribute("aria-pressed"), "true");
  await page.keyboard.type("c");
  await received("\x03");

  const before = String(session.received);
  session.viewers.forEach((viewer) => viewer.tell({ type: "event", name: "lease", holder: "ada", requests: [] }));
  await page.getByText("ada has the keyboard").waitFor();
  await leaveAndComeBack();
  assert.equal(await page.getByText("what you type is not sent").count(), 0);
  await page.keyboard.type("x");
  await page.getByText("what you type is not sent").waitFor();
  assert.equal(String(session.received), before);
});

test("a report of the mouse uses up no key of the key bar, and where it only moves nobody misses it", async () => {
  const session = fake.add("mouse");
  session.print("\x1b[?1003h\x1b[?1006hready");
  const page = await open("#/s/mouse");
  await screen(page, "mouse", "ready");
  const ctrl = await showKeyBar(page);
  const received = (wanted) =>
    until(
      () => String(session.received),
      (bytes) => bytes.endsWith(wanted),
      `${JSON.stringify(wanted)} received`,
    );
  await ctrl.click();
  await page.mouse.move(300, 300);
  await page.mouse.move(340, 340);
  await page.mouse.down();
  await page.mouse.up();
  await received("m");
  assert.equal(await ctrl.getAttribute("aria-pressed"), "true");
  await page.keyboard.type("c");
  await received("\x03");

  session.viewers.forEach((viewer) => viewer.tell({ type: "event", name: "lease", holder: "ada", requests: [] }));
  await page.getByText("ada has the keyboard").waitFor();
  const before = String(session.received);
  await page.mouse.move(400, 400);
  assert.equal(await page.getByText("what you type is not sent").count(), 0);
  await page.mouse.down();
  await page.getByText("what you type is not sent").waitFor();
  await page.mouse.up();
  assert.equal(String(session.received), before);
});

test("while the line is down nobody is told of the focus, nor of a mouse that only moves, and neither waits", async () => {
  const session = fake.add("down");
  session.print("\x1b[?1004h\x1b[?1003h\x1b[?1006hready");
  const page = await open("#/s/down");
  await screen(page, "down", "ready");
  await visit.context.setOffline(true);
  fake.drop();
  await page.getByText("Reconnecting ...").waitFor();
  await page.evaluate(() => {
    const { xterm } = window.tmuxbridge.terminals[0];
    xterm.blur();
    xterm.focus();
  });
  await page.mouse.move(300, 300);
  await page.mouse.move(340, 340);
  assert.equal(await page.evaluate(() => window.tmuxbridge.terminals[0].channel.pendingInput.inputs), 0);
});

test("in a shadow root the keyboard is where a menu, a dialog, or another window has left it", async () => {
  const session = fake.add("shadow");
  session.print("in the shadow");
  const page = await open("#/s/shadow");
  await screen(page, "shadow", "in the shadow");
  await page.getByRole("tab", { name: "cat" }).waitFor();
  await page.evaluate(() => {
    const view = window.tmuxbridge.app.views.get("shadow");
    const host = document.createElement("div");
    view.root.before(host);
    const root = host.attachShadow({ mode: "open" });
    const styles = [...document.querySelectorAll("link[rel=stylesheet]")].map((link) => link.cloneNode());
    const page = Object.assign(document.createElement("div"), { className: "tmuxbridge" });
    page.append(view.root);
    root.append(...styles, page);
    window.shadow = root;
    view.focus();
  });
  const focused = () =>
    page.evaluate(() => window.shadow.activeElement?.textContent || window.shadow.activeElement?.className);
  const menu = page.getByRole("menu", { name: "Terminal" });
  const openMenu = async () => {
    await page
      .locator(".pane-stage")
      .first()
      .click({ button: "right", position: { x: 50, y: 50 } });
    await menu.waitFor();
  };
  assert.equal(await focused(), "xterm-helper-textarea");
  await openMenu();
  const first = await focused();
  await page.keyboard.press("ArrowDown");
  assert.notEqual(await focused(), first);
  await page.keyboard.press("Escape");
  assert.equal(await focused(), "xterm-helper-textarea");

  await openMenu();
  await menu.getByText("Rename the window").click({ timeout: 3_000 });
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await focused(), "xterm-helper-textarea");

  const { windowList } = await page.evaluate(() =>
    window.tmuxbridge.socket.call("session.get", { sessionId: "shadow" }),
  );
  const [window] = windowList;
  const [pane] = window.panes;
  const other = { ...window, windowId: "@2", index: 1, layout: window.layout.replace(/1$/, "2") };
  const both = [
    { ...window, active: false },
    { ...other, panes: [{ ...pane, paneId: "%2" }] },
  ];
  const viewers = [...session.viewers];
  viewers.forEach((viewer) => viewer.tell({ type: "event", name: "layout", windowList: both }));
  session.pane = "%2";
  await page.waitForFunction(() => window.tmuxbridge.terminals.some((each) => each.pane === "%2" && each.active));
  const inActive = () => window.tmuxbridge.terminals[0].view.root.contains(window.shadow.activeElement);
  await page.waitForFunction(inActive);

  await openMenu();
  await menu.getByText("Rename the window").click();
  await page.getByRole("dialog").waitFor();
  session.pane = "%1";
  viewers.forEach((viewer) => viewer.tell({ type: "event", name: "layout", windowList: [window] }));
  await page.waitForFunction(() => window.tmuxbridge.terminals.every((each) => each.pane === "%1"), null, {
    timeout: 5_000,
  });
  await page.keyboard.press("Escape"); // over a pane that is gone
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.waitForFunction(inActive);
});

/** The session's end is told although it lives; whoever looks tries again. */
async function endAndTryAgain(page, session) {
  session.viewers.forEach((viewer) => viewer.tell({ type: "disconnect", reason: "closed", code: 1000 }));
  session.viewers.clear();
  await page.getByRole("button", { name: "Try again" }).click();
  await until(
    () => session.viewers.size,
    (count) => count > 0,
    "viewed again",
  );
  await page.locator(".ending").waitFor({ state: "hidden" });
}

async function showKeyBar(page) {
  await page.evaluate(() => window.tmuxbridge.settings.set({ keyBar: "show" }));
  return page.getByRole("button", { name: "Ctrl for the next key" });
}
