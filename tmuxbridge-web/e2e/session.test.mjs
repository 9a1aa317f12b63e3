/*
 * Windows, panes, history, settings, embedding and accessibility on the real server and a real tmux. Takes the pictures of
 * docs/ui.md: into docs/images with TMUXBRIDGE_SCREENSHOTS=1, else into target/screenshots.
 */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launchBrowser, openPage, until } from "./browser.mjs";
import { root, startServer } from "./server.mjs";
import { pageShows, shellFor } from "./shells.mjs";

const shots = join(root, process.env.TMUXBRIDGE_SCREENSHOTS ? "docs/images" : "tmuxbridge-web/target/screenshots");
const NAME = "desk";

let server;
let browser;
let visit;
let page;
let base;

before(async () => {
  mkdirSync(shots, { recursive: true });
  server = await startServer();
  shellFor(server, NAME);
  browser = await launchBrowser();
  visit = await openPage(browser, new URL(server.url).origin, {
    colorScheme: "dark",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  page = visit.page;
  base = server.url.replace(/#.*/, "");
  await page.goto(server.url);
  await page.getByRole("heading", { name: "Sessions" }).waitFor();
});
after(async () => {
  await browser?.close();
  await server?.remove();
});

const shoot = (name) => page.screenshot({ path: join(shots, `${name}.png`) });
const list = (what, format, target = `=${NAME}:`) =>
  server
    .tmux(what, ...(what === "list-panes" ? ["-t", target] : ["-t", `=${NAME}`]), "-F", format)
    .trim()
    .split("\n");
const inStep = (what) => pageShows(page, server, NAME, what);
const tmuxSays = (ask, wanted, what) =>
  until(
    () => ask(),
    (answer) => JSON.stringify(answer) === JSON.stringify(wanted),
    what,
  );

test("windows are tabs: made here and there, chosen here and there, renamed, with a mark for the bell", async () => {
  await page.goto(`${base}#/s/${NAME}`);
  await inStep("the first window");
  await page.getByRole("button", { name: /^New window/ }).click();
  await page.getByRole("tab", { name: /^1/ }).waitFor();
  await tmuxSays(
    () => list("list-windows", "#{window_index}#{?window_active,*,}"),
    ["0", "1*"],
    "the new window is tmux's current one",
  );
  await inStep("the new window");
  server.tmux("new-window", "-d", "-n", "logs", "-t", `=${NAME}:`, "bash --norc --noprofile");
  await page.getByRole("tab", { name: /logs/ }).waitFor();
  server.tmux("select-window", "-t", `=${NAME}:0`);
  await until(
    () => page.locator('.window-tab[aria-selected="true"]').innerText(),
    (text) => text.startsWith("0"),
    "tmux's choice followed",
  );
  await page.getByRole("tab", { name: /logs/ }).dblclick();
  await page.getByRole("dialog").getByLabel("Name").fill("journal");
  await page.getByRole("button", { name: "Rename", exact: true }).click();
  await tmuxSays(() => list("list-windows", "#{window_name}").at(-1), "journal", "the new name");
  await inStep("after renaming");
  await page.getByRole("tab", { name: /^0/ }).click();
  server.tmux("send-keys", "-t", `=${NAME}:2`, "printf '\\a'", "Enter");
  await page.locator('.window-tab[title^="2: journal (bell)"]').waitFor();
  server.tmux("new-window", "-d", "-n", "unseen", "-t", `=${NAME}:9`, "bash --norc --noprofile"); // which the page never viewed
  server.tmux("send-keys", "-t", `=${NAME}:9`, "printf '\\a'", "Enter");
  await page.locator('.window-tab[title^="9: unseen (bell)"]').waitFor();
  server.tmux("set-option", "-w", "-t", `=${NAME}:1`, "monitor-activity", "on");
  server.tmux("send-keys", "-t", `=${NAME}:1`, "echo something happens", "Enter");
  await page.locator('.window-tab[title^="1: "] .mark-activity').waitFor();
  await page.getByRole("tab", { name: /unseen/ }).click();
  await page.locator('.window-tab[title^="9: unseen. "]').waitFor(); // seen, and unmarked
  await page.getByRole("tab", { name: /^0/ }).click();
  server.tmux("kill-window", "-t", `=${NAME}:9`);
  await page.getByRole("tab", { name: /unseen/ }).waitFor({ state: "detached" });
});

test("panes stand where tmux has them: split, chosen, zoomed, their borders dragged, killed after a question", async () => {
  await page.getByRole("tab", { name: /^0/ }).click();
  await inStep("one pane");
  await page.getByRole("button", { name: /^Split to the right/ }).click();
  await until(
    () => list("list-panes", "#{pane_id}").length,
    (n) => n === 2,
    "two panes",
  );
  await page.getByRole("button", { name: /^Split below/ }).click();
  await until(
    () => list("list-panes", "#{pane_id}").length,
    (n) => n === 3,
    "three panes",
  );
  await inStep("three panes");
  await page.keyboard.type("echo in the new pane");
  await page.keyboard.press("Enter");
  await inStep("typed into the pane made last");
  const widths = () => list("list-panes", "#{pane_width}");
  const before = widths();
  const border = page.getByRole("separator", { name: "Border to the right of pane 0" });
  const box = await border.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + 100);
  await page.mouse.down();
  await page.mouse.move(box.x + 160, box.y + 100, { steps: 8 });
  await page.mouse.up();
  // The border is a cell wide. Where it was let go, not where it was on its way there: the keys below begin at that.
  const wider = Math.round((160 - box.width / 2) / box.width);
  await until(widths, (now) => Number(now[0]) === Number(before[0]) + wider, `a pane of ${wider} cells more in tmux`);
  await inStep("after dragging");
  const dragged = widths();
  // The key begins at what the border says, which is what the page was last told.
  await until(
    () => border.getAttribute("aria-valuenow"),
    (says) => says === dragged[0],
    "the border says so",
  );
  await border.press("ArrowLeft");
  const pressed = await border.evaluate((element) => ({
    focus: document.activeElement?.className,
    said: element.getAttribute("aria-valuenow"),
  }));
  const settles = JSON.stringify({ dragged, ...pressed }); // once in some 16 runs the window grew by a column just then (cell-size.ts)
  await until(widths, (now) => Number(now[0]) === Number(dragged[0]) - 1, `moved by the keyboard; before: ${settles}`);
  await inStep("after the keyboard");
  server.tmux("select-pane", "-t", `=${NAME}:0.0`);
  await until(
    () => page.evaluate(() => window.tmuxbridge.terminals[0].pane),
    (pane) => pane === list("list-panes", "#{pane_id}")[0],
    "tmux's pane followed",
  );
  await page.keyboard.press("Alt+Shift+Z");
  await tmuxSays(() => list("list-windows", "#{window_zoomed_flag}")[0], "1", "zoomed");
  await inStep("zoomed");
  await page.getByRole("button", { name: /^Zoom the pane/ }).click();
  await tmuxSays(() => list("list-windows", "#{window_zoomed_flag}")[0], "0", "not zoomed");
  await inStep("not zoomed any more");
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "Kill the pane ..." }).click();
  await page.getByRole("button", { name: "Kill pane" }).click();
  await until(
    () => list("list-panes", "#{pane_id}").length,
    (n) => n === 2,
    "two panes left",
  );
  await inStep("after killing one");
});

