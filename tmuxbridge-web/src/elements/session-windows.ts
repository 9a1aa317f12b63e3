/**
 * Which window of a session is shown, and why: what tmux's current window is, what was chosen here, what was made here
 * and has yet to come. Knows of bells in windows that are not shown.
 */
import type { SessionDetail, WindowInfo } from "../client/index.js";

export class SessionWindows {
  private detail: SessionDetail | undefined;
  private currentId: string | undefined;
  private activeInTmux = "";
  /** What was chosen here last, and how many choices tmux has not yet taken or refused. */
  private chosen = "";
  private choicesUnderWay = 0;
  private expectedWindow: string | undefined;
  private expectedPane: string | undefined;
  /** Windows whose bell rang while they were not shown. */
  readonly rang = new Set<string>();

  get all(): WindowInfo[] {
    return this.detail?.windowList ?? [];
  }

  /** The window that is shown. */
  get current(): WindowInfo | undefined {
    return this.all.find((window) => window.windowId === this.currentId);
  }

  /** Shows another window. */
  choose(windowId: string): void {
    this.currentId = windowId;
    this.rang.delete(windowId);
  }

  /** A window or pane that was chosen here is on its way to tmux: call `settled` once it has been taken or refused. */
  choosing(id: string): void {
    this.chosen = id;
    this.choicesUnderWay++;
  }

  /** tmux has taken or refused a choice. True if none is under way any more. */
  settled(): boolean {
    return --this.choicesUnderWay === 0;
  }

  get choiceIsUnderWay(): boolean {
    return this.choicesUnderWay > 0;
  }

  /** A window or pane was made here: it is to come to the front once tmux tells of it. */
  expect(made: { windowId?: string; paneId?: string }): void {
    this.expectedWindow = made.windowId ?? this.expectedWindow;
    this.expectedPane = made.paneId ?? this.expectedPane;
  }

  /**
   * tmux has this now. Returns the pane to give the keyboard to, if tmux's own choice moved and is to be followed. While
   * choices made here are under way it may be one of the earlier ones: then only the last one counts.
   */
  update(detail: SessionDetail, follow: boolean): string | undefined {
    this.detail = detail;
    const active = detail.windowList.find((window) => window.active);
    const pane = active?.panes.find((candidate) => candidate.active)?.paneId ?? "";
    const here = `${active?.windowId} ${pane}`;
    const counts = !this.choiceIsUnderWay || pane === this.chosen || active?.windowId === this.chosen;
    const moved = counts && here !== this.activeInTmux;
    this.activeInTmux = counts ? here : this.activeInTmux;
    if (!this.current || (moved && follow)) {
      this.currentId = active?.windowId ?? detail.windowList[0]?.windowId;
    }
    return moved && follow ? pane : undefined;
  }

  /** What was made here and has come, once. */
  arrived(): { windowId?: string; paneId?: string } {
    const windowId = this.all.find((window) => window.windowId === this.expectedWindow)?.windowId;
    const paneId = this.current?.panes.find((pane) => pane.paneId === this.expectedPane)?.paneId;
    if (windowId) {
      this.expectedWindow = undefined;
    }
    if (paneId) {
      this.expectedPane = undefined;
    }
    return { ...(windowId ? { windowId } : {}), ...(paneId ? { paneId } : {}) };
  }

  /** A bell rang in a pane. True if it is in a window that is not shown. */
  ring(paneId: string | undefined): boolean {
    const home = this.all.find((window) => window.panes.some((pane) => pane.paneId === paneId));
    if (!home || home.windowId === this.currentId) {
      return false;
    }
    this.rang.add(home.windowId);
    return true;
  }

  /** The window so many places further; undefined if there is only one. */
  beside(step: number): string | undefined {
    const { all } = this;
    const at = all.findIndex((window) => window.windowId === this.currentId);
    return all.length < 2 ? undefined : all[(at + step + all.length) % all.length]?.windowId;
  }

  /** The pane after this one in the window; undefined if there is only one. */
  after(paneId: string | undefined): string | undefined {
    const panes = this.current?.panes ?? [];
    const at = panes.findIndex((pane) => pane.paneId === paneId);
    return panes.length < 2 ? undefined : panes[(at + 1) % panes.length]?.paneId;
  }

  /** Everything is to be found out anew. */
  forget(): void {
    this.currentId = undefined;
    this.activeInTmux = "";
  }
}
