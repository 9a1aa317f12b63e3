// Drives a running bridge: plays streams in panes of its tmux server, has viewers join at random moments, and compares
// what they show with what tmux has, cell by cell, each time everything is quiet.
//   node run.mjs --url ws://127.0.0.1:PORT --tmux-socket NAME [--streams DIR] [--only NAME] [--stops N] [--seed N]
//       [--history N] [--repair MS] [--answer-checks] [--cold] [--token TOKEN] [--json FILE] [--markdown FILE]
//       [--section NAME] [--attach] [--strict]
// --stops N: at so many random offsets of each stream the pane stops; there and while it prints viewers join.
// --every N: only each N-th stream, beginning with the first.
// --repair MS: a viewer that differs is given so long to be repaired, by the bridge or because it answers `check`.
// --cold: every viewer joins a pane that the bridge does not know yet, at the stop before.
// Exit status 1 when a viewer differs by more than the streams' manifest says it may, or with --strict at all. What it
// may is, of the reason `known`, at most `knownMost` cells of the screen, `knownHistory` of the history, and of each
// viewer `knownAlarms` corrections and `knownChecks` checks that differ; what is not named may not.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { attachedScreen } from "./attach.mjs";
import { Play } from "./play.mjs";
import { random } from "./random.mjs";
import { markdown } from "./report.mjs";
import { compare } from "./screen.mjs";
import { Tmux } from "./tmux.mjs";
import { Viewer } from "./viewer.mjs";

const { values: options } = parseArgs({
  options: {
    url: { type: "string" },
    "tmux-socket": { type: "string" },
    streams: { type: "string", default: fileURLToPath(new URL("streams", import.meta.url)) },
    only: { type: "string", default: "" },
    known: { type: "string", default: fileURLToPath(new URL("known.json", import.meta.url)) },
    every: { type: "string", default: "1" },
    cold: { type: "boolean", default: false },
    "answer-checks": { type: "boolean", default: false },
    section: { type: "string", default: "" },
    stops: { type: "string", default: "4" },
    seed: { type: "string", default: "1" },
    history: { type: "string", default: "500" },
    token: { type: "string" },
    json: { type: "string" },
    markdown: { type: "string" },
    repair: { type: "string", default: "4000" },
    attach: { type: "boolean", default: false },
    strict: { type: "boolean", default: false },
  },
});
if (!options.url || !options["tmux-socket"]) {
  console.error("usage: node run.mjs --url ws://127.0.0.1:PORT --tmux-socket NAME [options]; see the head of run.mjs");
  process.exit(2);
}
const history = Number(options.history);
// the stream says every position as of the whole screen: docs/differences-terminal.md
const PANE = { ignore: ["origin"] };
const repair = Number(options.repair);

/** The bridge lets go of a pane whose last viewer has closed with 1000; nobody tells when. */
const released = () => pause(60);

/** One stream: a pane, places to stop at, viewers that join on the way between two stops. */
class Run {
  constructor(tmux, dir, entry, next) {
    Object.assign(this, { tmux, dir, entry, next, viewers: [], results: [] });
  }

  async play() {
    this.stream = await Play.start(this.tmux, this.dir, join(options.streams, this.entry.file), this.entry);
    if (options.attach) {
      await this.tmux.run("set-option", "-t", this.stream.session, "status", "off");
    }
    await this.tmux.quiet(this.stream.pane);
    if (!options.cold) {
      await this.join("start");
    }
    const stops = Array.from({ length: Number(options.stops) }, () => Math.floor(this.next() * this.stream.length));
    for (const stop of [...new Set([...stops, this.stream.length])].sort((a, b) => a - b)) {
      await this.playTo(stop);
      await this.compareAll(stop);
    }
    for (const { viewer } of this.viewers) {
      viewer.close();
    }
    await this.stream.stop();
    return this.results;
  }

  /** Plays in pieces of random size; at a random one of them a viewer joins while the pane prints on. */
  async playTo(stop) {
    if (options.cold) {
      await this.join(`cold at ${this.stream.at()}`);
      await this.stream.to(stop);
      return;
    }
    const from = this.stream.at();
    const pieces = 1 + Math.floor(this.next() * 5);
    const joins = Math.floor(this.next() * pieces);
    for (let i = 1; i <= pieces; i++) {
      const to = i === pieces ? stop : from + Math.floor(((stop - from) * i) / pieces);
      const played = this.stream.to(to);
      if (i - 1 === joins) {
        await this.join(`near ${to}`);
      }
      await played;
    }
  }

  async join(when) {
    const protocol = this.viewers.length % 2 ? "json" : "binary";
    const { cols, rows } = this.entry;
    const viewer = await Viewer.connect({
      url: options.url,
      session: this.stream.session,
      cols,
      rows,
      protocol,
      history,
      token: options.token,
      answersChecks: options["answer-checks"],
    });
    this.viewers.push({ viewer, when });
    return viewer;
  }

  /** When tmux is quiet, a viewer that joins now starts at the end of the stream: there all others must be, too. */
  async compareAll(stop) {
    const { pane, session } = this.stream;
    await this.tmux.quiet(pane);
    const last = await this.join(`at ${stop}`);
    const end = last.offset;
    const drawn = options.attach ? await attachedScreen(this.tmux, session, this.entry.cols, this.entry.rows) : null;
    for (const { viewer, when } of this.viewers) {
      this.results.push(await this.compareOne(viewer, when, stop, end, drawn));
    }
    // the newest two stay; many viewers of one pane are another test
    while (this.viewers.length > (options.cold ? 0 : 3)) {
      this.viewers.splice(options.cold ? 0 : 1, 1)[0].viewer.close();
    }
    if (options.cold) {
      await released();
    }
  }