test("the picture of a window with panes", async () => {
  server.tmux("kill-window", "-t", `=${NAME}:1`);
  const [first, second] = list("list-panes", "#{pane_id}");
  server.tmux(
    "send-keys",
    "-t",
    first,
    `cd ${server.work}; clear; vim -N -u NONE -i NONE -n -c 'set number' -c 'syntax on' output-gate.ts`,
    "Enter",
  );
  server.tmux("send-keys", "-t", second, `cd ${server.work}; clear; ls --color`, "Enter");
  server.tmux("split-window", "-v", "-t", second, "bash --norc --noprofile -c 'seq 1 12; cat'");
  await inStep("vim and a listing");
  await shoot("panes");
  server.tmux("send-keys", "-t", first, ":q!", "Enter");
  list("list-panes", "#{pane_id}")
    .slice(2)
    .forEach((pane) => server.tmux("kill-pane", "-t", pane));
  server.tmux("kill-pane", "-t", second);
  await inStep("one pane again");
});

test("history of tmux is paged in while one scrolls, can be searched, and stays where one reads", async () => {
  server.tmux("set-option", "-t", NAME, "history-limit", "20000");
  server.tmux("new-window", "-t", `=${NAME}:`, "-n", "long", "-e", "PS1=$ ", "bash --norc --noprofile");
  await page.getByRole("tab", { name: /long/, selected: true }).waitFor();
  await inStep("the new window");
  await page.keyboard.type("echo {1..120}; seq -f 'line %05g' 1 16000");
  await page.keyboard.press("Enter");
  await until(
    () => server.rows(NAME),
    (rows) => rows.some((row) => row === "line 16000"),
    "16000 lines printed",
    30_000,
  );
  await inStep("16000 lines printed");
  await page.reload(); // what came live is in the emulator anyway: look at it as one who comes later
  await inStep("after coming back");
  const terminal = (run) => page.evaluate(`(${run})(window.tmuxbridge.terminals[0].xterm)`);
  const held = await terminal((t) => t.buffer.active.baseY);
  assert.ok(held < 15_000, `${held} lines came with the snapshot`);
  await until(
    async () => {
      await terminal((t) => t.scrollToTop());
      return terminal((t) => t.buffer.active.baseY);
    },
    (lines) => lines > 15_900,
    "all lines paged in",
    30_000,
  );
  const text = await terminal((t) =>
    Array.from({ length: t.buffer.active.length }, (_, i) => t.buffer.active.getLine(i).translateToString(true)),
  );
  const numbers = text.filter((row) => row.startsWith("line ")).map((row) => Number(row.slice(5)));
  assert.deepEqual(
    numbers,
    Array.from({ length: 16_000 }, (_, i) => i + 1),
    "every line once, in order",
  );
  const marks = await terminal((t) => {
    const rows = Array.from({ length: t.buffer.active.length }, (_, i) => t.buffer.active.getLine(i));
    const first = rows.findIndex((row) => row.translateToString(true).startsWith("1 2 3 4 5 "));
    return rows.slice(first, first + 4).map((row) => row.isWrapped);
  });
  assert.deepEqual(marks.slice(0, 2), [false, true], "a wrapped line of the history stays one line");
  await page.keyboard.press("Control+Shift+F");
  await page.keyboard.type("line 00170");
  await page.getByText("1/1").waitFor();
  await shoot("history");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+End");
  await inStep("back at the end");
});

