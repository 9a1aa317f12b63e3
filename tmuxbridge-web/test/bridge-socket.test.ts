import { beforeEach, describe, expect, test } from "vitest";
import { BridgeSocket, RpcError } from "../src/client/index.js";
import type { BridgeSocketOptions, SocketLike, SocketState } from "../src/client/index.js";
import { FakeWorld, connected } from "./fakes.js";

let world: FakeWorld;
let states: SocketState[];

function bridge(options: Partial<BridgeSocketOptions> = {}): BridgeSocket {
  const socket = new BridgeSocket({ url: "ws://host/ws/terminal", environment: world, ...options });
  states = [];
  socket.on("state", (state) => states.push(state));
  return socket;
}

function live(options: Partial<BridgeSocketOptions> = {}): BridgeSocket {
  const socket = bridge(options);
  socket.open();
  world.socket.accept();
  return socket;
}

beforeEach(() => {
  world = new FakeWorld();
});

describe("connecting", () => {
  test("binaryIsOfferedByDefaultAndJsonOnRequest", () => {
    bridge().open();
    expect(world.socket.offered).toEqual(["tmuxbridge.v1.binary"]);
    bridge({ subprotocol: "json" }).open();
    expect(world.socket.offered).toEqual(["tmuxbridge.v1.json"]);
  });

  test("aTokenRidesAlongAsBearerInBase64url", () => {
    bridge({ token: () => "sécret?>" }).open();
    expect(world.socket.offered[1]).toBe(`bearer.${Buffer.from("sécret?>").toString("base64url")}`);
  });

  test("aServerThatPicksAnotherSubprotocolIsNotSpokenTo", () => {
    const socket = bridge();
    socket.open();
    world.socket.accept("");
    expect(socket.state).toBe("ended");
    expect(socket.closing?.reason).toContain("no subprotocol");
  });

  test("openTwiceConnectsOnce", () => {
    const socket = bridge();
    socket.open();
    socket.open();
    expect(world.sockets).toHaveLength(1);
  });
});

