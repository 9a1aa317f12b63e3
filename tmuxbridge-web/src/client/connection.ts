/**
 * One WebSocket, or what stands for one, from its opening to its end: offers the subprotocols, turns frames into
 * messages and messages into frames. It knows nothing of reconnecting; it reports once how it ended, and says nothing
 * after `drop`.
 */
import { CloseCode } from "./close-codes.js";
import {
  BadFrame,
  SUBPROTOCOL_NAMES,
  base64url,
  decodeBinary,
  decodeText,
  encodeInput,
  encodeText,
  utf8,
} from "./codec.js";
import type { Subprotocol } from "./codec.js";
import type { Cancel, Environment, SocketLike } from "./environment.js";
import type { ClientMessage, RpcRequest, RpcResponse, ServerMessage } from "./messages.js";
import type { Closing } from "./socket-types.js";

/** A handshake that takes longer counts as failed: some firewalls swallow it without a word. */
const CONNECT_MILLIS = 8_000;
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
  private readonly patience: Cancel;
  private listener: ConnectionListener | undefined;
  private failure = "";

  constructor(
    environment: Environment,
    connect: (protocols: string[]) => SocketLike,
    private readonly subprotocol: Subprotocol,
    token: string | undefined,
    listener: ConnectionListener,
  ) {
    this.listener = listener;
    this.socket = connect(offered(subprotocol, token));
    this.patience = environment.later(CONNECT_MILLIS, () => this.closed({ code: 1006, reason: "no answer" }));
    this.socket.binaryType = "arraybuffer";
    this.socket.onopen = () => this.opened();
    this.socket.onmessage = (event: { data: unknown }) => this.received(event.data);
    this.socket.onclose = (event: Closing) => this.closed({ code: event.code, reason: event.reason || this.failure });
    // A close always follows. Browsers tell nothing here; Node and the package ws do.
    this.socket.onerror = (event: { message?: unknown }) => {
      this.failure = typeof event?.message === "string" ? event.message : "";
    };
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
    this.patience();
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
    this.patience();
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
    this.patience();
    this.listener?.closed(closing);
  }
}

/** What a client offers: the subprotocol, and a token beside it. */
export function offered(subprotocol: Subprotocol, token: string | undefined): string[] {
  const protocols = [SUBPROTOCOL_NAMES[subprotocol]];
  if (token) {
    protocols.push(`bearer.${base64url(utf8(token))}`);
  }
  return protocols;
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