test("themes, letters and shortcuts are chosen in the settings and kept", async () => {
  await page.locator(".status").getByRole("button", { name: "Settings" }).click();
  await page.getByLabel("Dark theme").selectOption("Nord");
  await until(
    () => page.evaluate(() => window.tmuxbridge.terminals[0].xterm.options.theme.background),
    (colour) => colour === "#2e3440",
    "Nord",
  );
  await page
    .getByLabel("A theme of your own, as JSON")
    .fill('{"name": "Mine", "background": "#101820", "foreground": "#e0e0e0"}');
  await page.getByLabel("A theme of your own, as JSON").blur();
  await until(
    () => page.evaluate(() => window.tmuxbridge.terminals[0].xterm.options.theme.background),
    (colour) => colour === "#101820",
    "a theme of one's own",
  );
  await shoot("settings");
  await page.getByRole("button", { name: "Done" }).click();
  const before = await page.evaluate(() => window.tmuxbridge.terminals[0].xterm.cols);
  await page.keyboard.press("Control+Shift+Equal");
  await page.keyboard.press("Control+Shift+Equal");
  await until(
    () => page.evaluate(() => window.tmuxbridge.terminals[0].xterm.cols),
    (cols) => cols < before,
    "bigger letters, fewer columns",
  );
  await inStep("with bigger letters");
  await page.keyboard.press("Control+Shift+Slash");
  await page.getByRole("button", { name: /^New window: / }).click();
  await page.keyboard.press("Control+Alt+N");
  await page.getByRole("button", { name: "New window: Ctrl+Alt+N. Change" }).waitFor();
  await shoot("shortcuts");
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await page.reload();
  await inStep("after a reload");
  const kept = await page.evaluate(() => window.tmuxbridge.settings.now);
  assert.equal(kept.darkTheme, "Mine");
  assert.equal(kept.fontSize, 16);
  assert.equal(kept.shortcuts.newWindow, "Ctrl+Alt+N");
  await page.evaluate(() => window.tmuxbridge.settings.reset());
  await page.emulateMedia({ colorScheme: "light" });
  await until(
    () => page.evaluate(() => window.tmuxbridge.terminals[0].xterm.options.theme.background),
    (colour) => colour === "#ffffff",
    "light with the system",
  );
  await shoot("light");
  await page.emulateMedia({ colorScheme: "dark" });
});