describe("close codes", () => {
  test.each([1000, 1008, 1009, 4403, 4404, 4409])("%i endsIt", (code) => {
    const socket = live();
    const terminal = socket.terminal({ sessionId: "work", cols: 80, rows: 24 });
    world.socket.drop(code, "because");
    world.pass(120_000);
    expect(socket.state).toBe("ended");
    expect(terminal.ending).toEqual({ code, reason: "because" });
    expect(world.sockets).toHaveLength(1);
    expect(world.armed).toBe(0);
  });

  test.each([1001, 1006, 1011, 4413])("%i isTriedAgainWithinAHundredMilliseconds", (code) => {
    const socket = live();
    world.socket.drop(code);
    expect(socket.state).toBe("backoff");
    world.pass(100);
    expect(world.sockets).toHaveLength(2);
    world.socket.accept();
    expect(states).toEqual(["connecting", "live", "backoff", "connecting", "live"]);
  });

  test("4429WaitsAtLeastASecond", () => {
    live();
    world.socket.drop(4429);
    world.pass(999);
    expect(world.sockets).toHaveLength(1);
    world.pass(101);
    expect(world.sockets).toHaveLength(2);
  });

  test("4401AsksForCredentialsAndThenReconnects", async () => {
    let grant: (again: boolean) => void = () => undefined;
    const socket = live({ authenticate: () => new Promise((resolve) => (grant = resolve)) });
    world.socket.drop(4401);
    world.pass(60_000);
    expect(world.sockets).toHaveLength(1);
    grant(true);
    await new Promise((resolve) => setTimeout(resolve));
    world.pass(100);
    expect(world.sockets).toHaveLength(2);
    expect(socket.state).toBe("connecting");
  });

  test.each([
    ["Rejects", () => Promise.reject(new Error("no"))],
    [
      "Throws",
      () => {
        throw new Error("no");
      },
    ],
  ])("4401EndsItWhereAskingForCredentials%s", async (_, authenticate) => {
    const refused = live({ authenticate });
    world.socket.drop(4401);
    await new Promise((resolve) => setTimeout(resolve));
    expect(refused.state).toBe("ended");
  });

  test("4401WithoutCredentialsEndsIt", () => {
    const none = live();
    world.socket.drop(4401);
    expect(none.closing?.code).toBe(4401);
    expect(none.state).toBe("ended");
  });

  test("credentialsThatEndAsAnnouncedAreTriedOnceMoreAsTheBrowserSendsThemByItself", () => {
    const socket = live();
    world.socket.say({ type: "auth-expiring", expiresAt: 1 });
    world.socket.drop(4401, "the credentials have expired");
    world.pass(100);
    expect(world.sockets).toHaveLength(2);
    expect(socket.state).toBe("connecting");
    world.socket.accept();
    world.socket.drop(4401, "nobody signed in in time");
    expect(socket.state).toBe("ended");
  });

  test("theEndAndWhatWasAskedForTellWhyTheServerEndedIt", async () => {
    const socket = live();
    const ends: unknown[] = [];
    socket.on("ended", (end) => ends.push(end));
    const call = socket.call("session.create");
    world.socket.drop(4401, "the token is not valid");
    const why = "unauthenticated (the token is not valid)";
    await expect(call).rejects.toMatchObject({ reason: "unauthenticated", message: `session.create: ${why}` });
    await expect(socket.call("session.list")).rejects.toMatchObject({
      reason: "not-connected",
      message: `session.list: not connected: ${why}`,
    });
    socket.close();
    expect(ends).toEqual([{ code: 4401, reason: "the token is not valid", why }]);
    expect(socket.closing?.code).toBe(4401);
  });

  test("anEndByThisClientIsNotTheServersWord", async () => {
    const socket = live();
    const call = socket.call("session.create");
    socket.close();
    await expect(call).rejects.toMatchObject({
      reason: "connection-lost",
      message: "session.create: closed by this client",
    });
  });

  test("everyFailedTryIsToldWithItsNumberAndWhatIsKnownOfTheReason", () => {
    const socket = new BridgeSocket({ url: "ws://host/nowhere", environment: world });
    const failures: unknown[] = [];
    socket.on("connectFailed", (failure) => failures.push(failure));
    socket.open();
    world.socket.drop();
    world.pass(2_000);
    world.socket.onerror?.({ message: "Unexpected server response: 404" } as never); // as the package ws says it
    world.socket.drop();
    world.pass(2_000);
    world.socket.accept();
    world.socket.drop();
    world.pass(2_000);
    world.socket.drop(4401, "who are you");
    expect(failures).toEqual([
      {
        attempt: 1,
        code: 1006,
        reason: "no connection: a wrong address, no server there, or it refused; browsers do not tell which",
      },
      { attempt: 2, code: 1006, reason: "Unexpected server response: 404" },
      { attempt: 1, code: 4401, reason: "who are you" },
    ]);
  });

  test.each(["the token", "the socket"])("%sThatThrowsIsAFailedTryAndIsTriedAgain", (what) => {
    let broken = true;
    const failing = <T>(good: T, it: string): T => {
      if (broken && it === what) throw new Error(`${it} is forbidden`);
      return good;
    };
    world.connect = (url, protocols) => failing(FakeWorld.prototype.connect, "the socket").call(world, url, protocols);
    const socket = bridge({ token: () => failing("secret", "the token") });
    const failures: string[] = [];
    socket.open();
    socket.on("connectFailed", ({ reason }) => failures.push(reason));
    world.pass(0);
    expect([socket.state, failures, socket.closing?.reason]).toEqual([
      "backoff",
      [`${what} is forbidden`],
      `${what} is forbidden`,
    ]);
    broken = false;
    world.pass(2_000);
    world.socket.accept();
    expect(socket.state).toBe("live");
  });

  test("whatCouldNotEvenBeTriedLeavesNoTimerWhenItIsClosed", () => {
    const socket = bridge({
      token: () => {
        throw new Error("storage is forbidden");
      },
    });
    socket.open();
    socket.close();
    expect([socket.state, world.armed]).toEqual(["ended", 0]);
  });

  test("whatEndedCanBeOpenedAgain", () => {
    const socket = live();
    world.socket.drop(4409);
    socket.open();
    world.socket.accept();
    expect(socket.state).toBe("live");
  });
});

