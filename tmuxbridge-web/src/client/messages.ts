/** The messages of the wire contract as a client sees them. Fields are as named there; unknown ones are ignored. */

import type { Wish } from "./size-wish.js";

export type Access = "read" | "write";
export type Delivery = "fresh" | "lossless" | "disconnect";
export type View = "pane" | "mirror";
export type Continuation = "fresh" | "resumed" | "gap";

/** A point in one life of a stream. */
export interface Position {
  epoch: string;
  offset: number;
}

export interface ConnectMessage {
  type: "connect";
  sessionId: string;
  cols: number;
  rows: number;
  fit?: "pane" | "window";
  visible?: false;
  paneId?: string;
  view?: View;
  access?: Access;
  history?: number;
  delivery?: Delivery;
  resume?: Position;
  clientId: string;
  attempt: number;
}

/** Everything a client sends as JSON, but for input and JSON-RPC. */
export type ClientMessage =
  | ConnectMessage
  | ({ type: "resize"; sessionId: string; channel: number } & Wish)
  | { type: "ack"; sessionId: string; channel: number; offset: number }
  | { type: "refresh"; sessionId: string; channel: number }
  | { type: "disconnect"; sessionId: string; channel: number }
  | { type: "auth"; token: string }
  | { type: "ping"; data?: unknown };

/** Which terminal a server's message is about. */
export interface Terminal {
  sessionId: string;
  paneId: string;
  channel: number;
}

export interface Connected extends Terminal {
  type: "connected";
  epoch: string;
  offset: number;
  cols: number;
  rows: number;
  access: Access;
  clientId: string;
  resume: Continuation;
  lost?: number;
  inputSeq: number;
}

/** Output of either subprotocol: text from JSON, bytes from binary frames. */
export interface Output {
  type: "output";
  channel: number;
  data: string | Uint8Array;
  offset: number;
  end: number;
  snapshot: boolean;
  cols?: number;
  rows?: number;
}

export interface ServerError {
  type: "error";
  code: string;
  message: string;
  sessionId?: string;
  channel?: number;
  retryable?: boolean;
  /** With `input-lost`: numbers of the first and the last input that may not have arrived. */
  seq?: number;
  lastSeq?: number;
}

export interface ServerEvent {
  type: "event";
  name: string;
  channel?: number;
  sessionId?: string;
  paneId?: string;
  [field: string]: unknown;
}

/** What a server sends, but for JSON-RPC. */
export type ServerMessage =
  | Connected
  | Output
  | (Terminal & { type: "input-ack"; seq: number })
  | (Terminal & { type: "echo-ack"; seq: number; offset: number })
  | (Terminal & { type: "check"; offset: number; hash: string })
  | (Terminal & { type: "resize"; cols: number; rows: number; offset: number })
  | ServerEvent
  | { type: "auth-expiring"; expiresAt: number }
  | { type: "pong"; data?: unknown }
  | ServerError
  | (Terminal & { type: "disconnect"; reason: string; code?: number });

export interface RpcRequest {
  jsonrpc: "2.0";
  id: number;
  method: string;
  params: object;
}

export interface RpcResponse {
  jsonrpc: "2.0";
  id: number | string | null;
  result?: unknown;
  error?: { code: number; message: string; data?: { code?: string } };
}

/** A session as `session.list` tells it. */
export interface SessionInfo {
  sessionId: string;
  name: string;
  windows: number;
  viewers: number;
  created: number;
  activity: number;
  owner?: string;
  cols: number;
  rows: number;
}
