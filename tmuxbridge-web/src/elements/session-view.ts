/**
 * One session: its windows as tabs, the panes of one window as tmux has laid them out, a find bar, a status line, and what
 * has to be said over it. In step with tmux both ways: what happens there shows here, and what is chosen here is chosen
 * there, if this viewer may write and wants it so.
 *
 * It connects when it is first shown, because only then can it be measured.
 */
import { SessionModel, resizePane } from "../client/index.js";
import type { BridgeSocket, Ending, Environment, PaneInfo, SessionDetail, View, WindowInfo } from "../client/index.js";
import { SessionActions } from "./session-actions.js";
import { SessionCommands } from "./session-commands.js";
import { button, el, iconButton } from "./dom.js";
import { FindBar } from "./find-bar.js";
import { KeyBar } from "./key-bar.js";
import { PaneGrid } from "./pane-grid.js";
import type { PaneView } from "./pane-view.js";
import { SessionPanes } from "./session-panes.js";
import type { Settings } from "./settings.js";
import { StatusLine } from "./status-line.js";
import type { Light } from "./pane-status.js";
import { watchTouches } from "./touch.js";
import { WindowBar } from "./window-bar.js";
import { count, explainEnd } from "./words.js";

const RESIZE_MILLIS = 60;

export interface SessionViewEvents {
  /** Something that shows outside is different: state, title, bell, name. */
  changed(): void;
  /** The user wants to leave this view. */
  leave(): void;
  /** The user wants to see the settings. */
  settings(): void;
}

export interface SessionViewOptions {
  sessionId: string;
  view?: View;
  access?: "read" | "write";
}