describe("backoff", () => {
  test("waitsGrowWhileNothingAnswersAndStartOverAfterTenGoodSeconds", () => {
    world.chance = 0.999999;
    const socket = live();
    world.socket.drop();
    for (let i = 0; i < 5; i++) {
      world.pass(4_000);
      world.socket.drop();
    }
    expect(socket.attempts).toBe(6);
    world.pass(4_000);
    world.socket.accept();
    world.pass(1_000);
    world.socket.say({ type: "pong" });
    world.pass(8_999);
    expect(socket.attempts).toBe(6);
    world.pass(1);
    expect(socket.attempts).toBe(0);
  });

  test("newsThatTheNetworkIsBackEndsTheWait", () => {
    world.chance = 0.999999;
    live();
    world.socket.drop();
    world.pass(100);
    world.socket.drop();
    world.pass(499);
    world.socket.drop();
    const before = world.sockets.length;
    world.pass(950); // of a wait of up to 999 ms
    expect(world.sockets).toHaveLength(before);
    world.pass(49);
    world.socket.drop();
    world.pass(1_100); // of a wait of up to 1999 ms
    const during = world.sockets.length;
    world.wake();
    expect(world.sockets).toHaveLength(during + 1);
  });

  test("newsThatComesRightAfterATryLeadsToTheNextOneWithinASecond", () => {
    world.chance = 0.999999;
    live();
    for (let i = 0; i < 4; i++) {
      world.socket.drop();
      world.pass(2_000);
    }
    world.socket.drop();
    const before = world.sockets.length;
    world.wake();
    world.pass(999);
    world.wake();
    expect(world.sockets).toHaveLength(before + 1);
  });

  test("aStormOfWakesTriesNoMoreThanOnceASecond", () => {
    live();
    world.socket.drop();
    world.pass(100);
    for (let i = 0; i < 50; i++) {
      world.socket.drop();
      world.wake();
      world.wake();
    }
    expect(world.sockets.length).toBeLessThan(4);
  });
});

