/**
 * One WebSocket to a bridge, or plain HTTP where none gets through, kept alive: many terminals, JSON-RPC calls, events,
 * reconnecting by itself.
 *
 * States: `idle` until open(); `connecting`; `live`; `backoff` between two tries; `ended` when trying again is
 * pointless (the close-code table of the wire contract) or close() was called. Only open() leads out of `ended`.
 *
 * The Connections under it come and go. What must survive them - positions, unacknowledged input - is kept by the
 * TerminalChannels; this class routes and decides when to try again.
 */
import { CloseCode, whyOver, wordFor } from "./close-codes.js";
import { Connection } from "./connection.js";
import { Credentials } from "./credentials.js";
import { platform } from "./environment.js";
import type { Cancel } from "./environment.js";
import type { Connected, RpcResponse, ServerMessage } from "./messages.js";
import { Redial } from "./redial.js";
import { Roster } from "./roster.js";
import { RpcCalls, RpcError } from "./rpc.js";
import { SocketStatus } from "./socket-status.js";
import type { BridgeSocketOptions, Closing } from "./socket-types.js";
import { TerminalChannel } from "./terminal-channel.js";
import type { Line, TerminalOptions } from "./terminal-types.js";
import { Transports } from "./transports.js";

/** How a line that seems dead is closed: not 1000, by which a server would take it that this client is done. */
const WILL_RETURN = 4000;
/** Live this long, the line counts as good again and backoff starts over. */
const STABLE_MILLIS = 10_000;

export class BridgeSocket extends SocketStatus {
  private readonly redial: Redial;
  private readonly calls: RpcCalls;
  private readonly transports: Transports;
  private readonly credentials: Credentials;
  private readonly roster = new Roster((stray) => this.giveBack(stray));
  private connection: Connection | undefined;
  private stable: Cancel | undefined;
  private unwake: Cancel | undefined;

  constructor(private readonly options: BridgeSocketOptions) {
    super(options.environment ?? platform(), options.heartbeat ?? { every: 10_000, patience: 4_000 });
    this.redial = new Redial(this.environment, () => this.dial());
    this.calls = new RpcCalls(this.environment);
    this.transports = new Transports(this.environment, options.url);
    this.credentials = new Credentials(options);
  }

  protected ping(): void {
    this.connection?.send({ type: "ping", data: this.environment.now() });
  }

  protected lineIsDead(): void {
    this.lost({ code: 1006, reason: "the line is dead" });
  }

  /** Connects, and stays connected until close(). Does nothing while connecting or live. */
  open(): void {
    if (this.current === "connecting" || this.current === "live") {
      return;
    }
    this.unwake ??= this.environment.onWake(() => this.wake());
    this.backoff.reset();
    this.redial.now();
  }

