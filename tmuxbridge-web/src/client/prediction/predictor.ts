/**
 * Prediction of local echo: shows what keys will do before the server answers, and takes it back where that was wrong.
 *
 * Told of every key, of every `echo-ack`, and of how far the emulator has parsed; asked what to show over the screen. A
 * guess is judged once the screen has the answer to its key: right guesses make way for the real thing, which looks the
 * same, and one wrong guess that was shown voids all of them.
 */
import { Answers } from "./answers.js";
import { Confidence } from "./confidence.js";
import type { PredictionMode } from "./confidence.js";
import { readKeys } from "./keys.js";
import { LineGuess } from "./line-guess.js";
import type { PredictedCell } from "./predicted-cell.js";
import type { Screen, ShownCell } from "./screen.js";

/** An answer of which a part may be on its way still: guesses that nothing contradicts are kept this long, in ms. */
export const GRACE_MILLIS = 120;

export interface Shown {
  cells: ShownCell[];
  /** Where the cursor is to be shown; absent where it is. */
  cursor?: { x: number; y: number };
  /** Whether to mark the cells as not yet certain. */
  marked: boolean;
}

const NOTHING: Shown = { cells: [], marked: false };

export class Predictor {
  readonly confidence = new Confidence();
  private readonly answers = new Answers();
  private readonly guess = new LineGuess();
  private rest: { x: number; y: number } | undefined;
  private lastInput = 0;

  constructor(private readonly now: () => number) {}

  /** Keys were typed, as input number `input`. */
  typed(data: string, input: number, screen: Screen): void {
    this.judge(screen);
    this.lastInput = input;
    for (const key of readKeys(data)) {
      this.guess.press(key, screen, input, this.now());
    }
  }

  /** Something else was sent: a paste, a mouse report. What it does is unknown. */
  disturbed(input: number): void {
    this.lastInput = input;
    this.guess.doubt();
  }

  echoed(seq: number, offset: number, screen: Screen): void {
    this.answers.echoed(seq, offset, this.now());
    this.judge(screen);
  }

  parsed(offset: number, screen: Screen): void {
    this.answers.parsedTo(offset, this.now());
    this.judge(screen);
  }

  /** The screen is another one: nothing guessed holds. */
  reset(): void {
    this.guess.reset();
    this.rest = undefined;
  }

  /** Another life of the stream, too: inputs are counted anew. */
  restart(): void {
    this.reset();
    this.answers.reset();
  }

  /** Whether anything waits to be judged. */
  get active(): boolean {
    return this.guess.active;
  }

  /** What to show over the screen. */
  show(mode: PredictionMode, screen: Screen): Shown {
    const oldest = Math.min(...this.guess.all.map((cell) => cell.made));
    if (Number.isFinite(oldest)) {
      this.confidence.waiting(this.now() - oldest);
    }
    if (!this.confidence.shows(mode, this.now())) {
      return NOTHING;
    }
    const cells = this.guess.shown(screen);
    const cursor = this.guess.cursors.filter((candidate) => !this.guess.isTentative(candidate)).pop();
    const moved = cursor && (cursor.x !== screen.cursorX || cursor.y !== screen.cursorY);
    return { cells, marked: this.confidence.marks, ...(moved ? { cursor: { x: cursor.x, y: cursor.y } } : {}) };
  }

  /** Looks what became of the guesses. Also to be called when GRACE_MILLIS have passed. */
  judge(screen: Screen): void {
    this.noticeStrangers(screen);
    for (const cell of this.guess.all) {
      if (!this.judgeCell(cell, screen)) {
        return;
      }
    }
    this.judgeCursor(screen);
    if (!this.guess.active) {
      this.rest = { x: screen.cursorX, y: screen.cursorY };
    }
  }

  /** The program moved the cursor though nobody typed: what it now is ready for is unknown, a password for example. */
  private noticeStrangers(screen: Screen): void {
    const { rest } = this;
    if (rest && !this.guess.active && (rest.x !== screen.cursorX || rest.y !== screen.cursorY)) {
      this.guess.doubt();
    }
  }

  /** False when everything is void. */
  private judgeCell(cell: PredictedCell, screen: Screen): boolean {
    const { guess, confidence, answers } = this;
    switch (cell.judge(screen, answers.upTo)) {
      case "pending":
        return true;
      case "correct":
        guess.confirmed = Math.max(guess.confirmed, cell.epoch);
        confidence.correct(this.now() - cell.made);
        guess.remove(cell);
        return true;
      case "no-credit":
        guess.remove(cell);
        return true;
      case "wrong":
        if (this.graceHolds && cell.untouched(screen)) {
          return true;
        }
        if (guess.isTentative(cell)) {
          guess.killEpoch(cell.epoch, screen, this.lastInput);
          return true;
        }
        confidence.wrong(this.now());
        guess.reset();
        return false;
    }
  }

  private judgeCursor(screen: Screen): void {
    const { guess, answers } = this;
    const last = guess.cursor;
    const differs = last && (last.x !== screen.cursorX || last.y !== screen.cursorY);
    if (last && answers.upTo >= last.input && differs) {
      if (!this.graceHolds) {
        guess.reset();
      }
      return;
    }
    guess.cursors = guess.cursors.filter((cursor) => answers.upTo < cursor.input);
  }

  private get graceHolds(): boolean {
    return this.now() - this.answers.since < GRACE_MILLIS;
  }
}
