import { expect, test } from "vitest";
import { RpcError, SessionModel } from "../src/client/index.js";
import type { Caller, SessionDetail } from "../src/client/index.js";
import { FakeWorld } from "./fakes.js";

/** A server that tells what it is told to tell, when it is told to. */
class Server implements Caller {
  readonly asked: string[] = [];
  readonly params: unknown[] = [];
  private answers: { resolve(value: unknown): void; reject(failure: Error): void }[] = [];

  call(method: string, params?: object): Promise<unknown> {
    this.asked.push(method);
    this.params.push(params);
    return new Promise((resolve, reject) => this.answers.push({ resolve, reject }));
  }

  async answer(value: object): Promise<void> {
    this.answers.shift()!.resolve(value);
    await settle();
  }

  async refuse(reason: string): Promise<void> {
    this.answers.shift()!.reject(new RpcError("session.get", -32000, reason, reason));
    await settle();
  }
}

async function settle(): Promise<void> {
  for (let i = 0; i < 10; i++) {
    await Promise.resolve();
  }
}

const told = (name: string, ...windows: string[]) => ({
  sessionId: "$1",
  name: "work",
  windowList: windows.map((windowId, index) => ({ windowId, index, name, active: index === 0, panes: [] })),
});

function start() {
  const world = new FakeWorld();
  const server = new Server();
  const model = new SessionModel(world, server, "work");
  const changes: SessionDetail[] = [];
  let gone = 0;
  model.on("change", (detail) => changes.push(detail));
  model.on("gone", () => gone++);
  const renamed: string[] = [];
  model.on("renamed", (name) => renamed.push(name));
  model.start();
  return { world, server, model, changes, gone: () => gone, renamed };
}

test("theFirstAnswerIsAChangeAndTheSameAgainIsNone", async () => {
  const { world, server, changes } = start();
  await server.answer(told("vim", "@1"));
  world.pass(3_000);
  await server.answer(told("vim", "@1"));
  expect(changes).toHaveLength(1);
  expect(changes[0]!.windowList[0]).toMatchObject({
    windowId: "@1",
    name: "vim",
    active: true,
    layout: "",
    bell: false,
  });
});

test("anEventMakesItLookAgainAndManyMakeItLookOnceMore", async () => {
  const { server, model, changes } = start();
  await server.answer(told("vim", "@1"));
  for (let i = 0; i < 5; i++) {
    model.told({ type: "event", name: "layout" });
  }
  expect(server.asked).toHaveLength(2);
  await server.answer(told("vim", "@1", "@2"));
  expect(server.asked).toHaveLength(3);
  await server.answer(told("vim", "@1", "@2"));
  expect(server.asked).toHaveLength(3);
  expect(changes.at(-1)!.windowList).toHaveLength(2);
});

test("anAnswerThatALayoutEventHasOvertakenIsNotBelieved", async () => {
  const { server, model, changes } = start();
  await server.answer(told("vim", "@1"));
  void model.look();
  model.told({ type: "event", name: "layout", session: "$1", windowList: told("vim", "@2", "@1").windowList });
  await server.answer(told("vim", "@1")); // made before @2 was
  expect(changes.map(({ windowList }) => windowList[0]!.windowId)).toEqual(["@1", "@2"]);
  await server.answer(told("vim", "@2", "@1"));
  expect(model.detail!.windowList).toHaveLength(2);
});

test("aLayoutEventThatTellsEverythingNeedsNoQuestion", async () => {
  const { server, model, changes } = start();
  await server.answer(told("vim", "@1"));
  model.told({ type: "event", name: "layout", session: "$1", windowList: told("less", "@1", "@7").windowList });
  expect(server.asked).toHaveLength(1);
  expect(changes.at(-1)!.windowList.map((window) => window.windowId)).toEqual(["@1", "@7"]);
  expect(changes.at(-1)!.name).toBe("work");
});

test("aSessionThatIsNotFoundIsGone", async () => {
  const { server, gone } = start();
  await server.refuse("not-found");
  expect(gone()).toBe(1);
});

test("aLineThatIsDownIsNoEndAndTheNextLookFindsOut", async () => {
  const { world, server, changes, gone } = start();
  await server.refuse("connection-lost");
  expect(gone()).toBe(0);
  world.pass(3_000);
  await server.answer(told("vim", "@1"));
  expect(changes).toHaveLength(1);
});

