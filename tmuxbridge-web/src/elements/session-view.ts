/**
 * One session: its windows as tabs, the panes of one window as tmux has laid them out, a find bar, a status line, and
 * what has to be said over it. In step with tmux both ways: what happens there shows here, and what is chosen here is
 * chosen there, if this viewer may write and wants it so.
 *
 * It connects when it is first shown, because only then can it be measured.
 */
import { SessionModel } from "../client/index.js";
import type { BridgeSocket, Ending, Environment, SessionDetail } from "../client/index.js";
import { area } from "./areas.js";
import { SessionActions } from "./session-actions.js";
import { SessionBell } from "./session-bell.js";
import { SessionCommands } from "./session-commands.js";
import { el } from "./dom.js";
import { EndingCover } from "./ending-cover.js";
import { FindBar } from "./find-bar.js";
import { KeyBar } from "./key-bar.js";
import { PaneGrid } from "./pane-grid.js";
import type { PaneView } from "./pane-view.js";
import { SessionEnd } from "./session-end.js";
import { SessionFacts } from "./session-facts.js";
import { SessionNavigation } from "./session-navigation.js";
import { SessionPanes } from "./session-panes.js";
import type { Settings } from "./settings.js";
import { gathered, whenFocusLost, whenSeen } from "./browser.js";
import { describe, shownSize, statusLine } from "./session-status.js";
import { People } from "./people.js";
import { SessionWindows } from "./session-windows.js";
import type { SessionViewEvents, SessionViewOptions } from "./session-view-types.js";
import type { StatusLine } from "./status-line.js";
import type { Light } from "./pane-status.js";
import { watchTouches } from "./touch.js";
import { WindowBar } from "./window-bar.js";

export class SessionView extends SessionFacts {
  readonly root: HTMLElement;
  readonly panes: SessionPanes;
  readonly commands: SessionCommands;
  readonly people: People;
  readonly findBar: FindBar;
  readonly bell: SessionBell;
  /** Whether the server draws whole sessions as well. */
  offersWhole = false;
  protected readonly model: SessionModel;
  private readonly actions: SessionActions;
  readonly navigation: SessionNavigation;
  private readonly windowBar: WindowBar;
  protected readonly end: SessionEnd;
  private readonly status: StatusLine;
  private readonly keyBar: KeyBar;
  protected readonly windows = new SessionWindows();
  private readonly observer: ResizeObserver;
  private readonly unlisten: (() => void)[];
  private started = false;
  private shown = false;
  private toldLight: Light = "busy"; // as it is at first: nobody is told before this is made
  private readonly measureSoon = gathered(60, () => this.measure());

  constructor(
    private readonly socket: BridgeSocket,
    readonly settings: Settings,
    environment: Environment,
    readonly options: SessionViewOptions,
    readonly events: SessionViewEvents,
  ) {
    super();
    const { sessionId } = options;
    this.bell = new SessionBell(
      () => this.shown,
      () => events.changed(),
    );
    this.model = new SessionModel(environment, socket, sessionId);
    const grid = new PaneGrid((border, size) => this.navigation.moveBorder(border, size));
    this.people = new People(socket, sessionId, {
      changed: () => this.draw(),
      say: (text, ...remedies) => this.panes.say(text, ...remedies),
      size: () => ({ ...shownSize(this.arranged, this.panes.active), owner: this.panes.active?.status.sizeOwner }),
    });
    this.panes = new SessionPanes(socket, settings, { ...options, fit: "window" }, grid, {
      changed: () => this.draw(),
      connected: () => {
        this.navigation.arrange();
        void this.lookForViews();
        void this.people.lease.look();
      },
      told: (event) => [this.model, this.people].forEach((each) => each.told(event)),
      ended: (pane, ending) => this.paneEnded(pane, ending),
      rang: (pane) => this.ring(pane),
      action: (action) => this.actions.run(action),
      clipboard: (text) => this.actions.offerClipboard(text),
      selected: (text) => this.actions.selected(text),
      mayType: () => this.people.mayType(),
      me: () => this.people.lease.me,
      focused: (pane) => this.navigation.focused(pane),
    });
    this.commands = new SessionCommands(
      socket,
      () => this.name,
      () => void this.model.look(),
      (text) => this.panes.say(text),
    );
    this.navigation = new SessionNavigation(this, this.windows, this.model);
    this.actions = new SessionActions(this);
    this.windowBar = new WindowBar({
      select: (windowId) => this.navigation.chooseWindow(windowId),
      rename: (window) => this.commands.renameWindow(window),
      kill: (window) => this.commands.killWindow(window),
      act: (action) => void this.actions.run(action),
    });
    this.findBar = new FindBar(
      () => this.panes.active,
      socket,
      () => this.panes.active?.focus(),
    );
    this.status = statusLine(this, this.actions);
    this.keyBar = new KeyBar(settings, () => this.panes.active);
    const covered = [grid.root, this.findBar.root, this.keyBar.root, this.windowBar.root];
    const cover = new EndingCover(
      () => this.name,
      covered,
      events.leave,
      () => this.reconnect(),
    );
    this.end = new SessionEnd(cover);
    const screen = el("div", { class: "screen" }, grid.root, this.findBar.root, cover.root);
    const parts = [this.windowBar.root, screen, this.keyBar.root, this.status.root].map(area);
    this.root = el(
      "section",
      { class: "terminal-view", attributes: { "aria-label": `Session ${sessionId}` } },
      ...parts,
    );
    this.root.addEventListener("keydown", (event) => this.actions.key(event));
    this.bell.watch(this.root);
    grid.root.addEventListener("contextmenu", (event) => this.actions.contextMenu(event));
    watchTouches(grid.root, settings, () => this.panes.active);
    this.observer = new ResizeObserver(() => this.measureSoon());
    this.unlisten = [
      socket.on("roundTrip", () => this.draw()),
      socket.on("event", (event) => this.model.told(event)),
      socket.on("state", (state) => state === "live" && this.started && void this.model.look()),
      settings.on("change", () => this.measureSoon()),
      whenSeen(() => this.panes.tellVisible()),
      whenFocusLost(() => this.shown && !this.end.over && this.panes.active?.focus()),
      this.model.on("change", (detail) => this.changed(detail)),
      this.model.on("renamed", (name) => this.renamed(name)),
      this.model.on(
        "gone",
        () => this.end.over || this.over({ code: 4404, reason: this.detail ? "session-ended" : "" }),
      ),
    ];
    this.draw();
  }

