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
  /** The line has moved a part of a message to here. */
  progressed(): void;
  /** So many messages have got out, where that is known. */
  gotOut(messages: number): void;
  /** It is over; nothing else is told. */
  closed(closing: Closing): void;
}

export class Connection {
  /** Undefined where none could even be made. */
  private readonly socket: SocketLike | undefined;
  private readonly patience: Cancel;
  private listener: ConnectionListener | undefined;
  private failure = "";

  constructor(
    environment: Environment,
    connect: (protocols: string[]) => SocketLike,
    private readonly subprotocol: Subprotocol,
    token: () => string | undefined,
    listener: ConnectionListener,
  ) {
    this.listener = listener;
    try {
      this.socket = connect(offered(subprotocol, token()));
    } catch (failure) {
      // The address is none, or not for this page, or storage is forbidden. Told later, as of every other failed try.
      const reason = failure instanceof Error ? failure.message : String(failure);
      this.patience = environment.later(0, () => this.closed({ code: 1006, reason }));
      return;
    }
    this.patience = environment.later(CONNECT_MILLIS, () => this.closed({ code: 1006, reason: "no answer" }));
    this.listenTo(this.socket);
  }

  /** Sends a message. On a socket that is closing nothing can be sent; what matters is sent again on the next one. */
  send(message: ClientMessage | RpcRequest): void {
    this.frame(encodeText(message));
  }

  sendInput(terminal: { sessionId: string; channel: number }, seq: number, data: Uint8Array): void {
    this.frame(encodeInput(this.subprotocol, terminal, seq, data));
  }

  /** How many messages are not known to have got out; 0 where that is never known. */
  get unsent(): number {
    return this.socket?.unsent ?? 0;
  }

  /** Closes it without hearing of it any more. */
  drop(code: number): void {
    this.listener = undefined;
    this.patience();
    if (code === CloseCode.NORMAL) {
      this.socket?.close(code, "done"); // without a word the server would wait for this client
    } else {
      this.socket?.close(code);
    }
  }

  private frame(frame: string | Uint8Array): void {
    if (this.socket?.readyState === OPEN) {
      this.socket.send(frame);
    }
  }

  private listenTo(socket: SocketLike): void {
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.opened(socket.protocol);
    socket.onmessage = (event: { data: unknown }) => this.received(event.data);
    socket.onprogress = () => this.listener?.progressed();
    socket.onsent = ({ messages }: { messages: number }) => this.listener?.gotOut(messages);
    socket.onclose = (event: Closing) => this.closed({ code: event.code, reason: event.reason || this.failure });
    // A close always follows. Browsers tell nothing here; Node and the package ws do.
    socket.onerror = (event: { message?: unknown }) => {
      this.failure = typeof event?.message === "string" ? event.message : "";
    };
  }

  private opened(spoken: string): void {
    this.patience();
    const wanted = SUBPROTOCOL_NAMES[this.subprotocol];
    if (spoken === wanted) {
      this.listener?.opened();
    } else {
      const reason = `the server speaks ${spoken || "no subprotocol"}, not ${wanted}`;
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
