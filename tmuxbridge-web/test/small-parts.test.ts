import { describe, expect, test } from "vitest";
import { AckSender } from "../src/client/ack-sender.js";
import { Backoff } from "../src/client/backoff.js";
import { reactionTo } from "../src/client/close-codes.js";
import { BadFrame, decodeBinary, decodeText, encodeInput, headOf, utf8 } from "../src/client/codec.js";
import { InputLedger } from "../src/client/input-ledger.js";
import { OutputGate } from "../src/client/output-gate.js";
import { FakeWorld } from "./fakes.js";

describe("backoff", () => {
  test("theFirstWaitIsShortAndTheCeilingDoublesUpToFourSecondsWhileVisible", () => {
    const backoff = new Backoff(() => 0.999999);
    const waits = Array.from({ length: 8 }, () => backoff.next(true));
    expect(waits).toEqual([99, 499, 999, 1999, 3999, 3999, 3999, 3999]);
  });

  test("hiddenPagesWaitUpToThirtySeconds", () => {
    const backoff = new Backoff(() => 0.999999);
    const waits = Array.from({ length: 10 }, () => backoff.next(false));
    expect(Math.max(...waits)).toBe(29_999);
  });

  test("jitterIsFullAndAServersPatienceIsAFloor", () => {
    const backoff = new Backoff(() => 0);
    expect([backoff.next(true), backoff.next(true), backoff.next(true, 1000)]).toEqual([0, 0, 1000]);
  });

  test("aResetStartsOver", () => {
    const backoff = new Backoff(() => 0.999999);
    backoff.next(true);
    backoff.next(true);
    backoff.reset();
    expect(backoff.next(true)).toBe(99);
  });
});

test.each([
  [1000, "stop"],
  [1001, "retry"],
  [1002, "stop"],
  [1008, "stop"],
  [1009, "stop"],
  [4401, "authenticate"],
  [4403, "stop"],
  [4404, "stop"],
  [4409, "stop"],
  [4413, "snapshot"],
  [4429, "patience"],
  [1006, "retry"],
  [1011, "retry"],
])("closeCode%iMeans %s", (code, reaction) => {
  expect(reactionTo(code)).toBe(reaction);
});

describe("output gate", () => {
  function gateAt(offset: number): OutputGate {
    const gate = new OutputGate();
    gate.connected("fresh", "A", offset);
    gate.output(offset, offset, true);
    return gate;
  }

  test("nothingIsTakenBeforeTheFirstSnapshot", () => {
    const gate = new OutputGate();
    expect(gate.output(0, 3, false)).toBe("waiting");
    gate.connected("fresh", "A", 0);
    expect(gate.output(0, 3, false)).toBe("waiting");
    expect(gate.output(0, 0, true)).toBe("take");
    expect(gate.output(0, 3, false)).toBe("take");
    expect(gate.position).toEqual({ epoch: "A", offset: 3 });
  });

  test("outputIsTakenOnlyAtTheOffsetExpected", () => {
    const gate = gateAt(100);
    expect(gate.output(100, 110, false)).toBe("take");
    expect(gate.output(100, 110, false)).toBe("duplicate");
    expect(gate.output(110, 111, false)).toBe("take");
    expect(gate.refusals).toBe(1);
  });

  test("aGapIsRefusedAndOnlyASnapshotGoesOn", () => {
    const gate = gateAt(100);
    expect(gate.output(101, 110, false)).toBe("misplaced");
    expect(gate.output(100, 110, false)).toBe("waiting");
    expect(gate.output(105, 105, true)).toBe("take");
    expect(gate.output(105, 110, false)).toBe("take");
  });

  test("anOverlapIsRefusedLikeAGap", () => {
    const gate = gateAt(100);
    gate.output(100, 110, false);
    expect(gate.output(105, 115, false)).toBe("misplaced");
    expect(gate.awaitingSnapshot).toBe(true);
  });

  test("aSnapshotSetsThePositionForwardAndBackward", () => {
    const gate = gateAt(100);
    gate.output(500, 500, true);
    expect(gate.position?.offset).toBe(500);
    gate.output(50, 50, true);
    expect(gate.output(50, 60, false)).toBe("take");
  });

  test("aResizeMarkerMayTakeOnePositionOfTheStream", () => {
    const gate = gateAt(100);
    gate.resized(100);
    expect(gate.output(101, 105, false)).toBe("take");
    expect(gate.output(106, 110, false)).toBe("misplaced");
  });

  test("aResizeMarkerMayTakeNoPosition", () => {
    const gate = gateAt(100);
    gate.resized(100);
    expect(gate.output(100, 105, false)).toBe("take");
    expect(gate.output(106, 107, false)).toBe("misplaced");
  });

  test("aResizeThatNamesThePositionAfterItselfAllowsNoFurtherStep", () => {
    const gate = gateAt(100);
    gate.resized(101);
    expect(gate.output(102, 105, false)).toBe("misplaced");
  });

  test("resumedGoesOnAtTheByteOrIsNotBelieved", () => {
    const gate = gateAt(100);
    expect(gate.connected("resumed", "A", 100)).toBe(true);
    expect(gate.output(100, 101, false)).toBe("take");
    expect(gate.connected("resumed", "A", 90)).toBe(false);
    expect(gate.output(90, 95, false)).toBe("waiting");
    expect(gateAt(100).connected("resumed", "B", 100)).toBe(false);
  });

  test("aResumeThatStillLacksItsSnapshotKeepsWaitingForOne", () => {
    const gate = new OutputGate();
    gate.connected("fresh", "A", 10);
    expect(gate.connected("resumed", "A", 10)).toBe(true);
    expect(gate.awaitingSnapshot).toBe(true);
  });

  test("gapAndFreshWaitForTheirSnapshot", () => {
    const gate = gateAt(100);
    gate.connected("gap", "A", 900);
    expect(gate.output(900, 901, false)).toBe("waiting");
    gate.output(905, 905, true);
    expect(gate.output(905, 906, false)).toBe("take");
    gate.connected("fresh", "B", 0);
    expect(gate.awaitingSnapshot).toBe(true);
    expect(gate.position).toEqual({ epoch: "B", offset: 0 });
  });
});