describe("heartbeat", () => {
  const pings = () => world.socket.messages("ping");

  test("aPingGoesOutAtOnceAfterASecondAndThenEveryTenAndMeasuresTheRoundTrip", () => {
    const socket = live();
    expect(pings()).toHaveLength(1);
    world.pass(35);
    world.socket.say({ type: "pong", data: 1 });
    expect(socket.roundTrip).toBe(35);
    world.pass(965);
    expect(pings()).toHaveLength(2);
    world.pass(12);
    world.socket.say({ type: "pong", data: 2 });
    expect(socket.roundTrip).toBe(12);
    world.pass(9_987);
    expect(pings()).toHaveLength(2);
    world.pass(1);
    expect(pings()).toHaveLength(3);
  });

  test("silenceAfterAPingIsADeadLine", () => {
    const socket = live();
    const first = world.socket;
    world.pass(4_000);
    expect(first.closed).toBe(true);
    expect(first.closedWith).toBe(4000); // 1000 would tell the server not to wait for this client
    expect(socket.state).toBe("backoff");
    first.say({ type: "event", name: "late" });
    expect(socket.state).toBe("backoff");
  });

  test("anyMessageIsASignOfLife", () => {
    const socket = live();
    world.pass(3_000);
    world.socket.say({ type: "event", name: "something" });
    world.pass(3_000);
    expect(socket.state).toBe("live");
  });

  test("soIsAPartOfAMessageWhereTheSocketTellsOfIt", () => {
    const socket = live();
    world.pass(3_000);
    (world.socket as SocketLike).onprogress?.({} as never);
    world.pass(3_000);
    expect(socket.state).toBe("live");
  });

  test("whatGetsOutIsNoSignOfLifeButThePingBehindItHasItsTimeFromWhenItIsOutItself", () => {
    const socket = live();
    const { onsent } = world.socket as SocketLike;
    const gotOut = (messages: number) => onsent?.({ messages } as never);
    world.socket.say({ type: "pong" });
    world.socket.unsent = 3; // the next ping and two messages before it
    world.pass(1_000);
    expect(pings()).toHaveLength(2);
    world.pass(3_000);
    gotOut(2);
    world.pass(3_000);
    gotOut(1);
    for (let i = 0; i < 3; i++) {
      world.pass(1_000);
      gotOut(1); // what somebody types
    }
    expect(socket.state).toBe("live");
    world.pass(1_000);
    expect(socket.state).toBe("backoff");
  });

  test("aPongIsMeasuredFromItsOwnPing", () => {
    const socket = live();
    const [{ data }] = pings() as [{ data: number }];
    world.pass(1_500); // another has gone out meanwhile
    world.socket.say({ type: "pong", data });
    expect(socket.roundTrip).toBe(1_500);
    world.socket.say({ type: "pong", data: pings()[1]!.data });
    expect(socket.roundTrip).toBe(500);
  });

  test("whatCameWhileTheThreadWasBusyIsHeardBeforeTheLineIsGivenUp", () => {
    const socket = live();
    world.busy(5_000);
    world.pass(0);
    world.socket.say({ type: "pong" }); // it came in time, and waited behind the timer
    world.pass(3_000);
    expect(socket.state).toBe("live");
    world.busy(20_000);
    world.pass(1_000);
    expect(socket.state).toBe("live"); // a ping went out late, and has its time
    world.pass(3_000);
    expect(socket.state).toBe("backoff");
  });

  test("aLineThatSeemedDeadHasTwiceTheTimeAfterEachTimeUntilOneHolds", () => {
    const socket = live();
    const redialled = () => {
      world.pass(5_000);
      world.socket.accept();
    };
    const deadAfter = (millis: number) => {
      world.pass(millis - 1);
      expect(socket.state, `before ${millis} ms`).toBe("live"); // a large snapshot may be coming in, before any pong
      world.pass(1);
      expect(socket.state, `after ${millis} ms`).toBe("backoff");
    };
    for (const millis of [4_000, 8_000, 16_000, 30_000, 30_000]) {
      deadAfter(millis);
      redialled();
    }
    for (const millis of [1_000, 10_000, 10_000]) {
      world.socket.say({ type: "pong" });
      world.pass(millis);
    }
    deadAfter(4_000);
  });

  test("wakingUpProbesALiveLineAtOnce", () => {
    const socket = live();
    world.pass(1_000);
    world.socket.say({ type: "pong" });
    world.pass(5_000);
    world.wake();
    expect(pings()).toHaveLength(3);
    world.pass(2_000);
    expect(socket.state).toBe("backoff");
  });
});

