// The other end of player.mjs: makes a pane that plays a stream, and tells it how far to play.
import { execFileSync } from "node:child_process";
import { closeSync, constants, openSync, readFileSync, statSync, writeSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const PLAYER = fileURLToPath(new URL("player.mjs", import.meta.url));

export class Play {
  /** Starts a session of the stream's size whose pane plays it. */
  static async start(tmux, dir, file, { cols, rows }, name = basename(file).replace(/\W/g, "-")) {
    const fifo = join(dir, `${name}.control`);
    execFileSync("mkfifo", [fifo]);
    const ids = await tmux.run(
      "new-session",
      "-d",
      "-P",
      "-F",
      "#{session_id} #{pane_id}",
      "-s",
      name,
      "-x",
      String(cols),
      "-y",
      String(rows),
      "--",
      process.execPath,
      PLAYER,
      file,
      fifo,
    );
    return new Play(tmux, fifo, statSync(file).size, name, ...ids.toString().trim().split(" "));
  }

  constructor(tmux, fifo, length, name, session, pane) {
    Object.assign(this, { tmux, fifo, length, name, session, pane });
    this.control = openSync(fifo, constants.O_RDWR);
  }

  /** Has the pane written the stream up to this offset; tmux may not have read it yet. */
  async to(offset, limit = 20000) {
    writeSync(this.control, `${offset}\n`);
    const until = Date.now() + limit;
    while (this.at() < Math.min(offset, this.length)) {
      if (Date.now() > until) {
        throw new Error(`the player of ${this.name} is at ${this.at()} after ${limit} ms, wanted ${offset}`);
      }
      await pause(5);
    }
  }

  at() {
    try {
      return Number(readFileSync(`${this.fifo}.at`, "utf8"));
    } catch {
      return 0;
    }
  }

  async stop() {
    closeSync(this.control);
    await this.tmux.run("kill-session", "-t", this.session);
  }
}
