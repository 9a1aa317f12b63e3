/** What a BridgeSocket is told at the start, and what it tells. */
import type { BadFrame, Subprotocol } from "./codec.js";
import type { Environment } from "./environment.js";
import type { ServerError, ServerEvent } from "./messages.js";

/**
 * `live` says that the line is open. A server may look at the token only then and still refuse it: that is `ended`,
 * with `unauthenticated`. What was called in between fails with the same reason.
 */
export type SocketState = "idle" | "connecting" | "live" | "backoff" | "ended";

export interface BridgeSocketOptions {
  /** Absolute URL of the endpoint, `ws://host/ws/terminal`. */
  url: string;
  /** `binary` unless told otherwise. */
  subprotocol?: Subprotocol;
  /**
   * The token to ride along as `bearer.`; asked before every connect and for `auth-expiring`. If it throws, that is a try
   * that failed. Browsers use a cookie.
   */
  token?: () => string | undefined;
  /** Called on 4401: get hold of new credentials. Resolves to whether to try again. */
  authenticate?: () => Promise<boolean>;
  environment?: Environment;
  /** Between two pings and for an answer, in ms; 10 s and 4 s. */
  heartbeat?: { every: number; patience: number };
  /** For an answer to a call, in ms; 15 s. */
  callTimeout?: number;
}

/** A try to connect that failed. */
export interface FailedConnect {
  /** How many have failed in a row, with this one. */
  attempt: number;
  /** 1006 unless the server said another. */
  code: number;
  /** What is known. Browsers do not tell pages why a WebSocket did not open. */
  reason: string;
}

/** Why a socket ended, or is in backoff. */
export interface Closing {
  code: number;
  reason: string;
}

export interface SocketEvents {
  state: SocketState;
  /** A try to connect has failed; whether there is another one is told by `state`. */
  connectFailed: FailedConnect;
  /** It is over for good. `why` is the reason in words, such as `unauthenticated (the token is not valid)`. */
  ended: Closing & { why: string };
  /**
   * An event about no terminal in particular, such as `sessions-changed`; and each `layout`, which the server tells once
   * for a session, on the channel of whichever terminal comes first.
   */
  event: ServerEvent;
  /** An error about no terminal in particular. */
  problem: ServerError;
  /** A frame that breaks the contract; it was dropped. */
  badFrame: BadFrame;
  /** A round trip was measured, in ms. */
  roundTrip: number;
}