describe("calls", () => {
  test("anAnswerIsMatchedToItsCall", async () => {
    const socket = live();
    const first = socket.call("session.list");
    const second = socket.call("server.info");
    const [a, b] = world.socket.messages("rpc");
    expect(a).toMatchObject({ jsonrpc: "2.0", method: "session.list", params: {} });
    world.socket.say({ jsonrpc: "2.0", id: b!.id, result: { b: 1 } });
    world.socket.say({ jsonrpc: "2.0", id: a!.id, result: { a: 1 } });
    expect(await first).toEqual({ a: 1 });
    expect(await second).toEqual({ b: 1 });
  });

  test("aRefusalCarriesTheContractsWord", async () => {
    const call = live().call("session.kill", { sessionId: "$9" });
    const error = { code: -32000, message: "no session $9", data: { code: "not-found" } };
    world.socket.say({ jsonrpc: "2.0", id: world.socket.messages("rpc")[0]!.id, error });
    await expect(call).rejects.toMatchObject({ reason: "not-found", message: "no session $9", method: "session.kill" });
  });

  test("aLostConnectionFailsItsCallsAndDoesNotRepeatThem", async () => {
    const socket = live();
    const call = socket.call("session.create");
    world.socket.drop();
    await expect(call).rejects.toMatchObject({ reason: "connection-lost" });
    world.pass(100);
    world.socket.accept();
    expect(world.socket.messages("rpc")).toHaveLength(0);
  });

  test("aCallWithoutAnAnswerFails", async () => {
    const call = live().call("session.list");
    world.socket.say({ type: "pong" });
    const failed = expect(call).rejects.toBeInstanceOf(RpcError);
    for (let i = 0; i < 5; i++) {
      world.pass(3_000);
      world.socket.say({ type: "pong" });
    }
    await failed;
  });

  test("aCallWhileNotConnectedFailsAtOnce", async () => {
    await expect(bridge().call("session.list")).rejects.toMatchObject({ reason: "not-connected" });
  });
});

describe("routing", () => {
  test("manyTerminalsShareOneSocketAndEachHearsItsOwn", () => {
    const socket = live();
    const one = socket.terminal({ sessionId: "work", cols: 80, rows: 24 });
    const two = socket.terminal({ sessionId: "work", cols: 80, rows: 24 });
    expect(one.clientId).not.toBe(two.clientId);
    world.socket.say(connected(two.clientId, { channel: 8 }));
    world.socket.say(connected(one.clientId, { channel: 7 }));
    const heard: string[] = [];
    one.on("output", () => heard.push("one"));
    two.on("output", () => heard.push("two"));
    world.socket.frame(2, 8, 0, "x");
    world.socket.frame(2, 7, 0, "x");
    world.socket.frame(2, 9, 0, "for nobody");
    expect(heard).toEqual(["two", "one"]);
  });

  test("anEventAboutNoTerminalIsTheSockets", () => {
    const socket = live();
    const names: string[] = [];
    socket.on("event", (event) => names.push(event.name));
    world.socket.say({ type: "event", name: "sessions-changed" });
    expect(names).toEqual(["sessions-changed"]);
  });

  test("aLayoutIsTheSocketsToo", () => {
    const socket = live();
    const terminal = socket.terminal({ sessionId: "work", cols: 80, rows: 24 });
    world.socket.say(connected(terminal.clientId));
    const heard: string[] = [];
    socket.on("event", ({ name }) => heard.push(`socket ${name}`));
    terminal.on("event", ({ name }) => heard.push(`terminal ${name}`));
    const event = { type: "event", channel: 1, sessionId: "work", paneId: "%1" };
    world.socket.say({ ...event, name: "layout", session: "$1", windowList: [] });
    world.socket.say({ ...event, name: "title", title: "x" });
    expect(heard).toEqual(["terminal layout", "socket layout", "terminal title"]);
  });

  test("aBadFrameIsReportedAndHurtsNothing", () => {
    const socket = live();
    const bad: string[] = [];
    socket.on("badFrame", (failure) => bad.push(failure.message));
    world.socket.onmessage?.({ data: "{" } as never);
    world.socket.frame(77, 1, 0, "");
    world.socket.say({ type: "something-new" });
    expect(bad).toHaveLength(2);
    expect(socket.state).toBe("live");
  });

  test("credentialsThatExpireAndCannotBeReadAreNotRenewed", () => {
    let forbidden = false;
    const socket = live({
      token: () => {
        if (forbidden) throw new Error("storage is forbidden");
        return "old";
      },
    });
    forbidden = true;
    expect(() => world.socket.say({ type: "auth-expiring", expiresAt: 1 })).not.toThrow();
    expect([socket.state, world.socket.messages("auth")]).toEqual(["live", []]);
  });

  test("expiringCredentialsAreRenewedInBand", () => {
    let token = "old";
    live({ token: () => token });
    token = "new";
    world.socket.say({ type: "auth-expiring", expiresAt: 1 });
    expect(world.socket.messages("auth")).toEqual([{ type: "auth", token: "new" }]);
  });
});

