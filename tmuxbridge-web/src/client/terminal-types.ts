/** What a terminal is asked for, what it tells, and what it needs of the socket it runs on. */
import type { Environment } from "./environment.js";
import type { Access, ClientMessage, Connected, Delivery, ServerError, ServerEvent, View } from "./messages.js";

export interface TerminalOptions {
  /** The session's name or `$id`. */
  sessionId: string;
  /** What this viewer has room for. */
  cols: number;
  rows: number;
  /** `window` if cols and rows are the room for all panes of the pane's window; `pane` unless told otherwise. */
  fit?: "pane" | "window";
  /** False while nobody sees this viewer, so that it has no say about the size; `setVisible` says more later. */
  visible?: boolean;
  paneId?: string;
  view?: View;
  access?: Access;
  /** Lines of history wanted in snapshots. */
  history?: number;
  delivery?: Delivery;
}

export type TerminalState = "idle" | "connecting" | "live" | "backoff" | "ended";

/** Output for the emulator. Call `parsed` once the emulator has parsed it: that is the credit for more. */
export interface TerminalOutput {
  data: string | Uint8Array;
  snapshot: boolean;
  /** Position after it. */
  end: number;
  parsed(): void;
}

/** Why a terminal ended. */
export interface Ending {
  /** A close code of the contract. */
  code: number;
  reason: string;
}

export interface TerminalEvents {
  state: TerminalState;
  connected: Connected;
  output: TerminalOutput;
  /** The terminal has this size for all output that follows. It is not this viewer's wish. */
  size: { cols: number; rows: number };
  /** How much input waits for the server has changed. */
  pending: { inputs: number; bytes: number };
  /**
   * Input is given up and will not be sent: `uncertain` bytes were sent and may or may not have arrived, `unsent` bytes
   * never were, so that sending those again types nothing twice. `bytes` is both together.
   */
  notSent: { bytes: number; uncertain: number; unsent: number; why: string };
  /**
   * tmux ended before it answered for so many inputs: each may or may not have arrived. Told again after a reconnect.
   */
  inputLost: { inputs: number; seq: number };
  /** What the program printed in answer to inputs up to `seq` lies before `offset`. */
  echo: { seq: number; offset: number };
  /** Hash of the screen that a viewer should show at `offset`; one that differs calls refresh(). */
  check: { offset: number; hash: string };
  event: ServerEvent;
  problem: ServerError;
}

/** What a channel asks of the socket it runs on. */
export interface Line<T> {
  environment: Environment;
  send(message: ClientMessage): void;
  sendInput(terminal: { sessionId: string; channel: number }, seq: number, data: Uint8Array): void;
  /** The user is there: do not wait with reconnecting. */
  userIsThere(): void;
  /** This terminal sends its connect now. */
  connects(terminal: T): void;
  /** This terminal needs no more messages on its present channel. */
  forget(terminal: T): void;
  /** This terminal is over. */
  gone(terminal: T): void;
}
