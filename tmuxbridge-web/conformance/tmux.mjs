// One tmux server for a test: run commands, read a pane's screen, wait until it is quiet.
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { tmuxFormat, tmuxScreen } from "./screen.mjs";

/** As for the tests in Java. */
export const binary = process.env.TMUX_BINARY || "tmux";

export class Tmux {
  /** @param {string} socket name for `-L`; never the default server */
  constructor(socket) {
    this.socket = socket;
  }

  /** Runs commands in one client; @returns {Promise<Buffer>} what they printed */
  run(...args) {
    const env = { ...process.env, LC_ALL: "C.UTF-8" };
    delete env.TMUX;
    delete env.TMUX_PANE;
    return new Promise((done, fail) => {
      execFile(
        binary,
        ["-u", "-L", this.socket, "-f", "/dev/null", ...args],
        { encoding: "buffer", maxBuffer: 1 << 28, env },
        (error, out, err) => (error ? fail(new Error(`tmux ${args.join(" ")}: ${err || error.message}`)) : done(out)),
      );
    });
  }

  /** Runs several commands in one atomic client call; @returns {Promise<Buffer[]>} the reply of each */
  async replies(commands) {
    const mark = `mark-${randomBytes(12).toString("hex")}\n`;
    const args = commands.flatMap((command) => [...command, ";", "display-message", "-p", mark.trim(), ";"]);
    const out = await this.run(...args.slice(0, -1));
    const parts = [];
    for (let at = 0; at < out.length;) {
      const end = out.indexOf(mark, at);
      parts.push(out.subarray(at, end));
      at = end + mark.length;
    }
    return parts;
  }

  /** A pane's screen in canonical form, with up to that many lines of history. */
  async screen(pane, history = 2000) {
    return tmuxScreen(...(await this.raw(pane, history)));
  }

  async raw(pane, history = 2000) {
    const start = history ? `-${history}` : "0";
    const [state, cells, joined] = await this.replies([
      ["display-message", "-p", "-t", pane, tmuxFormat],
      ["capture-pane", "-p", "-e", "-N", "-S", start, "-t", pane],
      ["capture-pane", "-p", "-J", "-S", start, "-t", pane],
    ]);
    return [state.toString(), cells, joined];
  }

  /** Waits until two looks at the pane, one after the other, show the same; at most `limit` ms. */
  async quiet(pane, limit = 10000) {
    const until = Date.now() + limit;
    let last = "";
    let same = 0;
    while (Date.now() < until) {
      const parts = await this.replies([
        ["display-message", "-p", "-t", pane, tmuxFormat],
        ["capture-pane", "-p", "-e", "-N", "-t", pane],
        ["capture-pane", "-p", "-P", "-C", "-t", pane],
      ]);
      const now = Buffer.concat(parts).toString("latin1");
      same = now === last ? same + 1 : 0;
      if (same >= 2) {
        return;
      }
      last = now;
      await pause(10);
    }
    throw new Error(`pane ${pane} was not quiet within ${limit} ms`);
  }
}
