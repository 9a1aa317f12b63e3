import { beforeEach, describe, expect, test } from "vitest";
import { BridgeSocket } from "../src/client/index.js";
import type { TerminalChannel, TerminalOptions, TerminalOutput } from "../src/client/index.js";
import { FakeWorld, connected } from "./fakes.js";

let world: FakeWorld;
let socket: BridgeSocket;
let terminal: TerminalChannel;
let screen: string;
let outputs: TerminalOutput[];
let notSent: number[];

/** A terminal on a live socket; its connect is on its way. */
function begin(options: Partial<TerminalOptions> = {}, subprotocol: "binary" | "json" = "binary"): void {
  world = new FakeWorld();
  socket = new BridgeSocket({ url: "ws://host/ws/terminal", environment: world, subprotocol });
  socket.open();
  world.socket.accept();
  terminal = socket.terminal({ sessionId: "work", cols: 100, rows: 30, ...options });
  screen = "";
  outputs = [];
  notSent = [];
  terminal.on("output", (output) => {
    const text = typeof output.data === "string" ? output.data : new TextDecoder().decode(output.data);
    screen = output.snapshot ? text : screen + text;
    outputs.push(output);
  });
  terminal.on("notSent", ({ bytes }) => notSent.push(bytes));
}

function answer(fields: object = {}): void {
  world.socket.say(connected(terminal.clientId, fields));
}

/** The line breaks and comes back; connect is on its way again. */
function reconnect(code = 1006): void {
  world.socket.drop(code);
  world.pass(100);
  world.socket.accept();
}

const lastConnect = () => world.socket.messages("connect").at(-1)!;

beforeEach(() => begin());

describe("connect", () => {
  test("namesTheSessionTheSizeAndAClientOf128RandomBits", () => {
    expect(lastConnect()).toEqual({
      type: "connect",
      sessionId: "work",
      cols: 100,
      rows: 30,
      clientId: terminal.clientId,
      attempt: 1,
    });
    expect(terminal.clientId).toMatch(/^[0-9a-f]{32}$/);
    expect(terminal.state).toBe("connecting");
  });

  test("carriesTheOptionsGiven", () => {
    begin({ access: "read", history: 500, delivery: "lossless", view: "pane", paneId: "%4" });
    expect(lastConnect()).toMatchObject({
      access: "read",
      history: 500,
      delivery: "lossless",
      view: "pane",
      paneId: "%4",
    });
  });

  test("everyReconnectKeepsTheClientCountsTheAttemptAndAsksToGoOn", () => {
    answer({ offset: 5, paneId: "%3" });
    world.socket.frame(2, 1, 7, "$ ");
    world.socket.frame(1, 1, 7, "ls");
    reconnect();
    expect(lastConnect()).toMatchObject({
      clientId: terminal.clientId,
      attempt: 2,
      resume: { epoch: "A", offset: 9 },
      paneId: "%3",
    });
  });

  test("aTerminalAskedForBeforeTheSocketIsLiveConnectsWithIt", () => {
    reconnect();
    world.socket.drop();
    const other = socket.terminal({ sessionId: "other", cols: 80, rows: 24 });
    expect(other.state).toBe("idle");
    world.pass(1000);
    world.socket.accept();
    expect(world.socket.messages("connect").map((m) => m.sessionId)).toEqual(["work", "other"]);
  });

  test("theSizeIsToldOnceConnectedIfItChangedMeanwhile", () => {
    terminal.resize(90, 20);
    expect(world.socket.messages("resize")).toHaveLength(0);
    answer();
    expect(world.socket.messages("resize")).toMatchObject([{ cols: 90, rows: 20, channel: 1, sessionId: "work" }]);
    terminal.resize(90, 20);
    expect(world.socket.messages("resize")).toHaveLength(1);
  });

  test.each([
    ["not-found", 4404],
    ["forbidden", 4403],
    ["stale", 4409],
    ["invalid", 1008],
  ])("%s endsItAs%i", (code, closeCode) => {
    world.socket.say({ type: "error", code, message: "why", sessionId: "work" });
    expect(terminal.ending).toEqual({ code: closeCode, reason: "why" });
    expect(socket.state).toBe("live");
  });

  test("aRefusalThatMayPassIsTriedAgain", () => {
    world.socket.say({ type: "error", code: "limit", message: "full", sessionId: "work", retryable: true });
    expect(terminal.state).toBe("backoff");
    world.pass(1_100);
    expect(lastConnect()).toMatchObject({ attempt: 2 });
    world.socket.say({ type: "error", code: "unavailable", message: "no tmux", sessionId: "work", retryable: true });
    world.socket.say({ type: "pong" });
    world.pass(1_000);
    expect(lastConnect()).toMatchObject({ attempt: 3 });
  });
});

