/*
 * Runs viewers.js in Node with stand-ins for k6: node try.mjs [LAUNCHER]
 *
 * Against servers that lose and repeat bytes, by both subprotocols, the counters must say so; against the real server, started
 * here with a tmux of its own, nothing may be lost or repeated while a session prints. Exits with 1 when it is otherwise.
 */
import assert from "node:assert/strict";
import { execFileSync, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire, register } from "node:module";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = fileURLToPath(import.meta.url);

/** In a process of its own, since viewers.js reads its settings once: runs each viewer and sends what was seen. */
async function viewers() {
  const standIns = new URL("stand-ins.mjs", pathToFileURL(here)).href;
  const hook = `export const resolve = (name, context, next) =>
    name === 'k6' || name.startsWith('k6/') ? { url: ${JSON.stringify(standIns)}, shortCircuit: true } : next(name, context);`;
  register(`data:text/javascript,${encodeURIComponent(hook)}`);
  globalThis.__ENV = process.env;
  const { seen } = await import(standIns);
  const script = await import("./viewers.js");
  const count = script.options.scenarios.viewers.vus;
  for (let vu = 1; vu <= count; vu += 1) {
    globalThis.__VU = vu;
    script.default();
  }
  const poll = setInterval(() => {
    if (seen.open > 0) return;
    clearInterval(poll);
    process.send({ seen, thresholds: Object.keys(script.options.thresholds) }, () => process.disconnect());
  }, 20);
}

async function run(settings) {
  const child = fork(here, ["--viewers"], {
    env: { ...process.env, ...settings },
    stdio: ["ignore", "inherit", "ignore", "ipc"],
  });
  const [told] = await once(child, "message");
  return told;
}

/** A server whose stream goes 100 to 110, 115 to 125 (5 lost), 120 to 130 (5 again). */
async function liar(wire) {
  const { WebSocketServer } = createRequire(new URL("../../tmuxbridge-web/package.json", import.meta.url))("ws");
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, handleProtocols: (offered) => [...offered][0] });
  await once(server, "listening");
  server.on("connection", (socket) => {
    socket.on("message", (data) => {
      const message = JSON.parse(data);
      if (message.type === "ping") socket.send(JSON.stringify({ type: "pong", data: message.data }));
      if (message.type === "input") socket.send(JSON.stringify({ type: "input-ack", seq: message.seq }));
      if (message.type !== "connect") return;
      socket.send(JSON.stringify({ type: "connected", channel: 1, offset: 100, inputSeq: 7 }));
      for (const [offset, end, snapshot] of [
        [100, 100, true],
        [100, 110],
        [115, 125],
        [120, 130],
      ]) {
        socket.send(wire === "json" ? text(offset, end, snapshot) : frame(offset, end, snapshot));
      }
    });
  });
  return server;
}

function text(offset, end, snapshot) {
  return JSON.stringify({
    type: "output",
    offset,
    end,
    data: "x".repeat(end - offset),
    ...(snapshot ? { snapshot } : {}),
  });
}

function frame(offset, end, snapshot) {
  const bytes = Buffer.alloc(13 + end - offset, "x");
  bytes.writeUInt8(snapshot ? 2 : 1, 0);
  bytes.writeUInt32BE(1, 1);
  bytes.writeBigUInt64BE(BigInt(offset), 5);
  return bytes;
}

async function seesWhatIsLost(wire) {
  const server = await liar(wire);
  try {
    const settings = {
      URL: `http://127.0.0.1:${server.address().port}`,
      VIEWERS: "2",
      SECONDS: "2",
      WIRE: wire,
      TYPE: "k",
    };
    const { seen, thresholds } = await run(settings);
    assert.equal(seen.counters.tmuxbridge_lost_bytes, 10, "two viewers lost 5 each");
    assert.equal(seen.counters.tmuxbridge_repeated_bytes, 10, "and got 5 again");
    assert.equal(seen.counters.tmuxbridge_frames, 8);
    assert.deepEqual(seen.failed, []);
    assert.ok(seen.trends.tmuxbridge_pong.length >= 2, "a pong for each viewer");
    assert.ok(seen.trends.tmuxbridge_input_ack.length >= 2, "an ack for each viewer");
    assert.ok(thresholds.includes("tmuxbridge_lost_bytes"));
  } finally {
    server.clients.forEach((client) => client.terminate());
    server.close();
  }
}

async function losesNothing(launcher) {
  const socket = `tmuxbridge-k6-${process.pid}`;
  const tmux = (...words) =>
    execFileSync(process.env.TMUX_BINARY || "tmux", ["-L", socket, "-f", "/dev/null", ...words]);
  tmux(
    "new-session",
    "-d",
    "-s",
    "work",
    "-x",
    "80",
    "-y",
    "24",
    "sh",
    "-c",
    "while :; do seq 1 200; sleep 0.05; done",
  );
  const server = spawn(
    launcher,
    ["serve", "--no-rehearsal", "--port", "0", "--tmux-socket", socket, "--auth", "none"],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  try {
    const [line] = await Promise.race([once(createInterface(server.stdout), "line"), once(server, "exit")]);
    assert.match(String(line), /^tmuxbridge ready /, "how the server began");
    const url = line.replace("tmuxbridge ready ", "");
    for (const wire of ["binary", "json"]) {
      const { seen } = await run({ URL: url, SESSION: "work", VIEWERS: "5", SECONDS: "3", WIRE: wire });
      assert.deepEqual(seen.failed, [], `${wire}: checks`);
      assert.equal(seen.passed, 10, `${wire}: two checks of each viewer`);
      assert.equal(seen.counters.tmuxbridge_lost_bytes, 0, `${wire}: lost`);
      assert.equal(seen.counters.tmuxbridge_repeated_bytes, 0, `${wire}: repeated`);
      assert.ok(seen.counters.tmuxbridge_bytes > 5000, `${wire}: bytes`);
      assert.equal(seen.trends.tmuxbridge_first_screen.length, 5, `${wire}: first screens`);
      assert.ok(seen.trends.tmuxbridge_pong.length >= 5, `${wire}: pongs`);
    }
  } finally {
    if (server.exitCode === null && server.kill("SIGTERM")) await once(server, "exit");
    tmux("kill-server");
  }
}

if (process.argv[2] === "--viewers") {
  await viewers();
} else {
  await Promise.all(["binary", "json"].map(seesWhatIsLost));
  console.log("viewers.js sees what is lost and repeated, by both subprotocols");
  await losesNothing(process.argv[2] ?? fileURLToPath(new URL("../../tmuxbridge", import.meta.url)));
  console.log("viewers.js on the real server: nothing lost, nothing repeated, by both subprotocols");
}
