/** What is said when something was lost, or may have been: how much, and what to do about it. */
import { amount, count } from "./words.js";

/**
 * Output that was not shown as it came: bytes skipped because this viewer was too slow, or away, and screens in place
 * of bytes.
 */
export interface Loss {
  slow?: number;
  away?: number;
  tooFast?: boolean;
}

export function outputLost({ slow, away, tooFast }: Loss): string {
  const sentences = [
    tooFast && "The program prints faster than can be drawn: you see its screen some 30 times a second.",
    slow && `This viewer was too slow: ${amount(slow)} of output were skipped.`,
    away && `The line was down for long: ${amount(away)} of output were skipped.`,
    "The screen is right; what scrolled by is in tmux’s history, as far as that reaches.",
  ];
  return sentences.filter(Boolean).join(" ");
}

/** Why a terminal ended, where the server gives a word of the protocol and no prose. */
const ENDS: Readonly<Record<string, string>> = {
  "session-ended": "the session has ended",
  "pane-ended": "its program has ended",
  "tmux-ended": "tmux has stopped",
  "taken-over": "another client has taken over",
  forbidden: "you may no longer view it",
};

/** Typed bytes that are given up: some may have arrived, and some were never sent. */
export function notSent({ uncertain, unsent, why }: { uncertain: number; unsent: number; why: string }): string {
  const maybe = uncertain > 0 ? `${count(uncertain, "byte")} you typed may not have arrived` : "";
  const never = unsent > 0 ? `${count(unsent, "byte")} you typed ${unsent === 1 ? "was" : "were"} not sent` : "";
  const what = [maybe, never].filter(Boolean).join(", and ");
  return `${what}: ${(ENDS[why] ?? why).replace(/\.$/, "")}. ${maybe ? "Look at the screen before you type it again." : "Type it again if you still want it."}`;
}

/** Inputs that tmux may have taken: only a person who looks at the screen can tell. */
export function inputLost(inputs: number): string {
  return `${count(inputs, "input")} (keys, or a paste) may not have arrived: tmux or its connection broke. Look at the screen before you type that again.`;
}