export class SessionView {
  readonly root: HTMLElement;
  readonly panes: SessionPanes;
  readonly commands: SessionCommands;
  readonly findBar: FindBar;
  rang = false;
  private readonly model: SessionModel;
  private readonly actions: SessionActions;
  private readonly windowBar: WindowBar;
  private readonly ending = el("div", { class: "ending", attributes: { role: "alert" } });
  private readonly status: StatusLine;
  private readonly keyBar: KeyBar;
  private readonly rangIn = new Set<string>();
  private readonly observer: ResizeObserver;
  private readonly unlisten: (() => void)[];
  private windowId: string | undefined;
  private activeInTmux = "";
  private readonly expected: { windowId?: string; paneId?: string } = {};
  private started = false;
  private shown = false;
  private ended = false;
  private resizeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly socket: BridgeSocket,
    readonly settings: Settings,
    environment: Environment,
    readonly options: SessionViewOptions,
    readonly events: SessionViewEvents,
  ) {
    const { sessionId } = options;
    this.model = new SessionModel(environment, socket, sessionId);
    const grid = new PaneGrid((border, size) => this.moveBorder(border, size));
    this.panes = new SessionPanes(socket, settings, options, grid, {
      changed: () => this.draw(),
      connected: () => this.arrange(),
      told: (event) => this.model.told(event),
      ended: (pane, ending) => this.paneEnded(pane, ending),
      rang: (pane) => this.ring(pane),
      action: (action) => this.actions.run(action),
      clipboard: (text) => this.actions.offerClipboard(text),
      selected: (text) => this.actions.selected(text),
      focused: (pane) => this.paneFocused(pane),
    });
    const say = (text: string) => this.panes.active?.notices.say(text);
    this.commands = new SessionCommands(socket, sessionId, () => void this.model.look(), say);
    this.actions = new SessionActions(this);
    this.windowBar = new WindowBar({
      select: (windowId) => this.chooseWindow(windowId),
      rename: (window) => this.commands.renameWindow(window),
      kill: (window) => this.commands.killWindow(window),
      act: (action) => void this.actions.run(action),
    });
    this.findBar = new FindBar(() => this.panes.active, socket, () => this.panes.active?.focus());
    this.status = new StatusLine(
      iconButton("find", "Find (Ctrl+Shift+F)", () => this.findBar.open()),
      iconButton("refresh", "Draw the screen again", () => this.refresh()),
      iconButton("gear", "Settings", () => this.events.settings()),
      iconButton("menu", "Menu", (event) => this.actions.menuAt(event.clientX, event.clientY)),
    );
    this.status.company.addEventListener("click", () => this.actions.showViewers());
    this.keyBar = new KeyBar(settings, () => this.panes.active);
    this.ending.hidden = true;
    const screen = el("div", { class: "screen" }, grid.root, this.findBar.root, this.ending);
    this.root = el(
      "section",
      { class: "terminal-view", attributes: { "aria-label": `Session ${sessionId}` } },
      this.windowBar.root,
      screen,
      this.keyBar.root,
      this.status.root,
    );
    grid.root.addEventListener("contextmenu", (event) => this.actions.contextMenu(event));
    watchTouches(grid.root, settings, () => this.panes.active);
    this.observer = new ResizeObserver(() => this.measureSoon());
    this.unlisten = [
      socket.on("roundTrip", () => this.draw()),
      socket.on("event", (event) => this.model.told(event)),
      socket.on("state", (state) => state === "live" && this.started && void this.model.look()),
      settings.on("change", () => this.measureSoon()),
      this.model.on("change", (detail) => this.changed(detail)),
      this.model.on("gone", () => this.over({ code: 4404, reason: this.detail ? "session-ended" : "" })),
    ];
    this.draw();
  }

  /** What is known of the session. */
  get detail(): SessionDetail | undefined {
    return this.model.detail;
  }

  /** The window that is shown. */
  get window(): WindowInfo | undefined {
    return this.detail?.windowList.find((window) => window.windowId === this.windowId);
  }

  /** The pane that keys go to, as tmux has it. */
  get pane(): PaneInfo | undefined {
    return this.window?.panes.find((pane) => pane.paneId === this.panes.active?.paneId);
  }

  get title(): string {
    return this.panes.active?.title ?? "";
  }

  /** For the tab's light. */
  get light(): Light {
    return this.ended ? "over" : (this.panes.active?.status.light ?? "busy");
  }

  /** Whether this viewer may type and change things. */
  get writable(): boolean {
    return this.panes.active?.status.readOnly === false;
  }

  show(): void {
    this.root.hidden = false;
    this.shown = true;
    this.rang = false;
    this.panes.setVisible(true); // before measuring: each renderer has a cell size of its own
    if (!this.started) {
      this.started = true;
      this.panes.start();
      this.observer.observe(this.panes.grid.root);
    }
    this.model.start();
    this.measure();
    this.panes.active?.focus();
  }

  hide(): void {
    this.root.hidden = true;
    this.shown = false;
    this.model.stop();
    this.panes.setVisible(false);
  }

  /** Lets go of the session; it lives on. */
  close(): void {
    clearTimeout(this.resizeTimer);
    this.unlisten.forEach((stop) => stop());
    this.observer.disconnect();
    this.model.stop();
    this.panes.close();
    this.root.remove();
  }

  /** Shows another window, in tmux too if wanted. */
  chooseWindow(windowId: string): void {
    this.windowId = windowId;
    this.rangIn.delete(windowId);
    this.arrange();
    this.panes.active?.focus();
    if (this.settings.now.follow && this.writable) {
      this.commands.selectWindow(windowId);
    }
  }

  /** A window was made here: show it as soon as it is known. */
  expectWindow(windowId: string): void {
    this.expected.windowId = windowId;
    void this.model.look();
  }

  /** A pane was made here: give it the keyboard as soon as it is known. */
  expectPane(paneId: string): void {
    this.expected.paneId = paneId;
    void this.model.look();
  }

  /** Shows the window `step` places further; false if there is only one. */
  stepWindow(step: number): boolean {
    const list = this.detail?.windowList ?? [];
    const at = list.findIndex((window) => window.windowId === this.windowId);
    const next = list[(at + step + list.length) % list.length];
    if (!next || list.length < 2) {
      return false;
    }
    this.chooseWindow(next.windowId);
    return true;
  }

  /** Gives the keyboard to the next pane of the window; false if there is only one. */
  stepPane(): boolean {
    const list = this.window?.panes ?? [];
    const at = list.findIndex((pane) => pane.paneId === this.panes.active?.paneId);
    const next = list[(at + 1) % list.length];
    if (!next || list.length < 2) {
      return false;
    }
    this.choosePane(next.paneId);
    return true;
  }

  private choosePane(paneId: string): void {
    const { window } = this;
    if (window) {
      this.panes.show(window, paneId);
      this.panes.active?.focus();
      if (this.settings.now.follow && this.writable) {
        this.commands.selectPane(paneId);
      }
    }
  }

  refresh(): void {
    this.panes.all.filter((pane) => !pane.root.hidden).forEach((pane) => pane.channel?.refresh());
    void this.model.look();
  }

  private changed(detail: SessionDetail): void {
    this.panes.forget(detail);
    const active = detail.windowList.find((window) => window.active);
    const pane = active?.panes.find((candidate) => candidate.active)?.paneId ?? "";
    const here = `${active?.windowId} ${pane}`;
    const moved = here !== this.activeInTmux;
    this.activeInTmux = here;
    if (!this.window || (moved && this.settings.now.follow)) {
      this.windowId = active?.windowId ?? detail.windowList[0]?.windowId;
    }
    this.arrange(moved && this.settings.now.follow ? pane : undefined);
    this.showExpected(detail);
    this.events.changed();
  }

  /** What was made here comes to the front once tmux tells of it. */
  private showExpected(detail: SessionDetail): void {
    const { windowId, paneId } = this.expected;
    if (windowId !== undefined && detail.windowList.some((window) => window.windowId === windowId)) {
      delete this.expected.windowId;
      this.chooseWindow(windowId);
    }
    if (paneId !== undefined && this.window?.panes.some((pane) => pane.paneId === paneId)) {
      delete this.expected.paneId;
      this.choosePane(paneId);
    }
  }

  private arrange(focus?: string): void {
    const { window } = this;
    if (window) {
      this.rangIn.delete(window.windowId);
      this.panes.show(window, focus);
    }
    this.draw();
  }

  private async moveBorder(border: { paneId: string; direction: string }, size: number): Promise<void> {
    const pane = this.window?.panes.find((candidate) => candidate.paneId === border.paneId);
    if (pane) {
      const across = border.direction === "vertical";
      await resizePane(this.socket, pane.paneId, across ? size : pane.cols, across ? pane.rows : size);
      await this.model.look();
    }
  }

  private paneFocused(pane: PaneView): void {
    const { window } = this;
    if (window && pane.paneId) {
      this.panes.grid.arrange(window, new Map(this.panes.all.map((view) => [view.paneId ?? "", view])), pane);
      const known = window.panes.find((candidate) => candidate.paneId === pane.paneId);
      if (known && !known.active && this.settings.now.follow && this.writable) {
        this.commands.selectPane(pane.paneId);
      }
    }
    this.draw();
  }

  private paneEnded(pane: PaneView, ending: Ending): void {
    if (ending.reason === "pane-ended" && this.detail) {
      void this.model.look(); // the rest of the session goes on, or is found to be gone
    } else if (pane === this.panes.active) {
      this.over(ending);
    }
  }

  private over(ending: Ending): void {
    this.ended = true;
    this.model.stop();
    const { title, text, again } = explainEnd(ending.code, ending.reason, this.options.sessionId);
    this.ending.replaceChildren(
      el("h2", {}, title),
      el("p", { class: "muted" }, text),
      el(
        "div",
        { class: "actions" },
        button("Back to sessions", "quiet", () => this.events.leave()),
        again && button("Try again", "primary", () => this.reconnect()),
      ),
    );
    this.draw();
    this.events.changed();
  }

  private reconnect(): void {
    this.socket.open();
    this.ended = false;
    this.windowId = undefined;
    this.panes.restart();
    this.model.start();
    this.panes.active?.focus();
    this.draw();
  }

  private ring(pane: PaneView): void {
    const home = this.detail?.windowList.find((window) => window.panes.some((known) => known.paneId === pane.paneId));
    if (home && home.windowId !== this.windowId) {
      this.rangIn.add(home.windowId);
      this.draw();
    }
    if (!this.shown) {
      this.rang = true;
      this.events.changed();
    }
  }

  private measureSoon(): void {
    clearTimeout(this.resizeTimer);
    this.resizeTimer = setTimeout(() => this.measure(), RESIZE_MILLIS);
  }

  private measure(): void {
    if (this.shown && this.started) {
      this.panes.measure();
      this.arrange();
    }
  }

  private draw(): void {
    const { grid, active, room } = this.panes;
    const status = active?.status;
    if (active && (this.window?.panes.length ?? 1) <= 1) {
      grid.alone(active);
    }
    const several = (this.window?.panes.length ?? 1) > 1 && !this.window?.zoomed;
    const size = several && this.window ? this.window : { cols: status?.cols ?? 0, rows: status?.rows ?? 0 };
    const fits = size.cols === room.cols && size.rows === room.rows;
    const known = active?.channel?.connection !== undefined;
    grid.letterbox = known && !fits;
    this.ending.hidden = !this.ended;
    this.windowBar.show(this.detail?.windowList ?? [], this.windowId, this.rangIn, this.writable);
    this.status.show({
      state: this.light,
      words: this.ended ? "Ended" : (status?.words ?? "Connecting ..."),
      size: known ? `${size.cols} × ${size.rows}${fits ? "" : ` (room for ${room.cols} × ${room.rows})`}` : "",
      sizeWords: fits ? "Columns and rows" : "tmux gives the window another size than this page has room for: others view it too",
      readOnly: status?.readOnly === true,
      copyMode: status?.copyMode === true,
      unsent: status?.unsent ?? "",
      lag: (status?.lag ?? 0) > 64 * 1024 ? `${Math.round(status!.lag / 1024)} KiB behind` : "",
      company: (status?.viewers ?? 0) > 1 ? count(status!.viewers, "viewer") : "",
    });
  }
}