describe("ack sender", () => {
  function acks(): { world: FakeWorld; sender: AckSender; told: number[] } {
    const world = new FakeWorld();
    const told: number[] = [];
    const sender = new AckSender(world, (offset) => told.push(offset));
    sender.restart(0);
    return { world, sender, told };
  }

  test("parsedBytesAreToldAfterFiftyMillisecondsAllAtOnce", () => {
    const { world, sender, told } = acks();
    sender.ticket(10, false)();
    sender.ticket(25, false)();
    world.pass(49);
    expect(told).toEqual([]);
    world.pass(1);
    expect(told).toEqual([25]);
    world.pass(1000);
    expect(told).toEqual([25]);
  });

  test("thirtyTwoKibibytesAreToldAtOnce", () => {
    const { sender, told } = acks();
    sender.ticket(32 * 1024 - 1, false)();
    expect(told).toEqual([]);
    sender.ticket(32 * 1024, false)();
    expect(told).toEqual([32 * 1024]);
  });

  test("whatWasReceivedButNotParsedIsNotTold", () => {
    const { world, sender, told } = acks();
    sender.ticket(100_000, false);
    world.pass(1000);
    expect(told).toEqual([]);
  });

  test("ticketsFromBeforeARestartNoLongerCount", () => {
    const { world, sender, told } = acks();
    const old = sender.ticket(900, false);
    sender.restart(50);
    old();
    sender.ticket(60, false)();
    world.pass(50);
    expect(told).toEqual([60]);
  });
});

