// A viewer of a bridge that is as simple as the wire contract allows: it writes to its emulator what it is sent, in
// order, and acknowledges what has been parsed. With `answersChecks` it also compares its screen with the hash of each
// `check`. It keeps count of everything that should not happen.
import WebSocket from "ws";
import { screenHash } from "./hash.mjs";
import { Emulator } from "./screen.mjs";

const SUBPROTOCOL = { json: "tmuxbridge.v1.json", binary: "tmuxbridge.v1.binary" };
const OUTPUT = 1;
const SNAPSHOT = 2;

export class Viewer {
  /**
   * Connects and waits for the first snapshot.
   * @param {object} to `url` of the bridge (ws://host:port), `session`, `cols`, `rows`, `protocol`: json or binary,
   *     `history`: lines, `token` if one is needed
   */
  static async connect(to) {
    const viewer = new Viewer(to);
    await viewer.until(() => viewer.snapshots > 0, 10000, "the first snapshot");
    return viewer;
  }

  snapshots = 0;
  outputs = 0;
  gaps = [];
  errors = [];
  /** Snapshots nobody asked for: the bridge found a difference. */
  corrections = 0;
  checked = -1;
  /** Hashes it has compared with its screen, and those that differed. */
  checks = 0;
  checkDifferences = 0;
  refreshes = 0;
  skipped = false;
  offset = -1;
  parsed = -1;
  closed = null;

  constructor({ url, session, cols, rows, protocol, history = 500, token, answersChecks = false }) {
    this.protocol = protocol;
    this.answersChecks = answersChecks;
    this.emulator = new Emulator(cols, rows);
    const offered = [SUBPROTOCOL[protocol]];
    if (token) {
      offered.push(`bearer.${Buffer.from(token).toString("base64url")}`);
    }
    this.socket = new WebSocket(`${url}/ws/terminal`, offered);
    this.socket.on("open", () =>
      this.send({ type: "connect", sessionId: session, cols, rows, history, access: "read" }),
    );
    this.socket.on("message", (data, binary) =>
      binary ? this.frame(data) : this.message(JSON.parse(data.toString())),
    );
    this.socket.on("close", (code) => {
      this.closed = code;
    });
    this.socket.on("error", (error) => this.errors.push(String(error)));
  }

  send(message) {
    if (this.socket.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify(message));
    }
  }

  message(message) {
    switch (message.type) {
      case "connected":
        this.channel = message.channel;
        this.offset = message.offset;
        this.emulator.resize(message.cols, message.rows);
        break;
      case "output":
        this.output(Buffer.from(message.data), message.offset, message.end, message.snapshot === true, message);
        break;
      case "resize":
        this.emulator.resize(message.cols, message.rows);
        break;
      case "check":
        this.check(message);
        break;
      case "event":
        this.skipped ||= message.name === "skipped" || message.name === "gap";
        break;
      case "error":
        this.errors.push(`${message.code}: ${message.message}`);
        break;
      default:
    }
  }

  frame(data) {
    const offset = Number(data.readBigUInt64BE(5));
    const bytes = data.subarray(13);
    const snapshot = data[0] === SNAPSHOT;
    if (data[0] === SNAPSHOT || data[0] === OUTPUT) {
      this.output(bytes, offset, snapshot ? offset : offset + bytes.length, snapshot, {});
    }
  }

  output(bytes, offset, end, snapshot, { cols, rows }) {
    if (snapshot) {
      this.snapshots++;
      this.corrections += this.snapshots > 1 && !this.skipped && this.refreshes === 0 ? 1 : 0;
      this.refreshes = 0;
      this.skipped = false;
      if (cols && rows) {
        this.emulator.resize(cols, rows);
      }
    } else {
      this.outputs++;
      if (offset !== this.offset) {
        this.gaps.push({ expected: this.offset, got: offset });
      }
    }
    this.offset = end;
    this.emulator.write(bytes).then(() => {
      this.parsed = Math.max(this.parsed, end);
      this.send({ type: "ack", channel: this.channel, offset: end });
    });
  }

  /** A hash is of the screen at exactly its offset; one that is passed means nothing. */
  async check({ offset, hash }) {
    if (!this.answersChecks) {
      this.checked = offset;
      return;
    }
    await this.reached(offset).catch(() => {});
    await this.emulator.write("");
    const compared = this.offset === offset;
    this.checks += compared ? 1 : 0;
    if (compared && screenHash(this.emulator.term) !== hash) {
      this.checkDifferences++;
      if (this.refreshedAt !== offset) {
        this.refreshedAt = offset;
        this.refreshes++;
        this.send({ type: "refresh", channel: this.channel });
        return;
      }
    }
    this.checked = offset;
  }

  /** Waits until that offset has been parsed. */
  reached(offset, limit = 10000) {
    return this.until(() => this.parsed >= offset, limit, `offset ${offset}, is at ${this.parsed}`);
  }

  async until(condition, limit, what) {
    const end = Date.now() + limit;
    while (!condition()) {
      if (this.closed !== null || Date.now() > end) {
        throw new Error(
          `a viewer (${this.protocol}) waited ${limit} ms in vain for ${what}; closed: ${this.closed}, ` +
            `errors: ${this.errors.join("; ") || "none"}`,
        );
      }
      await new Promise((resume) => setTimeout(resume, 3));
    }
  }

  async screen() {
    await this.emulator.write("");
    return this.emulator.screen();
  }

  close() {
    this.socket.close(1000);
    this.emulator.dispose();
  }
}
