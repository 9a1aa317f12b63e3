/** The protocol client of tmuxbridge: no DOM, for browsers, workers and Node. See docs/protocol.md for the wire. */
export { BridgeSocket } from "./bridge-socket.js";
export { CloseCode, reactionTo } from "./close-codes.js";
export type { Reaction } from "./close-codes.js";
export type { Subprotocol } from "./codec.js";
export { platform } from "./environment.js";
export type { Cancel, Environment, SocketFactory, SocketLike } from "./environment.js";
export type * from "./messages.js";
export { RpcError } from "./rpc.js";
export { createSession, killSession, listSessions } from "./sessions.js";
export type { NewSession } from "./sessions.js";
export type { BridgeSocketOptions, Closing, SocketEvents, SocketState } from "./socket-types.js";
export { TerminalChannel } from "./terminal-channel.js";
export type { Ending, TerminalEvents, TerminalOptions, TerminalOutput, TerminalState } from "./terminal-types.js";