describe("input ledger", () => {
  const bytes = (text: string): Uint8Array => utf8(text);

  test("inputsAreNumberedFromOneAndStayUntilAcknowledged", () => {
    const ledger = new InputLedger(1000);
    ledger.add(bytes("a"));
    ledger.add(bytes("b"));
    expect([ledger.take()?.seq, ledger.take()?.seq, ledger.take()]).toEqual([1, 2, undefined]);
    ledger.acknowledge(1);
    expect(ledger.pendingInputs).toBe(1);
    ledger.rewind();
    expect(ledger.take()?.seq).toBe(2);
  });

  test("theWindowBoundsWhatIsUnderWay", () => {
    const ledger = new InputLedger(4);
    for (const text of ["aaa", "b", "c"]) ledger.add(bytes(text));
    expect([ledger.take()?.seq, ledger.take()?.seq, ledger.take()?.seq]).toEqual([1, 2, undefined]);
    ledger.acknowledge(1);
    expect(ledger.take()?.seq).toBe(3);
  });

  test("oneInputLargerThanTheWindowStillGoes", () => {
    const ledger = new InputLedger(4);
    ledger.add(bytes("larger than that"));
    expect(ledger.take()?.seq).toBe(1);
  });

  test("anAckThatCoversUnsentInputsDropsThemToo", () => {
    const ledger = new InputLedger(1);
    for (const text of ["a", "b", "c"]) ledger.add(bytes(text));
    ledger.take();
    ledger.acknowledge(2);
    expect(ledger.take()?.seq).toBe(3);
    expect(ledger.pendingBytes).toBe(1);
  });
});

describe("codec", () => {
  test("anOutputFrameIsReadAsTheContractLaysItOut", () => {
    const frame = Uint8Array.from([1, 0, 0, 0, 7, 0, 0, 0, 1, 0, 0, 0, 2, 0x68, 0x69]);
    expect(decodeBinary(frame)).toEqual({
      type: "output",
      channel: 7,
      offset: 2 ** 32 + 2,
      end: 2 ** 32 + 4,
      snapshot: false,
      data: utf8("hi"),
    });
  });

  test("theBytesOfASnapshotDoNotMoveThePosition", () => {
    const frame = Uint8Array.from([2, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 9, 0x68, 0x69]);
    expect(decodeBinary(frame)).toMatchObject({ offset: 9, end: 9, snapshot: true });
  });

  test.each([
    ["too short", Uint8Array.from([1, 0, 0])],
    ["of unknown kind", Uint8Array.from([9, ...new Array<number>(12).fill(0)])],
    ["above 2^53", Uint8Array.from([1, 0, 0, 0, 1, 255, 255, 255, 255, 0, 0, 0, 0])],
  ])("aFrame %s isRefused", (_, frame) => {
    expect(() => decodeBinary(frame)).toThrow(BadFrame);
  });

  test("inputIsABinaryFrameWithItsNumber", () => {
    const frame = encodeInput("binary", { sessionId: "s", channel: 258 }, 2 ** 32 + 5, utf8("x")) as Uint8Array;
    expect([...frame]).toEqual([3, 0, 0, 1, 2, 0, 0, 0, 1, 0, 0, 0, 5, 0x78]);
  });

  test("inputInJsonIsText", () => {
    const text = encodeInput("json", { sessionId: "s", channel: 2 }, 5, utf8("é\u001b")) as string;
    expect(JSON.parse(text)).toEqual({ type: "input", sessionId: "s", channel: 2, seq: 5, data: "é\u001b" });
  });

  test("bytesThatAreNoTextTravelAsBase64InJson", () => {
    const text = encodeInput("json", { sessionId: "s", channel: 2 }, 5, Uint8Array.from([0, 255, 27])) as string;
    expect(JSON.parse(text)).toMatchObject({ data: "AP8b", encoding: "base64" });
  });

  test.each([
    "",
    "[]",
    "null",
    "7",
    "{",
    '{"a":1}',
    '{"type":"output","channel":1,"offset":-1,"end":0,"data":""}',
    '{"type":"output","channel":1,"offset":1.5,"end":2,"data":""}',
    '{"type":"resize","channel":1,"cols":"80"}',
  ])("theText %s isRefused", (text) => {
    expect(() => decodeText(text)).toThrow(BadFrame);
  });

  test("unknownFieldsAndTypesAreNoReasonToRefuse", () => {
    expect(decodeText('{"type":"weather","rain":true}')).toMatchObject({ type: "weather" });
    expect(decodeText('{"type":"pong","extra":1}')).toMatchObject({ type: "pong" });
  });

  test("piecesNeverCutACharacter", () => {
    const data = utf8("aé🙂日");
    for (let max = 4; max < data.length; max++) {
      const head = data.subarray(0, headOf(data, max));
      expect(() => new TextDecoder("utf-8", { fatal: true }).decode(head)).not.toThrow();
    }
    expect(headOf(new Uint8Array(10).fill(0x80), 5)).toBe(5);
  });
});
