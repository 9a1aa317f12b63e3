/**
 * Puts older lines before those that an xterm.js terminal holds. It has no public method for that; this uses the
 * insides of the version that package.json pins, looks whether they are as expected, and does nothing where they are
 * not.
 */
import { Unicode11Addon } from "@xterm/addon-unicode11";
import { Terminal } from "@xterm/xterm";

/** The insides used: the list of lines of the normal buffer, and where screen and view begin in it. */
interface Lines {
  length: number;
  maxLength: number;
  get(index: number): BufferLine | undefined;
  splice(start: number, deleted: number, ...added: BufferLine[]): void;
}
interface BufferLine {
  length: number;
  /** Whether it goes on from the line before. */
  isWrapped: boolean;
  translateToString(trimRight: boolean): string;
}
interface NormalBuffer {
  lines: Lines;
  ybase: number;
  ydisp: number;
  savedY: number;
}

function normalOf(terminal: Terminal): NormalBuffer | undefined {
  const core = (terminal as unknown as { _core?: { buffers?: { normal?: NormalBuffer } } })._core;
  const normal = core?.buffers?.normal;
  const fits =
    typeof normal?.lines?.splice === "function" && typeof normal.ybase === "number" && typeof normal.ydisp === "number";
  return fits ? normal : undefined;
}

/**
 * Takes the lines, with attributes as escape sequences, whose end overlaps with the beginning of what the terminal
 * holds: `agreeing` lines have to be the same; `goesOn` has the places of those that go on in the next one. Resolves to
 * how many were put before it; undefined if they do not belong there, or if something is selected by then: that would
 * move to other lines.
 */
export async function insertAtTop(
  terminal: Terminal,
  lines: string[],
  agreeing: number,
  goesOn: ReadonlySet<number>,
): Promise<number | undefined> {
  if (!normalOf(terminal) || lines.length === 0) {
    return undefined;
  }
  const older = await render(lines, terminal.cols);
  try {
    return insert(terminal, older, lines.length, agreeing, goesOn);
  } finally {
    older.dispose();
  }
}

function insert(
  terminal: Terminal,
  older: Terminal,
  count: number,
  agreeing: number,
  goesOn: ReadonlySet<number>,
): number | undefined {
  const rendered = normalOf(older);
  const normal = normalOf(terminal); // only now: a reset makes another one
  if (!rendered || !normal || older.cols !== terminal.cols || terminal.hasSelection()) {
    return undefined;
  }
  const text = (from: Lines, at: number) => from.get(at)?.translateToString(true) ?? "";
  const found = Array.from({ length: count }, (_, i) => text(rendered.lines, i));
  const held = Array.from({ length: Math.min(agreeing, normal.lines.length) }, (_, i) => text(normal.lines, i));
  const place = placeOf(found, held);
  if (place === undefined) {
    return undefined;
  }
  const added = Array.from({ length: place }, (_, i) => rendered.lines.get(i)!);
  // Each was drawn by itself: that links, selections and searches run across them has to be marked.
  [...added, normal.lines.get(0)].forEach((line, i) => line && goesOn.has(i - 1) && (line.isWrapped = true));
  prepend(terminal, normal, added);
  return place;
}

/** Where in `found` the lines `held` stand: the place nearest to the end. Undefined if nowhere, or if all are blank. */
export function placeOf(found: string[], held: string[]): number | undefined {
  if (held.length === 0 || held.every((line) => line === "")) {
    return undefined;
  }
  for (let at = found.length - held.length; at >= 0; at--) {
    if (held.every((line, i) => found[at + i] === line)) {
      return at;
    }
  }
  return undefined;
}

function prepend(terminal: Terminal, normal: NormalBuffer, added: BufferLine[]): void {
  if (added.length === 0) {
    return;
  }
  const room = normal.lines.length + added.length - terminal.rows;
  if (room > (terminal.options.scrollback ?? 0)) {
    terminal.options.scrollback = room + added.length;
  }
  normal.lines.splice(0, 0, ...added);
  normal.ybase += added.length;
  normal.ydisp += added.length;
  normal.savedY += added.length;
  terminal.scrollLines(-1); // the view stays; its scrollbar has to learn of it
  terminal.scrollLines(1);
  terminal.refresh(0, terminal.rows - 1);
}

function render(lines: string[], cols: number): Promise<Terminal> {
  const terminal = new Terminal({
    allowProposedApi: true,
    cols,
    rows: Math.max(1, lines.length),
    scrollback: 0,
    logLevel: "off",
  });
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = "11";
  // Attributes carry over from line to line in what tmux captures; a line as wide as the screen must not wrap.
  return new Promise((resolve) => terminal.write(`\u001b[?7l${lines.join("\r\n")}`, () => resolve(terminal)));
}
