// All of it: every stream joined at 20 random places, by panes the bridge has followed from the start and by panes
// older than the bridge; the results go into docs/conformance.md. node all.mjs [--corpus DIR] [--stops N] [--seed N]
// [--only SECTION]; a directory of more streams may also be named by CONFORMANCE_CORPUS. Takes about half an hour.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Bridge } from "./bridge.mjs";

const { values: options } = parseArgs({
  options: {
    corpus: { type: "string", default: process.env.CONFORMANCE_CORPUS ?? "" },
    stops: { type: "string", default: "20" },
    seed: { type: "string", default: "2" },
    only: { type: "string", default: "" },
  },
});
const here = fileURLToPath(new URL(".", import.meta.url));
const paper = fileURLToPath(new URL("../../docs/conformance.md", import.meta.url));
const corpus = options.corpus ? ["--streams", options.corpus] : undefined;
const sections = { own: [], "own-cold": ["--cold"] };
if (corpus) {
  Object.assign(sections, { corpus, "corpus-cold": [...corpus, "--cold"] });
}
const bridge = await Bridge.start();
try {
  for (const [section, more] of Object.entries(sections).filter(([name]) => !options.only || name === options.only)) {
    console.log(`== ${section}`);
    const run = spawnSync(
      process.execPath,
      [
        "run.mjs",
        ...bridge.arguments,
        "--stops",
        options.stops,
        "--seed",
        options.seed,
        "--markdown",
        paper,
        "--section",
        section,
        ...more,
      ],
      { cwd: here, env: bridge.env, stdio: "inherit" },
    );
    process.exitCode ||= run.status ?? 1;
  }
} finally {
  bridge.stop();
}