test("a program may copy only after asking, and never reads the clipboard", async () => {
  await page.evaluate(() => navigator.clipboard.writeText("mine"));
  await page.keyboard.type(
    "printf '\\033]52;c;%s\\007\\033]52;c;?\\007' $(printf copied | base64); read -t 0.3 -n 99 answer; echo \"[$answer]\"",
  );
  await page.keyboard.press("Enter");
  await page.getByText("A program wants to copy 6 characters to your clipboard.").waitFor();
  await inStep("no answer to the query");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "mine");
  await shoot("clipboard");
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await until(
    () => page.evaluate(() => navigator.clipboard.readText()),
    (text) => text === "copied",
    "copied after consent",
  );
  await until(
    () => page.evaluate(() => window.tmuxbridge.terminals[0].rows()),
    (rows) => rows.includes("[]"),
    "the query stayed without an answer",
  );
});

test("a program that asks for modifyOtherKeys can tell Shift+Enter from Enter, also after the page was loaded anew", async () => {
  const ask = async (form, bytes) => {
    await page.keyboard.type(
      `clear; stty raw -echo opost; printf '\\033[>4;${form}mask''ed\\n'; head -c ${bytes} | cat -v; stty sane; printf '\\033[>4m\\n'`,
    );
    await page.keyboard.press("Enter");
    await until(
      () => server.rows(NAME),
      (rows) => rows[0] === "asked" && rows[1] === "", // and not the one before, with what it got
      "the program reads keys",
    );
    await inStep("asked");
  };
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const got = (wanted) =>
    until(
      () => server.rows(NAME)[1],
      (row) => row === wanted,
      `the program got ${wanted}`,
    );
  await ask(2, 55);
  await page.reload();
  await inStep("after a reload"); // the snapshot says what the program asked for
  await press("Shift+Enter", "Control+Enter", "Control+Shift+K", "Control+i", "Control+c", "Enter", "Shift+A", "Alt+x");
  await got("^[[27;2;13~^[[27;5;13~^[[27;6;75~^[[27;5;105~^C^MA^[[27;3;120~");
  await inStep("after form 2");
  await ask(1, 24);
  await press("Shift+Enter", "Control+i", "Alt+x", "Alt+Enter", "Control+Tab");
  await got("^[[27;2;13~\t^[x^[^M^[[27;5;9~".replace("\t", " ".repeat(5)));
  await ask(1, 3);
  await page.evaluate(() => window.tmuxbridge.terminals[0].view.focus());
  await press("Control+c", "Control+d", "Enter");
  await got("^C^D^M");
  await until(
    () => server.rows(NAME)[2],
    (row) => row !== "",
    "the program has ended, and says that it asks no more",
  );
  await inStep("a prompt");
  await page.keyboard.type("echo plain"); // nobody asks any more
  await press("Shift+Enter");
  await until(
    () => server.rows(NAME),
    (rows) => rows.includes("plain"),
    "Shift+Enter is Enter",
  );
  await inStep("plain keys again");
});