describe("output", () => {
  beforeEach(() => {
    answer();
    world.socket.frame(2, 1, 10, "$ ");
  });

  test("aSnapshotRedrawsAndTheStreamGoesOnAtItsEnd", () => {
    world.socket.frame(1, 1, 10, "ab");
    world.socket.frame(1, 1, 12, "c");
    expect(screen).toBe("$ abc");
    expect(terminal.position).toEqual({ epoch: "A", offset: 13 });
  });

  test("aDuplicateIsRefusedWithoutFurtherAdo", () => {
    world.socket.frame(1, 1, 10, "ab");
    world.socket.frame(1, 1, 10, "ab");
    expect(screen).toBe("$ ab");
    expect(terminal.refusals).toBe(1);
    expect(world.socket.messages("refresh")).toHaveLength(0);
  });

  test("aGapIsNeverSkippedButMendedByOneRefresh", () => {
    world.socket.frame(1, 1, 15, "lost the way");
    world.socket.frame(1, 1, 30, "even more");
    expect(screen).toBe("$ ");
    expect(world.socket.messages("refresh")).toMatchObject([{ channel: 1 }]);
    world.socket.frame(2, 1, 40, "whole");
    world.socket.frame(1, 1, 40, "!");
    expect(screen).toBe("whole!");
  });

  test("whatIsNotDrawnForWantOfASnapshotIsAcknowledged", () => {
    world.socket.frame(1, 1, 15, "lost the way");
    world.socket.frame(1, 1, 27, "even more");
    world.pass(50);
    expect(screen).toBe("$ ");
    expect(world.socket.messages("ack").at(-1)).toMatchObject({ offset: 36 });
  });

  test("parsedBytesAreAcknowledgedAndASnapshotAtOnce", () => {
    outputs[0]!.parsed();
    expect(world.socket.messages("ack")).toMatchObject([{ offset: 10, channel: 1 }]);
    world.socket.frame(1, 1, 10, "abc");
    world.pass(60);
    expect(world.socket.messages("ack")).toHaveLength(1);
    outputs[1]!.parsed();
    world.pass(50);
    expect(world.socket.messages("ack").at(-1)).toMatchObject({ offset: 13 });
  });

  test("nothingParsedOnAnOldConnectionIsAcknowledgedOnANewOne", () => {
    world.socket.frame(1, 1, 10, "abc");
    reconnect();
    answer({ resume: "resumed", offset: 13 });
    outputs[1]!.parsed();
    world.pass(100);
    expect(world.socket.messages("ack")).toHaveLength(0);
  });

  test("theTerminalsSizeIsToldInItsPlaceInTheStream", () => {
    const order: string[] = [];
    terminal.on("size", ({ cols, rows }) => order.push(`${cols}x${rows}`));
    terminal.on("output", ({ end, snapshot }) => order.push(`${snapshot ? "snapshot" : "output"} ${end}`));
    world.socket.frame(1, 1, 10, "a");
    world.socket.say({ type: "resize", sessionId: "work", paneId: "%1", channel: 1, cols: 90, rows: 20, offset: 11 });
    world.socket.frame(2, 1, 12, "redrawn");
    world.socket.frame(1, 1, 12, "b");
    expect(order).toEqual(["output 11", "90x20", "snapshot 12", "output 13"]);
    expect(terminal.refusals).toBe(0);
  });

  test("jsonOutputCountsBytesAsTheServerSaysNotAsTextIsLong", () => {
    begin({}, "json");
    answer();
    const message = { type: "output", sessionId: "work", paneId: "%1", channel: 1 };
    world.socket.say({ ...message, data: "$ ", offset: 4, end: 4, snapshot: true, cols: 80, rows: 24 });
    world.socket.say({ ...message, data: "é\ufffd", offset: 4, end: 7 });
    world.socket.say({ ...message, data: "x", offset: 7, end: 8 });
    expect(screen).toBe("$ é\ufffdx");
    expect(terminal.position?.offset).toBe(8);
  });
});

