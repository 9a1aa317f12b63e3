/**
 * `<tmux-terminal session="build">`: one pane and nothing around it. The window takes the element's size if the server
 * lets this viewer decide.
 *
 * Attributes: `url`, `session`, `pane` (`%4`; else the active one), `view` (`pane` or `mirror`), `access` (`read` to
 * watch). Events: `tmux-state`, `tmux-title`, `tmux-bell`, `tmux-end` with {code, reason}, `tmux-clipboard` with
 * {text}, `tmux-renamed` with {session}: the attribute is the new name by then. Attributes are properties too.
 */
import type { BridgeSocket, Ending, ServerEvent } from "../client/index.js";
import { whenSeen } from "./browser.js";
import { el } from "./dom.js";
import { copySelected, emulatorAction } from "./emulator-actions.js";
import { EndingCover } from "./ending-cover.js";
import { PaneGrid } from "./pane-grid.js";
import { mayBeThePaneAlone } from "./session-end.js";
import { SessionPanes } from "./session-panes.js";
import type { Action } from "./shortcuts.js";
import { TmuxElement } from "./tmux-element.js";
import { watchTouches } from "./touch.js";
import { Whereabouts } from "./whereabouts.js";

export class TmuxTerminal extends TmuxElement {
  private panes: SessionPanes | undefined;
  private unlisten: readonly (() => void)[] = [];
  private cover: EndingCover | undefined;
  private whereabouts: Whereabouts | undefined;

  /** The emulator, once there is one: an xterm.js Terminal. */
  get terminal() {
    return this.panes?.active?.emulator.terminal;
  }

  /** The channel that feeds it. */
  get channel() {
    return this.panes?.active?.channel;
  }

  override focus(): void {
    this.panes?.active?.focus();
  }

  /** Draws the screen again. */
  refresh(): void {
    this.channel?.refresh();
  }

  protected begin(socket: BridgeSocket): void {
    const { session, pane, view, access } = this;
    const sessionId = session ?? "";
    const grid = new PaneGrid(() => Promise.resolve());
    const cover = new EndingCover(
      () => this.session ?? "",
      [grid.root],
      undefined,
      () => {
        cover.hide();
        socket.open();
        panes.restart();
        panes.active?.focus(); // the button that had the keyboard is gone
      },
    );
    const panes = new SessionPanes(
      socket,
      this.settings,
      {
        sessionId,
        ...(pane ? { paneId: pane } : {}),
        ...(view === "mirror" ? { view: "mirror" } : {}),
        ...(access === "read" ? { access: "read" } : {}),
      },
      grid,
      {
        changed: () => this.redraw(),
        connected: () => {
          this.redraw();
          void whereabouts.look();
        },
        told: (event) => this.told(event),
        ended: (_, ending) => void this.ended(ending, panes),
        rang: () => this.fire("bell", {}),
        action: (action) => this.act(action),
        clipboard: (text) => this.fire("clipboard", { text }),
        selected: (text) => copySelected(text, this.settings),
        redrawn: () => this.measure(),
        mayType: () => true,
        focused: () => undefined,
      },
    );
    const whereabouts = new Whereabouts(socket, () => this.session ?? "");
    this.panes = panes;
    this.cover = cover;
    this.whereabouts = whereabouts;
    this.replaceChildren(
      el("section", { class: "terminal-view" }, el("div", { class: "screen" }, grid.root, cover.root)),
    );
    watchTouches(panes, this.settings);
    panes.setVisible(true);
    panes.start();
    const observer = new ResizeObserver(() => this.measure());
    observer.observe(grid.root);
    this.unlisten = [
      () => observer.disconnect(),
      whenSeen(() => panes.tellVisible()),
      this.settings.on("change", () => this.measure()),
    ];
  }

  protected end(): void {
    this.unlisten.forEach((end) => end());
    this.panes?.close();
    this.panes = undefined;
  }

  private told({ name, newName }: ServerEvent): void {
    if (name === "title") {
      this.fire("title", { title: this.panes?.active?.title ?? "" });
    } else if (name === "session-renamed" && typeof newName === "string") {
      this.panes?.renamed(newName);
      this.renamed(newName);
    }
  }

  /** It may go on by the name that the session got while nobody could be told. */
  private async ended(ending: Ending, panes: SessionPanes): Promise<void> {
    const name = mayBeThePaneAlone(ending) ? await this.whereabouts?.newName() : undefined;
    if (this.panes !== panes) {
      return; // something else is shown by now
    }
    if (name === undefined) {
      this.cover?.show(ending);
      this.fire("end", ending);
      return;
    }
    const hadKeyboard = panes.active?.hasKeyboard;
    panes.renamed(name);
    panes.restart();
    if (hadKeyboard) {
      panes.active?.focus();
    }
    this.renamed(name); // last: who hears of it may end this
  }

  /** A key of this client. Those for which it takes the rest of a session are the program's. */
  private act(action: Action): boolean {
    const pane = this.panes?.active;
    if (action === "refresh") {
      this.refresh();
      return true;
    }
    return pane !== undefined && emulatorAction(action, pane, this.settings);
  }

  private measure(): void {
    this.panes?.measure();
    this.redraw();
  }

  private redraw(): void {
    const pane = this.panes?.active;
    if (this.panes && pane) {
      const { grid, room } = this.panes;
      const { cols, rows } = pane.status;
      grid.alone(pane);
      grid.letterbox = pane.channel?.connection !== undefined && (cols !== room.cols || rows !== room.rows);
      this.fire("state", pane.status);
    }
  }
}
