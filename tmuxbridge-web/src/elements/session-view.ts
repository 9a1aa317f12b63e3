/**
 * One session: its windows as tabs, the panes of one window as tmux has laid them out, a find bar, a status line, and
 * what has to be said over it. In step with tmux both ways: what happens there shows here, and what is chosen here is
 * chosen there, if this viewer may write and wants it so.
 *
 * It connects when it is first shown, because only then can it be measured.
 */
import { SessionModel } from "../client/index.js";
import type { BridgeSocket, Ending, Environment, SessionDetail } from "../client/index.js";
import { focusedBeside } from "./dom.js";
import type { FindBar } from "./find-bar.js";
import { SessionActions } from "./session-actions.js";
import { SessionBell } from "./session-bell.js";
import { SessionCommands } from "./session-commands.js";
import { PaneGrid } from "./pane-grid.js";
import type { PaneView } from "./pane-view.js";
import { SessionEnd, mayBeThePaneAlone } from "./session-end.js";
import { SessionFacts } from "./session-facts.js";
import { SessionFrame } from "./session-frame.js";
import { SessionNavigation } from "./session-navigation.js";
import { SessionPanes } from "./session-panes.js";
import type { Settings } from "./settings.js";
import { gathered, whenSeen } from "./browser.js";
import { shownSize } from "./session-status.js";
import { People } from "./people.js";
import { SessionWindows } from "./session-windows.js";
import type { SessionViewEvents, SessionViewOptions } from "./session-view-types.js";
import type { Light } from "./pane-status.js";
import { WholeOffer } from "./whole-offer.js";

export class SessionView extends SessionFacts {
  readonly panes: SessionPanes;
  readonly commands: SessionCommands;
  readonly people: People;
  readonly bell: SessionBell;
  readonly whole: WholeOffer;
  protected readonly model: SessionModel;
  private readonly actions: SessionActions;
  readonly navigation: SessionNavigation;
  protected readonly end: SessionEnd;
  private readonly frame: SessionFrame;
  readonly windows = new SessionWindows();
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
    this.whole = new WholeOffer(socket);
    this.model = new SessionModel(environment, socket, sessionId);
    const grid = new PaneGrid((border, size) => this.navigation.moveBorder(border, size));
    this.people = new People(socket, sessionId, {
      changed: () => this.draw(),
      say: (text, ...remedies) => this.panes.say(text, ...remedies),
      size: () => ({ ...shownSize(this.arranged, this.panes.active), owner: this.panes.active?.status.sizeOwner }),
      near: () => this.root,
    });
    this.panes = new SessionPanes(socket, settings, { ...options, fit: "window" }, grid, {
      changed: () => this.draw(),
      connected: () => {
        this.navigation.arrange();
        void this.whole.look();
        void this.people.lease.look();
      },
      told: (event) => [this.model, this.people].forEach((each) => each.told(event)),
      ended: (pane, ending) => this.paneEnded(pane, ending),
      rang: (pane) => this.ring(pane),
      action: (action) => this.actions.run(action),
      clipboard: (text) => this.actions.offerClipboard(text),
      selected: (text) => this.actions.selected(text),
      redrawn: () => this.measureSoon(),
      mayType: (quietly) => this.people.mayType(quietly),
      me: () => this.people.lease.me,
      focused: (pane) => this.navigation.focused(pane),
    });
    this.commands = new SessionCommands(
      socket,
      () => this.name,
      () => this.model.look(),
      (text) => this.panes.say(text),
      () => this.root,
    );
    this.navigation = new SessionNavigation(this, this.windows, this.model);
    this.actions = new SessionActions(this);
    this.frame = new SessionFrame(this, socket, this.actions, () => this.reconnect());
    this.end = new SessionEnd(this.frame.cover);
    this.bell.watch(this.root);
    this.observer = new ResizeObserver(() => this.measureSoon());
    this.unlisten = [
      socket.on("roundTrip", () => this.draw()),
      socket.on("event", (event) => this.model.told(event)),
      socket.on("state", (state) => state === "live" && this.started && void this.model.look()),
      settings.on("change", () => this.measureSoon()),
      whenSeen(() => this.panes.tellVisible()),
      this.model.on("change", (detail) => this.changed(detail)),
      this.model.on("renamed", (name) => this.renamed(name)),
      this.model.on(
        "gone",
        () => this.end.over || this.over({ code: 4404, reason: this.detail ? "session-ended" : "" }),
      ),
    ];
    this.draw();
  }

  get root(): HTMLElement {
    return this.frame.root;
  }

  get findBar(): FindBar {
    return this.frame.findBar;
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
  }

  focus(): void {
    if (this.end.cover.root.hidden) {
      this.panes.active?.focus();
    } else {
      this.end.cover.root.focus();
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
    this.frame.dispose();
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

  /** Has found out what the session is called now, where one was found before. */
  async settled(): Promise<void> {
    if (this.detail) {
      await this.model.look();
    }
  }

  private renamed(name: string): void {
    this.people.lease.sessionId = name;
    this.panes.renamed(name);
    this.frame.named(name);
    this.events.renamed(name);
    if (this.end.over) {
      this.end.forget(); // it was only asked for by the name that it had
    }
  }

  private paneEnded(pane: PaneView, ending: Ending): void {
    const active = () => pane === this.panes.active && this.shown && !this.end.over;
    if (mayBeThePaneAlone(ending) && this.detail && !this.panes.whole) {
      // The rest of the session goes on, or is found to be gone, or to have another name.
      void this.model.look().then(() => active() && this.over(ending));
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
    const hadKeyboard = this.root.contains(focusedBeside(this.root));
    this.socket.open();
    this.end.takeBack();
    this.windows.forget();
    this.panes.restart();
    this.model.start();
    if (hadKeyboard) {
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
    this.frame.draw();
    const { light } = this;
    if (light !== this.toldLight) {
      this.toldLight = light;
      this.events.changed();
    }
  }
}
