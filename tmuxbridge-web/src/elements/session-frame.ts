/**
 * What is seen of a session: windows as tabs, the panes, a find bar, the keys for fingers, the status line, and the
 * cover over what is over.
 */
import type { Caller } from "../client/index.js";
import { area } from "./areas.js";
import { el } from "./dom.js";
import { EndingCover } from "./ending-cover.js";
import { FindBar } from "./find-bar.js";
import { KeyBar } from "./key-bar.js";
import type { SessionActions } from "./session-actions.js";
import { describe, shownSize, statusLine } from "./session-status.js";
import type { SessionView } from "./session-view.js";
import type { StatusLine } from "./status-line.js";
import { watchTouches } from "./touch.js";
import { WindowBar } from "./window-bar.js";

export class SessionFrame {
  readonly root: HTMLElement;
  readonly findBar: FindBar;
  readonly cover: EndingCover;
  private readonly windowBar: WindowBar;
  private readonly keyBar: KeyBar;
  private readonly status: StatusLine;

  /** `again` is what the cover offers. */
  constructor(
    private readonly view: SessionView,
    caller: Caller,
    actions: SessionActions,
    again: () => void,
  ) {
    const { panes, settings, commands, navigation, events } = view;
    const { grid } = panes;
    this.windowBar = new WindowBar({
      select: (windowId) => navigation.chooseWindow(windowId),
      rename: (window) => commands.renameWindow(window),
      kill: (window) => commands.killWindow(window),
      act: (action) => void actions.run(action),
    });
    this.findBar = new FindBar(
      () => panes.active,
      caller,
      () => panes.active?.focus(),
    );
    this.status = statusLine(view, actions);
    this.keyBar = new KeyBar(settings, () => panes.active);
    const covered = [grid.root, this.findBar.root, this.keyBar.root, this.windowBar.root];
    this.cover = new EndingCover(() => view.name, covered, events.leave, again);
    const screen = el("div", { class: "screen" }, grid.root, this.findBar.root, this.cover.root);
    const parts = [this.windowBar.root, screen, this.keyBar.root, this.status.root].map(area);
    this.root = el("section", { class: "terminal-view" }, ...parts);
    this.named(view.name);
    this.root.addEventListener("keydown", (event) => actions.key(event));
    grid.root.addEventListener("contextmenu", (event) => actions.contextMenu(event));
    watchTouches(panes, settings);
  }

  dispose(): void {
    this.keyBar.dispose();
    this.root.remove();
  }

  /** The session is called so now. */
  named(name: string): void {
    this.root.setAttribute("aria-label", `Session ${name}`);
  }

  /** Shows what is true now. */
  draw(): void {
    const { panes, people, windows, arranged, light } = this.view;
    const { grid, active, room } = panes;
    panes.placeAlone(arranged);
    const size = shownSize(arranged, active);
    grid.letterbox = active?.channel?.connection !== undefined && (size.cols !== room.cols || size.rows !== room.rows);
    grid.fixed = !this.view.writable;
    this.windowBar.show(windows.all, windows.current?.windowId, windows.rang, this.view.writable);
    this.windowBar.root.hidden ||= panes.whole; // tmux shows its windows itself
    this.keyBar.readOnly = active?.status.readOnly === true;
    this.keyBar.showHeld();
    this.status.show(describe(active, size, room, light, people.words, people.lease.me));
  }
}
