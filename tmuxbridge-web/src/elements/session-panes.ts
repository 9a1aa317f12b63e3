/**
 * The panes of a session that are viewed: one PaneView for each pane of the window shown, kept for a while when another
 * window is shown, so that coming back is instant.
 *
 * The first pane is viewed before anything is known of the session: the server says which one it is. So a terminal is
 * there after one round trip, and the windows around it follow.
 */
import { isSessionId } from "../client/index.js";
import type { BridgeSocket, SessionDetail, WindowInfo } from "../client/index.js";
import { focused } from "./dom.js";
import { PaneGrid } from "./pane-grid.js";
import type { Size } from "./pane-grid.js";
import { PaneView } from "./pane-view.js";
import type { PaneViewOptions } from "./pane-view-types.js";
import type { Remedy } from "./notices.js";
import { mayBeThePaneAlone } from "./session-end.js";
import type { SessionPanesEvents } from "./session-panes-types.js";
import type { Settings } from "./settings.js";
import { StageFollow } from "./stage-follow.js";
import { takePlaces } from "./webgl.js";
import type { PlaceTaker } from "./webgl.js";

/** Panes of windows not shown that stay connected. */
const KEPT = 12;

export class SessionPanes implements PlaceTaker {
  private readonly views = new Map<string, PaneView>();
  private first: PaneView | undefined;
  private activeNow: PaneView | undefined;
  private roomNow: Size = { cols: 80, rows: 24 };
  private visible = false;
  /** Whether it was visible and had room when that was last measured: where the page does not display it, it has none. */
  private displayed = false;
  /** A pane that is gone had the keyboard; if nothing has it since, the next one is to. */
  private lostKeyboard = false;
  private readonly follow: StageFollow;

  constructor(
    readonly socket: BridgeSocket,
    private readonly settings: Settings,
    private options: PaneViewOptions,
    readonly grid: PaneGrid,
    private readonly events: SessionPanesEvents,
  ) {
    this.follow = new StageFollow(grid.root, () => this.activeNow);
  }

  /** Every pane that is viewed. */
  get all(): PaneView[] {
    return this.first ? [this.first, ...this.views.values()] : [...this.views.values()];
  }

  /** The pane that keys go to. */
  get active(): PaneView | undefined {
    return this.activeNow;
  }

  /** Whether it is the session as a whole, as tmux draws it, and no panes of it. */
  get whole(): boolean {
    return this.options.view === "mirror";
  }

  /** Views the session as a whole, or its panes, from the next start on. */
  view(whole: boolean): void {
    const { view: _, ...options } = this.options;
    this.options = whole ? { ...options, view: "mirror" } : options;
  }

  /** The session is called so from now on; where it goes by its `$id` that goes on. */
  renamed(name: string): void {
    const { sessionId } = this.options;
    this.options = { ...this.options, sessionId: isSessionId(sessionId) ? sessionId : name };
    this.all.forEach((pane) => pane.channel?.renamed(name));
  }

  /** Says something over the pane that has the keyboard. */
  say(text: string, ...remedies: Remedy[]): void {
    this.activeNow?.notices.say(text, ...remedies);
  }

  /** What there is room for: what every pane's viewer wishes its window to have. */
  get room(): Size {
    return this.roomNow;
  }

  /** Views the session's active pane. */
  start(): void {
    const pane = (this.first = this.activeNow = this.make(this.options));
    this.grid.add(pane);
    pane.open();
    this.displayed = this.visible && this.grid.room() !== undefined;
    this.drawn();
    this.measure();
    pane.connect(this.roomNow, this.seen);
    this.grid.alone(pane);
  }

  /** Shows a window; `focus` names the pane that keys are to go to. */
  show(window: WindowInfo, focus: string | undefined): void {
    if (this.first) {
      return; // until it is known which pane it is; where the session is viewed as a whole it is none
    }
    const shown = window.zoomed ? window.panes.filter((pane) => pane.active) : window.panes;
    const accelerated = takePlaces(this, this.displayed ? shown.length : 0);
    const had = this.activeNow?.hasKeyboard === true || (this.lostKeyboard && focused() === document.body);
    this.lostKeyboard = false;
    for (const [paneId, view] of this.views) {
      const on = shown.some((pane) => pane.paneId === paneId);
      view.root.hidden = !on;
      view.emulator.setVisible(on && this.displayed, accelerated);
      view.channel?.setVisible(on && this.seen);
    }
    for (const { paneId } of shown) {
      if (!this.views.has(paneId)) {
        this.add(paneId, accelerated);
      }
    }
    this.activate(shown, focus, had);
    this.measure();
    this.grid.arrange(window, this.views, this.activeNow);
  }

