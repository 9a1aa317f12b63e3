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

/** What tmux has answered. */
export interface HistoryPage {
  /** With attributes as escape sequences. */
  lines: string[];
  /** The place of the first one in the pane: negative above the screen. */
  start: number;
  /** The places, among `lines`, of those that go on in the next one. */
  goesOn: ReadonlySet<number>;
}

/** A search, whose selection can be moved along with the lines. */
export interface Movable {
  readonly holdsSelection: boolean;
  moved(lines: number): void;
}

/** Whether lines may be put before the others: what somebody has selected would move to other lines. */
export function mayMove(terminal: Terminal, search: Movable | undefined): boolean {
  return !terminal.hasSelection() || search?.holdsSelection === true;
}

/**
 * Takes a page whose end overlaps with the beginning of what the terminal holds: `agreeing` lines have to be the same at
 * least. Resolves to how many were put before it; undefined if they do not belong there, or may not move those that are
 * there.
 */
export async function insertAtTop(
  terminal: Terminal,
  page: HistoryPage,
  agreeing: number,
  search?: Movable,
): Promise<number | undefined> {
  if (!normalOf(terminal) || page.lines.length === 0) {
    return undefined;
  }
  const older = await render(page.lines, terminal.cols);
  try {
    return insert(terminal, older, page, agreeing, search);
  } finally {
    older.dispose();
  }
}

function insert(
  terminal: Terminal,
  older: Terminal,
  { lines: { length }, start, goesOn }: HistoryPage,
  agreeing: number,
  search: Movable | undefined,
): number | undefined {
  const rendered = normalOf(older);
  const normal = normalOf(terminal); // only now: a reset makes another one
  if (!rendered || !normal || older.cols !== terminal.cols || !mayMove(terminal, search)) {
    return undefined;
  }
  const texts = (from: Lines, count: number) =>
    Array.from({ length: Math.min(count, from.length) }, (_, i) => from.get(i)?.translateToString(true) ?? "");
  const held = texts(normal.lines, Math.min(length, Math.max(agreeing, normal.ybase)));
  const where = { expected: -start - normal.ybase, settled: -start, least: agreeing };
  const place = placeOf(texts(rendered.lines, length), held, where);
  if (place === undefined) {
    return undefined;
  }
  const added = Array.from({ length: place }, (_, i) => rendered.lines.get(i)!);
  // Each was drawn by itself: that links, selections and searches run across them has to be marked.
  [...added, normal.lines.get(0)].forEach((line, i) => line && goesOn.has(i - 1) && (line.isWrapped = true));
  prepend(terminal, normal, added);
  if (added.length > 0) {
    search?.moved(added.length);
  }
  return place;
}

interface Where {
  expected: number;
  /** Lines of `found` that are above the screen: those on it may have changed meanwhile. */
  settled: number;
  /** Lines that are compared in any case. */
  least: number;
}

/**
 * Where in `found` the lines `held` stand: of the places where all settled lines agree that both have, the nearest to
 * the expected one, for output may repeat itself. Undefined if nowhere, or if what agrees is blank.
 */
export function placeOf(found: string[], held: string[], { expected, settled, least }: Where): number | undefined {
  const needed = Math.min(least, held.length);
  let best: number | undefined;
  for (let at = found.length - needed; at >= 0 && needed > 0; at--) {
    const nearer = best === undefined || Math.abs(at - expected) < Math.abs(best - expected);
    const both = Math.min(held.length, found.length - at, Math.max(needed, settled - at));
    const lines = held.slice(0, nearer ? both : 0);
    if (lines.some((line) => line !== "") && lines.every((line, i) => found[at + i] === line)) {
      best = at;
    }
  }
  return best;
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
