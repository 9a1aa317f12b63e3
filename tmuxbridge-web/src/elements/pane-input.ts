/**
 * What goes from a person to a pane's program: keys, pastes, whole lines. What is not taken is told, with the reason.
 */
import type { TerminalChannel } from "../client/index.js";
import type { Notices } from "./notices.js";
import type { PaneViewEvents } from "./pane-view-types.js";
import type { PredictionLayer } from "./prediction-layer.js";

export class PaneInput {
  /** Sends the Enter of a line that tmux has not taken yet. */
  private owed: (() => void) | undefined;

  constructor(
    private readonly channel: () => TerminalChannel | undefined,
    private readonly prediction: () => PredictionLayer,
    private readonly notices: Notices,
    private readonly events: PaneViewEvents,
  ) {}

  /** Types; `typed` when a key made it. False if it was not taken. */
  type(data: string | Uint8Array, typed: boolean): boolean {
    const channel = this.channel();
    this.events.typed();
    if (!channel || !this.events.mayType()) {
      return false;
    }
    this.owed?.();
    const taken = channel.input(data);
    if (taken) {
      this.prediction().typed(data, typed, channel.lastInput);
    } else if (channel.access !== "read") {
      this.notices.say(`That was not taken: ${whyNot(channel)}.`);
    }
    return taken;
  }

  /** Tells the program of the focus or the mouse, if it can be told now: nobody typed that, so nobody misses it. */
  report(data: string): void {
    const channel = this.channel();
    if (channel?.state === "live" && this.events.mayType(true) && channel.input(data)) {
      this.prediction().typed(data, false, channel.lastInput);
    }
  }

  /**
   * Types a line as a person does: Enter is an input of its own, sent when tmux has taken the line. A program that
   * reads both at once may take them for a paste. Whatever is typed meanwhile is behind that Enter. False if the line was
   * not taken.
   */
  line(text: string): boolean {
    const channel = this.channel();
    if (!channel || !this.type(text, false)) {
      return false;
    }
    const end = whenTaken(channel, (taken) => {
      this.owed = undefined;
      if (taken) {
        this.type("\r", false);
      }
    });
    if (channel.pendingInput.inputs > 0) {
      this.owed = () => end(true);
    } else {
      end(true);
    }
    return true;
  }
}

/** Why input was not taken. */
function whyNot(channel: TerminalChannel): string {
  if (channel.state === "ended") {
    return "this has ended";
  }
  return channel.pendingInput.inputs > 0 ? "too much input waits already" : "it is too much at once";
}

/**
 * Runs it once everything typed so far was taken, or with false if some of that may not have arrived. Returns how to run
 * it before that; it runs once.
 */
function whenTaken(channel: TerminalChannel, run: (taken: boolean) => void): (taken: boolean) => void {
  const seq = channel.lastInput;
  const unlisten = [
    channel.on("pending", ({ inputs }) => channel.lastInput - inputs >= seq && end(true)),
    channel.on("notSent", () => end(false)),
    channel.on("inputLost", () => end(false)),
  ];
  const end = (taken: boolean) => {
    if (unlisten.length > 0) {
      unlisten.splice(0).forEach((stop) => stop());
      run(taken);
    }
  };
  return end;
}
