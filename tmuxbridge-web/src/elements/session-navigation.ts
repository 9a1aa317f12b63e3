/**
 * Moving about in a session: which window shows, which pane has the keyboard, where borders stand. In step with tmux
 * both ways: its choice is followed here, and what is chosen here is chosen there, if this viewer may write and wants
 * it so.
 */
import { resizePane } from "../client/index.js";
import type { Border, SessionDetail, SessionModel } from "../client/index.js";
import { focused } from "./dom.js";
import type { PaneView } from "./pane-view.js";
import type { SessionView } from "./session-view.js";
import type { SessionWindows } from "./session-windows.js";
import { inWords } from "./words.js";

export class SessionNavigation {
  private askedFrom: Element | undefined;

  constructor(
    private readonly view: SessionView,
    private readonly windows: SessionWindows,
    private readonly model: SessionModel,
  ) {}

  /** tmux has this now: shows what it chose, and what was made here and has come. */
  update(detail: SessionDetail): void {
    this.arrange(this.windows.update(detail, this.view.settings.now.follow));
    this.showArrived();
  }

  /** Puts the panes of the window where tmux has them; `focus` names the one that is to have the keyboard. */
  arrange(focus?: string): void {
    const window = this.windows.current;
    if (window) {
      this.windows.rang.delete(window.windowId);
      this.view.panes.show(window, focus);
    }
    this.view.draw();
  }

  /** Shows another window, in tmux too if wanted. */
  chooseWindow(windowId: string): void {
    this.showWindow(windowId);
    this.view.panes.active?.focus();
  }

  /** Gives the keyboard to another pane of the window, in tmux too if wanted. */
  choosePane(paneId: string): void {
    this.showPane(paneId);
    this.view.panes.active?.focus();
  }

  private showWindow(windowId: string): void {
    this.windows.choose(windowId);
    this.arrange();
    if (this.leads) {
      void this.chooseInTmux(windowId, this.view.commands.selectWindow(windowId));
    }
  }

  /** Keys for a pane go to this one now; where the keyboard is elsewhere, it stays there. */
  private showPane(paneId: string): void {
    this.arrange(paneId);
    if (this.leads) {
      void this.chooseInTmux(paneId, this.view.commands.selectPane(paneId));
    }
  }

  /**
   * A window or pane was made here, as the element `askedFrom` was told: it comes to the front as soon as it is known,
   * which it may be already. Whoever types elsewhere by then goes on there.
   */
  expect(made: { windowId?: string; paneId?: string }, askedFrom: Element | undefined): void {
    this.askedFrom = askedFrom;
    this.windows.expect(made);
    this.showArrived();
  }

  /** Shows the window `step` places further; false if there is only one. */
  stepWindow(step: number): boolean {
    const next = this.windows.beside(step);
    return next !== undefined && (this.chooseWindow(next), true);
  }

  /** Gives the keyboard to the next pane of the window; false if there is only one. */
  stepPane(): boolean {
    const next = this.windows.after(this.view.panes.active?.paneId);
    return next !== undefined && (this.choosePane(next), true);
  }

  /** A pane was given the keyboard by a click or the like. */
  focused(pane: PaneView): void {
    if (this.view.panes.whole) {
      return;
    }
    const known = this.windows.current?.panes.find((candidate) => candidate.paneId === pane.paneId);
    this.arrange();
    if (known && (!known.active || this.windows.choiceIsUnderWay) && this.leads) {
      void this.chooseInTmux(known.paneId, this.view.commands.selectPane(known.paneId));
    }
  }

  /** A border was moved: gives the pane before it another size. Rejects if that is refused, which is told. */
  async moveBorder(border: Border, size: number): Promise<void> {
    const pane = this.windows.current?.panes.find((candidate) => candidate.paneId === border.paneId);
    if (pane) {
      const across = border.direction === "vertical";
      const [cols, rows] = across ? [size, pane.rows] : [pane.cols, size];
      try {
        await resizePane(this.view.panes.socket, pane.paneId, cols, rows);
      } catch (failure) {
        this.view.panes.say(inWords(failure as Error));
        throw failure;
      }
      void this.model.look(); // the next place of a border that is dragged waits for tmux alone
    }
  }

  /** Whatever tmux tells before it has taken the last choice does not move the keyboard, but is made up for then. */
  private async chooseInTmux(id: string, taken: Promise<void>): Promise<void> {
    this.windows.choosing(id);
    await taken;
    const { detail } = this.model;
    if (this.windows.settled() && detail && this.view.panes.active) {
      this.update(detail);
    }
  }

  private showArrived(): void {
    const { windowId, paneId } = this.windows.arrived();
    const free = this.keyboardIsFree;
    if (windowId) {
      this.showWindow(windowId);
    }
    if (paneId) {
      this.showPane(paneId);
    }
    if (free && (windowId ?? paneId)) {
      this.view.panes.active?.focus();
    }
  }

  /** Nobody has taken the keyboard elsewhere since something was made here. */
  private get keyboardIsFree(): boolean {
    const at = focused();
    const { all } = this.view.panes;
    return !at || at === document.body || at === this.askedFrom || all.some(({ root }) => root.contains(at));
  }

  private get leads(): boolean {
    return this.view.settings.now.follow && this.view.writable;
  }
}
