/*
 * Builds the page into target/classes/META-INF/resources/tmuxbridge: app.js and app.css get a hash of their content into
 * their names (so that they can be cached for ever), index.html names them. Beside them elements.js, the elements for pages
 * of others, under a name that stays, and for each the licences of what is in it. With --if-needed, as Maven calls it, packages
 * are installed only if those of the lockfile are not, and the page is built only if a source has changed.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { licencesOf } from "./licences.mjs";
import { stylesAsText } from "./styles-as-text.mjs";

const root = dirname(fileURLToPath(import.meta.url));
const out = join(root, "target/classes/META-INF/resources/tmuxbridge");
const buildStamp = join(root, "target/page.stamp");

function hashOf(files) {
  const hash = createHash("sha256");
  for (const file of files) {
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file)))
      .update("\0");
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

/** Whether npm has put in place what the lockfile names; it keeps a lockfile of its own in node_modules. */
function installed() {
  const ours = join(root, "node_modules/.package-lock.json");
  if (!existsSync(ours)) {
    return false;
  }
  const present = JSON.parse(readFileSync(ours, "utf8")).packages;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === "" || optional || present[path]?.version === version,
  );
}

function install() {
  if (!installed()) {
    const options = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
    execFileSync("npm", ["ci", ...options], { cwd: root, stdio: "inherit" });
  }
}

/**
 * For each bundle that has code of others the path of its LEGAL file, where esbuild puts comments, and what comes
 * behind those.
 */
function licencesBeside({ metafile }, more = []) {
  return Object.entries(metafile.outputs)
    .filter(([path]) => /\.(js|css)$/.test(path))
    .map(([path, { inputs }]) => [join(root, `${path}.LEGAL.txt`), licencesOf(root, [...Object.keys(inputs), ...more])])
    .filter(([, text]) => text !== "");
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
  const styles = new Set();
  const elements = await esbuild.build({
    absWorkingDir: root,
    entryPoints: { elements: "src/elements/index.ts" },
    outdir: out,
    bundle: true,
    minify: true,
    format: "esm",
    target: ["es2022"],
    legalComments: "linked",
    metafile: true,
    logLevel: "warning",
    write: false,
    plugins: [stylesAsText(styles)],
  });
  const licences = [...licencesBeside(result), ...licencesBeside(elements, styles)];
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  for (const file of [...result.outputFiles, ...elements.outputFiles]) {
    writeFileSync(file.path, file.contents);
  }
  licences.forEach(([path, text]) => appendFileSync(path, text));
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
const wanted = hashOf([...sources("src"), "package-lock.json", "build.mjs", "licences.mjs", "styles-as-text.mjs"]);
if (ifNeeded) {
  install();
}
if (!ifNeeded || !stampSays(buildStamp, wanted) || !existsSync(join(out, "index.html"))) {
  await build();
  writeFileSync(buildStamp, wanted);
}
