import { describe, expect, test } from "vitest";
import { GRACE_MILLIS, Predictor } from "../src/client/index.js";
import type { Screen } from "../src/client/index.js";
import { readKeys } from "../src/client/prediction/keys.js";

/**
 * A screen with a line editor behind it that answers late: every key it takes is drawn only when `answer` is called.
 */
class SlowShell implements Screen {
  readonly rows = 6;
  cursorX = 0;
  cursorY = 0;
  echo = true;
  private grid: string[][];
  private line = "";
  private at = 0;
  private waiting: { key: string; input: number }[] = [];
  private inputs = 0;
  private offset = 0;
  clock = 0;
  readonly predictor = new Predictor(() => this.clock);

  constructor(
    readonly cols = 30,
    readonly prompt = "$ ",
  ) {
    this.grid = Array.from({ length: this.rows }, () => Array<string>(cols).fill(" "));
    this.draw();
  }

  cell(x: number, y: number): string {
    return this.grid[y]?.[x] ?? " ";
  }

  /** Types keys one by one: a control sequence counts as one. */
  type(text: string): void {
    for (const key of text.match(/\u001b\[[A-D]|[^]/gu) ?? []) {
      const input = ++this.inputs;
      this.waiting.push({ key, input });
      this.predictor.typed(key, input, this);
    }
  }

  /** The server's answer to the next `n` keys arrives: drawn, parsed, acknowledged. */
  answer(n = Infinity): void {
    for (let i = 0; i < n && this.waiting.length > 0; i++) {
      const { key, input } = this.waiting.shift()!;
      this.take(key);
      this.offset += 10;
      this.predictor.echoed(input, this.offset, this);
      this.predictor.parsed(this.offset, this);
    }
  }

  /** So much time passes, and guesses that got the benefit of doubt are judged. */
  pass(ms: number): void {
    this.clock += ms;
    this.predictor.judge(this);
  }

  /** A program prints by itself. */
  print(prompt: string): void {
    this.newline();
    this.put(0, prompt);
    this.cursorX = prompt.length;
    this.offset += 10;
    this.predictor.parsed(this.offset, this);
  }

  /** What a person sees in a row. */
  seen(y = this.cursorY): string {
    const cells = this.predictor.show("always", this).cells.filter((cell) => cell.y === y);
    return this.grid[y]!.map((text, x) => cells.find((cell) => cell.x === x)?.text ?? text)
      .join("")
      .trimEnd();
  }

  real(y = this.cursorY): string {
    return this.grid[y]!.join("").trimEnd();
  }

  private take(key: string): void {
    if (key === "\r") {
      this.newline();
      this.line = "";
      this.at = 0;
    } else if (key === "\u007f") {
      this.line = this.at > 0 ? this.line.slice(0, this.at - 1) + this.line.slice(this.at) : this.line;
      this.at = Math.max(0, this.at - 1);
    } else if (key === "\u001b[D") {
      this.at = Math.max(0, this.at - 1);
    } else if (key === "\u001b[C") {
      this.at = Math.min(this.line.length, this.at + 1);
    } else if (key === "\t") {
      this.line = `${this.line.slice(0, this.at)}completed${this.line.slice(this.at)}`;
      this.at += 9;
    } else if (this.line.length < this.cols - 4) {
      this.line = this.line.slice(0, this.at) + key + this.line.slice(this.at);
      this.at++;
    }
    if (this.echo) {
      this.draw();
    }
  }

  private newline(): void {
    if (this.cursorY === this.rows - 1) {
      this.grid.shift();
      this.grid.push(Array<string>(this.cols).fill(" "));
    } else {
      this.cursorY++;
    }
    this.cursorX = 0;
  }

  private draw(): void {
    this.grid[this.cursorY]!.fill(" ");
    this.put(0, this.prompt + this.line.slice(0, this.cols - this.prompt.length - 1));
    this.cursorX = Math.min(this.cols - 1, this.prompt.length + this.at);
  }

  private put(x: number, text: string): void {
    [...text].forEach((character, i) => (this.grid[this.cursorY]![x + i] = character));
  }
}

/** A shell in which a first key has been echoed: what comes next is shown at once. */
function warm(): SlowShell {
  const shell = new SlowShell();
  shell.type("x");
  shell.answer();
  return shell;
}

describe("prediction", () => {
  test("theFirstKeyOfALineIsShownOnlyWhenItIsEchoed", () => {
    const shell = new SlowShell();
    shell.type("l");
    expect(shell.seen()).toBe("$");
    shell.answer();
    expect(shell.seen()).toBe("$ l");
  });

  test("onceAKeyWasEchoedTheNextOnesAreShownAtOnce", () => {
    const shell = warm();
    shell.type("yz");
    expect(shell.seen()).toBe("$ xyz");
    expect(shell.real()).toBe("$ x");
    expect(shell.predictor.show("always", shell).cursor).toEqual({ x: 5, y: 0 });
    shell.answer();
    expect(shell.predictor.show("always", shell)).toEqual({ cells: [], marked: false });
    expect(shell.predictor.active).toBe(false);
  });

  test("backspaceArrowsAndInsertingAreGuessed", () => {
    const shell = warm();
    shell.type("abc\u007f\u001b[D!");
    expect(shell.seen()).toBe("$ xa!b");
    shell.answer();
    expect(shell.real()).toBe("$ xa!b");
    expect(shell.seen()).toBe("$ xa!b");
  });

  test("aPasswordIsNeverShown", () => {
    const shell = warm();
    shell.type("\r");
    shell.answer();
    shell.echo = false;
    shell.type("secret");
    expect(shell.seen()).not.toContain("s");
    shell.answer();
    shell.pass(GRACE_MILLIS + 1);
    shell.type("more");
    expect(shell.seen()).not.toContain("m");
  });

  test("aPromptThatComesByItselfIsDoubted", () => {
    const shell = warm();
    shell.print("Password: ");
    shell.echo = false;
    shell.type("hunter2");
    expect(shell.seen()).toBe("Password:");
  });

  test("aWrongGuessLeavesNoTraceAndEndsTheOthers", () => {
    const shell = warm();
    shell.echo = false;
    shell.type("ab");
    expect(shell.seen()).toBe("$ xab");
    shell.answer();
    shell.pass(GRACE_MILLIS + 1);
    expect(shell.seen()).toBe("$ x");
    expect(shell.predictor.confidence.counts.wrong).toBe(1);
  });

  test("afterTabNothingIsShownBeforeItIsKnownWhatItDid", () => {
    const shell = warm();
    shell.type("\tq");
    expect(shell.seen()).toBe("$ x");
    shell.answer();
    shell.pass(GRACE_MILLIS + 1);
    expect(shell.seen()).toBe("$ xcompletedq");
    expect(shell.predictor.show("always", shell).cells).toEqual([]);
  });

  test("anAnswerThatIsOnItsWayIsWaitedFor", () => {
    const shell = warm();
    shell.type("ab");
    shell.predictor.echoed(3, 5, shell); // both are said to be answered, and the output is not there yet
    expect(shell.seen()).toBe("$ xab");
    shell.answer();
    expect(shell.seen()).toBe("$ xab");
    expect(shell.predictor.confidence.counts.wrong).toBe(0);
  });

  test("onAFastLineNothingIsShown", () => {
    const shell = new SlowShell();
    for (const key of "abcdef") {
      shell.type(key);
      shell.clock += 5;
      shell.answer();
    }
    shell.type("g");
    expect(shell.predictor.show("auto", shell).cells).toEqual([]);
  });

  test("onASlowLineItIsShownAndMarked", () => {
    const shell = new SlowShell();
    for (const key of "abc") {
      shell.type(key);
      shell.clock += 150;
      shell.answer();
    }
    shell.type("d");
    expect(shell.predictor.show("auto", shell)).toMatchObject({ cells: [{ x: 5, y: 0, text: "d" }], marked: true });
  });

  test("wideAndUnknownKeysAreNotGuessed", () => {
    expect(readKeys("日")).toEqual([{ kind: "other" }]);
    expect(readKeys("\u001b[A")).toEqual([{ kind: "other" }]);
    expect(readKeys("é")).toEqual([{ kind: "print", text: "é" }]);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])("randomEditingEndsWithWhatTheProgramShows %i", (seed) => {
    const shell = new SlowShell(24);
    let state = seed * 7919;
    const random = (n: number) => (state = (state * 1103515245 + 12345) & 0x7fffffff) % n;
    const keys = ["a", "b", "c", " ", "\u007f", "\u007f", "\u001b[D", "\u001b[C", "\t", "\r"];
    for (let i = 0; i < 1500; i++) {
      shell.type(keys[random(keys.length)]!);
      shell.clock += random(60);
      shell.answer(random(3));
      if (random(40) === 0) {
        shell.answer();
        shell.pass(GRACE_MILLIS + 1);
        for (let y = 0; y < shell.rows; y++) {
          expect(shell.seen(y)).toBe(shell.real(y));
        }
        expect(shell.predictor.active).toBe(false);
      }
    }
  });
});
