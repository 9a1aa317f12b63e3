/** What a BridgeSocket is told at the start, and what it tells. */
import type { BadFrame, Subprotocol } from "./codec.js";
import type { Environment } from "./environment.js";
import type { ServerError, ServerEvent } from "./messages.js";

export type SocketState = "idle" | "connecting" | "live" | "backoff" | "ended";

export interface BridgeSocketOptions {
  /** Absolute URL of the endpoint, `ws://host/ws/terminal`. */
  url: string;
  /** `binary` unless told otherwise. */
  subprotocol?: Subprotocol;
  /** The token to ride along as `bearer.`; asked before every connect and for `auth-expiring`. Browsers use a cookie. */
  token?: () => string | undefined;
  /** Called on 4401: get hold of new credentials. Resolves to whether to try again. */
  authenticate?: () => Promise<boolean>;
  environment?: Environment;
  /** Between two pings and for an answer, in ms; 10 s and 4 s. */
  heartbeat?: { every: number; patience: number };
  /** For an answer to a call, in ms; 15 s. */
  callTimeout?: number;
}

/** Why a socket ended, or is in backoff. */
export interface Closing {
  code: number;
  reason: string;
}

export interface SocketEvents {
  state: SocketState;
  /** An event about no terminal in particular, such as `sessions-changed`. */
  event: ServerEvent;
  /** An error about no terminal in particular. */
  problem: ServerError;
  /** A frame that breaks the contract; it was dropped. */
  badFrame: BadFrame;
  /** A round trip was measured, in ms. */
  roundTrip: number;
}
