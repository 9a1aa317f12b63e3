/**
 * What keys will do to a line, guessed as Mosh does: a character is inserted and pushes the rest of the row to the
 * right, backspace pulls it back, arrows move. The guesses are cells laid over the screen and a cursor; the screen
 * itself is never touched.
 *
 * Every guess belongs to an epoch. An epoch begins wherever nobody can know what a key does (Enter, Escape, Tab, the
 * end of a row), and none of its guesses is shown before one of them has come true: so a password, which is not echoed,
 * never is.
 */
import type { Key } from "./keys.js";
import { PredictedCell } from "./predicted-cell.js";
import type { Screen, ShownCell } from "./screen.js";

export interface PredictedCursor {
  x: number;
  y: number;
  input: number;
  epoch: number;
}

export class LineGuess {
  private readonly cells = new Map<string, PredictedCell>();
  cursors: PredictedCursor[] = [];
  /** The epoch that guesses are made in, and the last one of which a guess came true. */
  epoch = 1;
  confirmed = 0;

  get active(): boolean {
    return this.cells.size > 0 || this.cursors.length > 0;
  }

  get all(): PredictedCell[] {
    return [...this.cells.values()];
  }

  /** The cursor after all keys. */
  get cursor(): PredictedCursor | undefined {
    return this.cursors[this.cursors.length - 1];
  }

  isTentative(guess: { epoch: number }): boolean {
    return guess.epoch > this.confirmed;
  }

  /** A key that sends input number `input`. */
  press(key: Key, screen: Screen, input: number, now: number): void {
    switch (key.kind) {
      case "print":
        return this.insert(key.text, screen, input, now);
      case "backspace":
        return this.erase(screen, input, now);
      case "left":
        return this.move(-1, screen, input);
      case "right":
        return this.move(1, screen, input);
      case "enter":
        this.doubt();
        return this.nextRow(screen, input);
      case "other":
        return this.doubt();
    }
  }

  /** From here on nothing is known for certain. */
  doubt(): void {
    this.epoch++;
  }

  remove(cell: PredictedCell): void {
    this.cells.delete(`${cell.x},${cell.y}`);
  }

  /** Everything guessed is void. */
  reset(): void {
    this.cells.clear();
    this.cursors = [];
    this.doubt();
  }

  /** The guesses of an epoch, and of those after it, are void; guessing goes on at the real cursor. */
  killEpoch(epoch: number, screen: Screen, input: number): void {
    for (const cell of this.all.filter((candidate) => candidate.epoch >= epoch)) {
      this.remove(cell);
    }
    this.cursors = this.cursors.filter((cursor) => cursor.epoch < epoch);
    this.cursors.push({ x: screen.cursorX, y: screen.cursorY, input, epoch: this.epoch });
    this.doubt();
  }

  /** What differs from the screen and may be shown. */
  shown(screen: Screen): ShownCell[] {
    return this.all
      .filter((cell) => !cell.unknown && !this.isTentative(cell) && cell.x < screen.cols && cell.y < screen.rows)
      .filter((cell) => cell.text !== screen.cell(cell.x, cell.y))
      .map(({ x, y, text }) => ({ x, y, text }));
  }

  private insert(text: string, screen: Screen, input: number, now: number): void {
    const cursor = this.startAt(screen, input);
    const { x, y } = cursor;
    if (x >= screen.cols || y >= screen.rows) {
      this.doubt();
      return;
    }
    if (x + 1 >= screen.cols) {
      this.doubt(); // whether and how the line goes on in the next row is the program's affair
    }
    for (let i = screen.cols - 1; i > x; i--) {
      const before = i === screen.cols - 1 ? undefined : this.textAt(i - 1, y, screen);
      this.predict(i, y, before, screen, input, now);
    }
    this.predict(x, y, text, screen, input, now);
    cursor.input = input;
    cursor.epoch = this.epoch;
    if (x + 1 < screen.cols) {
      cursor.x++;
    } else {
      this.nextRow(screen, input);
    }
  }

  private erase(screen: Screen, input: number, now: number): void {
    const cursor = this.startAt(screen, input);
    if (cursor.x === 0) {
      return;
    }
    cursor.x--;
    cursor.input = input;
    for (let i = cursor.x; i < screen.cols; i++) {
      const next = i + 2 < screen.cols ? this.textAt(i + 1, cursor.y, screen) : undefined;
      this.predict(i, cursor.y, next, screen, input, now);
    }
  }

  private move(step: number, screen: Screen, input: number): void {
    const cursor = this.startAt(screen, input);
    const x = cursor.x + step;
    if (x >= 0 && x < screen.cols) {
      cursor.x = x;
      cursor.input = input;
    }
  }

  private nextRow(screen: Screen, input: number): void {
    const cursor = this.startAt(screen, input);
    cursor.x = 0;
    cursor.y = Math.min(cursor.y + 1, screen.rows - 1);
    cursor.input = input;
  }

  /** The cursor to go on from: the guessed one, in a copy of its own for each epoch, or the real one. */
  private startAt(screen: Screen, input: number): PredictedCursor {
    const last = this.cursor;
    if (last?.epoch === this.epoch) {
      return last;
    }
    const { x, y } = last ?? { x: screen.cursorX, y: screen.cursorY };
    const cursor = { x, y, input, epoch: this.epoch };
    this.cursors.push(cursor);
    return cursor;
  }

  private textAt(x: number, y: number, screen: Screen): string | undefined {
    const cell = this.cells.get(`${x},${y}`);
    return cell ? (cell.unknown ? undefined : cell.text) : screen.cell(x, y);
  }

  private predict(x: number, y: number, text: string | undefined, screen: Screen, input: number, now: number): void {
    const key = `${x},${y}`;
    let cell = this.cells.get(key);
    if (!cell) {
      cell = new PredictedCell(x, y);
      this.cells.set(key, cell);
    }
    cell.predict(text, screen, input, this.epoch, now);
  }
}
