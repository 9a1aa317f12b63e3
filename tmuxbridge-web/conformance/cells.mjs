// Canonical cells: what a cell looks like, in one form for tmux's grid and for an emulator's, so that two screens can
// be compared by comparing strings. Erased cells are blanks; whatever cannot be seen on a blank is left out.
import { readFileSync } from "node:fs";

export const BOLD = 1,
  DIM = 2,
  ITALIC = 4,
  BLINK = 8,
  INVERSE = 16,
  HIDDEN = 32,
  STRIKE = 64,
  OVERLINE = 128;
const NAMES = ["bold", "dim", "italic", "blink", "inverse", "hidden", "strike", "overline"];

/** A cell nobody has written to. */
export const BLANK = cell(" ", 1, "d", "d", 0, 0);

/**
 * One cell in canonical form.
 * @param {string} text characters, empty or blank for an erased one
 * @param {number} width columns: 2, 1, or 0 for the right half of a wide cell
 * @param {string} fg `d` for default, `p0`..`p255`, or `#rrggbb`
 * @param {string} bg the same
 * @param {number} attributes bits
 * @param {number} underline style, 0 to 5
 */
export function cell(text, width, fg, bg, attributes, underline) {
  if (width === 0) {
    return "»";
  }
  const blank = text === "" || text === " ";
  const shows = (attributes & (INVERSE | STRIKE | OVERLINE)) !== 0 || underline !== 0;
  if (blank) {
    if (!shows) {
      return `' '|1|d|${bg}|`;
    }
    attributes &= INVERSE | STRIKE | OVERLINE | BLINK;
  }
  const names = NAMES.filter((_, bit) => attributes & (1 << bit));
  if (underline) {
    names.push(underline === 1 ? "underline" : `underline${underline}`);
  }
  return `'${blank ? " " : text}'|${width}|${fg}|${bg}|${names.join(",")}`;
}

/** The background of a canonical cell that is a plain blank, else undefined. */
export function blankBackground(canonical) {
  const match = /^' '\|1\|d\|([^|]+)\|$/.exec(canonical);
  return match ? match[1] : undefined;
}

const RESOURCES = "../../tmuxbridge-core/src/main/resources/io/tmuxbridge/core/terminal/";
const TMUX = readWidths("glibc-2.36.widths");
const VIEWER = readWidths("unicode11.widths");

/** Columns of a code point in tmux; the bridge's own tables. */
export function widthOf(c) {
  if (c < 0xa0) {
    return c < 0x20 || c >= 0x7f ? 0 : 1;
  }
  return TMUX[c] < 0 ? VIEWER[c] : TMUX[c];
}

function readWidths(name) {
  const widths = new Int8Array(0x110000);
  for (const line of readFileSync(new URL(RESOURCES + name, import.meta.url), "ascii").split("\n")) {
    const [, first, last, columns] = /^([0-9a-f]+)-([0-9a-f]+) (-?[0-9])$/.exec(line) ?? [];
    if (first) {
      widths.fill(Number(columns), parseInt(first, 16), parseInt(last, 16) + 1);
    }
  }
  return widths;
}

/** The characters of DEC special graphics, as tmux draws them; xterm.js leaves the first five as letters. */
export const GRAPHICS = {
  "+": "→",
  ",": "←",
  "-": "↑",
  ".": "↓",
  0: "▮",
  "`": "◆",
  a: "▒",
  b: "␉",
  c: "␌",
  d: "␍",
  e: "␊",
  f: "°",
  g: "±",
  h: "␤",
  i: "␋",
  j: "┘",
  k: "┐",
  l: "┌",
  m: "└",
  n: "┼",
  o: "⎺",
  p: "⎻",
  q: "─",
  r: "⎼",
  s: "⎽",
  t: "├",
  u: "┤",
  v: "┴",
  w: "┬",
  x: "│",
  y: "≤",
  z: "≥",
  "{": "π",
  "|": "≠",
  "}": "£",
  "~": "·",
};