describe("what listeners do", () => {
  const open = (socket: BridgeSocket) => socket.terminal({ sessionId: "work", cols: 80, rows: 24 });

  test("aTerminalMadeWhenItIsLiveConnectsOnce", () => {
    const socket = bridge();
    socket.on("state", (state) => state === "live" && open(socket).input("make\r"));
    socket.open();
    world.socket.accept();
    expect(world.socket.messages("connect")).toHaveLength(1);
  });

  test("aTerminalMadeWhileTheLineGoesDownConnectsWithTheNextOne", () => {
    const socket = live();
    open(socket).on("state", (state) => state === "backoff" && open(socket));
    world.socket.drop();
    world.pass(100);
    world.socket.accept();
    expect(world.socket.messages("connect")).toHaveLength(2);
  });

  test.each(["connecting", "live", "backoff"])("aCloseWhen%sIsForGood", (at) => {
    const socket = bridge();
    socket.on("state", (state) => state === at && socket.close());
    socket.open();
    world.socket.accept();
    world.socket.drop();
    world.pass(60_000);
    expect([socket.state, world.armed, world.sockets.length]).toEqual(["ended", 0, 1]);
    expect(world.socket.closed).toBe(true);
  });

  test("aCloseWhenATryHasFailedIsForGood", () => {
    const socket = bridge();
    socket.on("connectFailed", ({ attempt }) => attempt === 2 && socket.close());
    socket.open();
    world.socket.drop();
    world.pass(1_000);
    world.socket.drop();
    world.pass(60_000);
    expect([socket.state, world.armed, world.sockets.length]).toEqual(["ended", 0, 2]);
  });

  test("aCloseWhenATerminalHasLostTheLineIsForGood", () => {
    const socket = live();
    open(socket).on("state", (state) => state === "backoff" && socket.close());
    world.socket.drop();
    world.pass(60_000);
    expect([socket.state, world.armed, world.sockets.length]).toEqual(["ended", 0, 1]);
  });

  test("aSocketThatIsClosedAndOpenedWhenATryHasFailedHasOneConnection", () => {
    const socket = bridge();
    socket.on("connectFailed", () => {
      socket.close();
      socket.open();
    });
    socket.open();
    world.socket.drop();
    world.pass(1_000);
    expect([socket.state, world.sockets.length]).toEqual(["connecting", 2]);
  });

  test("terminalsMadeAfterAnOpenWhenItEndedLive", () => {
    const socket = live();
    const before = open(socket);
    let after: ReturnType<typeof open> | undefined;
    socket.on("ended", () => {
      socket.open();
      after = open(socket);
    });
    world.socket.drop(4409);
    world.socket.accept();
    expect([before.state, after?.state]).toEqual(["ended", "connecting"]);
  });

  test("credentialsThatComeTooLateDoNotDecideAboutALaterConnection", async () => {
    const grants: ((again: boolean) => void)[] = [];
    const socket = live({ authenticate: () => new Promise((resolve) => grants.push(resolve)) });
    world.socket.drop(4401);
    socket.open();
    world.socket.accept();
    world.socket.drop();
    grants[0]!(false);
    await new Promise((resolve) => setTimeout(resolve));
    expect(socket.state).toBe("backoff");
    world.pass(100);
    world.socket.accept();
    expect(socket.state).toBe("live");
  });
});