  /** Whether the connection is over plain HTTP, because no WebSocket gets through. */
  get overHttp(): boolean {
    return this.transports.http;
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
    if (this.current === "backoff") {
      this.redial.sooner();
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

  /**
   * Calls a management method. Rejects with RpcError; with reason `connection-lost` nobody knows whether it was done.
   * Where the server ended the connection for good, the reason is its word: `unauthenticated` for a token that it does
   * not know.
   */
  call(method: string, params: object = {}): Promise<unknown> {
    const { connection } = this;
    if (this.current !== "live" || !connection) {
      const why = this.current === "ended" && this.last ? `: ${whyOver(this.last)}` : "";
      return Promise.reject(new RpcError(method, 0, "not-connected", `${method}: not connected${why}`));
    }
    return this.calls.call(method, params, (request) => connection.send(request), this.options.callTimeout ?? 15_000);
  }

  private dial(): void {
    this.become("connecting");
    this.connection = new Connection(
      this.environment,
      (protocols) => this.transports.connect(protocols),
      this.options.subprotocol ?? "binary",
      () => this.credentials.token,
      {
        opened: () => this.opened(),
        message: (message) => this.received(message),
        badFrame: (failure) => {
          this.heartbeat.heard();
          this.emit("badFrame", failure);
        },
        closed: (closing) => this.lost(closing),
      },
    );
  }

  private opened(): void {
    this.connectSucceeded();
    this.transports.opened(() => this.lost({ code: 1006, reason: "WebSockets get through again" }));
    this.stable = this.environment.later(STABLE_MILLIS, () => this.backoff.reset());
    this.become("live");
    this.heartbeat.start();
    this.roster.each((terminal) => terminal.lineUp());
  }

  private received(message: ServerMessage | RpcResponse): void {
    this.heartbeat.heard();
    if (isRpcResponse(message)) {
      this.calls.settle(message);
    } else if (message.type === "pong") {
      this.heartbeat.pong();
      this.emit("roundTrip", this.heartbeat.roundTrip ?? 0);
    } else if (message.type === "auth-expiring") {
      this.credentials.renew((token) => this.connection?.send({ type: "auth", token }));
    } else if (!this.roster.deliver(message)) {
      if (message.type === "event") {
        this.emit("event", message);
      } else if (message.type === "error") {
        this.emit("problem", message);
      }
    }
  }

  private lost(closing: Closing): void {
    if (this.current === "connecting") {
      this.transports.failed(closing);
      this.connectFailed(closing);
    }
    const reaction = this.credentials.reactionTo(closing.code);
    if (reaction === "stop") {
      this.end(closing);
      return;
    }
    this.detach(closing, WILL_RETURN, "connection-lost");
    this.roster.each((terminal) => terminal.lineDown());
    if (reaction === "authenticate") {
      void this.reauthenticate(closing);
      return;
    }
    if (reaction === "snapshot") {
      this.roster.each((terminal) => terminal.requireSnapshot());
    }
    this.pause(reaction === "patience" ? 1_000 : 0);
  }

  private pause(least: number): void {
    this.become("backoff");
    this.redial.after(this.backoff.next(this.environment.visible(), least));
  }

  private async reauthenticate(closing: Closing): Promise<void> {
    this.become("backoff");
    const again = await this.credentials.replace();
    if (this.current === "backoff") {
      if (again) {
        this.pause(0);
      } else {
        this.end(closing);
      }
    }
  }

  private detach(closing: Closing, code: number, reason: string): void {
    const { connection } = this;
    this.connection = undefined;
    this.last = closing;
    this.redial.cancel();
    this.stable?.();
    this.heartbeat.stop();
    this.transports.stop();
    this.roster.forgetChannels();
    connection?.drop(code);
    this.calls.failAll(reason, whyOver(closing));
  }

  private end(closing: Closing): void {
    if (this.current === "ended") {
      return;
    }
    this.detach(closing, CloseCode.NORMAL, wordFor(closing.code) ?? "connection-lost");
    this.unwake?.();
    this.unwake = undefined;
    this.become("ended");
    this.emit("ended", { ...closing, why: whyOver(closing) });
    this.roster.each((terminal) => terminal.lineEnded(closing));
  }

  /** A terminal that was closed before its connect was answered: the server must not go on counting it as a viewer. */
  private giveBack({ sessionId, channel }: Connected): void {
    this.connection?.send({ type: "disconnect", sessionId, channel });
  }

  private line(): Line<TerminalChannel> {
    return {
      environment: this.environment,
      send: (message) => this.connection?.send(message),
      sendInput: (terminal, seq, data) => this.connection?.sendInput(terminal, seq, data),
      userIsThere: () => this.retryNow(),
      connects: (terminal) => this.roster.connects(terminal),
      gone: (terminal) => this.roster.remove(terminal),
      forget: (terminal) => this.roster.forgetChannel(terminal),
    };
  }
}

function isRpcResponse(message: ServerMessage | RpcResponse): message is RpcResponse {
  return "jsonrpc" in message;
}