describe("resuming", () => {
  beforeEach(() => {
    answer();
    world.socket.frame(2, 1, 10, "$ ");
    world.socket.frame(1, 1, 10, "ab");
  });

  test("resumedGoesOnAtExactlyTheByteWithoutASnapshot", () => {
    reconnect();
    answer({ resume: "resumed", offset: 12, channel: 4 });
    world.socket.frame(1, 4, 12, "c");
    expect(screen).toBe("$ abc");
    expect(world.socket.messages("refresh")).toHaveLength(0);
  });

  test("aResumeAtAnotherByteIsNotBelieved", () => {
    reconnect();
    answer({ resume: "resumed", offset: 11 });
    world.socket.frame(1, 1, 11, "bc");
    expect(screen).toBe("$ ab");
    expect(world.socket.messages("refresh")).toHaveLength(1);
    world.socket.frame(2, 1, 13, "$ abc");
    expect(screen).toBe("$ abc");
  });

  test("gapTellsWhatWasLostAndASnapshotFollows", () => {
    const lost: (number | undefined)[] = [];
    terminal.on("connected", (message) => lost.push(message.lost));
    reconnect();
    answer({ resume: "gap", offset: 900, lost: 888 });
    world.socket.frame(1, 1, 900, "too early");
    world.socket.frame(2, 1, 901, "later");
    world.socket.frame(1, 1, 901, "!");
    expect(lost).toEqual([888]);
    expect(screen).toBe("later!");
  });

  test("tooSlowReconnectsAndInsistsOnASnapshot", () => {
    reconnect(4413);
    answer({ resume: "resumed", offset: 12 });
    expect(world.socket.messages("refresh")).toHaveLength(1);
    world.socket.frame(1, 1, 12, "backlog");
    world.socket.frame(2, 1, 19, "now");
    expect(screen).toBe("now");
  });

  test("whatComesOnAClosedSocketIsNotHeard", () => {
    const old = world.socket;
    reconnect();
    answer({ resume: "resumed", offset: 12 });
    old.frame(1, 1, 12, "ghost");
    expect(screen).toBe("$ ab");
  });
});

