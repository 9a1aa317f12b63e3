/*
 * What a bundle owes to the packages that it has code of: the whole texts of their licences. esbuild keeps the comments that say
 * @license, and a licence such as MIT asks for its text.
 */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const PACKAGE = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;
const LICENCE = /^(licen[cs]e|copying|notice)/i;

/**
 * The texts, each under the name and version of its package, of all packages that one of the files belongs to. Throws
 * when one has none.
 */
export function licencesOf(root, files) {
  const folders = new Set([...files].flatMap((file) => PACKAGE.exec(file)?.[0] ?? []));
  return [...folders]
    .sort()
    .map((folder) => textOf(join(root, folder)))
    .join("");
}

function textOf(folder) {
  const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = readdirSync(folder)
    .filter((file) => LICENCE.test(file))
    .sort();
  if (files.length === 0) {
    throw new Error(`${name} ${version} would be bundled without its licence: there is no LICENSE in ${folder}`);
  }
  return files
    .map((file) => `\n${name} ${version}, ${file}:\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`)
    .join("");
}
