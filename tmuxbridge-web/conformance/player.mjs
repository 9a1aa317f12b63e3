// Runs in a tmux pane: puts its terminal into raw mode and plays a stream in pieces on command.
// node player.mjs STREAM CONTROL: reads offsets, one per line, from the FIFO CONTROL and writes the stream up to each;
// after each it writes the offset reached into CONTROL.at. What the pane is sent as input is thrown away.
import { createReadStream, readFileSync, writeFileSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";

const [stream, control] = process.argv.slice(2);
const bytes = readFileSync(stream);
process.stdin.setRawMode(true);
process.stdin.resume();

let at = 0;
for await (const line of createInterface({ input: createReadStream(control) })) {
  const to = Math.min(Number(line), bytes.length);
  while (at < to) {
    try {
      at += writeSync(1, bytes, at, to - at);
    } catch (error) {
      if (error.code !== "EAGAIN") {
        throw error;
      }
      await new Promise((resume) => setTimeout(resume, 1));
    }
  }
  writeFileSync(`${control}.at`, String(at));
}
