/** What is said when something was lost, or may have been: how much, and what to do about it. */
import { count } from "./words.js";

/** Output that was skipped because this viewer was too slow, or away for too long. */
export function outputSkipped(bytes: number, why: "slow" | "away"): string {
  const cause = why === "slow" ? "This viewer was too slow" : "The line was down for long";
  return `${cause}: ${count(bytes, "byte")} of output were skipped. The screen is right; what scrolled by is in tmux's history.`;
}

/** Output that came faster than anybody draws, and for which screens were shown. */
export function outputTooFast(): string {
  return "The program prints faster than can be drawn: you see its screen some 30 times a second. What scrolls by is in tmux's history.";
}

/** Typed bytes that were never sent. */
export function notSent(bytes: number, why: string): string {
  return `${count(bytes, "byte")} you typed may not have arrived, and will not be sent again: ${why.replace(/\.$/, "")}.`;
}

/** Inputs that tmux may have taken: only a person who looks at the screen can tell. */
export function inputLost(inputs: number): string {
  return `${count(inputs, "input")} (keys, or a paste) may not have arrived: tmux or its connection broke. Look at the screen before you type that again.`;
}
