/*
 * Viewers of a session, for k6 1.0 or later (it needs the module k6/websockets):
 *
 *   k6 run -e URL=http://127.0.0.1:8000 -e SESSION=work tmuxbridge-benchmarks/k6/viewers.js
 *
 *   URL       the server; one started with --auth none, or else with
 *   TOKEN     a JSON Web Token, which every viewer sends as Authorization: Bearer. The token in a ready line is for one use only.
 *   SESSION   names of sessions that exist, by comma; viewers take them in turn
 *   VIEWERS   how many; 50 unless set
 *   SECONDS   how long each stays; 20 unless set
 *   WIRE      binary or json; binary unless set
 *   DELIVERY  lossless or fresh; lossless unless set
 *   TYPE      a text that each viewer types once a second; nothing unless set. Every viewer types: use it on an idle session.
 *
 * Nothing is needed in the session: each byte of a pane has a position, so a viewer sees by the positions alone whether
 * something was lost or came twice. What is told: tmuxbridge_lost_bytes and tmuxbridge_repeated_bytes (thresholds fail the run
 * when they are not 0 and delivery is lossless), tmuxbridge_frames, tmuxbridge_bytes, and the times tmuxbridge_first_screen,
 * tmuxbridge_pong (a ping behind all output that waits) and tmuxbridge_input_ack (with TYPE).
 *
 * Not run in k6 where this was written. try.mjs beside it runs this file in Node, with stand-ins for the three modules of k6,
 * against a real server and against a server that loses and repeats.
 */
import { check } from "k6";
import { Counter, Trend } from "k6/metrics";
import { WebSocket } from "k6/websockets";

const HEADER = 13;
const ACK_EVERY = 64 * 1024;
const url = __ENV.URL || "http://127.0.0.1:8000";
const sessions = (__ENV.SESSION || "work").split(",");
const seconds = Number(__ENV.SECONDS || 20);
const wire = __ENV.WIRE || "binary";
const delivery = __ENV.DELIVERY || "lossless";
const text = __ENV.TYPE || "";
const token = __ENV.TOKEN || "";

const lost = new Counter("tmuxbridge_lost_bytes");
const repeated = new Counter("tmuxbridge_repeated_bytes");
const frames = new Counter("tmuxbridge_frames");
const bytes = new Counter("tmuxbridge_bytes");
const firstScreen = new Trend("tmuxbridge_first_screen", true);
const pong = new Trend("tmuxbridge_pong", true);
const inputAck = new Trend("tmuxbridge_input_ack", true);

export const options = {
  scenarios: {
    viewers: {
      executor: "per-vu-iterations",
      vus: Number(__ENV.VIEWERS || 50),
      iterations: 1,
      maxDuration: `${seconds + 60}s`,
    },
  },
  thresholds: {
    checks: ["rate==1"],
    tmuxbridge_repeated_bytes: ["count==0"],
    ...(delivery === "lossless" ? { tmuxbridge_lost_bytes: ["count==0"] } : {}),
  },
};

// A counter that was never added to has no value for a threshold to look at.
function begin() {
  lost.add(0);
  repeated.add(0);
}

/** Where a viewer stands in its pane's stream. */
class Position {
  constructor() {
    this.at = null;
    this.acknowledged = 0;
  }

  snapshot(offset) {
    // A lossless viewer is shown a new screen only where the stream comes to it.
    if (this.at !== null && offset > this.at && delivery === "lossless") this.moved(offset, offset);
    this.at = offset;
  }

  moved(offset, end) {
    if (this.at !== null && offset > this.at) lost.add(offset - this.at);
    if (this.at !== null && offset < this.at) repeated.add(Math.min(end, this.at) - offset);
    this.at = Math.max(end, this.at === null ? end : this.at);
  }
}

export default function () {
  begin();
  const session = sessions[(__VU - 1) % sessions.length];
  const address = `${url
    .replace(/^http/, "ws")
    .replace(/[#?].*$/, "")
    .replace(/\/+$/, "")}/ws/terminal/${encodeURIComponent(session)}`;
  const params = token ? { headers: { Authorization: `Bearer ${token}` } } : {};
  const socket = new WebSocket(address, [`tmuxbridge.v1.${wire}`], params);
  socket.binaryType = "arraybuffer";
  const position = new Position();
  const begun = Date.now();
  const typedAt = {};
  let seq = 0;
  let shown = false;
  let refused = "";
  let timers = [];

  function say(message) {
    socket.send(JSON.stringify(message));
  }

  function piece(snapshot, offset, end, length) {
    frames.add(1);
    bytes.add(length);
    if (snapshot) {
      position.snapshot(offset);
      if (!shown) firstScreen.add(Date.now() - begun);
      shown = true;
    } else {
      position.moved(offset, end);
    }
    if (position.at - position.acknowledged >= ACK_EVERY) {
      position.acknowledged = position.at;
      say({ type: "ack", offset: position.at });
    }
  }

  function told(message) {
    if (message.type === "connected") {
      seq = message.inputSeq;
    } else if (message.type === "output") {
      piece(message.snapshot === true, message.offset, message.end, message.data.length);
    } else if (message.type === "pong") {
      pong.add(Date.now() - Number(message.data));
    } else if (message.type === "input-ack") {
      if (typedAt[message.seq]) inputAck.add(Date.now() - typedAt[message.seq]);
    } else if (message.type === "error" || message.type === "disconnect") {
      refused = JSON.stringify(message);
    }
  }

  function everySecond() {
    say({ type: "ping", data: String(Date.now()) });
    if (text && shown) {
      seq += 1;
      typedAt[seq] = Date.now();
      say({ type: "input", seq, data: text });
    }
  }

  socket.addEventListener("open", () => {
    say({ type: "connect", cols: 80, rows: 24, access: text ? "write" : "read", delivery });
    timers = [setInterval(everySecond, 1000)];
    setTimeout(() => {
      timers.forEach(clearInterval);
      check(socket, {
        "a screen was shown": () => shown,
        "nothing was refused": () => refused === "",
      });
      if (refused) console.error(refused);
      socket.close();
    }, seconds * 1000);
  });
  socket.addEventListener("message", (event) => {
    if (typeof event.data === "string") {
      told(JSON.parse(event.data));
      return;
    }
    const frame = new DataView(event.data);
    const offset = frame.getUint32(5) * 4294967296 + frame.getUint32(9);
    const length = frame.byteLength - HEADER;
    piece(frame.getUint8(0) === 2, offset, offset + length, length);
  });
  socket.addEventListener("error", (event) => {
    refused = refused || String(event.error);
    timers.forEach(clearInterval);
    check(socket, { "the connection held": () => false });
    console.error(refused);
  });
}
