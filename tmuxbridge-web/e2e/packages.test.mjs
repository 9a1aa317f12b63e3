/**
 * The npm packages as an application has them that is not this repository: unpacked from what `npm run packages` makes.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const app = mkdtempSync(join(tmpdir(), "tmuxbridge-packages-"));
after(() => rmSync(app, { recursive: true, force: true }));

execFileSync("node", ["packages.mjs"], { cwd: root });
/** The client lies where npm puts it when the application has another version of it: not beside the elements. */
unpack("elements", "node_modules/@tmuxbridge/elements");
unpack("client", "node_modules/@tmuxbridge/elements/node_modules/@tmuxbridge/client");
symlinkSync(join(root, "node_modules/@xterm"), join(app, "node_modules/@xterm"));
writeFileSync(join(app, "package.json"), '{ "type": "module" }');

function unpack(name, where) {
  mkdirSync(join(app, where), { recursive: true });
  const archive = join(root, `target/npm/tmuxbridge-${name}-0.1.0.tgz`);
  execFileSync("tar", ["xzf", archive, "-C", join(app, where), "--strip-components=1"]);
}

test("the elements can be bundled", async () => {
  writeFileSync(join(app, "page.js"), 'import "@tmuxbridge/elements";');
  const bundle = await build({
    absWorkingDir: app,
    entryPoints: ["page.js"],
    bundle: true,
    format: "esm",
    write: false,
  });
  assert.ok(bundle.outputFiles[0].text.includes("tmux-terminal"));
});

test("their typings know the client's types, wherever npm puts it", () => {
  const use =
    'import type { TmuxTerminal } from "@tmuxbridge/elements";\n' +
    "export const wrong = (it: TmuxTerminal): number => it.channel;\n";
  writeFileSync(join(app, "use.ts"), use);
  const options = [
    "--noEmit",
    "--strict",
    "--module",
    "nodenext",
    "--target",
    "es2022",
    "--lib",
    "es2022,dom",
    "use.ts",
  ];
  assert.throws(
    () => execFileSync(join(root, "node_modules/.bin/tsc"), options, { cwd: app, encoding: "utf8" }),
    ({ stdout }) =>
      /^use\.ts\(2,\d+\): error TS2322: Type 'TerminalChannel \| undefined'/.test(stdout) &&
      stdout.trim().split("\n").length <= 2,
  );
});