  show(): void {
    this.root.hidden = false;
    this.shown = true;
    this.bell.heard();
    this.panes.setVisible(true); // before measuring: each renderer has a cell size of its own
    if (!this.started) {
      this.started = true;
      this.panes.start();
      this.observer.observe(this.panes.grid.root);
    }
    this.model.start();
    this.measure();
    this.focus();
  }

  focus(): void {
    if (this.end.over) {
      this.end.cover.root.focus();
    } else {
      this.panes.active?.focus();
    }
  }

  hide(): void {
    this.root.hidden = true;
    this.shown = false;
    this.model.stop();
    this.panes.setVisible(false);
  }

  /** Lets go of the session; it lives on. */
  close(): void {
    this.shown = false;
    this.unlisten.forEach((stop) => stop());
    this.observer.disconnect();
    this.model.stop();
    this.panes.close();
    this.root.remove();
  }

  refresh(): void {
    this.panes.all.filter((pane) => !pane.root.hidden).forEach((pane) => pane.channel?.refresh());
    void this.model.look();
  }

  /** Shows the session as a whole, as tmux draws it with status line and prefix keys, or pane by pane. */
  showWhole(whole: boolean): void {
    this.panes.view(whole);
    this.reconnect();
    void this.model.look(); // of what changed while the session was viewed as a whole nobody has told
  }

  private async lookForViews(): Promise<void> {
    if (!this.offersWhole) {
      const info = (await this.socket.call("server.info").catch(() => ({}))) as { views?: string[] };
      this.offersWhole = info.views?.includes("mirror") === true;
    }
  }

  private changed(detail: SessionDetail): void {
    if (this.end.isAnother(detail)) {
      this.reconnect();
    } else if (this.end.over) {
      return;
    }
    this.panes.forget(detail);
    this.navigation.update(detail);
    this.events.changed();
  }

  private renamed(name: string): void {
    this.people.lease.sessionId = name;
    this.panes.renamed(name);
    this.root.setAttribute("aria-label", `Session ${name}`);
    this.events.renamed(name);
    if (this.end.over) {
      this.end.forget(); // it was only asked for by the name that it had
    }
  }

  private paneEnded(pane: PaneView, ending: Ending): void {
    if (ending.reason === "pane-ended" && this.detail && !this.panes.whole) {
      void this.model.look(); // the rest of the session goes on, or is found to be gone
    } else if (pane === this.panes.active) {
      this.over(ending);
    }
  }

  private over(ending: Ending): void {
    this.end.begin(ending);
    this.draw();
    this.events.changed();
  }

  private reconnect(): void {
    this.socket.open();
    this.end.takeBack();
    this.windows.forget();
    this.panes.restart();
    if (this.shown) {
      this.model.start();
      this.focus();
    }
    this.draw();
  }

  private ring(pane: PaneView): void {
    if (this.windows.ring(pane.paneId)) {
      this.draw();
    }
    this.bell.ring();
  }

  private measure(): void {
    if (this.shown && this.started) {
      this.panes.measure();
      this.navigation.arrange();
    }
  }

  /** Shows what is true now. */
  draw(): void {
    const { grid, active, room } = this.panes;
    this.panes.placeAlone(this.arranged);
    const size = shownSize(this.arranged, active);
    grid.letterbox = active?.channel?.connection !== undefined && (size.cols !== room.cols || size.rows !== room.rows);
    this.windowBar.show(this.windows.all, this.window?.windowId, this.windows.rang, this.writable);
    this.windowBar.root.hidden ||= this.panes.whole; // tmux shows its windows itself
    this.keyBar.readOnly = active?.status.readOnly === true;
    const { light } = this;
    if (light !== this.toldLight) {
      this.toldLight = light;
      this.events.changed();
    }
    this.status.show(describe(active, size, room, light, this.people.words, this.people.lease.me));
  }
}