test("input methods: what is composed arrives once", async () => {
  await page.keyboard.type("clear");
  await page.keyboard.press("Enter");
  await until(
    () => server.rows(NAME)[0].trim(),
    (row) => /^bash-[^ ]*[#$]$/.test(row),
    "a prompt at the top",
  );
  await page.keyboard.type("echo "); // the keyboard came back to the terminal by itself
  const cdp = await visit.context.newCDPSession(page);
  await page.evaluate(() => window.tmuxbridge.terminals[0].view.focus());
  let typed = "";
  for (const [pieces, text] of [
    [["n", "ni", "に"], "に"],
    [["zh", "zhong", "中"], "中文"],
    [["´"], "é"],
  ]) {
    for (const piece of pieces) {
      await cdp.send("Input.imeSetComposition", {
        text: piece,
        selectionStart: piece.length,
        selectionEnd: piece.length,
      });
    }
    await cdp.send("Input.insertText", { text });
    typed += text;
    await until(
      () => server.rows(NAME),
      (rows) => rows[0].endsWith(` echo ${typed}`),
      "what was composed, before the next begins",
    );
  }
  await page.keyboard.press("Enter");
  await until(
    () => server.rows(NAME),
    (rows) => rows.includes("に中文é"),
    "the composed text, once",
  );
  await inStep("composed text");
});

test("the whole session as tmux draws it: status line, prefix key, another size, and back to its panes", async () => {
  shellFor(server, "whole");
  await page.goto(`${base}#/s/whole`);
  await pageShows(page, server, "whole", "pane by pane");
  const rows = () =>
    page.evaluate(
      () => window.tmuxbridge.terminals.find((each) => each.session === "whole" && each.visible)?.rows() ?? [],
    );
  const choose = async (item) => {
    await page.getByRole("button", { name: "Menu", exact: true }).click();
    await page.getByRole("menuitem", { name: item }).click();
    await page.locator(".terminal-view:not([hidden]) .status[data-state=live]").waitFor();
    assert.ok(await page.locator(".terminal-view:not([hidden]) .ending").isHidden(), "nothing lies over it");
  };
  await choose("Whole session (mirror)");
  await until(rows, (shown) => shown.at(-1)?.startsWith("[whole] 0:bash*"), "tmux's status line");
  assert.equal(await page.getByRole("tab", { name: /^0/ }).count(), 0, "tmux shows its windows itself");
  await page.keyboard.press("Control+b");
  await page.keyboard.press("%");
  await tmuxSays(() => list("list-panes", "#{pane_index}", "=whole:"), ["0", "1"], "the prefix key works");
  await until(rows, (shown) => shown.filter((row) => row.includes("│")).length > 5, "the border");
  await page.keyboard.type("echo typed in the whole");
  await page.keyboard.press("Enter");
  await until(rows, (shown) => shown.some((row) => row.includes("│typed in the whole")), "what was typed");
  await shoot("mirror");
  const before = page.viewportSize();
  await page.setViewportSize({ width: before.width - 200, height: before.height - 150 });
  await until(
    async () => [
      (await rows()).length,
      server.tmux("display-message", "-p", "-t", "=whole:", "#{window_height}").trim(),
    ],
    ([shown, tmux]) => shown === Number(tmux) + 1 && shown < 40,
    "the size of the page",
  );
  await until(rows, (shown) => shown.at(-1)?.startsWith("[whole] 0:bash*"), "the status line at the new size");
  await page.setViewportSize(before);
  await choose("Pane by pane");
  await pageShows(page, server, "whole", "pane by pane again");
  server.tmux("kill-session", "-t", "=whole");
});

test("a session that is renamed is the same one: panes, tab, title and address follow, also on a line that was lost", async () => {
  server.tmux("split-window", "-h", "-t", `=${NAME}:`);
  await page.goto(`${base}#/s/${NAME}`);
  await inStep("two panes");
  const named = async (name) => {
    await page.getByRole("tab", { name, exact: true }).waitFor();
    await until(
      () => page.evaluate(() => [location.hash, document.title]),
      ([hash, title]) => hash === `#/s/${name}` && title.includes(`${name} · tmuxbridge`),
      `everything is called ${name}`,
    );
  };
  const typed = async (name, text) => {
    await page.keyboard.type(`echo ${text}$((1))`);
    await page.keyboard.press("Enter");
    await until(
      () => server.rows(name),
      (rows) => rows.includes(`${text}1`),
      `${text}1 in tmux`,
    );
    await pageShows(page, server, name, text);
    assert.ok(await page.locator(".terminal-view:not([hidden]) .ending").isHidden(), "nothing lies over it");
  };
  server.tmux("rename-session", "-t", `=${NAME}`, "moved");
  await named("moved");
  await typed("moved", "here");
  await page.getByRole("tab", { name: "Sessions" }).click();
  await page.locator(".card", { hasText: "moved" }).getByText("1 viewer").waitFor(); // of two panes
  await page.getByRole("button", { name: "Rename session moved" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("listed");
  await page.getByRole("button", { name: "Rename", exact: true }).click();
  await page.getByRole("tab", { name: "listed", exact: true }).click(); // which followed, though it was not shown
  await named("listed");
  await typed("listed", "again");
  for (const [before, after] of [
    ["listed", "listed"],
    ["listed", "away"],
  ]) {
    await visit.context.setOffline(true);
    await page.evaluate(() => window.tmuxbridge.socket.wake());
    await until(
      () => page.evaluate(() => window.tmuxbridge.socket.state),
      (state) => state !== "live",
      "the loss noticed",
    );
    if (after !== before) server.tmux("rename-session", "-t", `=${before}`, after);
    await visit.context.setOffline(false);
    await named(after);
    await typed(after, `as-${after}`);
  }
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await page.getByRole("menuitem", { name: "Rename the session ..." }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(NAME);
  await page.getByRole("button", { name: "Rename", exact: true }).click();
  await named(NAME);
  await page.getByRole("dialog").waitFor({ state: "detached" }); // the news may come before the answer
  await typed(NAME, "back");
  server.tmux("kill-pane", "-t", `=${NAME}:`);
  await inStep("one pane again");
});

test("two sessions that swapped their names while the line was down stay in their tabs", async () => {
  const words = { first: "ONE", second: "TWO" };
  for (const [name, word] of Object.entries(words)) {
    server.tmux("new-session", "-d", "-s", name, "-x", "80", "-y", "24");
    server.tmux("send-keys", "-t", `=${name}:`, `echo ${word}$((1))`, "Enter");
    await page.evaluate((name) => (location.hash = `#/s/${name}`), name);
    await pageShows(page, server, name, `${word}1`);
  }
  const tabs = () => page.getByRole("tab").allInnerTexts();
  const named = (...names) =>
    until(tabs, (all) => JSON.stringify(all).match(new RegExp(`${names[0]}.*${names[1]}`)) !== null, `tabs ${names}`);
  await named("first", "second");
  await visit.context.setOffline(true);
  await page.evaluate(() => window.tmuxbridge.socket.wake());
  await until(
    () => page.evaluate(() => window.tmuxbridge.socket.state),
    (state) => state !== "live",
    "the loss noticed",
  );
  for (const [before, after] of [
    ["first", "third"],
    ["second", "first"],
    ["third", "second"],
  ]) {
    server.tmux("rename-session", "-t", `=${before}`, after);
  }
  await visit.context.setOffline(false);
  await page.evaluate(() => window.tmuxbridge.socket.retryNow());
  await pageShows(page, server, "first", "what was the second");
  await page.getByRole("tab", { name: "second", exact: true }).click();
  await pageShows(page, server, "second", "what was the first");
  await named("second", "first");
  for (const name of ["first", "second"]) server.tmux("kill-session", "-t", `=${name}`);
});

test("a session that is made anew under the name of one that ended takes its place, and a cover lets no key through", async () => {
  shellFor(server, "again");
  await page.goto(`${base}#/s/again`);
  await pageShows(page, server, "again", "the first");
  server.tmux("kill-session", "-t", "=again");
  await page.getByRole("heading", { name: "This session has ended" }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.className), "ending");
  await page.mouse.click(640, 100);
  await page.keyboard.type("x");
  assert.equal(
    await page.evaluate(() => document.activeElement.closest(".stage")),
    null,
    "what is covered takes no focus",
  );
  shellFor(server, "again");
  await page.locator(".terminal-view:not([hidden]) .ending").waitFor({ state: "hidden" });
  await pageShows(page, server, "again", "the second");
  await page.keyboard.type("echo typed at once");
  await page.keyboard.press("Enter");
  await until(
    () => server.rows("again"),
    (rows) => rows.includes("typed at once"),
    "typed into the second",
  );

  await page.getByRole("tab", { name: NAME }).click(); // and behind another tab
  server.tmux("kill-session", "-t", "=again");
  await page.locator('.tab-holder[data-state="over"]', { hasText: "again" }).waitFor();
  shellFor(server, "again");
  await page.getByRole("tab", { name: "again", exact: true }).click();
  await pageShows(page, server, "again", "the third");
  await page.locator(".terminal-view:not([hidden]) .ending").waitFor({ state: "hidden" });
  server.tmux("kill-session", "-t", "=again");
  await page.getByRole("button", { name: "Back to sessions" }).click();
});

/** What axe-core finds serious on a page. */
async function problems(page) {
  const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  // The page's policy lets no script in that is not its own: the debugger may.
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Runtime.evaluate", { expression: axe });
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    });
    return violations
      .filter((one) => ["serious", "critical"].includes(one.impact))
      .map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 200)).join(" ; ")}`);
  });
}

test("screen readers, axe-core: no serious problem on the list and on a session", async () => {
  for (const colorScheme of ["dark", "light"]) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await problems(page), [], `a session, ${colorScheme}`);
  }
  await page.evaluate(() => window.tmuxbridge.settings.set({ screenReader: true }));
  await page.locator(".xterm-accessibility").first().waitFor({ state: "attached" });
  assert.deepEqual(await problems(page), [], "a session in screen reader mode");
  await page.evaluate(() => window.tmuxbridge.settings.set({ screenReader: false }));
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${base}#/`);
    await page.getByRole("link", { name: NAME }).waitFor();
    assert.deepEqual(await problems(page), [], `the list, ${colorScheme}`);
  }
});

