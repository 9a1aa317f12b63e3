// The second oracle: what `tmux attach` draws on a terminal. It does not go through capture-pane, so it shows what that
// leaves out (coloured blanks at the end of a row, before 3.4) and where tmux really puts every cell.
import { spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { Emulator } from "./screen.mjs";

const FEATURES = "256,RGB,overline,strikethrough,usstyle,title,mouse,focus,bpaste";
const SETTLED = 60;

/** Attaches a client of the pane's size for a moment; @returns the screen it drew. `status` must be off. */
export async function attachedScreen(tmux, session, cols, rows) {
  const emulator = new Emulator(cols, rows);
  const command =
    `stty cols ${cols} rows ${rows} raw -echo && exec tmux -u -L ${tmux.socket} -T ${FEATURES} ` +
    `attach-session -f ignore-size,read-only -t '${session}'`;
  const env = { ...process.env, TERM: "xterm-256color", LC_ALL: "C.UTF-8" };
  delete env.TMUX;
  delete env.TMUX_PANE;
  const child = spawn("script", ["-qfec", command, "/dev/null"], { stdio: ["pipe", "pipe", "ignore"], env });
  let last = 0;
  let received = 0;
  child.stdout.on("data", (data) => {
    last = Date.now();
    received += data.length;
    emulator.term.write(data, () => {
      child.stdin.write(emulator.answers);
      emulator.answers = "";
    });
  });
  const until = Date.now() + 5000;
  while (received < 40 || Date.now() - last < SETTLED) {
    if (Date.now() > until) {
      throw new Error(`tmux attach to ${session} drew nothing that stays within 5 s`);
    }
    await pause(10);
  }
  await emulator.write("");
  const screen = emulator.screen();
  child.stdin.end();
  child.kill();
  emulator.dispose();
  return screen;
}
