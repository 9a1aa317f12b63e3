/** Makes a terminal's `connect`, with only those fields in it that have something to say. */
import type { ConnectMessage, Position } from "./messages.js";
import type { Wish } from "./size-wish.js";
import type { TerminalOptions } from "./terminal-types.js";

/** What differs from one connect of a terminal to the next. */
export interface ConnectMoment {
  wish: Wish;
  /** The pane it was before, if there was a before: a session's active pane may be another one by now. */
  paneId: string | undefined;
  resume: Position | undefined;
  clientId: string;
  attempt: number;
}

export function connectMessage(options: TerminalOptions, moment: ConnectMoment): ConnectMessage {
  const { sessionId, view, access, history, delivery } = options;
  const { wish, resume, clientId, attempt } = moment;
  const paneId = moment.paneId ?? options.paneId;
  return {
    type: "connect",
    sessionId,
    ...wish,
    ...defined({ paneId, view, access, history, delivery, resume }),
    clientId,
    attempt,
  };
}

/** The same object without the members that are undefined. */
function defined<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
}
