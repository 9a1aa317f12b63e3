// Records the streams: runs each scene of scenes.mjs in a pane of its own and keeps what the pane printed.
// node record.mjs [--only NAME] [--out DIR]. Needs tmux and the programs of the scenes; a program that is missing is
// told and its scene left out. Process lists are taken in a PID namespace of their own (root), so that they show
// nothing of the machine.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { scenes, workspace } from "./scenes.mjs";
import { Tmux } from "./tmux.mjs";

const { values: options } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    out: { type: "string", default: fileURLToPath(new URL("streams", import.meta.url)) },
  },
});
const LARGEST = 200 * 1024;

async function record(tmux, home, scene) {
  const raw = join(home, "..", `${scene.name}.raw`);
  const env = [
    "-e",
    `HOME=${home}`,
    "-e",
    "PS1=$ ",
    "-e",
    "LC_ALL=C.UTF-8",
    "-e",
    "HISTFILE=/dev/null",
    "-e",
    "PAGER=less",
    "-e",
    "GIT_PAGER=less",
    "-e",
    "LESSHISTFILE=-",
    "-e",
    "HOSTNAME=demo",
  ];
  const pane = (
    await tmux.run(
      "new-session",
      "-d",
      "-P",
      "-F",
      "#{pane_id}",
      "-s",
      scene.name,
      ...env,
      "-c",
      home,
      "-x",
      String(scene.cols),
      "-y",
      String(scene.rows),
      "--",
      "bash",
      "--noprofile",
      "--norc",
    )
  )
    .toString()
    .trim();
  await tmux.run("pipe-pane", "-O", "-t", pane, `exec cat > ${raw}`);
  await tmux.quiet(pane);
  for (const step of scene.steps) {
    if (typeof step === "number") {
      await pause(step);
    } else if (/^<.+>$/.test(step)) {
      await tmux.run("send-keys", "-t", pane, ...step.slice(1, -1).split(" "));
    } else {
      await tmux.run("send-keys", "-t", pane, "-l", "--", step.replace(/\n$/, "").replace(/;$/, "\\;"));
      if (step.endsWith("\n")) {
        await tmux.run("send-keys", "-t", pane, "Enter");
      }
    }
    if (!scene.restless) {
      await pause(60);
      await tmux.quiet(pane, 5000).catch(() => {});
    }
  }
  await tmux.run("kill-session", "-t", `=${scene.name}`);
  await pause(50);
  return readFileSync(raw);
}

function missing(scene) {
  return (scene.needs ?? []).filter((program) => {
    try {
      execFileSync("sh", ["-c", 'command -v "$1"', "sh", program], { stdio: "ignore" });
      return false;
    } catch {
      return true;
    }
  });
}

const base = mkdtempSync(join(tmpdir(), "tb-record-"));
const home = join(base, "home");
mkdirSync(home);
workspace(home);
mkdirSync(options.out, { recursive: true });
const tmux = new Tmux(`tb-record-${process.pid}`);
const manifestFile = join(options.out, "manifest.json");
const manifest = existsSync(manifestFile) ? JSON.parse(readFileSync(manifestFile, "utf8")) : [];
try {
  await tmux.run(
    "new-session",
    "-d",
    "-s",
    "keep",
    "sleep 100000",
    ";",
    "set-option",
    "-g",
    "status",
    "off",
    ";",
    "set-option",
    "-g",
    "default-terminal",
    "tmux-256color",
  );
  const version = (await tmux.run("-V")).toString().trim();
  for (const scene of scenes.filter((s) => s.name.includes(options.only))) {
    const absent = missing(scene);
    if (absent.length) {
      console.log(`${scene.name}: left out, no ${absent.join(", ")}`);
      continue;
    }
    const bytes = await record(tmux, home, scene);
    if (bytes.length > LARGEST) {
      throw new Error(`${scene.name} is ${bytes.length} bytes; the most a scene may have is ${LARGEST}`);
    }
    const file = `${scene.name}.bin`;
    writeFileSync(join(options.out, file), bytes);
    const entry = {
      file,
      cols: scene.cols,
      rows: scene.rows,
      about: scene.about,
      ...Object.fromEntries(Object.entries(scene).filter(([name]) => name.startsWith("known"))),
      bytes: bytes.length,
      origin: `recorded by record.mjs in ${version}, TERM=tmux-256color`,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    };
    const known = manifest.findIndex((e) => e.file === file);
    manifest.splice(known < 0 ? manifest.length : known, known < 0 ? 0 : 1, entry);
    console.log(`${file} ${bytes.length}`);
  }
  writeFileSync(manifestFile, JSON.stringify(manifest, null, 1) + "\n");
} finally {
  await tmux.run("kill-server");
  rmSync(base, { recursive: true });
}