describe("input", () => {
  test("isNumberedAndLeavesAtOnce", () => {
    answer();
    terminal.input("l");
    terminal.input("s");
    expect(world.socket.inputs()).toEqual([
      [1, "l"],
      [2, "s"],
    ]);
    expect(terminal.pendingInput).toEqual({ inputs: 2, bytes: 2 });
    world.socket.say({ type: "input-ack", channel: 1, seq: 2 });
    expect(terminal.pendingInput.inputs).toBe(0);
  });

  test("typedBeforeTheFirstConnectedWaitsForIt", () => {
    terminal.input("early");
    answer();
    expect(world.socket.inputs()).toEqual([[1, "early"]]);
    expect(notSent).toEqual([]);
  });

  test.each(["resumed", "gap"])("after %s whatTheServerLacksIsSentAgainWithItsNumber", (resume) => {
    answer();
    for (const key of "abc") terminal.input(key);
    reconnect();
    terminal.input("d");
    answer({ resume, offset: 0, inputSeq: 1 });
    expect(world.socket.inputs()).toEqual([
      [2, "b"],
      [3, "c"],
      [4, "d"],
    ]);
    expect(notSent).toEqual([]);
  });

  test("afterFreshNothingIsSentAgainTheUserIsToldAndNumbersStartAnew", () => {
    answer();
    terminal.input("rm ");
    world.socket.say({ type: "input-ack", channel: 1, seq: 1 });
    terminal.input("-rf");
    reconnect();
    answer({ resume: "fresh", epoch: "B", inputSeq: 0 });
    expect(world.socket.inputs()).toEqual([]);
    expect(notSent).toEqual([3]);
    terminal.input("x");
    expect(world.socket.inputs()).toEqual([[1, "x"]]);
  });

  test("whatWasTypedWhileTheLineWasDownIsToldAsNotSentAndNotAsPerhapsArrived", () => {
    const told: unknown[] = [];
    terminal.on("notSent", (lost) => told.push(lost));
    answer();
    terminal.input("cd x\r");
    world.socket.drop();
    terminal.input("rm *\r");
    terminal.input("ls");
    world.pass(100);
    world.socket.accept();
    answer({ resume: "fresh", epoch: "B", inputSeq: 0 });
    const why = "the server began anew while the connection was lost";
    expect(told).toEqual([{ bytes: 12, uncertain: 5, unsent: 7, why }]);
    expect(world.socket.inputs()).toEqual([]);
  });

  test("whatWasSentAgainOnALineThatResumedMayHaveArrived", () => {
    const told: object[] = [];
    terminal.on("notSent", (lost) => told.push(lost));
    answer();
    world.socket.drop();
    terminal.input("ls");
    world.pass(100);
    world.socket.accept();
    answer({ resume: "resumed", offset: 0, inputSeq: 0 });
    world.socket.drop();
    world.pass(2_000);
    world.socket.accept();
    answer({ resume: "fresh", epoch: "B", inputSeq: 0 });
    expect(told).toMatchObject([{ uncertain: 2, unsent: 0 }]);
  });

  test("aRefusalInTheMiddleOfAPasteLeavesNoHoleInTheNumbers", () => {
    answer();
    terminal.input("x".repeat(200 * 1024)); // 128 KiB are under way, in 8 pieces; the rest waits
    world.socket.say({ type: "error", channel: 1, sessionId: "work", code: "forbidden", message: "no" });
    terminal.input("c");
    expect(world.socket.inputs().at(-1)).toEqual([9, "c"]);
  });

  test("aRefusalAndALostLineLeaveNoHoleInTheNumbers", () => {
    answer();
    for (const key of "abcdef") terminal.input(key);
    world.socket.say({ type: "input-ack", channel: 1, seq: 1 });
    world.socket.say({ type: "error", channel: 1, sessionId: "work", code: "forbidden", message: "no" }); // of 2
    expect(notSent).toEqual([5]);
    expect(terminal.pendingInput).toEqual({ inputs: 0, bytes: 0 });
    reconnect();
    terminal.input("x");
    answer({ resume: "resumed", offset: 0, inputSeq: 3 });
    expect(world.socket.inputs()).toEqual([
      [4, ""],
      [5, ""],
      [6, ""],
      [7, "x"],
    ]);
    expect(terminal.pendingInput).toEqual({ inputs: 1, bytes: 1 });
    world.socket.say({ type: "input-ack", channel: 1, seq: 7 });
    expect(terminal.pendingInput).toEqual({ inputs: 0, bytes: 0 });
    expect(notSent).toEqual([5]);
  });

  test("whatWasRefusedIsNotHeldAgainstAServerThatBeganAnew", () => {
    answer();
    terminal.input("a");
    world.socket.say({ type: "error", channel: 1, sessionId: "work", code: "forbidden", message: "no" });
    reconnect();
    answer({ resume: "fresh", epoch: "B", inputSeq: 0 });
    terminal.input("x");
    expect(world.socket.inputs()).toEqual([[1, "x"]]);
  });

  test("anInputGapSendsEverythingUnacknowledgedAgain", () => {
    answer();
    for (const key of "abc") terminal.input(key);
    world.socket.say({ type: "input-ack", channel: 1, seq: 1 });
    world.socket.say({ type: "error", channel: 1, sessionId: "work", code: "input-gap", message: "2 is missing" });
    world.socket.say({ type: "error", channel: 1, sessionId: "work", code: "input-gap", message: "2 is missing" });
    terminal.input("d");
    world.pass(50);
    expect(world.socket.inputs().slice(3)).toEqual([
      [2, "b"],
      [3, "c"],
      [4, "d"],
    ]);
  });

  test("aLongPasteGoesInPiecesThatCutNoCharacterAndWithinTheWindow", () => {
    answer();
    const text = "日本語🙂".repeat(40_000);
    expect(terminal.input(text)).toBe(true);
    const pieces: string[] = [];
    for (let seq = 0; terminal.pendingInput.inputs > 0;) {
      const fresh = world.socket.inputs().slice(seq);
      expect(fresh.reduce((sum, [, piece]) => sum + piece.length, 0)).toBeLessThan(128 * 1024);
      expect(fresh.length).toBeGreaterThan(0);
      pieces.push(...fresh.map(([, piece]) => piece));
      seq += fresh.length;
      world.socket.say({ type: "input-ack", channel: 1, seq });
    }
    expect(pieces.join("")).toBe(text);
  });

  test("isBoundedWhileTheLineIsDownAndSaysSo", () => {
    answer();
    world.socket.drop();
    expect(terminal.input("x".repeat(64 * 1024))).toBe(true);
    expect(terminal.input("y")).toBe(false);
  });

  test("isRefusedForReaders", () => {
    answer({ access: "read" });
    expect(terminal.input("x")).toBe(false);
    expect(world.socket.inputs()).toEqual([]);
  });

  test("travelsAsTextInJson", () => {
    begin({}, "json");
    answer();
    terminal.input("é");
    expect(world.socket.messages("input")).toEqual([
      { type: "input", sessionId: "work", channel: 1, seq: 1, data: "é" },
    ]);
  });

  test("aKeyEndsTheWaitForTheNextTry", () => {
    world.chance = 0.999999;
    answer();
    for (let i = 0; i < 4; i++) {
      world.socket.drop();
      world.pass(2_000);
    }
    world.socket.drop();
    world.pass(1_500);
    const before = world.sockets.length;
    terminal.input("x");
    expect(world.sockets).toHaveLength(before + 1);
  });
});

