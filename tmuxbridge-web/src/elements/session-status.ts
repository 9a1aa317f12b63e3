/** The status line of a session: what is true of the pane that keys go to, and of the window it is in. */
import type { WindowInfo } from "../client/index.js";
import type { PaneView } from "./pane-view.js";
import type { Light } from "./pane-status.js";
import type { Size } from "./pane-grid.js";
import { iconButton } from "./dom.js";
import type { SessionActions } from "./session-actions.js";
import type { SessionView } from "./session-view.js";
import { sizeOwnerWords } from "./size-owner.js";
import { StatusLine } from "./status-line.js";
import type { Status } from "./status-line.js";
import { count } from "./words.js";

/** More than so many bytes behind is worth a word. */
const LAG_BYTES = 64 * 1024;

/** The line, with its buttons. */
export function statusLine(view: SessionView, actions: SessionActions): StatusLine {
  const menu = iconButton("menu", "Menu", () => {
    const { right, top } = menu.getBoundingClientRect(); // the place of the click is nowhere if it came by a key
    actions.menuAt(right, top);
  });
  menu.setAttribute("aria-haspopup", "menu");
  const line = new StatusLine(
    iconButton("find", "Find (Ctrl+Shift+F)", () => view.findBar.open()),
    iconButton("refresh", "Draw the screen again", () => view.refresh()),
    iconButton("gear", "Settings", () => view.events.settings()),
    menu,
  );
  [line.company, line.keyboard].forEach((each) => each.addEventListener("click", () => view.people.show()));
  return line;
}

/** The size that counts: the window's where it has several panes, the terminal's own else. */
export function shownSize(window: WindowInfo | undefined, pane: PaneView | undefined): Size {
  const several = window !== undefined && window.panes.length > 1 && !window.zoomed;
  return several ? window : { cols: pane?.status.cols ?? 0, rows: pane?.status.rows ?? 0 };
}

export function describe(
  pane: PaneView | undefined,
  size: Size,
  room: Size,
  light: Light,
  keyboard: string,
  me: string | undefined,
): Status {
  const over = light === "over";
  const status = over ? undefined : pane?.status; // what was true of it is so no longer
  const fits = size.cols === room.cols && size.rows === room.rows;
  const known = !over && pane?.channel?.connection !== undefined;
  const [whose, whoseInFull] = sizeOwnerWords(status?.sizeOwner, me, (status?.viewers ?? 0) < 2, fits);
  return {
    state: light,
    words: over ? "Ended" : (status?.words ?? "Connecting ..."),
    roundTrip: status?.roundTrip ?? "",
    size: known ? `${size.cols} × ${size.rows}${fits ? "" : ` (room for ${room.cols} × ${room.rows})`}` : "",
    sizeOwner: known ? whose : "",
    sizeWords: `Columns and rows. ${whoseInFull}`.trim(),
    readOnly: status?.readOnly === true,
    copyMode: status?.copyMode === true,
    unsent: status?.unsent ?? "",
    lag: status && status.lag > LAG_BYTES ? `${Math.round(status.lag / 1024)} KiB behind` : "",
    keyboard: over ? "" : keyboard,
    company:
      status && status.viewers > 1
        ? count(status.viewers, "viewer") + (status.typist ? `, typing: ${status.typist}` : "")
        : "",
  };
}
