/**
 * Sends what was typed: in order, numbered, no more under way than the server may be asked to hold, and again when the
 * server says that one is missing. The ledger under it knows what is not yet acknowledged; this class knows when to
 * send.
 */
import { headOf } from "./codec.js";
import type { Cancel, Environment } from "./environment.js";
import { InputLedger } from "./input-ledger.js";
import type { GivenUp } from "./input-ledger.js";

/** Largest input message in bytes. */
const CHUNK = 16 * 1024;
/** Input under way at once, in bytes. */
const WINDOW = 128 * 1024;
/** Input that may wait while the terminal is live, and while it is not, in bytes. */
const LIVE_LIMIT = 4 * 1024 * 1024;
const OFFLINE_LIMIT = 64 * 1024;

export class InputSender {
  private readonly ledger = new InputLedger(WINDOW);
  private running = false;
  private pause: Cancel | undefined;

  constructor(
    private readonly environment: Environment,
    private readonly send: (seq: number, data: Uint8Array) => void,
  ) {}

  /** What is not yet acknowledged. */
  get pending(): { inputs: number; bytes: number } {
    return { inputs: this.ledger.pendingInputs, bytes: this.ledger.pendingBytes };
  }

  /** The number of the last input taken. */
  get lastSeq(): number {
    return this.ledger.lastSeq;
  }

  /** Takes all of it, or nothing if too much waits already. */
  offer(bytes: Uint8Array): boolean {
    if (this.ledger.pendingBytes + bytes.length > (this.running ? LIVE_LIMIT : OFFLINE_LIMIT)) {
      return false;
    }
    for (let at = 0; at < bytes.length;) {
      const length = headOf(bytes.subarray(at), CHUNK);
      this.ledger.add(bytes.slice(at, at + length));
      at += length;
    }
    this.pump();
    return true;
  }

  /** The terminal is live, and the server has applied inputs up to `seq`; with `anew` it counts from there on. */
  start(seq: number, anew: boolean): void {
    if (anew) {
      this.ledger.renumber(seq);
    } else {
      this.ledger.acknowledge(seq);
      this.ledger.rewind();
    }
    this.running = true;
    this.pump();
  }

  /** The terminal is not live: nothing is sent before `start`. */
  stop(): void {
    this.running = false;
    this.pause?.();
    this.pause = undefined;
  }

  /** tmux has taken everything up to `seq`. */
  acknowledge(seq: number): void {
    this.ledger.acknowledge(seq);
    this.pump();
  }

  /** The server refused an input: sends nothing for that long, then everything not acknowledged again. */
  resendAfter(millis: number): void {
    this.pause ??= this.environment.later(millis, () => {
      this.pause = undefined;
      this.ledger.rewind();
      this.pump();
    });
  }

  /** Gives up what is not acknowledged. */
  abandon(): GivenUp {
    return this.ledger.abandon();
  }

  private pump(): void {
    if (!this.running || this.pause) {
      return;
    }
    for (let entry = this.ledger.take(); entry; entry = this.ledger.take()) {
      this.send(entry.seq, entry.data);
    }
  }
}