describe("ending", () => {
  beforeEach(() => {
    answer();
    world.socket.frame(2, 1, 10, "$ ");
  });

  test("theServersDisconnectIsFinalAndLeavesTheSocketAlone", () => {
    terminal.input("unsent");
    world.socket.say({ type: "disconnect", sessionId: "work", paneId: "%1", channel: 1, reason: "session ended" });
    expect(terminal.ending).toEqual({ code: 1000, reason: "session ended" });
    expect(notSent).toEqual([6]);
    expect(socket.state).toBe("live");
    world.socket.frame(1, 1, 10, "late");
    expect(screen).toBe("$ ");
    expect(terminal.input("x")).toBe(false);
  });

  test("aDisconnectForBeingTooSlowConnectsAgainAndInsistsOnASnapshot", () => {
    world.socket.say({
      type: "disconnect",
      sessionId: "work",
      paneId: "%1",
      channel: 1,
      reason: "too slow",
      code: 4413,
    });
    world.pass(100);
    expect(lastConnect()).toMatchObject({ attempt: 2 });
    answer({ channel: 2, resume: "resumed", offset: 10 });
    expect(world.socket.messages("refresh")).toMatchObject([{ channel: 2 }]);
  });

  test("aDisconnectWithoutACodeMeansWhatItsReasonSays", () => {
    world.socket.say({ type: "disconnect", sessionId: "work", paneId: "%1", channel: 1, reason: "shutting-down" });
    expect(terminal.state).toBe("backoff");
    world.pass(100);
    answer({ channel: 2, resume: "resumed", offset: 10 });
    world.socket.say({ type: "disconnect", sessionId: "work", paneId: "%1", channel: 2, reason: "session-ended" });
    expect(terminal.ending).toEqual({ code: 4404, reason: "session-ended" });
  });

  test("disconnectSaysSoAndStaysAwayAfterAReconnect", () => {
    terminal.disconnect();
    expect(world.socket.messages("disconnect")).toMatchObject([{ channel: 1 }]);
    reconnect();
    expect(world.socket.messages("connect")).toHaveLength(0);
  });

  test("aDisconnectByWhoHearsOfARefusalIsFinal", () => {
    begin();
    terminal.on("problem", () => terminal.disconnect());
    world.socket.say({ type: "error", code: "limit", message: "full", sessionId: "work", retryable: true });
    world.pass(3_000);
    expect(terminal.state).toBe("ended");
    expect(world.socket.messages("connect")).toHaveLength(1);
  });

  test.each(["connecting", "live", "backoff"])("aDisconnectWhen%sIsFinal", (at) => {
    begin();
    const states: string[] = [];
    world.socket.drop();
    terminal.on("state", (state) => {
      states.push(state);
      if (state === at) terminal.disconnect();
    });
    world.pass(100);
    world.socket.accept();
    answer();
    const before = world.armed;
    world.socket.say({ type: "disconnect", sessionId: "work", channel: 1, reason: "shutting-down" });
    expect(states.slice(-2)).toEqual([at, "ended"]);
    expect(world.armed).toBe(before);
    expect(world.socket.messages("connect")).toHaveLength(at === "connecting" ? 0 : 1);
  });

  test("whoHearsThatInputWasNotSentCannotTypeItIntoWhatEnds", () => {
    terminal.input("x");
    const taken: boolean[] = [];
    terminal.on("notSent", () => {
      taken.push(terminal.input("again"));
      terminal.disconnect();
    });
    world.socket.say({ type: "disconnect", sessionId: "work", paneId: "%1", channel: 1, reason: "session ended" });
    expect(taken).toEqual([false]);
    expect(terminal.ending?.reason).toBe("session ended");
  });

  test("whoDisconnectsBecauseInputWasNotSentIsNotCountedAsAViewer", () => {
    terminal.input("x");
    terminal.on("notSent", () => terminal.disconnect());
    reconnect();
    answer({ channel: 5, resume: "fresh", epoch: "B" });
    expect(terminal.state).toBe("ended");
    expect(world.socket.messages("disconnect")).toMatchObject([{ channel: 5 }]);
  });

  test("nothingIsLeftBehindWhenTheSocketIsClosed", () => {
    terminal.input("x");
    world.socket.frame(1, 1, 10, "abc");
    outputs.at(-1)!.parsed();
    socket.close();
    expect(world.armed).toBe(0);
    expect(terminal.state).toBe("ended");
    expect(world.socket.closed).toBe(true);
  });
});

