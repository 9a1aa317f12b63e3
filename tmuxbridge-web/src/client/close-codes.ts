/**
 * The close codes of the wire contract, and what a client does about each. Also used for the `code` of `disconnect`.
 */

/** What to do after a close. */
export type Reaction =
  /** Over; tell the user. */
  | "stop"
  /** Try again, with backoff. */
  | "retry"
  /** Get a token, then try again. */
  | "authenticate"
  /** Try again, and take a snapshot instead of catching up. */
  | "snapshot"
  /** Try again, but not soon. */
  | "patience";

export const CloseCode = {
  NORMAL: 1000,
  GOING_AWAY: 1001,
  PROTOCOL_ERROR: 1002,
  POLICY: 1008,
  TOO_BIG: 1009,
  UNAUTHENTICATED: 4401,
  FORBIDDEN: 4403,
  NOT_FOUND: 4404,
  TAKEN_OVER: 4409,
  TOO_SLOW: 4413,
  LIMIT: 4429,
} as const;

const REACTIONS: ReadonlyMap<number, Reaction> = new Map<number, Reaction>([
  [CloseCode.NORMAL, "stop"],
  [CloseCode.GOING_AWAY, "retry"],
  [CloseCode.PROTOCOL_ERROR, "stop"],
  [CloseCode.POLICY, "stop"],
  [CloseCode.TOO_BIG, "stop"],
  [CloseCode.UNAUTHENTICATED, "authenticate"],
  [CloseCode.FORBIDDEN, "stop"],
  [CloseCode.NOT_FOUND, "stop"],
  [CloseCode.TAKEN_OVER, "stop"],
  [CloseCode.TOO_SLOW, "snapshot"],
  [CloseCode.LIMIT, "patience"],
]);

/** What to do about a close code; a code the contract does not name (1006: the line broke) is tried again. */
export function reactionTo(code: number): Reaction {
  return REACTIONS.get(code) ?? "retry";
}

/** The close code that means the same as the `code` of an `error`, or the `reason` of a `disconnect` without a code. */
export function closeCodeOf(word: string): number | undefined {
  switch (word) {
    case "not-found":
    case "session-ended":
    case "pane-ended":
    case "tmux-ended":
      return CloseCode.NOT_FOUND;
    case "forbidden":
      return CloseCode.FORBIDDEN;
    case "unauthenticated":
      return CloseCode.UNAUTHENTICATED;
    case "stale":
    case "taken-over":
      return CloseCode.TAKEN_OVER;
    case "too-slow":
      return CloseCode.TOO_SLOW;
    case "limit":
      return CloseCode.LIMIT;
    case "shutting-down":
      return CloseCode.GOING_AWAY;
    case "invalid":
    case "malformed":
      return CloseCode.POLICY;
    default:
      return undefined;
  }
}

const WORDS: ReadonlyMap<number, string> = new Map<number, string>([
  [CloseCode.POLICY, "policy"],
  [CloseCode.TOO_BIG, "too-big"],
  [CloseCode.UNAUTHENTICATED, "unauthenticated"],
  [CloseCode.FORBIDDEN, "forbidden"],
  [CloseCode.NOT_FOUND, "not-found"],
  [CloseCode.TAKEN_OVER, "stale"],
]);

/**
 * The word for why a server closed for good; undefined for a line that broke, and for what this client closed itself.
 */
export function wordFor(code: number): string | undefined {
  return WORDS.get(code);
}

/** Why a connection is over, for people. */
export function whyOver({ code, reason }: { code: number; reason: string }): string {
  if (code === CloseCode.NORMAL) {
    return reason || "closed";
  }
  return (wordFor(code) ?? "the connection was lost") + (reason ? ` (${reason})` : "");
}
