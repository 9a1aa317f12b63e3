/**
 * Finds out that a line is dead: browsers neither show WebSocket pings nor notice half-open connections. Sends a ping
 * every 10 s; when nothing at all arrives within the patience after one, the line is given up. A timer that fires much
 * too late means that the machine slept; the ping that then goes out finds out what is left of the line.
 *
 * On a slow line a pong stands behind whatever large message is coming in, a snapshot for example. So a line that was
 * given up has twice the time when it is back, until one has held. Over plain HTTP a ping has its time from when it is
 * out, behind what was sent before it; and what gets out is no sign of life of the way back.
 */
import type { Cancel, Environment } from "./environment.js";

export interface HeartbeatTimes {
  /** Between two pings, in ms. */
  every: number;
  /** For any message to arrive after a ping, in ms; longer after lines that seemed dead. */
  patience: number;
}

const SETTLE_MILLIS = 1_000;
/** So long nothing may arrive at the most, however often the line seemed dead. */
const MOST_PATIENCE_MILLIS = 30_000;
/**
 * The end of the patience is a timer of its own: after a thread was busy, timers may run before what came meanwhile is
 * told (in Node they always do), and with this one it is told first.
 */
const CHANCE_MILLIS = 100;
/** Pings whose times are kept until they are answered. */
const MOST_UNANSWERED = 8;

export class Heartbeat {
  private timer: Cancel | undefined;
  private deadline: Cancel | undefined;
  /** When the last ping was sent, and those before it that no answer has come to. */
  private sentAt: number[] = [];
  private startedAt = 0;
  /** Messages that have to get out before the ping is out that is waited for, that one included. */
  private ahead = 0;
  private allowed = 0;
  /** How many times the usual patience there is. */
  private leniency = 1;
  private lastRoundTrip: number | undefined;

  constructor(
    private readonly environment: Environment,
    private readonly times: HeartbeatTimes,
    /** Sends one, and returns how many messages it makes that are not known to be out; 0 where that is never known. */
    private readonly ping: () => number,
    private readonly dead: () => void,
  ) {}

  /** The last round trip in ms, once there was one. */
  get roundTrip(): number | undefined {
    return this.lastRoundTrip;
  }

  /** Pings at once, and again after a second: the first round trip of a page that is still loading says little. */
  start(): void {
    this.stop();
    this.sentAt = [];
    this.startedAt = this.environment.now();
    this.probe();
    this.timer?.();
    this.timer = this.environment.later(SETTLE_MILLIS, () => this.probe());
  }

  stop(): void {
    this.timer?.();
    this.deadline?.();
    this.timer = this.deadline = undefined;
  }

  /** Pings now: at the start of a round, or because something makes one doubt the line. */
  probe(patience = this.times.patience): void {
    this.timer?.();
    this.sentAt = [...this.sentAt.slice(1 - MOST_UNANSWERED), this.environment.now()];
    this.timer = this.environment.later(this.times.every, () => this.probe());
    const waits = this.deadline !== undefined;
    if (!waits) {
      this.allowed = Math.min(patience * this.leniency, Math.max(patience, MOST_PATIENCE_MILLIS));
      this.wait();
    }
    const unsent = this.ping();
    if (!waits) {
      this.ahead = unsent;
    }
  }

  /** So many messages are out. If the ping that is waited for was not out before, its time begins anew. */
  gotOut(messages: number): void {
    if (this.deadline && this.ahead > 0) {
      this.ahead -= messages;
      this.wait();
    }
  }

  private wait(): void {
    this.deadline?.();
    this.deadline = this.environment.later(Math.max(0, this.allowed - CHANCE_MILLIS), () => this.lastChance());
  }

  private lastChance(): void {
    this.deadline = this.environment.later(CHANCE_MILLIS, () => {
      this.stop();
      this.leniency *= 2;
      this.dead();
    });
  }

  /** Something came in. */
  heard(): void {
    this.deadline?.();
    this.deadline = undefined;
  }

  /**
   * A pong came in; `data` is when its ping was sent, where the server returned it. Where it did so in time, and the line
   * has held for a round, the line is as good as any.
   */
  pong(data?: unknown): void {
    const now = this.environment.now();
    const at = this.sentAt.findIndex((sent) => sent === data);
    const [sent = now] = this.sentAt.splice(0, (at < 0 ? this.sentAt.length - 1 : at) + 1).slice(-1);
    this.lastRoundTrip = Math.max(0, now - sent);
    if (this.lastRoundTrip < this.times.patience && now - this.startedAt >= this.times.every) {
      this.leniency = 1;
    }
  }
}
