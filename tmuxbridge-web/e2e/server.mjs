/* The launcher as a test uses it: its own tmux server, its own home, ended by pid. */
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Starts it; `more` are further options of `serve`. */
export async function startServer(more = []) {
  // Builds if need be, with the developer's own home; the server then runs in an empty one.
  execFileSync(join(root, "tmuxbridge"), ["--help"], { stdio: ["ignore", "ignore", "inherit"] });
  const home = mkdtempSync(join(tmpdir(), "tmuxbridge-e2e-"));
  const work = join(home, "work");
  mkdirSync(work);
  const socket = `e2e-${process.pid}`;
  const { TMUX: _, TMUX_PANE: __, ...inherited } = process.env;
  const binary = process.env.TMUX_BINARY || "tmux";
  const env = {
    ...inherited,
    HOME: home,
    TMUX_TMPDIR: home,
    XDG_RUNTIME_DIR: home,
    LC_ALL: "C.UTF-8",
    SHELL: "/bin/bash",
    TMUXBRIDGE_NO_BUILD: "1",
  };
  const child = spawn(
    join(root, "tmuxbridge"),
    ["serve", "--port", "0", "--tmux-socket", socket, "--no-rehearsal", ...more],
    { env, stdio: ["ignore", "pipe", "pipe"] },
  );
  const log = [];
  child.stderr.setEncoding("utf8").on("data", (text) => log.push(text));
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve(signal ?? code)));
  const tmux = (...args) => execFileSync(binary, ["-L", socket, ...args], { env, encoding: "utf8" });
  const has = (session) => {
    try {
      execFileSync(binary, ["-L", socket, "has-session", "-t", `=${session}`], { env, stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  };
  const remove = async () => {
    child.kill("SIGTERM");
    const patience = setTimeout(() => child.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(patience);
    try {
      tmux("kill-server");
    } catch {
      // has ended already
    }
    try {
      rmSync(home, { recursive: true, force: true });
    } catch {
      execFileSync("sleep", ["1"]); // programs that were just ended may still write
      rmSync(home, { recursive: true, force: true });
    }
  };
  const url = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ready line within 60 s\n${log.join("")}`)), 60_000);
    createInterface(child.stdout).on("line", (line) => {
      const ready = /^tmuxbridge ready (\S+)$/.exec(line);
      if (ready) {
        clearTimeout(timer);
        resolve(ready[1]);
      }
    });
    void ended.then((code) => {
      clearTimeout(timer);
      reject(new Error(`the server ended with ${code}\n${log.join("")}`));
    });
  }).catch(async (error) => {
    await remove();
    throw error;
  });
  return {
    url,
    work,
    env,
    tmux,
    log: () => log.join(""),
    /**
     * The screen of a session's active pane as tmux has it, trailing blanks cut; nothing while there is no such
     * session.
     */
    rows: (session) => {
      if (!has(session)) return [];
      const height = Number(tmux("display-message", "-p", "-t", `=${session}:`, "#{pane_height}"));
      const lines = tmux("capture-pane", "-p", "-t", `=${session}:`).split("\n");
      return Array.from({ length: height }, (_, y) => (lines[y] ?? "").trimEnd());
    },
    size: (session) => tmux("display-message", "-p", "-t", `=${session}:`, "#{pane_width}x#{pane_height}").trim(),
    sessions: () => tmux("list-sessions", "-F", "#{session_name}").trim().split("\n"),
    /** Asks the server to end and returns how it did; tmux itself goes on until `remove`. */
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
    /** Ends the server, which takes leave of tmux: the clients of one that was killed would keep tmux from ending. */
    remove,
  };
}
