import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { licencesOf } from "../licences.mjs";

let root;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "licences-"));
});

afterEach(() => rmSync(root, { recursive: true }));

function install(folder, files) {
  const path = join(root, "node_modules", folder);
  mkdirSync(path, { recursive: true });
  const name = folder.split("node_modules/").pop();
  writeFileSync(join(path, "package.json"), JSON.stringify({ name, version: "1.2.3" }));
  Object.entries(files).forEach(([file, text]) => writeFileSync(join(path, file), text));
}

test("eachPackageThatIsBundledIsNamedOnceWithTheWholeText", () => {
  install("@xterm/xterm", { LICENSE: "MIT\nPermission is hereby granted\n", "README.md": "read me" });
  install("plain", { "licence.txt": "do as you like", NOTICE: "by somebody" });
  install("plain/node_modules/within", { COPYING: "copy it" });
  install("unused", {});
  const text = licencesOf(root, [
    "src/index.ts",
    "node_modules/@xterm/xterm/lib/xterm.mjs",
    "node_modules/@xterm/xterm/css/xterm.css",
    "node_modules/plain/index.js",
    "node_modules/plain/node_modules/within/index.js",
  ]);
  expect(text).toBe(
    "\n@xterm/xterm 1.2.3, LICENSE:\n\nMIT\nPermission is hereby granted\n" +
      "\nplain 1.2.3, NOTICE:\n\nby somebody\n" +
      "\nplain 1.2.3, licence.txt:\n\ndo as you like\n" +
      "\nwithin 1.2.3, COPYING:\n\ncopy it\n",
  );
});

test("aPackageWithoutALicenceEndsTheBuild", () => {
  install("@some/body", { "README.md": "read me" });
  expect(() => licencesOf(root, ["node_modules/@some/body/index.js"])).toThrow(
    "@some/body 1.2.3 would be bundled without its licence",
  );
});

test("whatIsOursOwesNothing", () => {
  expect(licencesOf(root, ["src/client/index.ts"])).toBe("");
});
