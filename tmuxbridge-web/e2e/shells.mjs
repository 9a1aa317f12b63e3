/* Sessions for tests, and the question whether a page shows what tmux has: every pane of the window shown, at its place. */
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "./browser.mjs";
import { root } from "./server.mjs";

/** A session with a shell whose prompt is the same everywhere, among some files. */
export function shellFor(server, name, cols = 100, rows = 30) {
  copyFileSync(join(root, "tmuxbridge-web/src/client/output-gate.ts"), join(server.work, "output-gate.ts"));
  copyFileSync(join(root, "LICENSE"), join(server.work, "LICENSE"));
  server.tmux(
    "-f",
    "/dev/null",
    "new-session",
    "-d",
    "-s",
    name,
    "-x",
    `${cols}`,
    "-y",
    `${rows}`,
    "-c",
    server.work,
    "-e",
    "PS1=$ ",
    "bash --norc --noprofile",
  );
  server.tmux("set-option", "-g", "default-command", "env 'PS1=$ ' bash --norc --noprofile");
}

/** What tmux has of a session's current window: its panes' places and their rows. */
export function windowInTmux(server, name) {
  const format =
    "#{pane_id} #{pane_left} #{pane_top} #{pane_width} #{pane_height} #{window_zoomed_flag} #{pane_active}";
  const panes = server
    .tmux("list-panes", "-t", `=${name}:`, "-F", format)
    .trim()
    .split("\n")
    .map((line) => line.split(" "));
  return panes
    .filter(([, , , , , zoomed, active]) => zoomed === "0" || active === "1")
    .map(([pane, left, top, cols, rows]) => {
      const lines = server.tmux("capture-pane", "-p", "-t", pane).split("\n");
      const text = Array.from({ length: Number(rows) }, (_, y) => (lines[y] ?? "").trimEnd());
      return { pane, left: Number(left), top: Number(top), cols: Number(cols), text };
    })
    .sort((a, b) => a.pane.localeCompare(b.pane));
}

/** What a page shows of it: places are measured on the screen, in cells. */
export function windowInPage(page, name) {
  return page.evaluate((session) => {
    const shown = (window.tmuxbridge?.terminals ?? []).filter((t) => t.session === session && t.visible);
    return shown
      .map(({ pane, view, xterm, rows }) => {
        const cell = view.emulator.cell(); // none before it has drawn anything
        return {
          pane,
          left: Math.round(parseFloat(view.root.style.left) / cell?.width),
          top: Math.round(parseFloat(view.root.style.top) / cell?.height),
          cols: xterm.cols,
          text: rows(),
        };
      })
      .sort((a, b) => (a.pane ?? "").localeCompare(b.pane ?? ""));
  }, name);
}

/** Waits until the page shows what tmux has; the two are read one right after the other. */
export function pageShows(page, server, name, what, millis = 15_000) {
  return until(
    async () => ({ page: await windowInPage(page, name), tmux: windowInTmux(server, name) }),
    (both) => both.tmux.length > 0 && JSON.stringify(both.page) === JSON.stringify(both.tmux),
    `the page shows what tmux has: ${what}`,
    millis,
  );
}
