/** What the page says about states, closes and times, in plain words. */

import { RpcError } from "../client/index.js";

export interface Explanation {
  title: string;
  text: string;
  /** Whether it makes sense to offer another try. */
  again: boolean;
}

/**
 * Why a terminal or the connection is over, and what to do. `reason` is the server's: one of the protocol's words, or
 * prose.
 */
export function explainEnd(code: number, reason: string, name: string): Explanation {
  switch (reason) {
    case "session-ended":
      return {
        title: "This session has ended",
        text: `${name} is no longer running: its last program ended, or it was killed.`,
        again: false,
      };
    case "pane-ended":
      return {
        title: "This pane has ended",
        text: `Its program is over. ${name} itself is still running.`,
        again: true,
      };
    case "tmux-ended":
      return { title: "tmux has stopped", text: "The tmux server ended, and every session with it.", again: true };
  }
  switch (code) {
    case 1000:
      return { title: "This session has ended", text: reason || `${name} is no longer running.`, again: true };
    case 1002:
      return {
        title: "The server and this page do not understand each other",
        text: "Reload the page: it may be older than the server.",
        again: false,
      };
    case 1008:
      return {
        title: "The server refused this page",
        text: `${reason || "Its policy does not allow it."} Open the page under the address the server was set up for.`,
        again: false,
      };
    case 1009:
      return {
        title: "A message was too big",
        text: "The server closed the connection. Send less at once.",
        again: true,
      };
    case 4401:
      return {
        title: "Your sign-in has run out",
        text: "Sign in again to go on. Your session is still running.",
        again: true,
      };
    case 4403:
      return {
        title: "You may not view this session",
        text: reason || `You are not allowed to view ${name}.`,
        again: false,
      };
    case 4404:
      return {
        title: "No such session",
        text: `There is no session called ${name}. It may have been closed.`,
        again: true,
      };
    case 4409:
      return {
        title: "Taken over elsewhere",
        text: "The same viewer has connected from another place, so this one has let go.",
        again: true,
      };
    default:
      return {
        title: "The connection was closed",
        text: reason || `The server closed it with code ${code}.`,
        again: true,
      };
  }
}

/**
 * Why something was not done, for who wanted it. The server says itself why it refuses; of the line it can say nothing.
 */
export function inWords(failure: Error): string {
  switch (failure instanceof RpcError ? failure.reason : "") {
    case "not-connected":
      return "There is no connection to the server now. Try again when it is back.";
    case "connection-lost":
      return "The connection was lost before the server answered. Look whether it was done before you try again.";
    case "timeout":
      return "The server has not answered yet. Look whether it was done before you try again.";
    default:
      return failure.message;
  }
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "narrow" });

/** How long ago that was: "just now", "5 min. ago". */
export function ago(millis: number, now: number): string {
  if (millis <= 0) {
    return "unknown";
  }
  const seconds = Math.max(0, (now - millis) / 1000);
  for (const [unit, length] of UNITS) {
    if (seconds >= length) {
      return relative.format(-Math.floor(seconds / length), unit);
    }
  }
  return "just now";
}

/** A number with its noun. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** How much data that is: "512 bytes", "3.4 MB". */
export function amount(bytes: number): string {
  if (bytes < 1_000) {
    return count(bytes, "byte");
  }
  const [unit, size] = bytes < 1e6 ? ["kB", 1e3] : bytes < 1e9 ? ["MB", 1e6] : ["GB", 1e9];
  return `${(bytes / size).toLocaleString("en", { maximumFractionDigits: bytes < 10 * size ? 1 : 0 })} ${unit}`;
}

/** A title from a program, made safe to show: no control characters, no bidirectional overrides, not too long. */
export function safeTitle(title: string): string {
  return title.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "").slice(0, 256);
}