test("a phone: the screen is tmux's in both orientations, keys by bar and gesture", async () => {
  const phone = await browser.newContext({
    viewport: { width: 390, height: 780 },
    hasTouch: true,
    isMobile: true,
    deviceScaleFactor: 2,
    colorScheme: "dark",
    storageState: await visit.context.storageState(),
  });
  const small = await phone.newPage();
  await small.goto(`${base}#/s/${NAME}`);
  await pageShows(small, server, NAME, "upright");
  await small.getByRole("button", { name: "Control C" }).tap();
  await small.getByRole("button", { name: "Write a line" }).tap();
  await small.getByLabel("A line to send").fill("clear; echo from a phone");
  assert.deepEqual(await problems(small), [], "the key bar");
  await small.getByRole("button", { name: "Send" }).tap();
  await until(
    () => server.rows(NAME),
    (rows) => rows.includes("from a phone"),
    "the line",
  );
  await pageShows(small, server, NAME, "the line");
  assert.equal(
    await small.evaluate(() => window.tmuxbridge.terminals[0].renderer),
    "dom",
    "an emulated phone's canvas has the wrong number of pixels",
  );
  await small.screenshot({ path: join(shots, "phone.png") });
  for (let turn = 0; turn < 3; turn++) {
    await small.setViewportSize(turn % 2 ? { width: 390, height: 780 } : { width: 780, height: 390 });
    await pageShows(small, server, NAME, `turned ${turn + 1} times`);
  }
  await small.getByRole("button", { name: "Ctrl for the next key" }).tap();
  await small.keyboard.type("d");
  await phone.close();
});

test("all that time the page broke no rule", () => {
  // Chromium itself reports that a socket could not be opened while the line was cut.
  assert.deepEqual(
    visit.complaints.filter((complaint) => !complaint.includes("ERR_INTERNET_DISCONNECTED")),
    [],
  );
});
