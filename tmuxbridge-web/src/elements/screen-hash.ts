/**
 * The hash of what an emulator shows, version 1: docs/protocol.md defines it. A few tenths of a millisecond for a
 * screen.
 */
import type { IBufferCell, IBufferLine, Terminal } from "@xterm/xterm";

export const HASH_VERSION = "1:";

const UNDERLINE = 8;
const BLINK = 16;
const INVERSE = 32;
const STRIKE = 128;
const OVERLINE = 256;
const SHOWS_ON_BLANK = UNDERLINE | INVERSE | STRIKE | OVERLINE;
const MOUSE = { none: 0, x10: 0, vt200: 0x20, drag: 0x40, any: 0x60 } as const;

export function screenHash(terminal: Terminal): string {
  const buffer = terminal.buffer.active;
  const { cols, rows } = terminal;
  const hash = new Hash();
  const cell = buffer.getNullCell();
  hash.add(cols);
  hash.add(rows);
  for (let y = 0; y < rows; y++) {
    addRow(hash, buffer.getLine(buffer.baseY + y), cols, cell);
  }
  hash.add(Math.min(buffer.cursorX, cols - 1));
  hash.add(buffer.cursorY);
  hash.add(modesOf(terminal));
  return HASH_VERSION + hash.digits();
}

class Hash {
  private a = 0x9e3779b1;
  private b = 0x85ebca77;

  add(word: number): void {
    const a = Math.imul(this.a ^ word, 0x85ebca6b);
    const b = Math.imul(this.b ^ word, 0xc2b2ae35);
    this.a = (a << 13) | (a >>> 19);
    this.b = (b << 17) | (b >>> 15);
  }

  digits(): string {
    return [this.a, this.b].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }
}

function addRow(hash: Hash, line: IBufferLine | undefined, cols: number, cell: IBufferCell): void {
  let end = cols;
  while (end > 0 && plainAt(line, end - 1, cell)) {
    end--;
  }
  hash.add(0x40000000 | end);
  for (let x = 0; x < end; x++) {
    line?.getCell(x, cell);
    if (cell.getWidth() > 0) {
      addCell(hash, cell);
    }
  }
}

/** Whether nothing but a background is there. */
function plainAt(line: IBufferLine | undefined, x: number, cell: IBufferCell): boolean {
  line?.getCell(x, cell);
  return cell.getWidth() === 1 && isBlank(cell) && (flagsOf(cell) & SHOWS_ON_BLANK) === 0;
}

function addCell(hash: Hash, cell: IBufferCell): void {
  const flags = flagsOf(cell);
  const blank = isBlank(cell);
  const plain = blank && (flags & SHOWS_ON_BLANK) === 0;
  for (const character of blank ? " " : cell.getChars()) {
    hash.add(character.codePointAt(0) ?? 0);
  }
  hash.add(plain || cell.isFgDefault() ? 0 : colour(cell.isFgRGB(), cell.getFgColor()));
  hash.add(cell.isBgDefault() ? 0 : colour(cell.isBgRGB(), cell.getBgColor()));
  hash.add(plain ? 0 : blank ? flags & (SHOWS_ON_BLANK | BLINK) : flags);
}

function isBlank(cell: IBufferCell): boolean {
  const chars = cell.getChars();
  return chars === "" || chars === " ";
}

function colour(rgb: boolean, value: number): number {
  return (rgb ? 0x2000000 : 0x1000000) | value;
}

function flagsOf(cell: IBufferCell): number {
  return (
    (cell.isBold() ? 1 : 0) |
    (cell.isDim() ? 2 : 0) |
    (cell.isItalic() ? 4 : 0) |
    (cell.isUnderline() ? UNDERLINE : 0) |
    (cell.isBlink() ? BLINK : 0) |
    (cell.isInverse() ? INVERSE : 0) |
    (cell.isInvisible() ? 64 : 0) |
    (cell.isStrikethrough() ? STRIKE : 0) |
    (cell.isOverline() ? OVERLINE : 0)
  );
}

function modesOf(terminal: Terminal): number {
  const { modes } = terminal;
  return (
    (terminal.buffer.active.type === "alternate" ? 1 : 0) |
    (modes.applicationCursorKeysMode ? 2 : 0) |
    (modes.applicationKeypadMode ? 4 : 0) |
    (modes.bracketedPasteMode ? 8 : 0) |
    (modes.wraparoundMode ? 16 : 0) |
    MOUSE[modes.mouseTrackingMode] |
    (modes.insertMode ? 0x80 : 0)
  );
}
