/** What is to follow an input once tmux has taken it. */
import type { TerminalChannel } from "../client/index.js";

/** Runs it once everything typed so far was taken; never, if some of that may not have arrived, or the terminal ends before. */
export function whenTaken(channel: TerminalChannel, run: () => void): void {
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
