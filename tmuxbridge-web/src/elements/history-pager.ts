/**
 * tmux's history, paged into the emulator's scrollback as one scrolls towards its beginning. Where a page belongs is
 * found by the lines that both have, near where it should be: output may have moved everything between question and
 * answer. A page that does not fit is left out and asked for again.
 *
 * Lines are put before the others by way of xterm.js's own list of lines, for which it has no public method
 * (`scrollback-insert.ts`). Selection, search and links work in them as in all others.
 */
import type { Terminal } from "@xterm/xterm";
import { capturePane, platform } from "../client/index.js";
import type { Caller, Cancel, Environment } from "../client/index.js";
import { insertAtTop, mayMove } from "./scrollback-insert.js";
import type { Movable } from "./scrollback-insert.js";

/** Lines of a page. */
const PAGE = 1_000;
/** Lines asked for beyond those needed, to find where the page belongs. */
const OVERLAP = 60;
/** Lines that have to agree at least. */
const AGREEING = 8;
/** Nearer to the beginning than so many screens, the next page is asked for. */
const AHEAD = 2;
/** Lines that an emulator holds at the most. */
const MOST_LINES = 100_000;
const PAUSE_MILLIS = 300;
/**
 * A snapshot that comes sooner after another has more behind it, as with a pane that is shown as screens: the next would
 * drop the page that is asked for.
 */
const QUIET_MILLIS = 500;

export class HistoryPager {
  private readonly listeners: { dispose(): void }[] = [];
  private busy = false;
  private complete = false;
  private notBefore = 0;
  private generation = 0;
  private snapshotAt = -QUIET_MILLIS;
  private unasked: Cancel | undefined;
  /** Lines that the terminal is to hold without any pages. */
  private readonly usual: number | undefined;

  constructor(
    private readonly terminal: Terminal,
    private readonly caller: Caller,
    private readonly paneId: () => string | undefined,
    private readonly search?: Movable,
    private readonly clock: Pick<Environment, "now" | "later"> = platform(),
  ) {
    this.usual = terminal.options.scrollback;
  }

  /** Begins, once the terminal is on its stage. */
  listen(): void {
    this.listeners.push(this.terminal.onRender(() => void this.look()));
  }

  /**
   * Everything is drawn anew by a snapshot. Call the result when it has been parsed: it goes back to where one was
   * reading.
   */
  snapshot(): () => void {
    const { active } = this.terminal.buffer;
    const up = active.type === "normal" ? active.baseY - active.viewportY : 0;
    const now = this.clock.now();
    const wait = now - this.snapshotAt < QUIET_MILLIS ? QUIET_MILLIS : 0;
    this.snapshotAt = now;
    this.generation++;
    this.complete = false;
    this.unasked?.();
    return () => {
      this.dropRoom();
      if (up > 0) {
        this.terminal.scrollLines(-up);
      } else {
        this.beginIn(wait);
      }
    };
  }

  /** Without anything to scroll to nobody could ask for more. */
  private beginIn(millis: number): void {
    this.unasked?.();
    this.unasked = this.clock.later(millis, () => {
      const { active } = this.terminal.buffer;
      if (this.busy) {
        this.beginIn(QUIET_MILLIS);
      } else if (active.type === "normal" && active.baseY === 0) {
        void this.page();
      }
    });
  }

  dispose(): void {
    this.generation++;
    this.unasked?.();
    this.listeners.forEach((listener) => listener.dispose());
  }

  /** Pages have raised what the terminal holds; a snapshot has dropped them. */
  private dropRoom(): void {
    const { options } = this.terminal;
    if (this.usual !== undefined && options.scrollback !== this.usual) {
      options.scrollback = this.usual;
    }
  }

  private async look(): Promise<void> {
    const { buffer, rows } = this.terminal;
    const reading = buffer.active.type === "normal" && buffer.active.viewportY < buffer.active.baseY;
    if (reading && buffer.active.viewportY < rows * AHEAD && this.clock.now() >= this.notBefore) {
      await this.page();
    }
  }

  /** Asks for one page; false if there was none to be had. */
  async page(): Promise<boolean> {
    const paneId = this.paneId();
    const { terminal, search } = this;
    const held = terminal.buffer.normal.baseY;
    if (this.busy || this.complete || paneId === undefined || !mayMove(terminal, search) || held >= MOST_LINES) {
      return false;
    }
    this.busy = true;
    const { generation } = this;
    try {
      const { lines, start, historySize, wrapped } = await capturePane(
        this.caller,
        paneId,
        -(held + PAGE),
        -held - 1 + OVERLAP,
        "ansi",
      );
      if (generation !== this.generation) {
        return false;
      }
      const goesOn = new Set(wrapped.map((line) => line - start));
      const added = await insertAtTop(terminal, { lines, start, goesOn }, AGREEING, search);
      if (generation !== this.generation) {
        return false; // a snapshot has come meanwhile: what is held then is not what was paged in
      }
      this.complete = added !== undefined && start <= -historySize;
      return added !== undefined && added > 0;
    } catch {
      return false; // refused, or the line is down: asked again when one scrolls on
    } finally {
      this.busy = false;
      this.notBefore = this.clock.now() + PAUSE_MILLIS;
    }
  }
}
