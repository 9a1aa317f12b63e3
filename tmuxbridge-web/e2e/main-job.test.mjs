/*
 * The main job with nothing pretended: the launcher, a tmux server, a browser. A session is created in the page; vim, htop
 * and less run on real files; keys are typed, the window is resized, the tab is closed and opened again; and at every step
 * the browser shows, row by row, what tmux says is on the screen.
 *
 * Takes the screenshots of the README: into docs/images with TMUXBRIDGE_SCREENSHOTS=1, else into target/screenshots.
 */
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launchBrowser, openPage, rowsOf, until } from "./browser.mjs";
import { root, startServer } from "./server.mjs";

const SESSION = "work";
const SHELL = "env 'PS1=\\[\\e[1;32m\\]\\u@\\h\\[\\e[0m\\]:\\[\\e[1;34m\\]\\W\\[\\e[0m\\]$ ' bash --norc --noprofile";
const VIM = "vim -N -u NONE -i NONE -n -c 'set number ruler background=dark' -c 'silent! syntax on'";
const shots = join(root, process.env.TMUXBRIDGE_SCREENSHOTS ? "docs/images" : "tmuxbridge-web/target/screenshots");

let server;
let browser;
let visit;
let base;

before(async () => {
  mkdirSync(shots, { recursive: true });
  // So many bytes a second a busy machine prints too; by the bridge's own measure one that has to share would not.
  server = await startServer(["--flood-from", "131072"]);
  copyFileSync(join(root, "tmuxbridge-web/src/client/output-gate.ts"), join(server.work, "output-gate.ts"));
  copyFileSync(join(root, "LICENSE"), join(server.work, "LICENSE"));
  browser = await launchBrowser();
  visit = await openPage(browser, new URL(server.url).origin, { colorScheme: "dark" });
  base = new URL("./", server.url.replace(/#.*/, "")).href;
});
after(async () => {
  await browser?.close();
  await server?.remove();
});

/** Waits until the browser shows what tmux has and `ready` holds of it; the two are read one right after the other. */
function sameScreen(ready, what, session = SESSION) {
  return until(
    async () => ({ page: await rowsOf(visit.page, session), tmux: server.rows(session) }),
    ({ tmux, page }) => ready(tmux) && JSON.stringify(tmux) === JSON.stringify(page),
    `the same screen in tmux and in the browser: ${what}`,
    15_000,
  );
}

const has = (text) => (rows) => rows.some((row) => row.includes(text));
const atPrompt = (rows) => /\$$/.test(rows.findLast((row) => row !== "") ?? "");
const shoot = (name) => visit.page.screenshot({ path: join(shots, `${name}.png`) });

/** Types as a person does: key by key, into whatever has the focus. */
async function type(...keys) {
  for (const key of keys) {
    if (/^(Enter|Escape|Control\+.|Arrow\w+|Page\w+)$/.test(key)) {
      await visit.page.keyboard.press(key);
    } else {
      await visit.page.keyboard.type(key);
    }
  }
}

/** Closes the browser's tab and opens another one at the session's address; the cookie is all that stays. */
async function comeBack(session = SESSION) {
  const size = visit.page.viewportSize();
  await visit.page.close();
  visit.page = await visit.context.newPage();
  await visit.page.setViewportSize(size);
  await visit.page.goto(`${base}#/s/${session}`);
}

test("the ready line's address opens the page signed in, and the token is gone from the address bar", async () => {
  await visit.page.goto(server.url);
  await visit.page.getByRole("heading", { name: "Sessions" }).waitFor();
  await visit.page.getByText("Connected").waitFor();
  assert.ok(!visit.page.url().includes("token"), visit.page.url());
});

test("a session is created in the page, with a command and a directory", async () => {
  await visit.page.getByRole("button", { name: "New session" }).click();
  await visit.page.getByLabel("Name", { exact: true }).fill(SESSION);
  await visit.page.getByLabel("Command").fill(SHELL);
  await visit.page.getByLabel("Directory").fill(server.work);
  await visit.page.getByRole("button", { name: "Create session" }).click();
  await sameScreen(atPrompt, "the prompt");
  assert.ok(server.sessions().includes(SESSION));
  await type("pwd", "Enter");
  await sameScreen(has(server.work), "the directory");
});

test("what is typed reaches the program and its output the screen", async () => {
  await type("echo $((6*7)) 'größer 日本語 🙂'", "Enter");
  await sameScreen(has("42 größer 日本語 🙂"), "the answer");
  await type("seq 1 500", "Enter");
  await sameScreen((rows) => has("500")(rows) && atPrompt(rows), "the end of the list");
  await type("printf '\\033[3J\\033[H\\033[2J'; ls", "Enter");
  await sameScreen((rows) => has("LICENSE")(rows) && atPrompt(rows), "the listing");
});

test("vim: editing, a resize of the window, and closing the tab in the middle of it", async () => {
  await type(`${VIM} output-gate.ts`, "Enter");
  await sameScreen(has("Where a client stands"), "the file");
  await type("o", "typed in a browser, ünïcödé too", "Escape", "j", "dd", "gg");
  await sameScreen(has("typed in a browser, ünïcödé too"), "the edit");
  await shoot("vim");

  await visit.page.setViewportSize({ width: 1000, height: 560 });
  await until(
    () =>
      visit.page.evaluate(
        () => `${window.tmuxbridge.terminals[0].xterm.cols}x${window.tmuxbridge.terminals[0].xterm.rows}`,
      ),
    (size) => size === server.size(SESSION) && Number(size.split("x")[1]) < 30,
    "tmux and the browser at the window's new size",
  );
  await type("gg"); // where vim scrolls to by itself when its window shrinks is not for this test to know
  const redrawn = (rows) =>
    rows[0].endsWith("1 /**") && /1,1 +Top$/.test(rows.at(-1)) && has("typed in a browser")(rows);
  const { tmux: left } = await sameScreen(redrawn, "after the resize");

  await comeBack();
  const { page: found } = await sameScreen(redrawn, "after coming back");
  assert.deepEqual(found, left);
  await visit.page.setViewportSize({ width: 1280, height: 800 });
  await sameScreen((rows) => rows.length > 30 && has("typed in a browser")(rows), "at the old size again");
  await type(":wq", "Enter");
  await sameScreen(atPrompt, "the prompt after vim");
  assert.match(readFileSync(join(server.work, "output-gate.ts"), "utf8"), /typed in a browser, ünïcödé too\n/);
});

test("htop: drawn like tmux has it, also after the tab was closed", async () => {
  // Shows this test's own programs only: what else runs on the machine is nobody's business, least of all a picture's.
  await type("for n in 1 2 3 4 5 6; do tail -f LICENSE >/dev/null & sleep 60$n & done; clear", "Enter");
  await sameScreen(atPrompt, "the jobs started");
  await type("htop -d 100 -p $$,$(jobs -p | paste -sd,)", "Enter");
  await sameScreen(has("F10Quit"), "htop");
  await shoot("htop");
  await comeBack();
  await sameScreen(has("F10Quit"), "htop after coming back");
  await type("q", "kill $(jobs -p); wait; clear", "Enter");
  await sameScreen(atPrompt, "the prompt after htop");
});

test("less: paging, searching, and the same page after the tab was closed", async () => {
  await type("clear; less LICENSE", "Enter");
  await sameScreen(has("Apache License"), "the first page");
  await type(" ", "/", "Limitation of Liability", "Enter");
  const { tmux: left } = await sameScreen(has("Limitation of Liability"), "the place found");
  await comeBack();
  const { page: found } = await sameScreen(has("Limitation of Liability"), "after coming back");
  assert.deepEqual(found, left);
  await type("q");
  await sameScreen(atPrompt, "the prompt after less");
});

test("the line breaks: the same bytes go on, and what was typed meanwhile arrives once", async () => {
  await type("clear; cat", "Enter");
  await sameScreen((rows) => rows[0] === "", "an empty screen");
  await visit.context.setOffline(true);
  await visit.page.evaluate(() => window.tmuxbridge.socket.wake());
  await until(
    () => visit.page.evaluate(() => window.tmuxbridge.socket.state),
    (state) => state !== "live",
    "the loss noticed",
  );
  await type("typed while the line was down", "Enter");
  await visit.context.setOffline(false);
  await sameScreen(
    (rows) => rows.filter((row) => row === "typed while the line was down").length === 2,
    "the line, echoed by tty and cat",
  );
  assert.equal(await visit.page.evaluate(() => window.tmuxbridge.terminals[0].channel.connection.resume), "resumed");
  await type("Control+C");
  await sameScreen(atPrompt, "the prompt after cat");
});

test("what prints faster than can be drawn is shown by screens, stops at a key, and ends as tmux has it", async () => {
  server.tmux("new-session", "-d", "-x", "80", "-y", "24", "-s", "torrent", "-c", server.work, SHELL);
  await comeBack("torrent");
  await sameScreen(atPrompt, "the prompt", "torrent");
  await type("seq 1 999999999", "Enter");
  await visit.page.getByText("prints faster than can be drawn").waitFor();
  const drawn = () => rowsOf(visit.page, "torrent");
  const before = await drawn();
  await until(drawn, (rows) => rows[0] !== before[0], "another screen");
  await type("Control+C");
  await sameScreen(atPrompt, "the prompt after the flood", "torrent");
  await type("echo still here", "Enter");
  await sameScreen((rows) => has("still here")(rows.slice(-3)) && atPrompt(rows), "what is typed behind it", "torrent");
  server.tmux("kill-session", "-t", "=torrent");
  await comeBack();
  await sameScreen(atPrompt, "the prompt of the session before");
});

test("the list follows tmux, and a session is killed from it", async () => {
  const programs = {
    build: "ls --color=always -l --time-style=+ | cut -c1-10,30-; exec sleep 600",
    deploy: "head -n 30 LICENSE; exec sleep 600",
    notes: `exec ${VIM} output-gate.ts`,
  };
  for (const [name, program] of Object.entries(programs)) {
    server.tmux("new-session", "-d", "-x", "100", "-y", "30", "-s", name, "-c", server.work, program);
  }
  server.tmux("new-window", "-d", "-t", "=build:", "sleep 600");
  await visit.page.getByRole("tab", { name: "Sessions" }).click();
  await visit.page.getByRole("link", { name: "notes" }).waitFor();
  await visit.page.getByText("2 windows").waitFor();
  await visit.page.locator(".card-runs", { hasText: /^bash/ }).waitFor(); // the last of them has been looked into
  await visit.page.mouse.move(0, 0);
  await shoot("dashboard");
  await visit.page.getByRole("button", { name: "Kill session notes" }).click();
  await visit.page.getByRole("dialog").getByRole("button", { name: "Kill session" }).click();
  await visit.page.getByRole("link", { name: "notes" }).waitFor({ state: "detached" });
  assert.deepEqual(server.sessions().sort(), ["build", "deploy", SESSION]);
});

test("when the session's last program ends, the page says so", async () => {
  await visit.page.getByRole("tab", { name: SESSION }).click();
  await sameScreen(atPrompt, "the prompt");
  await type("exit", "Enter");
  await visit.page.getByRole("heading", { name: "This session has ended" }).waitFor();
  assert.ok(!server.sessions().includes(SESSION));
});

test("all that time the page broke no rule, and SIGTERM ends the server while tmux goes on", async () => {
  // Chromium itself reports that a socket could not be opened while the line was cut.
  assert.deepEqual(
    visit.complaints.filter((complaint) => !complaint.includes("ERR_INTERNET_DISCONNECTED")),
    [],
  );
  assert.equal(await server.stop(), 0);
  assert.ok(server.sessions().includes("build"));
});
