/*
 * Builds the page into target/classes/META-INF/resources/tmuxbridge: app.js and app.css get a hash of their content into
 * their names (so that they can be cached for ever), index.html names them. With --if-needed, as Maven calls it, packages
 * are installed only if the lockfile has changed, and the page is built only if a source has.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));
const out = join(root, "target/classes/META-INF/resources/tmuxbridge");
const installStamp = join(root, "node_modules/.installed-from");
const buildStamp = join(root, "target/page.stamp");

function hashOf(files) {
  const hash = createHash("sha256");
  for (const file of files) {
    hash.update(file).update("\0").update(readFileSync(join(root, file))).update("\0");
  }
  return hash.digest("hex");
}

function sources(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort();
}

function stampSays(stamp, value) {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === value;
}

function install() {
  const wanted = hashOf(["package.json", "package-lock.json"]);
  if (!stampSays(installStamp, wanted)) {
    execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: root, stdio: "inherit" });
    writeFileSync(installStamp, wanted);
  }
}

async function build() {
  const esbuild = await import("esbuild");
  const result = await esbuild.build({
    absWorkingDir: root,
    entryPoints: { app: "src/ui/main.ts", style: "src/ui/style.css" },
    outdir: out,
    bundle: true,
    minify: true,
    format: "esm",
    target: ["es2022"],
    legalComments: "linked",
    entryNames: "[name]-[hash]",
    metafile: true,
    logLevel: "warning",
    write: false,
  });
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  for (const file of result.outputFiles) {
    writeFileSync(file.path, file.contents);
  }
  const names = Object.keys(result.metafile.outputs).map((path) => path.split("/").pop());
  const script = names.find((name) => /^app-.*\.js$/.test(name));
  const style = names.find((name) => /^style-.*\.css$/.test(name));
  const page = readFileSync(join(root, "src/ui/index.html"), "utf8")
    .replace('"app.js"', JSON.stringify(script))
    .replace('"app.css"', JSON.stringify(style));
  writeFileSync(join(out, "index.html"), page);
  writeFileSync(join(out, "icon.svg"), readFileSync(join(root, "src/ui/icon.svg")));
  console.log(`page built: ${script}, ${style}`);
}

const ifNeeded = process.argv.includes("--if-needed");
const wanted = hashOf([...sources("src"), "package-lock.json", "build.mjs"]);
if (ifNeeded) {
  install();
}
if (!ifNeeded || !stampSays(buildStamp, wanted) || !existsSync(join(out, "index.html"))) {
  await build();
  writeFileSync(buildStamp, wanted);
}
