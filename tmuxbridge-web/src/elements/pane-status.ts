/** What is true about one viewed pane now. */
import type { TerminalChannel } from "../client/index.js";
import type { SizeOwner } from "./size-owner.js";
import { count } from "./words.js";

export type Light = "live" | "busy" | "down" | "over";

export interface PaneStatus {
  light: Light;
  /** In words, for the status line. */
  words: string;
  /** How long an answer takes on the line, in words; empty while it is not live. */
  roundTrip: string;
  readOnly: boolean;
  copyMode: boolean;
  /** Input that waits, in words; empty if none does. */
  unsent: string;
  /** Bytes of output that have come and are not drawn yet. */
  lag: number;
  viewers: number;
  /** Who else types just now; empty if nobody does. */
  typist: string;
  /** Whose size the window has, if the server has told. */
  sizeOwner: SizeOwner | undefined;
  cols: number;
  rows: number;
}

/** For lights of tabs and status lines. */
export function lightOf(channel: TerminalChannel | undefined): Light {
  switch (channel?.state) {
    case "live":
      return "live";
    case "ended":
      return "over";
    case "backoff":
      return "down";
    default:
      return "busy";
  }
}

export function roundTripOf(channel: TerminalChannel | undefined, millis: number | undefined): string {
  return channel?.state === "live" && millis !== undefined ? `${Math.round(millis)} ms` : "";
}

export function wordsOf(channel: TerminalChannel | undefined): string {
  switch (channel?.state) {
    case "live":
      return "Live";
    case "ended":
      return "Ended";
    case "backoff":
      return "Reconnecting ...";
    default:
      return "Connecting ...";
  }
}

/** Input that waits and is worth a word: everything while the line is down, and what takes long while it is up. */
export function unsentOf(channel: TerminalChannel | undefined, waitingMillis: number): string {
  const { inputs, bytes } = channel?.pendingInput ?? { inputs: 0, bytes: 0 };
  if (inputs === 0 || (channel?.state === "live" && waitingMillis < 1_000)) {
    return "";
  }
  return bytes > 1024 ? `${Math.ceil(bytes / 1024)} KiB waiting` : `${count(inputs, "key")} waiting`;
}

/** Where a pane's output stands: received, and not yet parsed. */
export function lagOf(channel: TerminalChannel | undefined): number {
  const received = channel?.position?.offset ?? 0;
  return channel?.state === "live" ? Math.max(0, received - channel.parsedOffset) : 0;
}
