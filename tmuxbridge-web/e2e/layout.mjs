/*
 * Random changes of a session's windows and panes, half from inside tmux and half in the page; after each the page shows what
 * tmux has: the panes of the current window, at their places, row by row.
 */
import { launchBrowser, openPage } from "./browser.mjs";
import { startServer } from "./server.mjs";
import { pageShows, shellFor } from "./shells.mjs";

const NAME = "layout";
const MOST_PANES = 5;
const MOST_WINDOWS = 4;

/** Makes `count` changes; returns how often each kind was made. */
export async function playLayouts({ count, seed = 1 }) {
  const server = await startServer();
  const browser = await launchBrowser();
  const made = {};
  let state = seed;
  const random = (n) => (state = (state * 1103515245 + 12345) & 0x7fffffff) % n;
  try {
    shellFor(server, NAME, 120, 36);
    const visit = await openPage(browser, new URL(server.url).origin, { colorScheme: "dark" });
    await visit.page.goto(server.url);
    await visit.page.getByRole("link", { name: NAME }).click();
    await pageShows(visit.page, server, NAME, "the beginning");
    const world = { server, page: visit.page, random };
    for (let i = 0; i < count; i++) {
      const kind = KINDS[random(KINDS.length)];
      if (await kind(world)) {
        made[kind.name] = (made[kind.name] ?? 0) + 1;
        await pageShows(visit.page, server, NAME, `after change ${i}, ${kind.name}`);
      } else {
        i--; // it made no sense now
      }
    }
    return { changes: count, made, complaints: visit.complaints };
  } finally {
    await browser.close();
    await server.remove();
  }
}

const ids = ({ server }, what) =>
  server
    .tmux(
      what,
      "-t",
      what === "list-panes" ? `=${NAME}:` : `=${NAME}`,
      "-F",
      what === "list-panes" ? "#{pane_id}" : "#{window_id}",
    )
    .trim()
    .split("\n");
const pick = (world, list) => list[world.random(list.length)];
const anyPane = (world) => pick(world, ids(world, "list-panes"));
const call = ({ page }, method, params) =>
  page.evaluate(
    ([name, fields]) =>
      window.tmuxbridge.socket.call(name, fields).then(
        () => true,
        (failure) => failure.message,
      ),
    [method, params],
  );

const KINDS = [
  function splitInTmux(world) {
    if (ids(world, "list-panes").length >= MOST_PANES) return false;
    try {
      world.server.tmux("split-window", world.random(2) ? "-h" : "-v", "-t", anyPane(world));
      return true;
    } catch {
      return false; // no space for a new pane
    }
  },
  async function splitInPage(world) {
    if (ids(world, "list-panes").length >= MOST_PANES) return false;
    return (
      (await call(world, "pane.split", {
        paneId: anyPane(world),
        direction: world.random(2) ? "horizontal" : "vertical",
      })) === true
    );
  },
  function killPane(world) {
    const panes = ids(world, "list-panes");
    if (panes.length < 2) return false;
    world.server.tmux("kill-pane", "-t", pick(world, panes));
    return true;
  },
  function resizePane(world) {
    if (ids(world, "list-panes").length < 2) return false;
    world.server.tmux(
      "resize-pane",
      "-t",
      anyPane(world),
      pick(world, ["-L", "-R", "-U", "-D"]),
      String(1 + world.random(12)),
    );
    return true;
  },
  function arrangeEvenly(world) {
    world.server.tmux(
      "select-layout",
      "-t",
      `=${NAME}:`,
      pick(world, ["even-horizontal", "even-vertical", "main-vertical", "tiled"]),
    );
    return true;
  },
  function swapPanes(world) {
    const panes = ids(world, "list-panes");
    if (panes.length < 2) return false;
    world.server.tmux("swap-pane", "-s", panes[0], "-t", panes.at(-1));
    return true;
  },
  function rotate(world) {
    world.server.tmux("rotate-window", "-t", `=${NAME}:`);
    return true;
  },
  async function zoom(world) {
    if (ids(world, "list-panes").length < 2) return false;
    if (world.random(2)) world.server.tmux("resize-pane", "-Z", "-t", anyPane(world));
    else await call(world, "pane.zoom", { paneId: anyPane(world) });
    return true;
  },
  function newWindow(world) {
    if (ids(world, "list-windows").length >= MOST_WINDOWS) return false;
    world.server.tmux("new-window", "-t", `=${NAME}:`);
    return true;
  },
  function killWindow(world) {
    if (ids(world, "list-windows").length < 2) return false;
    world.server.tmux("kill-window", "-t", pick(world, ids(world, "list-windows")));
    return true;
  },
  async function selectWindow(world) {
    const windowId = pick(world, ids(world, "list-windows"));
    if (world.random(2)) world.server.tmux("select-window", "-t", windowId);
    else await call(world, "window.select", { windowId });
    return true;
  },
  function selectPane(world) {
    world.server.tmux("select-pane", "-t", anyPane(world));
    return true;
  },
  function breakPane(world) {
    if (ids(world, "list-panes").length < 2 || ids(world, "list-windows").length >= MOST_WINDOWS) return false;
    world.server.tmux("break-pane", "-s", anyPane(world), "-t", `=${NAME}:`);
    return true;
  },
  function print(world) {
    world.server.tmux(
      "send-keys",
      "-t",
      anyPane(world),
      `seq ${1 + world.random(60)}; echo ${"wide ".repeat(world.random(30))}`,
      "Enter",
    );
    return true;
  },
  async function resizeBrowser(world) {
    await world.page.setViewportSize({ width: 700 + world.random(700), height: 450 + world.random(450) });
    return true;
  },
];
