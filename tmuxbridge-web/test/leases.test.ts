import { expect, test } from "vitest";
import { LeaseModel, RpcError } from "../src/client/index.js";
import type { Caller, Lease } from "../src/client/index.js";

/** A server on which `me` is asking, and that answers with the lease it is told. */
class Server implements Caller {
  readonly asked: [string, object | undefined][] = [];
  lease: object = {};
  knowsCallers = true;
  name = "me";

  call(method: string, params?: object): Promise<unknown> {
    this.asked.push([method, params]);
    if (method === "server.info") {
      return Promise.resolve(this.knowsCallers ? { caller: { name: this.name, role: "operator" } } : {});
    }
    return Promise.resolve(this.lease);
  }
}

const event = (fields: object) => ({ type: "event" as const, name: "lease", ...fields });

function start(): { server: Server; model: LeaseModel; changes: Lease[] } {
  const server = new Server();
  const model = new LeaseModel(server, "work");
  const changes: Lease[] = [];
  model.on("change", (lease) => changes.push(lease));
  return { server, model, changes };
}

test("withoutALeaseEverybodyTypes", async () => {
  const { model, changes } = start();
  await model.look();
  expect([model.mine, model.lockedBy, changes]).toEqual([false, undefined, []]);
});

test("anEventTellsWhoHasItAndWhoAsks", async () => {
  const { model, changes } = start();
  await model.look();
  model.told(event({ holder: "ada", requests: ["bob"] }));
  model.told(event({ holder: "ada", requests: ["bob"] }));
  expect(model.lockedBy).toBe("ada");
  expect(changes).toEqual([{ holder: "ada", requests: ["bob"] }]);
  model.told(event({ holder: "me", requests: [] }));
  expect([model.mine, model.lockedBy]).toEqual([true, undefined]);
  model.told(event({}));
  expect([model.mine, model.lockedBy]).toEqual([false, undefined]);
});

test("anAnswerCountsAsMuchAsAnEvent", async () => {
  const { server, model } = start();
  await model.look();
  server.lease = { holder: "me", requests: [] };
  await model.request();
  expect(server.asked.at(-1)).toEqual(["lease.request", { sessionId: "work" }]);
  expect(model.mine).toBe(true);
  server.lease = { holder: "bob", requests: [] };
  await model.grant("bob");
  expect(server.asked.at(-1)).toEqual(["lease.grant", { sessionId: "work", caller: "bob" }]);
  expect(model.lockedBy).toBe("bob");
});

test("whoSignsInAsSomebodyElseIsNotTakenForWhoTheyWere", async () => {
  const { server, model, changes } = start();
  server.lease = { holder: "me", requests: [] };
  await model.look();
  expect([model.mine, changes.length]).toEqual([true, 1]);
  server.name = "bob";
  await model.look();
  expect([model.me, model.mine, model.lockedBy]).toEqual(["bob", false, "me"]);
  expect(changes).toHaveLength(2); // the lease is the same, and means something else
  await model.look();
  expect(changes).toHaveLength(2);
});

test("aServerThatDoesNotSayWhoWeAreLocksNobodyOut", async () => {
  const { server, model } = start();
  server.knowsCallers = false;
  await model.look();
  model.told(event({ holder: "ada", requests: [] }));
  expect(model.lockedBy).toBeUndefined();
});

test("aRefusalIsToldToWhoeverAsked", async () => {
  const model = new LeaseModel(
    { call: () => Promise.reject(new RpcError("lease.take", -32000, "forbidden", "ada has the lease")) },
    "work",
  );
  await model.look();
  await expect(model.seize()).rejects.toThrow("ada has the lease");
});
