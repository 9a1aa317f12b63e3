// Compares the bridge's copy of an emulator (package replica of core) with xterm.js itself: both are shown the same
// normalised streams, and their screens must have the same hash.
// node replica.mjs [--streams DIR] [--random N] [--cuts N] [--seed N]; needs the test classes of core
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { screenHash } from "./hash.mjs";
import { random } from "./random.mjs";
import { Emulator } from "./screen.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { values: options } = parseArgs({
  options: {
    streams: { type: "string", default: here("streams") },
    random: { type: "string", default: "200" },
    cuts: { type: "string", default: "4" },
    seed: { type: "string", default: "1" },
  },
});

const classes = here("../../tmuxbridge-core/target/");
const path = [`${classes}classes`, `${classes}test-classes`, here("../../tmuxbridge-api/target/classes")].join(":");
const child = spawn("java", ["-XX:TieredStopAtLevel=1", "-cp", path, "io.tmuxbridge.core.replica.ReplicaPipe"], {
  stdio: ["pipe", "pipe", "inherit"],
});
let received = Buffer.alloc(0);
let deliver = () => {};
child.stdout.on("data", (data) => {
  received = Buffer.concat([received, data]);
  deliver();
});

function take(length) {
  return new Promise((done) => {
    deliver = () => {
      if (received.length >= length) {
        deliver = () => {};
        const bytes = received.subarray(0, length);
        received = received.subarray(length);
        done(bytes);
      }
    };
    deliver();
  });
}

const part = async () => take((await take(4)).readInt32BE(0));

/** Shows both a stream; `length` negative asks for a random one of that seed. */
async function compare(name, cols, rows, length, bytes) {
  const head = Buffer.alloc(12);
  [cols, rows, length].forEach((value, i) => head.writeInt32BE(value, 4 * i));
  child.stdin.write(head);
  child.stdin.write(bytes);
  const theirs = (await part()).toString();
  const normalised = await part();
  const emulator = new Emulator(cols, rows);
  await emulator.write(normalised);
  const ours = screenHash(emulator.term);
  emulator.dispose();
  if (ours !== theirs) {
    console.log(`${name}: the replica's hash is ${theirs}, xterm.js's ${ours}`);
  }
  return ours === theirs;
}

const manifest = JSON.parse(readFileSync(join(options.streams, "manifest.json"), "utf8"));
const next = random(Number(options.seed));
let equal = 0;
let all = 0;
for (const { file, cols, rows } of manifest) {
  const stream = readFileSync(join(options.streams, file));
  const cuts = Array.from({ length: Number(options.cuts) }, () => Math.floor(next() * stream.length));
  for (const cut of [...cuts, stream.length]) {
    equal += (await compare(`${file} up to ${cut}`, cols, rows, cut, stream.subarray(0, cut))) ? 1 : 0;
    all++;
  }
}
for (let i = 0; i < Number(options.random); i++) {
  const seed = -1 - Math.floor(next() * 1e6);
  equal += (await compare(`random stream ${seed}`, 20 + Math.floor(next() * 60), 5 + Math.floor(next() * 20), seed, ""))
    ? 1
    : 0;
  all++;
}
child.stdin.end();
console.log(`${all} screens, ${equal} equal`);
process.exitCode = equal === all ? 0 : 1;
