// The launcher of this repository on a tmux server of its own, for as long as a run lasts.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { binary } from "./tmux.mjs";

const launcher = fileURLToPath(new URL("../../tmuxbridge", import.meta.url));

export class Bridge {
  /** Builds it if need be; resolves once it takes connections. */
  static async start(socket = `conformance-${process.pid}`) {
    const { TMUX: _, TMUX_PANE: __, ...inherited } = process.env;
    const bridge = new Bridge();
    Object.assign(bridge, {
      socket,
      home: mkdtempSync(join(tmpdir(), "tmuxbridge-conformance-")),
      env: { ...inherited, LC_ALL: "C.UTF-8" },
    });
    execFileSync(launcher, ["--help"], { stdio: ["ignore", "ignore", "inherit"] });
    bridge.server = spawn(
      launcher,
      ["serve", "--port", "0", "--tmux-socket", socket, "--auth", "none", "--no-rehearsal"],
      {
        env: { ...bridge.env, TMUXBRIDGE_NO_BUILD: "1", XDG_RUNTIME_DIR: bridge.home },
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    bridge.url = await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("no ready line within 60 s")), 60_000);
      bridge.server.once("exit", (code) => {
        clearTimeout(timer);
        reject(new Error(`the launcher ended with ${code}`));
      });
      createInterface(bridge.server.stdout).on("line", (line) => {
        const ready = /^tmuxbridge ready http:(\S+?)\/?$/.exec(line);
        if (ready) {
          clearTimeout(timer);
          resolve(`ws:${ready[1]}`);
        }
      });
    }).catch((error) => {
      bridge.stop();
      throw error;
    });
    return bridge;
  }

  /** Arguments of run.mjs that name it. */
  get arguments() {
    return ["--url", this.url, "--tmux-socket", this.socket];
  }

  stop() {
    this.server.removeAllListeners("exit");
    this.server.kill("SIGTERM");
    spawnSync(binary, ["-L", this.socket, "kill-server"], { env: this.env, stdio: "ignore" });
    rmSync(this.home, { recursive: true, force: true });
  }
}
