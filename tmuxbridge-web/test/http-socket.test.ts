import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HttpSocket, NO_HTTP } from "../src/client/http-socket.js";
import { FakeWorld } from "./fakes.js";

const OPENED = { id: "the-id", key: "the-key", protocol: "tmuxbridge.v1.binary" };

interface Asked {
  url: string;
  init: { method?: string; body?: string; headers: Record<string, string>; signal?: AbortSignal; keepalive?: boolean };
  answer(status: number, body?: unknown): void;
  fail(): void;
}

/** A server by hand: what was asked waits until the test answers. */
class FakeHttp {
  readonly asked: Asked[] = [];
  events: ReadableStreamDefaultController<Uint8Array> | undefined;

  readonly fetch = (url: string, init: Asked["init"]): Promise<Response> =>
    new Promise((resolve, reject) => {
      init.signal?.addEventListener("abort", () => reject(new Error("aborted")));
      this.asked.push({
        url,
        init,
        answer: (status, body) =>
          resolve(
            new Response(status === 204 ? null : body instanceof ReadableStream ? body : JSON.stringify(body), {
              status,
            }),
          ),
        fail: () => reject(new TypeError("no network")),
      });
    });

  /** Answers the oldest request. */
  async next(status: number, body?: unknown): Promise<Asked> {
    const asked = await this.take();
    asked.answer(status, body);
    await settled();
    return asked;
  }

  async take(): Promise<Asked> {
    await vi.waitFor(() => expect(this.asked).not.toHaveLength(0));
    return this.asked.shift()!;
  }

  async stream(): Promise<Asked> {
    const asked = await this.next(
      200,
      new ReadableStream<Uint8Array>({ start: (controller) => void (this.events = controller) }),
    );
    this.say(":\n\n");
    await settled();
    return asked;
  }

  say(text: string | Uint8Array): void {
    this.events!.enqueue(typeof text === "string" ? new TextEncoder().encode(text) : text);
  }
}

/** Whatever is ready to run has run: no time passes here. */
async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise<void>((resolve) => setImmediate(resolve));
}

let http: FakeHttp;
let world: FakeWorld;
let socket: HttpSocket;
let heard: unknown[];

function start(): void {
  socket = new HttpSocket("https://h/p/http/terminal/x%20y", ["tmuxbridge.v1.binary", "bearer.t"], (ms, run) =>
    world.later(ms, run),
  );
  socket.onopen = () => heard.push("open");
  socket.onmessage = ({ data }: { data: unknown }) => heard.push(data);
  socket.onclose = ({ code, reason }: { code: number; reason: string }) => heard.push([code, reason]);
}

/** It is open; returns what asked for its events. */
async function opened(): Promise<Asked> {
  await http.next(200, OPENED);
  return http.stream();
}

beforeEach(() => {
  http = new FakeHttp();
  world = new FakeWorld();
  heard = [];
  vi.stubGlobal("fetch", http.fetch);
  start();
});
afterEach(() => vi.unstubAllGlobals());