test("stoppedItAsksNothingMore", async () => {
  const { world, server, model } = start();
  await server.answer(told("vim", "@1"));
  model.stop();
  world.pass(60_000);
  expect(server.asked).toHaveLength(1);
  expect(world.armed).toBe(0);
});

test("aSessionWithAnotherNameIsTheSameOneAndAskedForByThatName", async () => {
  const { world, server, model, changes, gone, renamed } = start();
  await server.answer(told("vim", "@1"));
  model.told({ type: "event", name: "session-renamed", newName: "play" });
  expect([model.sessionId, changes.at(-1)!.name]).toEqual(["play", "play"]);
  model.told({ type: "event", name: "layout", session: "$1", sessionName: "rest", windowList: [] });
  expect([model.sessionId, changes.at(-1)!.name]).toEqual(["rest", "rest"]);
  world.pass(3_000);
  expect(server.params.at(-1)).toEqual({ sessionId: "rest" });
  expect([renamed, gone()]).toEqual([["play", "rest"], 0]);
});

test("aNameThatChangedWhileItWasAskedForIsNoEnd", async () => {
  const { world, server, model, gone } = start();
  await server.answer(told("vim", "@1"));
  world.pass(3_000);
  model.told({ type: "event", name: "session-renamed", newName: "play" });
  await server.refuse("not-found");
  expect(server.params.at(-1)).toEqual({ sessionId: "play" });
  await server.answer({ ...told("vim", "@1"), name: "play" });
  expect(gone()).toBe(0);
});

test("whoWasAwayFindsASessionWithAnotherNameByItsId", async () => {
  const { world, server, model, gone, renamed } = start();
  await server.answer({ ...told("vim", "@1"), created: 5e12 });
  world.pass(3_000);
  await server.refuse("not-found");
  expect(server.params.at(-1)).toEqual({ sessionId: "$1" });
  await server.answer({ ...told("vim", "@1"), name: "play", created: 5e12 });
  expect([model.sessionId, renamed, gone()]).toEqual(["play", ["play"], 0]);
});

test("whoseNameAnotherSessionHasByNowIsFoundByItsId", async () => {
  const { world, server, model, changes, renamed } = start();
  await server.answer({ ...told("vim", "@1"), created: 5e12 });
  world.pass(3_000);
  await server.answer({ ...told("less", "@7"), sessionId: "$2", created: 6e12 });
  expect(server.params.at(-1)).toEqual({ sessionId: "$1" });
  await server.answer({ ...told("vim", "@1"), name: "play", created: 5e12 });
  expect([model.sessionId, renamed, changes.at(-1)!.sessionId]).toEqual(["play", ["play"], "$1"]);
});

test("aSessionMadeAnewUnderItsNameTakesItsPlaceWhenItIsNoMore", async () => {
  const { world, server, model, gone } = start();
  await server.answer({ ...told("vim", "@1"), created: 5e12 });
  world.pass(3_000);
  await server.answer({ ...told("less", "@7"), sessionId: "$2", created: 6e12 });
  await server.refuse("not-found");
  expect([model.sessionId, model.detail!.sessionId, gone()]).toEqual(["work", "$2", 0]);
});

test("anotherSessionThatGotItsIdIsNotIt", async () => {
  const { world, server, model, gone } = start();
  await server.answer({ ...told("vim", "@1"), created: 5e12 });
  world.pass(3_000);
  await server.refuse("not-found");
  await server.answer({ ...told("vim", "@1"), name: "play", created: 6e12 });
  expect([model.sessionId, gone()]).toEqual(["work", 1]);
});

test("theLayoutOfAnotherSessionIsNotTaken", async () => {
  const { server, model, changes } = start();
  await server.answer(told("vim", "@1"));
  const { windowList } = told("other", "@7");
  model.told({ type: "event", name: "layout", session: "$2", sessionName: "play", windowList });
  expect([changes.length, model.sessionId, server.asked.length]).toEqual([1, "work", 1]);
  // One of that name was made anew: only the server knows what became of this one.
  model.told({ type: "event", name: "layout", session: "$3", sessionName: "work", windowList });
  expect([changes.length, server.asked.length]).toEqual([1, 2]);
});
