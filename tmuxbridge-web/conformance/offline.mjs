// Without a bridge: plays streams in panes, takes captures at random places, has the bridge's SnapshotWriter make
// snapshots of them and compares an emulator that got nothing but the snapshot with tmux.
// node offline.mjs [--streams DIR] [--only NAME] [--cuts N] [--seed N] [--history N] [--attach] [--verbose]
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Emulator, compare, tmuxScreen, tmuxFormat } from "./screen.mjs";
import { attachedScreen } from "./attach.mjs";
import { Play } from "./play.mjs";
import { random } from "./random.mjs";
import { Tmux } from "./tmux.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { values: options } = parseArgs({
  options: {
    streams: { type: "string", default: here("streams") },
    only: { type: "string", default: "" },
    cuts: { type: "string", default: "6" },
    seed: { type: "string", default: "1" },
    history: { type: "string", default: "500" },
    keep: { type: "string" },
    attach: { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
  },
});
const history = Number(options.history);

/** The snapshot writer as a child process; see SnapshotPipe.java. */
class Snapshots {
  constructor() {
    const classes = here("../../tmuxbridge-core/target/");
    const path = [`${classes}classes`, `${classes}test-classes`, here("../../tmuxbridge-api/target/classes")].join(":");
    this.child = spawn(
      "java",
      ["-XX:TieredStopAtLevel=1", "-cp", path, "io.tmuxbridge.core.terminal.SnapshotPipe", String(history)],
      { stdio: ["pipe", "pipe", "inherit"] },
    );
    this.received = Buffer.alloc(0);
    this.child.stdout.on("data", (data) => {
      this.received = Buffer.concat([this.received, data]);
      this.deliver();
    });
    this.child.on("exit", (code) => this.waiting?.fail(new Error(`SnapshotPipe ended with ${code}`)));
    this.asked = this.next().then((text) => text.toString().split("\n"));
  }

  next() {
    return new Promise((done, fail) => {
      this.waiting = { done, fail };
    });
  }

  /** What the bridge asks tmux for a snapshot of this pane. */
  async commands(pane) {
    return (await this.asked).map((line) => line.split("\t").map((word) => (word === "%0" ? pane : word)));
  }

  write(bodies) {
    const snapshot = this.next();
    for (const body of bodies) {
      const length = Buffer.alloc(4);
      length.writeInt32BE(body.length);
      this.child.stdin.write(length);
      this.child.stdin.write(body);
    }
    return snapshot;
  }

  deliver() {
    if (this.received.length >= 4 && this.received.length >= 4 + this.received.readInt32BE(0)) {
      const end = 4 + this.received.readInt32BE(0);
      const snapshot = this.received.subarray(4, end);
      this.received = this.received.subarray(end);
      const { done } = this.waiting;
      this.waiting = null;
      done(snapshot);
    }
  }

  close() {
    this.child.stdin.end();
  }
}

async function playStream(tmux, snapshots, dir, entry) {
  const play = await Play.start(tmux, dir, join(options.streams, entry.file), entry);
  const { length, pane } = play;
  const next = random(Number(options.seed) + length);
  const cuts = Array.from({ length: Number(options.cuts) }, () => 1 + Math.floor(next() * length));
  const results = [];
  for (const cut of [...new Set([...cuts, length])].sort((a, b) => a - b)) {
    await play.to(cut);
    await tmux.quiet(pane);
    const commands = await snapshots.commands(pane);
    const replies = await tmux.replies([...commands, ["display-message", "-p", "-t", pane, tmuxFormat]]);
    const state = replies.pop().toString();
    const snapshot = await snapshots.write(replies);
    if (options.keep) {
      writeFileSync(join(options.keep, `${entry.file}-${cut}.snapshot`), snapshot);
    }
    const emulator = new Emulator(entry.cols, entry.rows);
    await emulator.write(Buffer.from("left over \x1b[31m\x1b[?1049h from before\x1b[5;6r"));
    await emulator.write(snapshot);
    const wanted = tmuxScreen(state, replies[1], replies[2]);
    const result = compare(wanted, emulator.screen());
    result.differences.push(...result.historyDifferences);
    result.equal &&= result.historyDifferences.length === 0;
    delete result.historyDifferences;
    if (emulator.answers) {
      result.equal = false;
      result.differences.push({ what: "answer", viewer: emulator.answers });
    }
    if (options.attach) {
      await drawnByAttach(tmux, play, entry, emulator, result);
    }
    if (wanted.modes.alternate) {
      await mainScreen(emulator, state, replies, result);
    }
    new TextDecoder("utf-8", { fatal: true }).decode(snapshot);
    results.push({ file: entry.file, cut, bytes: snapshot.length, history: wanted.history, ...result });
    emulator.dispose();
  }
  await play.stop();
  return results;
}

/** Compares with what an attached client draws: cells of the visible screen only. */
async function drawnByAttach(tmux, play, { cols, rows }, emulator, result) {
  const drawn = await attachedScreen(tmux, play.session, cols, rows);
  const shown = emulator.screen();
  const wanted = {
    ...drawn,
    modes: {},
    cursor: shown.cursor,
    history: 0,
    wrapped: [],
    lines: drawn.lines.slice(-rows),
  };
  const visible = { ...shown, history: 0, wrapped: [], lines: shown.lines.slice(-rows) };
  const { differences } = compare(wanted, visible);
  result.attachDifferences = differences.length;
  result.attachSome = differences.slice(0, 4);
}

/** Leaves the alternate screen and compares the main one, cells only. */
async function mainScreen(emulator, state, replies, result) {
  await emulator.write("\x1b[?1049l");
  const screen = emulator.screen();
  const wanted = tmuxScreen(state, replies[3], replies[4]);
  wanted.modes = { alternate: false };
  wanted.cursor = screen.cursor;
  const main = compare(wanted, screen);
  result.differences.push(...main.differences.map((d) => ({ ...d, what: `main ${d.what}` })));
  result.wrapDifferences.push(...main.wrapDifferences);
  result.equal &&= main.equal;
}

const manifest = JSON.parse(readFileSync(join(options.streams, "manifest.json"), "utf8"));
const dir = mkdtempSync(join(tmpdir(), "tb-offline-"));
const tmux = new Tmux(`tb-offline-${process.pid}`);
const snapshots = new Snapshots();
let wrong = 0;
let expected = 0;
let total = 0;
try {
  await tmux.run("new-session", "-d", "-s", "keep", "sleep 100000", ";", "set-option", "-g", "status", "off");
  for (const entry of manifest.filter((e) => e.file.includes(options.only))) {
    for (const result of await playStream(tmux, snapshots, dir, entry)) {
      total++;
      wrong += result.equal || entry.known ? 0 : 1;
      expected += !result.equal && entry.known ? 1 : 0;
      const { differences, ...rest } = result;
      if (
        (!result.equal && !entry.known) ||
        result.wrapDifferences.length ||
        result.attachDifferences ||
        options.verbose
      ) {
        console.log(JSON.stringify({ ...rest, count: differences.length, some: differences.slice(0, 5) }));
      }
    }
  }
} finally {
  snapshots.close();
  await tmux.run("kill-server");
  rmSync(dir, { recursive: true });
}
console.log(`${total} snapshots, ${wrong} differ, ${expected} as the manifest says they may`);
process.exitCode = wrong ? 1 : 0;
