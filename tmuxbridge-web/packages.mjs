/*
 * npm run packages: puts the npm packages together in target/npm, each a folder that `npm publish` takes, with typings and
 * licences, and a .tgz that `npm install` takes where there is no registry that has them; and says what the client weighs.
 * Fails if that is 30 kB or more, zipped: embedders pay for every byte.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { licencesOf } from "./licences.mjs";
import { stylesAsText } from "./styles-as-text.mjs";

const MOST_BYTES = 30_000;
const root = dirname(fileURLToPath(import.meta.url));
const out = join(root, "target/npm");
const common = { absWorkingDir: root, bundle: true, format: "esm", target: ["es2022"], logLevel: "warning" };

/** Elsewhere the client is a package of its own. */
const clientAsPackage = {
  name: "client-as-package",
  setup: (build) =>
    build.onResolve({ filter: /^\.\.\/client\/index\.js$/ }, () => ({ path: "@tmuxbridge/client", external: true })),
};

rmSync(out, { recursive: true, force: true });
for (const name of ["client", "elements"]) {
  mkdirSync(join(out, name), { recursive: true });
  cpSync(join(root, "packages", name), join(out, name), { recursive: true });
  cpSync(join(root, "../LICENSE"), join(out, name, "LICENSE"));
}
await build({ ...common, entryPoints: ["src/client/index.ts"], outfile: "target/npm/client/index.js" });
const styles = new Set();
const elements = await build({
  ...common,
  metafile: true,
  entryPoints: ["src/elements/index.ts"],
  outfile: "target/npm/elements/index.js",
  external: ["@xterm/*.js", "@xterm/xterm", "@xterm/addon-*"],
  plugins: [clientAsPackage, stylesAsText(styles)],
});
const bundled = [...Object.keys(elements.metafile.inputs), ...styles];
writeFileSync(join(out, "elements/index.js.LEGAL.txt"), `In index.js:\n${licencesOf(root, bundled)}`);

execFileSync("npx", ["tsc", "-p", "tsconfig.types.json"], { cwd: root, stdio: "inherit" });
cpSync(join(out, "types/client"), join(out, "client"), { recursive: true });
cpSync(join(out, "types/elements"), join(out, "elements"), { recursive: true });
rmSync(join(out, "types"), { recursive: true });
// The compiler also writes import("../client/environment.js"), which is right only where both lie side by side.
for (const file of readdirSync(join(out, "elements")).filter((name) => name.endsWith(".d.ts"))) {
  const path = join(out, "elements", file);
  writeFileSync(path, readFileSync(path, "utf8").replaceAll(/"\.\.\/client\/[a-z-]+\.js"/g, '"@tmuxbridge/client"'));
}
for (const name of ["client", "elements"]) {
  execFileSync("npm", ["pack", "--silent", "--pack-destination", out, join(out, name)], { stdio: "inherit" });
}

const small = await build({ ...common, entryPoints: ["src/client/index.ts"], minify: true, write: false });
const bytes = gzipSync(small.outputFiles[0].contents, { level: 9 }).length;
console.log(`the client weighs ${bytes} bytes, minified and zipped; ${MOST_BYTES} are allowed`);
process.exitCode = bytes < MOST_BYTES ? 0 : 1;
