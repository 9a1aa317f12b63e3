/**
 * What the client needs from where it runs: sockets, time, chance, and news of the world (page visible, network back).
 *
 * The library touches no DOM. A browser page, Node, a worker or a test each hand it an Environment; `platform()` makes
 * one from the globals that browsers and Node 22 share, with `sockets` for runtimes that bring no WebSocket of their
 * own.
 */
import { HttpSocket } from "./http-socket.js";

/** The part of the WebSocket interface (WHATWG) that the client uses. */
export interface SocketLike {
  binaryType: string;
  readonly protocol: string;
  /** 1 while open. */
  readonly readyState: number;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  /** Called, where a socket can tell, when something has come in that makes no message yet. */
  onprogress?: ((event: never) => void) | null;
  /** Called, where a socket can tell, with {messages}: so many of those sent have got out. */
  onsent?: ((event: never) => void) | null;
  /** How many messages that were sent have not got out, where a socket can tell. */
  readonly unsent?: number;
  send(data: string | Uint8Array): void;
  close(code?: number, reason?: string): void;
}

/** An armed timer; calling it disarms it. */
export type Cancel = () => void;

export interface Environment {
  /** Opens a socket that offers these subprotocols. */
  connect(url: string, protocols: string[]): SocketLike;
  /** Opens the same connection over plain HTTP, where the runtime can. */
  connectHttp?(url: string, protocols: string[]): SocketLike;
  /** Calls back once after `ms` milliseconds. */
  later(ms: number, run: () => void): Cancel;
  /** Milliseconds of a clock that goes on while the machine sleeps. */
  now(): number;
  /** A number in [0, 1), for jitter. */
  random(): number;
  /** Random bytes fit for a secret, for client names. */
  randomBytes(count: number): Uint8Array;
  /** Whether somebody can see the page; true where the question makes no sense. */
  visible(): boolean;
  /** Calls back when it is worth trying at once: network back, page visible again. Returns how to stop. */
  onWake(run: () => void): Cancel;
}

/** How a runtime makes sockets; the global WebSocket, or the class of the npm package `ws`. */
export type SocketFactory = new (url: string, protocols: string[]) => unknown;

/**
 * An Environment from the globals of browsers, workers and Node. With `sockets` of its own it knows WebSocket only:
 * what they bring along to prove who they are, HTTP would not have.
 */
export function platform(sockets?: SocketFactory): Environment {
  const later = (ms: number, run: () => void): Cancel => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  };
  const factory = sockets ?? (globalThis as { WebSocket?: SocketFactory }).WebSocket;
  return {
    connect: (url, protocols) => {
      if (!factory) {
        throw new Error("this runtime has no WebSocket: hand one to platform(), for example that of the package ws");
      }
      return new factory(url, protocols) as SocketLike;
    },
    ...(!sockets && typeof fetch === "function"
      ? { connectHttp: (url: string, protocols: string[]) => new HttpSocket(url, protocols, later) }
      : {}),
    later,
    now: () => Date.now(),
    random: () => Math.random(),
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    visible: () => true,
    onWake: () => () => undefined,
  };
}
