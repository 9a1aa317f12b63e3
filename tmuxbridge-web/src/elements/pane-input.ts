/**
 * What goes from a person to a pane's program: keys, pastes, whole lines. What is not taken is told, with the reason.
 */
import type { TerminalChannel } from "../client/index.js";
import type { Notices } from "./notices.js";
import type { PaneViewEvents } from "./pane-view-types.js";
import type { PredictionLayer } from "./prediction-layer.js";

export class PaneInput {
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
   * reads both at once may take them for a paste. False if the line was not taken.
   */
  line(text: string): boolean {
    const channel = this.channel();
    if (!channel || !this.type(text, false)) {
      return false;
    }
    whenTaken(channel, () => this.type("\r", false));
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

/** Runs it once everything typed so far was taken; never, if some of that may not have arrived. */
function whenTaken(channel: TerminalChannel, run: () => void): void {
  const seq = channel.lastInput;
  const unlisten = [
    channel.on("pending", ({ inputs }) => channel.lastInput - inputs >= seq && end(run)),
    channel.on("notSent", () => end()),
    channel.on("inputLost", () => end()),
  ];
  const end = (then?: () => void) => {
    unlisten.splice(0).forEach((stop) => stop());
    then?.();
  };
  if (channel.pendingInput.inputs === 0) {
    end(run);
  }
}
