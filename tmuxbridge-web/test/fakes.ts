/** A hand-driven world for the client: a clock that moves when told, sockets that do what a test says. */
import type { Cancel, Environment, SocketLike } from "../src/client/index.js";

export class FakeSocket implements SocketLike {
  binaryType = "blob";
  protocol = "";
  readyState = 0;
  unsent = 0;
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: never) => void) | null = null;
  onclose: ((event: never) => void) | null = null;
  onerror: ((event: never) => void) | null = null;
  readonly sent: (string | Uint8Array)[] = [];
  closed = false;
  closedWith: number | undefined;

  constructor(
    readonly url: string,
    readonly offered: string[],
  ) {}

  send(data: string | Uint8Array): void {
    if (this.readyState !== 1) throw new Error("sent on a socket that is not open");
    this.sent.push(data);
  }

  close(code?: number): void {
    this.closed = true;
    this.closedWith ??= code;
    this.readyState = 3;
  }

  accept(protocol = this.offered[0] ?? ""): void {
    this.protocol = protocol;
    this.readyState = 1;
    this.onopen?.({} as never);
  }

  /** The server closes, or the line breaks (1006). */
  drop(code = 1006, reason = ""): void {
    this.readyState = 3;
    this.onclose?.({ code, reason } as never);
  }

  say(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) } as never);
  }

  frame(kind: number, channel: number, position: number, text: string): void {
    const body = new TextEncoder().encode(text);
    const frame = new Uint8Array(13 + body.length);
    const view = new DataView(frame.buffer);
    view.setUint8(0, kind);
    view.setUint32(1, channel);
    view.setBigUint64(5, BigInt(position));
    frame.set(body, 13);
    this.onmessage?.({ data: frame.buffer } as never);
  }

  /** The JSON messages sent, of one type if given; JSON-RPC requests count as type "rpc". */
  messages(type?: string): Record<string, unknown>[] {
    return this.sent
      .filter((frame): frame is string => typeof frame === "string")
      .map((text) => JSON.parse(text) as Record<string, unknown>)
      .map((message) => ("jsonrpc" in message ? { ...message, type: "rpc" } : message))
      .filter((message) => type === undefined || message.type === type);
  }

  /** The input frames sent, as [seq, text]. */
  inputs(): [number, string][] {
    return this.sent
      .filter((frame): frame is Uint8Array => typeof frame !== "string")
      .map((frame) => [
        Number(new DataView(frame.buffer).getBigUint64(5)),
        new TextDecoder().decode(frame.subarray(13)),
      ]);
  }
}

export class FakeWorld implements Environment {
  readonly sockets: FakeSocket[] = [];
  chance = 0.5;
  seen = true;
  private clock = 1_000_000;
  private timers: { at: number; run: () => void }[] = [];
  private wakers = new Set<() => void>();
  private names = 1;

  connect(url: string, protocols: string[]): SocketLike {
    const socket = new FakeSocket(url, protocols);
    this.sockets.push(socket);
    return socket;
  }

  later(ms: number, run: () => void): Cancel {
    const timer = { at: this.clock + ms, run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  now(): number {
    return this.clock;
  }

  random(): number {
    return this.chance;
  }

  randomBytes(count: number): Uint8Array {
    return new Uint8Array(count).fill(this.names++);
  }

  visible(): boolean {
    return this.seen;
  }

  onWake(run: () => void): Cancel {
    this.wakers.add(run);
    return () => void this.wakers.delete(run);
  }

  wake(): void {
    this.wakers.forEach((run) => run());
  }

  /** Lets time pass; timers that fall due run in order. */
  pass(ms: number): void {
    const end = this.clock + ms;
    for (;;) {
      const due = this.timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.timers = this.timers.filter((timer) => timer !== due);
      this.clock = Math.max(this.clock, due.at);
      due.run();
    }
    this.clock = end;
  }

  /** Time passes while the thread is busy: timers that fall due meanwhile run late. */
  busy(ms: number): void {
    this.clock += ms;
  }

  /** Timers still armed. */
  get armed(): number {
    return this.timers.length;
  }

  get socket(): FakeSocket {
    return this.sockets[this.sockets.length - 1]!;
  }
}

/** A `connected` as the contract has it. */
export function connected(clientId: string, fields: object = {}): object {
  return {
    type: "connected",
    sessionId: "work",
    paneId: "%1",
    channel: 1,
    epoch: "A",
    offset: 0,
    cols: 80,
    rows: 24,
    access: "write",
    clientId,
    resume: "fresh",
    inputSeq: 0,
    ...fields,
  };
}