describe("several terminals of one session", () => {
  /** What the server says of a connect that it refuses: which one it was, only their order tells. */
  const refusal = { type: "error", sessionId: "work", code: "limit", message: "too many", retryable: true };

  test("oneClosedBeforeItsConnectWasAnsweredIsGivenBackWhenItIs", () => {
    terminal.disconnect();
    answer({ channel: 7 });
    expect(world.socket.messages("disconnect")).toEqual([{ type: "disconnect", sessionId: "work", channel: 7 }]);
  });

  test("aRefusalIsForTheOneThatConnectedFirstOfThoseThatWait", () => {
    world.socket.say(refusal);
    expect(terminal.state).toBe("backoff");
    const second = socket.terminal({ sessionId: "work", paneId: "%2", cols: 100, rows: 30 });
    world.pass(2_000); // the first one connects again, behind the second
    expect([terminal.state, second.state]).toEqual(["connecting", "connecting"]);
    world.socket.say({ ...refusal, code: "forbidden", message: "not yours", retryable: false });
    expect([terminal.state, second.state]).toEqual(["connecting", "ended"]);
  });

  test("aRefusalOfOneThatWasClosedMeanwhileIsForNoOther", () => {
    const second = socket.terminal({ sessionId: "work", paneId: "%2", cols: 100, rows: 30 });
    terminal.disconnect();
    world.socket.say({ ...refusal, code: "not-found", retryable: false });
    expect(second.state).toBe("connecting");
  });
});

