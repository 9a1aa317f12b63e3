/** `session.*` of the wire contract with types. What a server sends is checked for form before anybody relies on it. */
import type { SessionInfo } from "./messages.js";

/** Who can be asked to carry out a method: a BridgeSocket, or anything that stands for one. */
export interface Caller {
  call(method: string, params?: object): Promise<unknown>;
}

export interface NewSession {
  name?: string;
  /** Program and arguments; the user's shell if absent. */
  command?: string[];
  cwd?: string;
  /** Variables for the program, beside tmux's own. */
  env?: Record<string, string>;
  cols?: number;
  rows?: number;
}

export async function listSessions(caller: Caller): Promise<SessionInfo[]> {
  const result = (await caller.call("session.list")) as { sessions?: unknown } | null;
  const sessions = Array.isArray(result?.sessions) ? result.sessions : [];
  return sessions.map(toSession);
}

export async function createSession(caller: Caller, session: NewSession): Promise<SessionInfo> {
  return toSession(await caller.call("session.create", session));
}

export async function killSession(caller: Caller, sessionId: string): Promise<void> {
  await caller.call("session.kill", { sessionId });
}

export async function renameSession(caller: Caller, sessionId: string, name: string): Promise<void> {
  await caller.call("session.rename", { sessionId, name });
}

/** Whether it is a session's `$id`, which stays the same when the name changes. */
export function isSessionId(address: string): boolean {
  return /^\$\d+$/.test(address);
}

/** Reads a session as any method tells it. */
export function toSession(value: unknown): SessionInfo {
  const fields = (value ?? {}) as Record<string, unknown>;
  const inner = fields.session;
  if (typeof inner === "object" && inner !== null) {
    return toSession(inner);
  }
  return {
    sessionId: String(fields.sessionId ?? fields.id ?? ""),
    name: String(fields.name ?? fields.sessionId ?? ""),
    windows: count(fields.windows),
    viewers: count(fields.viewers),
    created: millis(fields.created),
    activity: millis(fields.activity),
    cols: count(fields.cols),
    rows: count(fields.rows),
    ...(typeof fields.owner === "string" ? { owner: fields.owner } : {}),
  };
}

/** A number, or how long a list is. */
function count(value: unknown): number {
  return Array.isArray(value) ? value.length : typeof value === "number" ? value : 0;
}

/** Milliseconds since the epoch, from those, from seconds as tmux counts, or from ISO 8601. */
function millis(value: unknown): number {
  if (typeof value === "string") {
    return Date.parse(value) || 0;
  }
  const number = typeof value === "number" ? value : 0;
  return number > 0 && number < 1e11 ? number * 1000 : number;
}