describe("a socket over HTTP", () => {
  it("is open when its events begin to come, and not before", async () => {
    const opening = await http.next(200, OPENED);
    expect([opening.url, opening.init.method, opening.init.headers]).toEqual([
      "https://h/p/http/terminal/x%20y",
      "POST",
      {
        "Content-Type": "application/json",
        "Tmuxbridge-Protocols": "tmuxbridge.v1.binary, bearer.t",
        "Tmuxbridge-Pings": "yes",
      },
    ]);
    expect(heard).toEqual([]);
    const events = await http.stream();
    expect([events.url, events.init.headers]).toEqual([
      "https://h/p/http/terminal/the-id/events",
      { "Tmuxbridge-Key": "the-key" },
    ]);
    expect([heard, socket.readyState, socket.protocol]).toEqual([["open"], 1, "tmuxbridge.v1.binary"]);
  });

  it("reads events wherever they are cut", async () => {
    await opened();
    const all = new TextEncoder().encode(
      'id: 1\ndata: {"a":"é🙂"}\n\n:\n\nid: 2\nevent: binary\ndata: AAH/\n\nid: 3\nevent: text\ndata: YQ0KYg==\n\nid: 4\ndata: \n\n',
    );
    for (const byte of all) http.say(new Uint8Array([byte]));
    await settled();
    expect(heard).toEqual(["open", '{"a":"é🙂"}', new Uint8Array([0, 1, 255]), "a\r\nb", ""]);
  });

  it("tells of every part of an event that comes, and of all messages that get out", async () => {
    await opened();
    let progress = 0;
    let out = 0;
    socket.onprogress = () => progress++;
    socket.onsent = ({ messages }: { messages: number }) => (out += messages);
    for (const part of ["data: the beginning of", " a large", " message"]) {
      http.say(part);
      await settled();
    }
    expect([progress, heard]).toEqual([3, ["open"]]);
    http.say("\n\n:\n\n");
    await settled();
    expect(progress, "a message, which tells by itself, and a comment").toBe(3);
    for (const message of ["a", "b", "c"]) socket.send(message);
    await http.next(502);
    world.pass(1_000);
    expect([out, socket.unsent], "that was a proxy").toEqual([0, 3]);
    await http.next(204);
    expect([out, socket.unsent]).toEqual([1, 2]);
    await http.next(204);
    expect([out, socket.unsent, progress]).toEqual([3, 0, 3]);
  });

  it("takes no part of a text for the name of an event, whatever separates its lines", async () => {
    await opened();
    http.say('id: 1\ndata: "a\u2028event: close\u2029event: binary"\n\n');
    await settled();
    expect(heard).toEqual(["open", '"a\u2028event: close\u2029event: binary"']);
  });

  it("sends one POST at a time, and in the next what gathered meanwhile", async () => {
    await opened();
    socket.send("a");
    socket.send('b"');
    socket.send(new Uint8Array([0, 255]));
    const first = await http.next(204);
    expect([first.url, first.init.headers["Tmuxbridge-Number"], first.init.body]).toEqual([
      "https://h/p/http/terminal/the-id/messages",
      "1",
      '["a"]',
    ]);
    const second = await http.take();
    expect([second.init.headers["Tmuxbridge-Number"], second.init.body]).toEqual(["2", '["b\\"",{"binary":"AP8="}]']);
    expect(http.asked).toEqual([]);
  });

  it("answers a ping with a POST, which is an empty one when nothing else is to be said", async () => {
    await opened();
    let sent = 0;
    socket.onsent = () => sent++;
    http.say("event: ping\ndata: {}\n\n");
    const answer = await http.next(204);
    expect([answer.init.headers["Tmuxbridge-Number"], answer.init.body]).toEqual(["1", "[]"]);
    socket.send("a");
    http.say("event: ping\ndata: {}\n\n");
    expect((await http.next(204)).init.body).toBe('["a"]');
    expect((await http.next(204)).init.body).toBe("[]");
    expect([heard, sent, http.asked]).toEqual([["open"], 1, []]);
  });

  it("repeats a POST that has no answer, under its number, before anything else", async () => {
    await opened();
    socket.send("a");
    (await http.take()).fail();
    socket.send("b");
    await settled();
    expect(http.asked).toEqual([]);
    world.pass(1_000);
    const again = await http.next(503, {});
    expect([again.init.headers["Tmuxbridge-Number"], again.init.body]).toEqual(["1", '["a"]']);
    world.pass(1_000);
    expect((await http.next(204)).init.body).toBe('["a"]');
    expect((await http.take()).init.headers["Tmuxbridge-Number"]).toBe("2");
    expect(heard).toEqual(["open"]);
  });

  it("gives up when messages do not get through", async () => {
    await opened();
    socket.send("a");
    for (let i = 0; i < 5; i++) {
      (await http.take()).fail();
      await settled();
      world.pass(1_000);
    }
    await settled();
    expect(heard).toEqual(["open", [1006, "messages do not get through"]]);
  });

  it("is over when an earlier POST is missing there", async () => {
    await opened();
    socket.send("a");
    await http.next(409, {});
    expect(heard).toEqual(["open", [1006, "messages do not get through"]]);
  });

  it.each([400, 404, 410, 413])(
    "reads on to the server's own close where a POST came too late for it: %i",
    async (status) => {
      await opened();
      socket.send("a");
      const post = await http.take();
      socket.send("b");
      post.answer(status, {});
      await settled();
      socket.send("c");
      http.say('id: 1\ndata: last words\n\nid: 2\nevent: close\ndata: {"code":4413,"reason":"too slow"}\n\n');
      await settled();
      expect(heard).toEqual(["open", "last words", [4413, "too slow"]]);
      expect(http.asked).toEqual([]);
      expect(world.armed).toBe(0);
    },
  );

  it("is over in some seconds when a server that knows it no more leaves its events open", async () => {
    await opened();
    socket.send("a");
    await http.next(410, {});
    expect([heard, socket.readyState]).toEqual([["open"], 2]);
    world.pass(5_000);
    expect(heard).toEqual(["open", [1006, "messages do not get through"]]);
  });

  it("closes as the server's last event says, once", async () => {
    await opened();
    http.say('event: close\ndata: {"code":4401,"reason":"who?"}\n\n');
    http.events!.close();
    await settled();
    expect([heard, socket.readyState]).toEqual([["open", [4401, "who?"]], 3]);
  });

  it("is broken when its events end without a close", async () => {
    await opened();
    http.say("id: 1\ndata: half a li");
    http.events!.close();
    await settled();
    expect(heard).toEqual(["open", [1006, "the event stream ended"]]);
  });

  it("is refused with the code that a WebSocket would have closed with", async () => {
    await http.next(403, { code: 1008, reason: "the origin is not allowed" });
    expect(heard).toEqual([[1008, "the origin is not allowed"]]);
  });

  it.each([
    [404, "<html>", NO_HTTP],
    [405, {}, NO_HTTP],
    [502, {}, "HTTP 502"],
  ])("is no way where the server does not know it: %i", async (status, body, why) => {
    await http.next(status, body);
    expect(heard).toEqual([[1006, why]]);
  });

  it("fails like a socket where there is no network", async () => {
    (await http.take()).fail();
    await settled();
    expect(heard).toEqual([[1006, "the connection over HTTP broke"]]);
  });

  it("tells the server of its close behind what it sent, and lets the events go", async () => {
    await opened();
    socket.send("a");
    const first = await http.take();
    socket.send("b");
    socket.close(1000, "done");
    first.answer(204);
    const last = await http.take();
    expect(last.init.body).toBe('["b",{"close":1000,"reason":"done"}]');
    last.answer(204);
    world.pass(1_000);
    await settled();
    expect(socket.readyState).toBe(3);
    expect(http.asked).toEqual([]);
  });

  it("gives what was sent before its close some seconds to get through", async () => {
    const { init: events } = await opened();
    socket.send("a");
    const first = await http.take();
    socket.close();
    world.pass(4_000);
    expect(events.signal?.aborted).toBe(false);
    const last = (first.answer(204), await http.take());
    last.answer(204);
    await settled();
    world.pass(900);
    expect(events.signal?.aborted, "the server's own close may still come").toBe(false);
    world.pass(100);
    expect(events.signal?.aborted).toBe(true);
    await settled();
    expect(world.armed).toBe(0);
  });

  it("waits no longer for a server that does not answer to its close", async () => {
    const { init: events } = await opened();
    socket.close();
    await http.take();
    world.pass(4_900);
    expect(events.signal?.aborted).toBe(false);
    world.pass(100);
    expect(events.signal?.aborted).toBe(true);
  });

  it("outlives a page only with what browsers let outlive it", async () => {
    await opened();
    socket.send("a");
    const first = await http.take();
    socket.send("é".repeat(40_000));
    socket.close();
    first.answer(204);
    expect((await http.take()).init.keepalive).toBe(false);
    start();
    await opened();
    socket.close();
    expect((await http.take()).init.keepalive).toBe(true);
  });

  it("asks for nothing more when it is closed before it is open", async () => {
    socket.close();
    await settled();
    expect((await http.take()).url).toContain("/http/terminal");
    await settled();
    expect(http.asked).toEqual([]);
  });
});
