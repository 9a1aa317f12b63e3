/**
 * One WebSocket to a bridge, kept alive: many terminals, JSON-RPC calls, events, reconnecting by itself.
 *
 * States: `idle` until open(); `connecting`; `live`; `backoff` between two tries; `ended` when trying again is
 * pointless (the close-code table of the wire contract) or close() was called. Only open() leads out of `ended`.
 *
 * The sockets under it come and go. What must survive them - positions, unacknowledged input - is kept by the
 * TerminalChannels; this class connects, routes and decides when to try again.
 */
import { Backoff } from "./backoff.js";
import { CloseCode, reactionTo } from "./close-codes.js";
import { BadFrame, SUBPROTOCOL_NAMES, base64url, decodeBinary, decodeText, encodeInput, encodeText, utf8 } from "./codec.js";
import type { Subprotocol } from "./codec.js";
import { Emitter } from "./emitter.js";
import { platform } from "./environment.js";
import type { Cancel, Environment, SocketLike } from "./environment.js";
import { Heartbeat } from "./heartbeat.js";
import type { ClientMessage, RpcRequest, RpcResponse, ServerMessage } from "./messages.js";
import { Roster } from "./roster.js";
import { RpcCalls, RpcError } from "./rpc.js";
import type { BridgeSocketOptions, Closing, SocketEvents, SocketState } from "./socket-types.js";
import { TerminalChannel } from "./terminal-channel.js";
import type { Line, TerminalOptions } from "./terminal-types.js";

/** WebSocket.OPEN */
const OPEN = 1;
/** How a line that seems dead is closed: not 1000, by which a server would take it that this client is done. */
const WILL_RETURN = 4000;
/** Live this long, the line counts as good again and backoff starts over. */
const STABLE_MILLIS = 10_000;
/** Shortest time from one try to the next that is pulled forward. */
const IMPATIENCE_MILLIS = 1_000;

export class BridgeSocket extends Emitter<SocketEvents> {
  private readonly environment: Environment;
  private readonly subprotocol: Subprotocol;
  private readonly backoff: Backoff;
  private readonly heartbeat: Heartbeat;
  private readonly calls: RpcCalls;
  private readonly roster = new Roster();
  private socket: SocketLike | undefined;
  private current: SocketState = "idle";
  private timer: Cancel | undefined;
  private stable: Cancel | undefined;
  private unwake: Cancel | undefined;
  private triedAt = 0;
  private retryAt = 0;
  private last: Closing | undefined;
  private everLive = false;

  constructor(private readonly options: BridgeSocketOptions) {
    super();
    this.environment = options.environment ?? platform();
    this.subprotocol = options.subprotocol ?? "binary";
    this.backoff = new Backoff(() => this.environment.random());
    this.calls = new RpcCalls(this.environment);
    this.heartbeat = new Heartbeat(
      this.environment,
      options.heartbeat ?? { every: 10_000, patience: 4_000 },
      () => this.sendText({ type: "ping", data: this.environment.now() }),
      () => this.lost({ code: 1006, reason: "the line is dead" }),
    );
  }

  get state(): SocketState {
    return this.current;
  }

  /** How the last socket closed. */
  get closing(): Closing | undefined {
    return this.last;
  }

  /** Whether a connection was ever made. False in `backoff` may mean that the server refuses the handshake. */
  get wasLive(): boolean {
    return this.everLive;
  }

  /** Tries since the line was last good. */
  get attempts(): number {
    return this.backoff.count;
  }

  /** The last round trip in ms. */
  get roundTrip(): number | undefined {
    return this.heartbeat.roundTrip;
  }

  /** Connects, and stays connected until close(). Does nothing while connecting or live. */
  open(): void {
    if (this.current === "connecting" || this.current === "live") {
      return;
    }
    this.unwake ??= this.environment.onWake(() => this.wake());
    this.backoff.reset();
    this.dial();
  }

  /** Closes for good, and with it every terminal. tmux sessions live on. */
  close(): void {
    this.end({ code: CloseCode.NORMAL, reason: "closed by this client" });
  }

  /** Something suggests that the line may be back, or gone: finds out now instead of later. */
  wake(): void {
    if (this.current === "live") {
      this.heartbeat.probe(2_000);
    } else {
      this.retryNow();
    }
  }

  /** Somebody waits: cuts the present wait of `backoff` short, to a second since the last try at the most. */
  retryNow(): void {
    if (this.current !== "backoff" || this.timer === undefined) {
      return;
    }
    const now = this.environment.now();
    const wait = Math.max(0, this.triedAt + IMPATIENCE_MILLIS - now);
    if (wait === 0) {
      this.dial();
    } else if (now + wait < this.retryAt) {
      this.dialAfter(wait);
    }
  }

  /** Becomes a viewer of a terminal; it connects as soon as the socket is live, and again after every reconnect. */
  terminal(options: TerminalOptions): TerminalChannel {
    const terminal = new TerminalChannel(this.line(), options);
    this.roster.add(terminal);
    if (this.current === "live") {
      terminal.lineUp();
    } else if (this.current === "ended") {
      terminal.lineEnded(this.last ?? { code: CloseCode.NORMAL, reason: "closed" });
    }
    return terminal;
  }

  /** Calls a management method. Rejects with RpcError; with reason `connection-lost` nobody knows whether it was done. */
  call(method: string, params: object = {}): Promise<unknown> {
    if (this.current !== "live") {
      return Promise.reject(new RpcError(method, 0, "not-connected", `${method}: not connected`));
    }
    return this.calls.call(method, params, (request) => this.sendText(request), this.options.callTimeout ?? 15_000);
  }