  async compareOne(viewer, when, stop, end, drawn) {
    await viewer.reached(end);
    const wanted = await this.tmux.screen(this.stream.pane, history);
    let shown = await viewer.screen();
    let result = compare(wanted, shown, PANE);
    const first = result;
    const until = Date.now() + repair;
    // a check of this place says that no repair is coming any more
    while ((!result.equal || options["answer-checks"]) && Date.now() < until && viewer.checked < end) {
      await pause(20);
      shown = await viewer.screen();
      result = compare(wanted, shown, PANE);
    }
    return {
      file: this.entry.file,
      stop,
      joined: when,
      protocol: viewer.protocol,
      offset: viewer.offset,
      equal: first.equal,
      repaired: !first.equal && result.equal,
      corrections: viewer.corrections,
      checks: viewer.checks,
      checkDifferences: viewer.checkDifferences,
      differences: first.differences.length,
      some: first.differences.slice(0, 6),
      left: result.differences.length,
      history: first.historyDifferences.length,
      unknownTail: first.unknownTail,
      wraps: first.wrapDifferences.length,
      gaps: viewer.gaps,
      errors: viewer.errors,
      answers: viewer.emulator.answers,
      ...(drawn ? { drawn: this.againstAttach(drawn, shown) } : {}),
    };
  }

  /** Cells of the visible screen that an attached client draws otherwise. */
  againstAttach(drawn, shown) {
    const { rows } = this.entry;
    const part = (screen) => ({
      ...screen,
      history: 0,
      wrapped: [],
      modes: {},
      cursor: {},
      lines: screen.lines.slice(-rows),
    });
    return compare(part(drawn), part(shown)).differences.length;
  }
}

const more = JSON.parse(readFileSync(options.known, "utf8"));
const manifest = JSON.parse(readFileSync(join(options.streams, "manifest.json"), "utf8")).map((entry) => ({
  ...entry,
  ...more[entry.file],
}));
const dir = mkdtempSync(join(tmpdir(), "tb-conformance-"));
const tmux = new Tmux(options["tmux-socket"]);
const next = random(Number(options.seed));
const results = [];
const failures = [];
// a server whose last session ends goes away, and a new one comes too late for the next stream
const keep = `conformance-${process.pid}`;
await tmux.run("new-session", "-d", "-s", keep, "exec sleep 100000");
try {
  const chosen = manifest.filter((e, i) => e.file.includes(options.only) && i % Number(options.every) === 0);
  for (const entry of chosen) {
    try {
      results.push(...(await new Run(tmux, dir, entry, next).play()));
    } catch (error) {
      failures.push({ file: entry.file, error: error.message });
      await tmux.run("kill-session", "-t", `=${entry.file.replace(/\W/g, "-")}`).catch(() => {});
    }
  }
} finally {
  rmSync(dir, { recursive: true });
  await tmux.run("kill-session", "-t", `=${keep}`);
}
const known = Object.fromEntries(manifest.filter((e) => e.known).map((e) => [e.file, e.known]));
const entries = new Map(manifest.map((e) => [e.file, e]));
const most = (r, what) => (options.strict ? 0 : (entries.get(r.file)[what] ?? 0));
// what is left after a repair, the history and the alarm itself may only be what the manifest names
const unexpected = (r) =>
  r.left > most(r, "knownMost") ||
  (r.history > most(r, "knownHistory") && !options.cold) ||
  (r.corrections > most(r, "knownAlarms") && !options.cold) ||
  r.checkDifferences > most(r, "knownChecks");
const wrong = results.filter((r) => unexpected(r) || r.gaps.length || r.answers || r.errors.length);
const summary = {
  streams: new Set(results.map((r) => r.file)).size,
  comparisons: results.length,
  equal: results.filter((r) => r.equal).length,
  differ: results.filter((r) => !r.equal).length,
  historyDiffers: results.filter((r) => r.history).length,
  repaired: results.filter((r) => r.repaired).length,
  stillDiffer: results.filter((r) => !r.equal && !r.repaired).length,
  alarms: results.filter((r) => r.corrections).length,
  checked: results.filter((r) => r.checks).length,
  checkDiffered: results.filter((r) => r.checkDifferences).length,
  gaps: results.filter((r) => r.gaps.length).length,
  answers: results.filter((r) => r.answers).length,
  failures,
};
if (options.json) {
  writeFileSync(
    options.json,
    JSON.stringify({ options: { ...options, token: undefined }, summary, results }, null, 1) + "\n",
  );
}
if (options.markdown) {
  const version = (await tmux.run("-V")).toString().trim();
  writeFileSync(
    options.markdown,
    markdown(readFileSync(options.markdown, "utf8"), { version, options, summary, results, known }),
  );
}
for (const file of new Set(wrong.map((r) => r.file))) {
  const of = wrong.filter((r) => r.file === file);
  console.error(`${file}: ${of.length} comparisons, the first: ${JSON.stringify(of[0])}`);
}
console.log(JSON.stringify(summary));
const nothing = results.length === 0 || (options["answer-checks"] && summary.checked === 0);
if (nothing) {
  console.error("nothing was compared");
}
process.exitCode = wrong.length || failures.length || nothing ? 1 : 0;
