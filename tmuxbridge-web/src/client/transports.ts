/**
 * Which way the next connection is made: by WebSocket, or over plain HTTP when WebSockets do not get through while HTTP
 * does.
 *
 * A WebSocket that fails before it is open makes HTTP the next try, and the other way round: so whatever works is found
 * within two tries, and a server that is down is no reason to stay with HTTP. Where HTTP was what worked it is tried
 * first for some minutes; then a WebSocket is tried again, beside the connection that is in use, and taken when it
 * opens. Where one has opened before, an outage is the likelier reason that another did not: there it is tried within
 * seconds, once. Where a server says that it has no HTTP it is left out for as long, unless it has worked before: then
 * whoever says so is a proxy whose server is away.
 */
import type { Cancel, Environment, SocketLike } from "./environment.js";
import { NO_HTTP, httpUrl } from "./http-socket.js";
import type { Closing } from "./socket-types.js";

/** So long HTTP is preferred where it was what worked, and left out where it is missing. */
const TRUST_MILLIS = 300_000;
/** So long after HTTP opened a WebSocket is tried again where one has opened before. */
const DOUBT_MILLIS = 5_000;
/** A WebSocket that opens beside it is closed again: it has shown what it was to show. */
const GOING_AWAY = 4000;

export class Transports {
  private readonly fallback: string | undefined;
  private overHttp = false;
  private preferHttpUntil = 0;
  private hasWorked = false;
  /** A WebSocket has opened, and none was tried beside HTTP since. */
  private doubtsHttp = false;
  private missingUntil = 0;
  private protocols: string[] = [];
  private again: Cancel | undefined;

  constructor(
    private readonly environment: Environment,
    private readonly url: string,
  ) {
    this.fallback = environment.connectHttp ? httpUrl(url) : undefined;
  }

  /** Whether the present or the next connection is over HTTP. */
  get http(): boolean {
    return this.overHttp;
  }

  /** Opens a socket, whichever way is to be tried now. */
  connect(protocols: string[]): SocketLike {
    this.protocols = protocols;
    this.overHttp &&= !this.preferHttpUntil || this.environment.now() < this.preferHttpUntil;
    const overHttp = this.overHttp && this.fallback && this.environment.connectHttp?.(this.fallback, protocols);
    return overHttp || this.environment.connect(this.url, protocols);
  }

  /** It opened. When WebSockets get through again, it is told by `better`. */
  opened(better: () => void): void {
    this.hasWorked ||= this.overHttp;
    this.doubtsHttp ||= !this.overHttp;
    this.preferHttpUntil = this.overHttp ? this.environment.now() + TRUST_MILLIS : 0;
    this.stop();
    if (this.overHttp) {
      this.again = this.environment.later(this.doubtsHttp ? DOUBT_MILLIS : TRUST_MILLIS, () => this.probe(better));
    }
  }

  /** It ended before it was open. */
  failed(closing: Closing): void {
    const now = this.environment.now();
    if (closing.reason === NO_HTTP && !this.hasWorked) {
      this.missingUntil = now + TRUST_MILLIS;
    }
    this.overHttp = !this.overHttp && now >= this.missingUntil && this.fallback !== undefined;
    this.preferHttpUntil = 0;
  }

  /** The connection is over. */
  stop(): void {
    this.again?.();
    this.again = undefined;
  }

  private probe(better: () => void): void {
    this.doubtsHttp = false;
    let socket: SocketLike;
    try {
      socket = this.environment.connect(this.url, this.protocols);
    } catch {
      return this.opened(better); // not from this page
    }
    let current = true;
    this.again = () => {
      current = false;
      socket.close();
    };
    socket.onopen = () => {
      if (current) {
        this.again = undefined;
        this.overHttp = false;
        better();
      }
      socket.close(GOING_AWAY);
    };
    socket.onclose = () => {
      if (current) {
        this.opened(better);
      }
    };
  }
}