  private dial(): void {
    this.timer?.();
    this.timer = undefined;
    this.triedAt = this.environment.now();
    this.become("connecting");
    const protocols = [SUBPROTOCOL_NAMES[this.subprotocol]];
    const token = this.options.token?.();
    if (token) {
      protocols.push(`bearer.${base64url(utf8(token))}`);
    }
    const socket = this.environment.connect(this.options.url, protocols);
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.ifCurrent(socket, () => this.opened());
    socket.onmessage = (event: { data: unknown }) => this.ifCurrent(socket, () => this.received(event.data));
    socket.onclose = (event: Closing) =>
      this.ifCurrent(socket, () => this.lost({ code: event.code, reason: event.reason }));
    socket.onerror = () => undefined; // a close always follows
  }

  private ifCurrent(socket: SocketLike, run: () => void): void {
    if (socket === this.socket) {
      run();
    }
  }

  private opened(): void {
    if (this.socket?.protocol !== SUBPROTOCOL_NAMES[this.subprotocol]) {
      const reason = `the server speaks ${this.socket?.protocol || "no subprotocol"}, not ${SUBPROTOCOL_NAMES[this.subprotocol]}`;
      this.end({ code: CloseCode.PROTOCOL_ERROR, reason });
      return;
    }
    this.everLive = true;
    this.stable = this.environment.later(STABLE_MILLIS, () => this.backoff.reset());
    this.become("live");
    this.heartbeat.start();
    this.roster.each((terminal) => terminal.lineUp());
  }

  private received(data: unknown): void {
    this.heartbeat.heard();
    try {
      if (typeof data === "string") {
        this.dispatch(decodeText(data));
      } else {
        this.dispatch(decodeBinary(bytesOf(data)));
      }
    } catch (failure) {
      if (!(failure instanceof BadFrame)) {
        throw failure;
      }
      this.emit("badFrame", failure);
    }
  }

  private dispatch(message: ServerMessage | RpcResponse): void {
    if (isRpcResponse(message)) {
      this.calls.settle(message);
      return;
    }
    switch (message.type) {
      case "pong":
        this.heartbeat.pong();
        this.emit("roundTrip", this.heartbeat.roundTrip ?? 0);
        return;
      case "auth-expiring":
        this.renew();
        return;
      default:
        if (this.roster.deliver(message)) {
          return;
        }
        if (message.type === "event") {
          this.emit("event", message);
        } else if (message.type === "error") {
          this.emit("problem", message);
        }
    }
  }

  private renew(): void {
    const token = this.options.token?.();
    if (token) {
      this.sendText({ type: "auth", token });
    }
  }

  private lost(closing: Closing): void {
    const reaction = reactionTo(closing.code);
    if (reaction === "stop") {
      this.end(closing);
      return;
    }
    this.detach(closing, false);
    this.roster.each((terminal) => terminal.lineDown());
    switch (reaction) {
      case "authenticate":
        this.reauthenticate(closing);
        return;
      case "snapshot":
        this.roster.each((terminal) => terminal.requireSnapshot());
        this.pause(0);
        return;
      case "patience":
        this.pause(1_000);
        return;
      case "retry":
        this.pause(0);
    }
  }

  private pause(least: number): void {
    this.become("backoff");
    this.dialAfter(this.backoff.next(this.environment.visible(), least));
  }

  private dialAfter(wait: number): void {
    this.timer?.();
    this.retryAt = this.environment.now() + wait;
    this.timer = this.environment.later(wait, () => this.dial());
  }

  private reauthenticate(closing: Closing): void {
    const { authenticate } = this.options;
    if (!authenticate) {
      this.end(closing);
      return;
    }
    this.become("backoff");
    authenticate()
      .catch(() => false)
      .then((again) => {
        if (this.current === "backoff") {
          if (again) {
            this.pause(0);
          } else {
            this.end(closing);
          }
        }
      });
  }

  private detach(closing: Closing, leaving: boolean): void {
    const socket = this.socket;
    this.socket = undefined;
    this.last = closing;
    this.timer?.();
    this.timer = undefined;
    this.stable?.();
    this.heartbeat.stop();
    this.roster.forgetChannels();
    socket?.close(leaving ? CloseCode.NORMAL : WILL_RETURN);
    this.calls.failAll("the connection was lost");
  }

  private end(closing: Closing): void {
    this.detach(closing, true);
    this.unwake?.();
    this.unwake = undefined;
    this.become("ended");
    this.roster.each((terminal) => terminal.lineEnded(closing));
  }

  private become(state: SocketState): void {
    if (state !== this.current) {
      this.current = state;
      this.emit("state", state);
    }
  }

  private sendText(message: ClientMessage | RpcRequest): void {
    this.sendFrame(encodeText(message));
  }

  /** On a socket that is closing nothing can be sent; its close event is on the way, and what matters is sent again. */
  private sendFrame(frame: string | Uint8Array): void {
    if (this.socket?.readyState === OPEN) {
      this.socket.send(frame);
    }
  }

  private line(): Line<TerminalChannel> {
    return {
      environment: this.environment,
      send: (message) => this.sendText(message),
      sendInput: (terminal, seq, data) => this.sendFrame(encodeInput(this.subprotocol, terminal, seq, data)),
      userIsThere: () => this.retryNow(),
      gone: (terminal) => this.roster.remove(terminal),
      forget: (terminal) => this.roster.forgetChannel(terminal),
    };
  }
}

function isRpcResponse(message: ServerMessage | RpcResponse): message is RpcResponse {
  return "jsonrpc" in message;
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
