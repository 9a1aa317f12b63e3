// A sample of the conformance run for ./verify: each third recorded stream through a real bridge, one stop beside the
// end, viewers of both subprotocols; the streams in which halves of wide characters ring the alarm; and the bridge's
// copy of an emulator beside the emulator itself. What may differ, and where the bridge's alarm may ring, is in the
// streams' manifest; anything else fails.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Bridge } from "../bridge.mjs";

const here = fileURLToPath(new URL("..", import.meta.url));
let bridge;

before(async () => {
  bridge = await Bridge.start();
});

after(() => bridge?.stop());

function node(...args) {
  const run = spawnSync(process.execPath, args, { cwd: here, env: bridge.env, encoding: "utf8", maxBuffer: 1 << 26 });
  assert.equal(run.status, 0, `${run.stdout}\n${run.stderr}`.slice(-4000));
  return run.stdout;
}

test("viewers show what tmux has, in recorded streams, but for the differences that are named", () => {
  node("run.mjs", ...bridge.arguments, "--stops", "1", "--seed", "11", "--every", "3");
  node("run.mjs", ...bridge.arguments, "--stops", "2", "--seed", "13", "--only", "wide");
});

test("each check is the hash of what a viewer shows there", () => {
  node("run.mjs", ...bridge.arguments, "--stops", "1", "--seed", "14", "--every", "5", "--answer-checks");
});

test("the same for panes that are older than the bridge", () => {
  node("run.mjs", ...bridge.arguments, "--stops", "2", "--seed", "12", "--cold", "--only", "whiptail");
});

const classes = fileURLToPath(
  new URL("../../../tmuxbridge-core/target/test-classes/io/tmuxbridge/core/replica", import.meta.url),
);
const skip = !existsSync(classes) && "the test classes of core are not compiled";
test("the bridge's copy of an emulator shows what the emulator shows", { skip }, () => {
  node("replica.mjs", "--random", "60", "--cuts", "1");
});
