import { expect, test } from "vitest";
import { Emitter } from "../src/client/emitter.js";
import type { TerminalChannel } from "../src/client/index.js";
import { PaneInput } from "../src/elements/pane-input.js";

/** A channel whose inputs are taken when the test says so. */
class Channel extends Emitter<{ pending: { inputs: number }; notSent: undefined; inputLost: undefined }> {
  readonly access = "control";
  readonly state = "live";
  readonly sent: unknown[] = [];
  private taken = 0;

  get lastInput(): number {
    return this.sent.length;
  }

  get pendingInput(): { inputs: number } {
    return { inputs: this.sent.length - this.taken };
  }

  input(data: unknown): boolean {
    this.sent.push(data);
    return true;
  }

  takes(inputs: number): void {
    this.taken += inputs;
    this.emit("pending", this.pendingInput);
  }

  loses(): void {
    this.taken = this.sent.length;
    this.emit("inputLost", undefined);
    this.emit("pending", this.pendingInput);
  }
}

let mayType = true;

function inputOf(channel: Channel): PaneInput {
  mayType = true;
  return new PaneInput(
    () => channel as unknown as TerminalChannel,
    () => ({ typed: () => undefined }) as never,
    { say: () => undefined } as never,
    { typed: () => undefined, mayType: () => mayType } as never,
  );
}

test("enterIsSentWhenTheLineWasTaken", () => {
  const channel = new Channel();
  expect(inputOf(channel).line("make")).toBe(true);
  expect(channel.sent).toEqual(["make"]);
  channel.takes(1);
  expect(channel.sent).toEqual(["make", "\r"]);
  channel.takes(1);
  expect(channel.sent).toHaveLength(2);
});

test("aLineEndsBeforeWhateverIsTypedBehindIt", () => {
  const channel = new Channel();
  const input = inputOf(channel);
  input.line("cd /tmp");
  input.line("ls");
  expect(channel.sent).toEqual(["cd /tmp", "\r", "ls"]);
  input.type("x", true);
  expect(channel.sent).toEqual(["cd /tmp", "\r", "ls", "\r", "x"]);
  channel.takes(5);
  expect(channel.sent).toHaveLength(5);
});

test("whatMayNotBeTypedLeavesTheEnterToItsTime", () => {
  const channel = new Channel();
  const input = inputOf(channel);
  input.line("ls");
  mayType = false;
  expect(input.type("x", true)).toBe(false);
  expect(channel.sent).toEqual(["ls"]);
  mayType = true;
  channel.takes(1);
  expect(channel.sent).toEqual(["ls", "\r"]);
});

test("ofALineThatMayNotHaveArrivedNothingIsLeftForLater", () => {
  const channel = new Channel();
  const input = inputOf(channel);
  input.line("rm -rf ");
  channel.loses();
  input.type("x", true);
  expect(channel.sent).toEqual(["rm -rf ", "x"]);
});