describe("size", () => {
  test("aViewerOfAWholeWindowSaysSoInConnectAndResize", () => {
    begin({ fit: "window" });
    expect(world.socket.messages("connect")[0]).toMatchObject({ cols: 100, rows: 30, fit: "window" });
    answer();
    terminal.resize(90, 20);
    expect(world.socket.messages("resize")).toEqual([
      expect.objectContaining({ cols: 90, rows: 20, fit: "window", channel: 1 }),
    ]);
  });

  test("oneThatNobodySeesSaysSoOnceAndAgainWhenItIsSeen", () => {
    begin();
    answer();
    terminal.setVisible(true);
    expect(world.socket.messages("resize")).toEqual([]);
    terminal.setVisible(false);
    terminal.setVisible(false);
    terminal.setVisible(true);
    expect(world.socket.messages("resize").map((message) => message.visible)).toEqual([false, undefined]);
  });

  test("oneThatNobodySeesYetSaysSoInConnect", () => {
    begin({ visible: false });
    expect(lastConnect()).toMatchObject({ cols: 100, rows: 30, visible: false });
    answer();
    terminal.setVisible(true);
    expect(world.socket.messages("resize")).toMatchObject([{ cols: 100, rows: 30 }]);
    begin({ visible: true });
    expect(lastConnect()).not.toHaveProperty("visible");
  });

  test("whatChangedWhileTheLineWasDownIsSaidInConnect", () => {
    begin();
    answer();
    world.socket.drop();
    terminal.resize(50, 10);
    terminal.setVisible(false);
    world.pass(100);
    world.socket.accept();
    expect(world.socket.messages("connect").at(-1)).toMatchObject({ cols: 50, rows: 10, visible: false });
  });
});

describe("input that may be lost, and rights that change", () => {
  test("howManyInputsTmuxMayNotHaveTakenIsTold", () => {
    answer();
    const lost: number[] = [];
    terminal.on("inputLost", ({ inputs }) => lost.push(inputs));
    world.socket.say({
      type: "error",
      channel: 1,
      code: "input-lost",
      message: "x",
      retryable: false,
      seq: 18,
      lastSeq: 20,
    });
    expect(lost).toEqual([3]);
    expect(notSent).toEqual([]);
  });

  test("whoMayNotTypeAnyMoreDoesNotAndMayAgain", () => {
    answer();
    const access = (to: string) =>
      world.socket.say({ type: "event", channel: 1, sessionId: "work", paneId: "%1", name: "access", access: to });
    access("read");
    expect([terminal.access, terminal.input("x")]).toEqual(["read", false]);
    access("write");
    expect([terminal.access, terminal.input("x")]).toEqual(["write", true]);
  });
});

describe("another name of the session", () => {
  const renamed = (newName: string) =>
    world.socket.say({ type: "event", name: "session-renamed", sessionId: "work", paneId: "%1", channel: 1, newName });

  test("isWhatTheNextConnectNamesItBy", () => {
    answer();
    renamed("play");
    terminal.refresh();
    expect(world.socket.messages("refresh").at(-1)).toMatchObject({ sessionId: "work", channel: 1 });
    reconnect();
    expect(lastConnect()).toMatchObject({ sessionId: "play", paneId: "%1", attempt: 2, resume: { epoch: "A" } });
    answer({ resume: "resumed" });
    expect(terminal.state).toBe("live");
  });

  test("aConnectThatIsRefusedForTheNameBeforeIsNoEnd", () => {
    terminal.renamed("play");
    world.socket.say({ type: "error", code: "not-found", message: "no session work", sessionId: "work" });
    expect([terminal.state, lastConnect().sessionId]).toEqual(["connecting", "play"]);
    world.socket.say({ type: "error", code: "not-found", message: "no session play", sessionId: "play" });
    expect(terminal.state).toBe("ended");
  });

  test("meansNothingToWhoNamesItByItsId", () => {
    begin({ sessionId: "$3" });
    answer();
    renamed("play");
    reconnect();
    expect(lastConnect().sessionId).toBe("$3");
  });
});
