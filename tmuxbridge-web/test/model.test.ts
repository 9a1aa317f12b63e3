/*
 * The rules of resuming, run at random: a model of a server - a bounded log, an input counter, sometimes a restart - talks to
 * the real client over a line that breaks at any message, in either direction. Whatever happens, the client shows what the
 * pane printed, no input is applied twice or out of order, and what is not applied is reported.
 */
import { expect, test } from "vitest";
import { BridgeSocket } from "../src/client/index.js";
import type { TerminalOutput } from "../src/client/index.js";
import { FakeWorld } from "./fakes.js";
import type { FakeSocket } from "./fakes.js";

/** A small, seeded source of chance (mulberry32), so that a failure can be run again. */
function chanceOf(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

interface FromClient {
  type: string;
  attempt: number;
  clientId: string;
  resume?: { epoch: string; offset: number };
}

class ModelServer {
  epoch = 1;
  printed = "";
  kept = 0;
  applied: string[] = [];
  inputSeq = 0;
  attempt = 0;
  private viewer: FakeSocket | undefined;
  private answered = new WeakMap<FakeSocket, number>();
  private next = 0;

  print(text: string): void {
    const offset = this.printed.length;
    this.printed += text;
    this.kept = Math.max(this.kept, this.printed.length - 40);
    this.viewer?.frame(1, 1, offset, text);
  }

  /** The bridge restarts: another epoch, another log, no memory of inputs. What the pane shows lives on. */
  restart(): void {
    this.epoch++;
    this.printed = `${this.printed.slice(-5)}`;
    this.kept = 0;
    this.inputSeq = 0;
    this.viewer = undefined;
  }

  hangUp(): void {
    this.viewer = undefined;
  }

  /** Reads up to `most` frames that the client has sent on this socket. */
  read(socket: FakeSocket, most: number): void {
    let at = this.answered.get(socket) ?? 0;
    for (; most > 0 && at < socket.sent.length; most--, at++) {
      this.answered.set(socket, at + 1);
      const frame = socket.sent[at]!;
      if (typeof frame === "string") {
        this.text(socket, JSON.parse(frame) as FromClient);
      } else if (socket === this.viewer) {
        this.input(socket, frame);
      }
    }
  }

  private text(socket: FakeSocket, message: FromClient): void {
    if (message.type === "connect") this.connect(socket, message);
    if (message.type === "refresh" && socket === this.viewer) this.snapshot(socket);
    if (message.type === "ping") socket.say({ type: "pong" });
  }

  private connect(socket: FakeSocket, message: FromClient): void {
    if (message.attempt <= this.attempt) return;
    this.attempt = message.attempt;
    this.viewer = socket;
    const at = message.resume;
    const same = at?.epoch === `e${this.epoch}`;
    const resume = !same ? "fresh" : at.offset >= this.kept && at.offset <= this.printed.length ? "resumed" : "gap";
    if (resume === "fresh") this.inputSeq = 0;
    const offset = resume === "resumed" ? at!.offset : this.printed.length;
    socket.say({
      type: "connected",
      sessionId: "work",
      paneId: "%1",
      channel: 1,
      epoch: `e${this.epoch}`,
      offset,
      cols: 80,
      rows: 24,
      access: "write",
      clientId: message.clientId,
      resume,
      inputSeq: this.inputSeq,
    });
    if (resume === "resumed") {
      if (offset < this.printed.length) socket.frame(1, 1, offset, this.printed.slice(offset));
    } else {
      this.snapshot(socket);
    }
  }

  private snapshot(socket: FakeSocket): void {
    socket.frame(2, 1, this.printed.length, this.printed);
  }

  private input(socket: FakeSocket, frame: Uint8Array): void {
    const seq = Number(new DataView(frame.buffer).getBigUint64(5));
    if (seq > this.inputSeq + 1) {
      socket.say({ type: "error", code: "input-gap", message: "gap", channel: 1, sessionId: "work" });
      return;
    }
    if (seq === this.inputSeq + 1) {
      this.inputSeq = seq;
      this.applied.push(new TextDecoder().decode(frame.subarray(13)));
      this.print(`<${this.next++}>`);
    }
    socket.say({ type: "input-ack", channel: 1, seq: this.inputSeq });
  }
}

test.each(Array.from({ length: 40 }, (_, i) => i + 1))("randomRun%iLosesAndDoublesNothing", (seed) => {
  const chance = chanceOf(seed);
  const world = new FakeWorld();
  world.random = chance;
  const server = new ModelServer();
  const socket = new BridgeSocket({ url: "ws://model", environment: world });
  socket.open();
  const terminal = socket.terminal({ sessionId: "work", cols: 80, rows: 24 });
  let screen = "";
  let typed = 0;
  let lost = 0;
  const unparsed: TerminalOutput[] = [];
  terminal.on("output", (output) => {
    const text = new TextDecoder().decode(output.data as Uint8Array);
    screen = output.snapshot ? text : screen + text;
    unparsed.push(output);
  });
  terminal.on("notSent", ({ bytes }) => (lost += bytes / 5));

  const step = (): void => {
    const die = chance();
    if (die < 0.3) {
      server.print(String.fromCharCode(97 + Math.floor(chance() * 26)).repeat(1 + Math.floor(chance() * 9)));
    } else if (die < 0.55) {
      if (terminal.input(`k${String(typed).padStart(4, "0")}`)) typed++;
    } else if (die < 0.8) {
      server.read(world.socket, 1 + Math.floor(chance() * 3));
    } else if (die < 0.86) {
      server.hangUp();
      world.socket.drop();
    } else if (die < 0.87) {
      server.restart();
      world.socket.drop(1001);
    } else {
      unparsed.splice(0, 2).forEach((output) => output.parsed());
    }
    world.pass(Math.floor(chance() * 60));
    if (socket.state === "connecting" && chance() < 0.7) world.socket.accept();
  };
  for (let i = 0; i < 600; i++) step();
  for (let i = 0; i < 60; i++) {
    if (socket.state === "connecting") world.socket.accept();
    server.read(world.socket, 1000);
    world.pass(100);
  }

  expect(terminal.state).toBe("live");
  expect(terminal.pendingInput.inputs).toBe(0);
  expect(screen.endsWith(server.printed.slice(-40))).toBe(true);
  expect(terminal.position?.offset).toBe(server.printed.length);
  expect(server.applied).toEqual([...new Set(server.applied)].sort());
  expect(typed).toBeGreaterThan(50);
  expect(typed - server.applied.length).toBeLessThanOrEqual(lost);
});
