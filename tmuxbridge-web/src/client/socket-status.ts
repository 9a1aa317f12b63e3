/** What can be asked of a socket: its state, how the last connection closed, how good the line is. */
import { Backoff } from "./backoff.js";
import { Emitter } from "./emitter.js";
import type { Cancel, Environment } from "./environment.js";
import { Heartbeat } from "./heartbeat.js";
import type { HeartbeatTimes } from "./heartbeat.js";
import type { Closing, SocketEvents, SocketState } from "./socket-types.js";

/** Said of a try that failed without a word. */
const UNKNOWN = "no connection: a wrong address, no server there, or it refused; browsers do not tell which";

/** Live this long, the line counts as good again and backoff starts over. */
const STABLE_MILLIS = 10_000;

export abstract class SocketStatus extends Emitter<SocketEvents> {
  protected readonly backoff: Backoff;
  protected readonly heartbeat: Heartbeat;
  protected current: SocketState = "idle";
  protected last: Closing | undefined;
  protected everLive = false;
  /** How many connections, and tries to connect, are over. */
  protected losses = 0;
  private failures = 0;
  private stable: Cancel | undefined;

  protected constructor(
    protected readonly environment: Environment,
    times: HeartbeatTimes,
  ) {
    super();
    this.backoff = new Backoff(() => environment.random());
    this.heartbeat = new Heartbeat(
      environment,
      times,
      () => this.ping(),
      () => this.lineIsDead(),
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

  /** Tells of a try that failed. */
  protected connectFailed({ code, reason }: Closing): void {
    this.failures++;
    this.emit("connectFailed", { attempt: this.failures, code, reason: reason || UNKNOWN });
  }

  /** A try went well: the next one that fails is the first again. */
  protected connectSucceeded(): void {
    this.everLive = true;
    this.failures = 0;
    this.stable = this.environment.later(STABLE_MILLIS, () => this.backoff.reset());
    this.heartbeat.start();
  }

  /** There is no connection any more, or no try to get one. */
  protected connectionOver(closing: Closing): void {
    this.losses++;
    this.last = closing;
    this.stable?.();
    this.heartbeat.stop();
  }

  protected become(state: SocketState): void {
    if (state !== this.current) {
      this.current = state;
      this.emit("state", state);
    }
  }

  /** Sends one; returns how many messages are not known to be out by then. */
  protected abstract ping(): number;

  protected abstract lineIsDead(): void;
}
