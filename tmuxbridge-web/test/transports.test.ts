import { beforeEach, describe, expect, it } from "vitest";
import { BridgeSocket } from "../src/client/index.js";
import type { SocketLike } from "../src/client/index.js";
import { httpUrl } from "../src/client/http-socket.js";
import { Transports } from "../src/client/transports.js";
import { FakeSocket, FakeWorld } from "./fakes.js";

/** A world in which HTTP can be spoken as well. */
class TwoWays extends FakeWorld {
  connectHttp(url: string, protocols: string[]): SocketLike {
    return this.connect(url, protocols);
  }
}

let world: TwoWays;
let socket: BridgeSocket;
const ways = (): string => world.sockets.map((each) => (each.url.startsWith("http") ? "h" : "w")).join("");
const dropBeforeOpen = (): void => {
  world.socket.drop();
  world.pass(5_000);
};

/** In place of the socket that each test begins with: hours may pass. */
const openWithoutHeartbeat = (): void => {
  socket.close();
  socket = new BridgeSocket({
    url: "ws://host/ws/terminal",
    environment: world,
    heartbeat: { every: 1e9, patience: 1e9 },
  });
  socket.open();
  world.sockets.splice(0, world.sockets.length - 1);
};

beforeEach(() => {
  world = new TwoWays();
  socket = new BridgeSocket({ url: "wss://host/pre/ws/terminal", environment: world, token: () => "t" });
  socket.open();
});

describe("the way a connection is made", () => {
  it("is WebSocket, for as long as one opens", () => {
    world.socket.accept();
    world.socket.drop();
    world.pass(5_000);
    world.socket.accept();
    expect(ways()).toBe("ww");
    expect(socket.overHttp).toBe(false);
  });

  it("is HTTP when a WebSocket fails before it is open, at the same host and with the same offers", () => {
    dropBeforeOpen();
    world.socket.accept();
    expect(world.sockets.map((each) => each.url)).toEqual([
      "wss://host/pre/ws/terminal",
      "https://host/pre/http/terminal",
    ]);
    expect(world.socket.offered).toEqual(world.sockets[0]!.offered);
    expect([socket.state, socket.overHttp]).toEqual(["live", true]);
  });

  it("is HTTP when a WebSocket is neither let through nor refused", () => {
    world.pass(9_000);
    expect(world.sockets[0]!.closed).toBe(true);
    expect(ways()).toBe("wh");
  });

  it("changes with every try while neither opens", () => {
    for (let i = 0; i < 5; i++) dropBeforeOpen();
    expect(ways()).toBe("whwhwh");
  });

  it("stays HTTP for some minutes where that worked, and then tries a WebSocket first", () => {
    dropBeforeOpen();
    world.socket.accept();
    world.pass(1_000);
    world.socket.drop();
    world.pass(5_000);
    expect(ways()).toBe("whh");
    world.socket.drop(); // before it was open: whatever it was, the other way is next
    world.pass(5_000);
    expect(ways()).toBe("whhw");
  });

  it("goes back to WebSocket as soon as one opens beside it, and not before", () => {
    openWithoutHeartbeat();
    dropBeforeOpen();
    const http = world.socket;
    http.accept();
    world.pass(310_000);
    expect(ways()).toBe("whw");
    world.socket.drop();
    expect([socket.state, socket.overHttp, http.closed]).toEqual(["live", true, false]);
    world.pass(310_000);
    expect(ways()).toBe("whww");
    const probe = world.socket;
    probe.accept();
    expect([http.closed, http.closedWith, probe.closed]).toEqual([true, 4000, true]);
    world.pass(5_000);
    world.socket.accept();
    expect(ways()).toBe("whwww");
    expect([socket.state, socket.overHttp]).toEqual(["live", false]);
  });

  it("is tried by WebSocket again within seconds where one has opened before, and then after minutes", () => {
    openWithoutHeartbeat();
    world.socket.accept();
    world.socket.drop(); // an outage: the server is back for the try after the next
    world.pass(1_000);
    dropBeforeOpen();
    const http = world.socket;
    http.accept();
    world.pass(5_000);
    expect(ways()).toBe("wwhw");
    world.socket.drop();
    world.pass(290_000);
    expect([ways(), http.closed], "that was not why").toEqual(["wwhw", false]);
    world.pass(10_000);
    expect([ways(), http.closed], "not before a WebSocket has opened").toEqual(["wwhww", false]);
    world.socket.accept();
    expect(http.closed).toBe(true);
    world.pass(5_000);
    world.socket.accept();
    expect([socket.state, socket.overHttp]).toEqual(["live", false]);
  });

  it("is not HTTP for some minutes where the server does not know it", () => {
    world.socket.drop();
    world.pass(5_000);
    world.socket.drop(1006, "no transport over HTTP there");
    world.pass(5_000);
    for (let i = 0; i < 3; i++) dropBeforeOpen();
    expect(ways()).toBe("whwwww");
    world.pass(300_000);
    for (let i = 0; i < 2; i++) dropBeforeOpen();
    expect(ways()).toMatch(/^whw+hw/);
  });

  it("stays HTTP where that has worked, whoever says meanwhile that there is none: a proxy, while its server is away", () => {
    dropBeforeOpen();
    world.socket.accept();
    world.socket.drop();
    world.pass(5_000);
    for (let i = 0; i < 4; i++) {
      world.socket.drop(1006, "no transport over HTTP there");
      world.pass(5_000);
    }
    expect(ways()).toBe("whhwhwh");
  });

  it("leaves no timer when the socket is closed, whichever it is", () => {
    dropBeforeOpen();
    world.socket.accept();
    socket.close();
    expect(world.armed).toBe(0);
    socket.open();
    world.socket.accept();
    world.pass(310_000);
    socket.close();
    expect(world.armed).toBe(0);
    expect(world.sockets.every((each: FakeSocket) => each.closed || each === world.sockets[0])).toBe(true);
  });

  it("is looked at again later where a WebSocket cannot even be made beside the present one", () => {
    const transports = new Transports(world, "wss://host/pre/ws/terminal");
    transports.failed({ code: 1006, reason: "" });
    transports.connect([]);
    const better: true[] = [];
    transports.opened(() => better.push(true));
    const { connect } = world;
    world.connect = () => {
      throw new Error("not from a page over https");
    };
    world.pass(300_000);
    world.connect = connect;
    world.pass(300_000);
    world.socket.accept();
    expect([better, transports.http]).toEqual([[true], false]);
  });

  it("is told by a refusal over HTTP, which a WebSocket cannot tell", () => {
    dropBeforeOpen();
    world.socket.drop(1008, "the origin is not allowed");
    expect([socket.state, socket.closing?.code]).toEqual(["ended", 1008]);
  });
});

describe("where the transport over HTTP is", () => {
  it.each([
    ["ws://h/ws/terminal", "http://h/http/terminal"],
    ["wss://h:1/a/b/ws/terminal/x%2Fy", "https://h:1/a/b/http/terminal/x%2Fy"],
    ["ws://h/ws/ws/terminal", "http://h/ws/http/terminal"],
    ["ws://h/else", undefined],
    ["ws://h/ws/terminal?x", undefined],
    ["http://h/ws/terminal", undefined],
  ])("%s: %s", (url, expected) => expect(httpUrl(url)).toBe(expected));
});
