/**
 * One WebSocket from its opening to its end: offers the subprotocols, turns frames into messages and messages into frames.
 * It knows nothing of reconnecting; it reports once how it ended, and says nothing after `drop`.
 */
import { CloseCode } from "./close-codes.js";
import { BadFrame, SUBPROTOCOL_NAMES, base64url, decodeBinary, decodeText, encodeInput, encodeText, utf8 } from "./codec.js";
import type { Subprotocol } from "./codec.js";
import type { Environment, SocketLike } from "./environment.js";
import type { ClientMessage, RpcRequest, RpcResponse, ServerMessage } from "./messages.js";
import type { Closing } from "./socket-types.js";

/** WebSocket.OPEN */
const OPEN = 1;

export interface ConnectionListener {
  opened(): void;
  /** A message or an answer to a call has come. */
  message(message: ServerMessage | RpcResponse): void;
  badFrame(failure: BadFrame): void;
  /** It is over; nothing else is told. */
  closed(closing: Closing): void;
}

export class Connection {
  private readonly socket: SocketLike;
  private listener: ConnectionListener | undefined;

  constructor(
    environment: Environment,
    url: string,
    private readonly subprotocol: Subprotocol,
    token: string | undefined,
    listener: ConnectionListener,
  ) {
    const protocols = [SUBPROTOCOL_NAMES[subprotocol]];
    if (token) {
      protocols.push(`bearer.${base64url(utf8(token))}`);
    }
    this.listener = listener;
    this.socket = environment.connect(url, protocols);
    this.socket.binaryType = "arraybuffer";
    this.socket.onopen = () => this.opened();
    this.socket.onmessage = (event: { data: unknown }) => this.received(event.data);
    this.socket.onclose = (event: Closing) => this.closed({ code: event.code, reason: event.reason });
    this.socket.onerror = () => undefined; // a close always follows
  }

  /** Sends a message. On a socket that is closing nothing can be sent; what matters is sent again on the next one. */
  send(message: ClientMessage | RpcRequest): void {
    this.frame(encodeText(message));
  }

  sendInput(terminal: { sessionId: string; channel: number }, seq: number, data: Uint8Array): void {
    this.frame(encodeInput(this.subprotocol, terminal, seq, data));
  }

  /** Closes it without hearing of it any more. */
  drop(code: number): void {
    this.listener = undefined;
    if (code === CloseCode.NORMAL) {
      this.socket.close(code, "done"); // without a word the server would wait for this client
    } else {
      this.socket.close(code);
    }
  }

  private frame(frame: string | Uint8Array): void {
    if (this.socket.readyState === OPEN) {
      this.socket.send(frame);
    }
  }

  private opened(): void {
    const wanted = SUBPROTOCOL_NAMES[this.subprotocol];
    if (this.socket.protocol === wanted) {
      this.listener?.opened();
    } else {
      const reason = `the server speaks ${this.socket.protocol || "no subprotocol"}, not ${wanted}`;
      this.closed({ code: CloseCode.PROTOCOL_ERROR, reason });
    }
  }

  private received(data: unknown): void {
    const { listener } = this;
    if (!listener) {
      return;
    }
    let message: ServerMessage | RpcResponse;
    try {
      message = typeof data === "string" ? decodeText(data) : decodeBinary(bytesOf(data));
    } catch (failure) {
      if (!(failure instanceof BadFrame)) {
        throw failure;
      }
      listener.badFrame(failure);
      return;
    }
    listener.message(message);
  }

  private closed(closing: Closing): void {
    this.listener?.closed(closing);
  }
}

function bytesOf(data: unknown): Uint8Array {
  if (data instanceof ArrayBuffer) {
    return new Uint8Array(data);
  }
  if (data instanceof Uint8Array) {
    return data;
  }
  throw new BadFrame("a frame that is neither text nor bytes");
}