  /** A window's only pane, or the one known so far, stands alone. */
  placeAlone(window: WindowInfo | undefined): void {
    if (this.activeNow && (window?.panes.length ?? 1) <= 1) {
      this.grid.alone(this.activeNow);
    }
  }

  /**
   * Lets go of panes that are no more, and of the oldest of those that are not shown; also of those that have ended
   * here although they live: they are viewed anew, by the name that the session has now.
   */
  forget(detail: SessionDetail): void {
    const living = new Set(detail.windowList.flatMap((window) => window.panes.map((pane) => pane.paneId)));
    const hidden = [...this.views].filter(([, view]) => view.root.hidden);
    const excess = new Set(hidden.slice(0, Math.max(0, hidden.length - KEPT)).map(([paneId]) => paneId));
    for (const [paneId, view] of this.views) {
      if (!living.has(paneId) || excess.has(paneId) || mayBeThePaneAlone(view.channel?.ending)) {
        this.remove(paneId, view);
      }
    }
  }

  /** Measures the room and wishes for it. */
  measure(): void {
    this.grid.measure(this.activeNow);
    if (!this.visible) {
      return;
    }
    const room = this.grid.room();
    if (room) {
      this.roomNow = room;
      this.all.forEach((pane) => pane.wish(room.cols, room.rows));
    }
    if (this.displayed !== (room !== undefined)) {
      this.displayed = !this.displayed;
      this.drawn();
      this.tellVisible(); // after the wish: what is seen has a say by the room that it has now
    }
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
    this.displayed = visible && this.grid.room() !== undefined;
    this.drawn();
    this.tellVisible();
  }

  /** One that waited for places takes them. */
  placesAreFree(): void {
    this.drawn();
  }

  /** Has those drawn that are displayed, with WebGL if there are places for them all. */
  private drawn(): void {
    const shown = this.all.filter((pane) => !pane.root.hidden);
    const accelerated = takePlaces(this, this.displayed ? shown.length : 0);
    shown.forEach((pane) => pane.emulator.setVisible(this.displayed, accelerated));
  }

  /** Tells the server who is seen now: panes that nobody looks at have no say about sizes. */
  tellVisible(): void {
    this.all.forEach((pane) => pane.channel?.setVisible(this.seen && !pane.root.hidden));
  }

  private get seen(): boolean {
    return this.displayed && document.visibilityState === "visible";
  }

  /** Connects everything anew after an end. */
  restart(): void {
    this.close();
    this.start();
  }

  close(): void {
    this.all.forEach((pane) => pane.close());
    takePlaces(this, 0);
    this.views.clear();
    this.first = this.activeNow = undefined;
  }

  private add(paneId: string, accelerated: boolean): void {
    const pane = this.make({ ...this.options, paneId });
    this.views.set(paneId, pane);
    this.grid.add(pane);
    pane.open();
    pane.emulator.setVisible(this.displayed, accelerated);
    pane.connect(this.roomNow, this.seen);
  }

  private activate(shown: { paneId: string; active: boolean }[], focus: string | undefined, had: boolean): void {
    const { activeNow } = this;
    const stays = activeNow?.root.hidden === false && shown.some((pane) => this.views.get(pane.paneId) === activeNow);
    const wanted = focus ?? (stays ? undefined : (shown.find((pane) => pane.active) ?? shown[0])?.paneId);
    const next = wanted === undefined ? undefined : this.views.get(wanted);
    if (next && next !== activeNow) {
      this.activeNow = next;
      this.follow.moved();
      if (had) {
        next.focus();
      }
    }
  }

  private remove(paneId: string, view: PaneView): void {
    this.views.delete(paneId);
    this.lostKeyboard ||= view.hasKeyboard;
    if (this.activeNow === view) {
      this.activeNow = undefined;
    }
    view.close();
  }

  private make(options: PaneViewOptions): PaneView {
    const { events } = this;
    const pane: PaneView = new PaneView(this.socket, this.settings, options, {
      changed: () => events.changed(),
      connected: (connected) => {
        if (this.first === pane && !this.whole) {
          this.first = undefined;
          this.views.set(connected.paneId, pane);
        }
        events.connected(pane, connected);
      },
      told: (event) => events.told(event),
      ended: (ending) => events.ended(pane, ending),
      rang: () => events.rang(pane),
      action: (action) => events.action(action),
      clipboard: (text) => events.clipboard(text),
      selected: (text) => events.selected(text),
      redrawn: () => events.redrawn(),
      mayType: (quietly) => events.mayType(quietly),
      moved: () => pane === this.activeNow && this.follow.moved(),
      typed: () => this.follow.typed(),
      me: () => events.me?.(),
    });
    pane.root.addEventListener("focusin", () => {
      if (this.activeNow !== pane) {
        this.activeNow = pane;
        events.focused(pane);
      }
    });
    return pane;
  }
}
