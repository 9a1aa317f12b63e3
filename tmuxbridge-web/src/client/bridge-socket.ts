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
import { RpcCalls, RpcError, isRpcResponse } from "./rpc.js";
import { SocketStatus } from "./socket-status.js";
import type { BridgeSocketOptions, Closing } from "./socket-types.js";
import { TerminalChannel } from "./terminal-channel.js";
import type { Line, TerminalOptions } from "./terminal-types.js";
import { Transports } from "./transports.js";

/** How a line that seems dead is closed: not 1000, by which a server would take it that this client is done. */
const WILL_RETURN = 4000;

export class BridgeSocket extends SocketStatus {
  private readonly redial: Redial;
  private readonly calls: RpcCalls;
  private readonly transports: Transports;
  private readonly credentials: Credentials;
  private readonly roster = new Roster((stray) => this.giveBack(stray));
  private connection: Connection | undefined;
  private unwake: Cancel | undefined;

  constructor(private readonly options: BridgeSocketOptions) {
    super(options.environment ?? platform(), options.heartbeat ?? { every: 10_000, patience: 4_000 });
    this.redial = new Redial(this.environment, () => this.dial());
    this.calls = new RpcCalls(this.environment);
    this.transports = new Transports(this.environment, options.url);
    this.credentials = new Credentials(options);
  }

  protected ping(): number {
    this.connection?.send({ type: "ping", data: this.environment.now() });
    return this.connection?.unsent ?? 0;
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
    if (this.current === "live" && this.connection) {
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

  /** Like all that tells a listener, it does so last, or looks afterwards: the listener may close this, or open it. */
  private dial(): void {
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
        progressed: () => this.heartbeat.heard(),
        gotOut: (messages) => this.heartbeat.gotOut(messages),
        closed: (closing) => this.lost(closing),
      },
    );
    this.become("connecting");
  }

  private opened(): void {
    this.connectSucceeded();
    this.transports.opened(() => this.lost({ code: 1006, reason: "WebSockets get through again" }));
    this.become("live");
    if (this.current === "live") {
      this.roster.all.forEach((terminal) => terminal.lineUp());
    }
  }

  private received(message: ServerMessage | RpcResponse): void {
    this.heartbeat.heard();
    if (isRpcResponse(message)) {
      this.calls.settle(message);
    } else if (message.type === "pong") {
      this.heartbeat.pong(message.data);
      this.emit("roundTrip", this.heartbeat.roundTrip ?? 0);
    } else if (message.type === "auth-expiring") {
      this.credentials.renew((token) => this.connection?.send({ type: "auth", token }));
    } else {
      const delivered = this.roster.deliver(message);
      if (message.type === "event" && (!delivered || message.name === "layout")) {
        this.emit("event", message);
      } else if (message.type === "error" && !delivered) {
        this.emit("problem", message);
      }
    }
  }

  private lost(closing: Closing): void {
    const { connection } = this;
    if (this.current === "connecting") {
      this.transports.failed(closing);
      this.connectFailed(closing);
      if (this.connection !== connection) {
        return;
      }
    }
    const reaction = this.credentials.reactionTo(closing.code);
    if (reaction === "stop") {
      this.end(closing);
      return;
    }
    const loss = this.detach(closing, WILL_RETURN, "connection-lost");
    this.roster.all.forEach((terminal) => terminal.lineDown());
    if (this.losses !== loss) {
      return;
    }
    if (reaction === "authenticate") {
      void this.reauthenticate(closing, loss);
      return;
    }
    if (reaction === "snapshot") {
      this.roster.all.forEach((terminal) => terminal.requireSnapshot());
    }
    this.pause(reaction === "patience" ? 1_000 : 0);
  }

  private pause(least: number): void {
    this.redial.after(this.backoff.next(this.environment.visible(), least));
    this.become("backoff");
  }

  private async reauthenticate(closing: Closing, loss: number): Promise<void> {
    this.become("backoff");
    const again = this.current === "backoff" && (await this.credentials.replace());
    if (this.current === "backoff" && this.losses === loss) {
      return again ? this.pause(0) : this.end(closing);
    } // else somebody went on without waiting for it
  }

  /** Gives up the present connection, and returns which loss that is. */
  private detach(closing: Closing, code: number, reason: string): number {
    const { connection } = this;
    this.connection = undefined;
    this.connectionOver(closing);
    this.redial.cancel();
    this.transports.stop();
    this.roster.forgetChannels();
    connection?.drop(code);
    this.calls.failAll(reason, whyOver(closing));
    return this.losses;
  }

  private end(closing: Closing): void {
    if (this.current === "ended") {
      return;
    }
    this.detach(closing, CloseCode.NORMAL, wordFor(closing.code) ?? "connection-lost");
    this.unwake?.();
    this.unwake = undefined;
    const terminals = this.roster.all; // but for those that a listener makes after another open()
    this.become("ended");
    this.emit("ended", { ...closing, why: whyOver(closing) });
    terminals.forEach((terminal) => terminal.lineEnded(closing));
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
