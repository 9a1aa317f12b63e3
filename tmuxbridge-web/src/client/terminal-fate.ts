/** What becomes of a terminal that the server refuses or lets go: another try after a wait, or its end. */
import { CloseCode, closeCodeOf, reactionTo } from "./close-codes.js";
import type { ServerError } from "./messages.js";
import type { Ending } from "./terminal-types.js";

export type Fate =
  | { ending: Ending }
  /** Another try, after `least` ms at the earliest; with `snapshot` what comes next has to be one. */
  | { ending?: never; least: number; snapshot: boolean };

/** A server that has too much to do is left alone for so long. */
const PATIENCE_MILLIS = 1_000;

/** After an error in answer to connect. */
export function afterRefusal(error: ServerError): Fate {
  const code = closeCodeOf(error.code);
  return error.retryable || code === CloseCode.LIMIT
    ? { least: code === CloseCode.LIMIT ? PATIENCE_MILLIS : 0, snapshot: false }
    : { ending: { code: code ?? CloseCode.POLICY, reason: error.message } };
}

/** After `disconnect`: the server has ended this terminal, not the socket. */
export function afterDismissal(code: number, reason: string): Fate {
  const reaction = reactionTo(code);
  return reaction === "stop" || reaction === "authenticate"
    ? { ending: { code, reason } }
    : { least: reaction === "patience" ? PATIENCE_MILLIS : 0, snapshot: reaction === "snapshot" };
}
