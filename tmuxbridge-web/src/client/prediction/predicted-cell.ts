/**
 * One cell's prediction, and what became of it. A cell that is `unknown` will change, nobody knows to what; it is not
 * shown and judged leniently.
 */
import type { Screen } from "./screen.js";

export type Verdict =
  /** The server has not yet answered the input it belongs to. */
  | "pending"
  | "correct"
  /** It came true, but it would have without any guess: it proves nothing. */
  | "no-credit"
  | "wrong";

export class PredictedCell {
  /** What it showed while predictions were made for it. */
  private readonly originals: string[] = [];
  text = " ";
  unknown = false;
  /** The input it belongs to. */
  input = 0;
  /** It is shown once this epoch is confirmed. */
  epoch = 0;
  /** When it was made, in ms. */
  made = 0;

  constructor(
    readonly x: number,
    readonly y: number,
  ) {}

  /** Predicts anew: `text` (undefined: unknown) is expected after `input`. */
  predict(text: string | undefined, screen: Screen, input: number, epoch: number, now: number): void {
    this.originals.push(screen.cell(this.x, this.y));
    this.text = text ?? " ";
    this.unknown = text === undefined;
    this.input = input;
    this.epoch = epoch;
    this.made = now;
  }

  /** What the screen says, the server having answered inputs up to `answered`. */
  judge(screen: Screen, answered: number): Verdict {
    if (this.x >= screen.cols || this.y >= screen.rows) {
      return "wrong";
    }
    if (answered < this.input) {
      return "pending";
    }
    if (this.unknown || this.text === " ") {
      return "no-credit"; // a blank comes true too easily
    }
    if (screen.cell(this.x, this.y) !== this.text) {
      return "wrong";
    }
    return this.originals.includes(this.text) ? "no-credit" : "correct";
  }

  /** Whether the screen still shows what it did before: the answer may be on its way. */
  untouched(screen: Screen): boolean {
    return screen.cell(this.x, this.y) === this.originals[0];
  }
}
