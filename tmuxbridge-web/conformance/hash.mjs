// The hash of a screen as docs/protocol.md defines it, from the public buffer API of xterm.js alone.
const FLAGS = [
  ["isBold", 1],
  ["isDim", 2],
  ["isItalic", 4],
  ["isUnderline", 8],
  ["isBlink", 16],
  ["isInverse", 32],
  ["isInvisible", 64],
  ["isStrikethrough", 128],
  ["isOverline", 256],
];
const SHOWS_ON_BLANK = 8 | 32 | 128 | 256;
const MOUSE = { none: 0, x10: 0, vt200: 0x20, drag: 0x40, any: 0x60 };

/** @param {import('@xterm/headless').Terminal} terminal */
export function screenHash(terminal) {
  const buffer = terminal.buffer.active;
  const { cols, rows, modes } = terminal;
  let a = 0x9e3779b1;
  let b = 0x85ebca77;
  const add = (word) => {
    a = Math.imul(a ^ word, 0x85ebca6b);
    a = (a << 13) | (a >>> 19);
    b = Math.imul(b ^ word, 0xc2b2ae35);
    b = (b << 17) | (b >>> 15);
  };
  add(cols);
  add(rows);
  for (let y = 0; y < rows; y++) {
    const cells = readRow(buffer.getLine(buffer.baseY + y), cols);
    add(0x40000000 | cells.length);
    for (const c of cells) {
      if (c.width > 0) {
        for (const character of c.text) {
          add(character.codePointAt(0));
        }
        add(c.fg);
        add(c.bg);
        add(c.flags);
      }
    }
  }
  add(Math.min(buffer.cursorX, cols - 1));
  add(buffer.cursorY);
  add(
    (buffer.type === "alternate" ? 1 : 0) |
      (modes.applicationCursorKeysMode ? 2 : 0) |
      (modes.applicationKeypadMode ? 4 : 0) |
      (modes.bracketedPasteMode ? 8 : 0) |
      (modes.wraparoundMode ? 16 : 0) |
      MOUSE[modes.mouseTrackingMode] |
      (modes.insertMode ? 0x80 : 0),
  );
  const hex = (word) => (word >>> 0).toString(16).padStart(8, "0");
  return `1:${hex(a)}${hex(b)}`;
}

/** Cells of a row without the plain blanks at its end. */
function readRow(line, cols) {
  const cells = [];
  let end = 0;
  for (let x = 0; x < cols; x++) {
    const c = line.getCell(x);
    const chars = c.getChars();
    const blank = chars === "" || chars === " ";
    let flags = FLAGS.reduce((set, [is, bit]) => set | (c[is]() ? bit : 0), 0);
    const plain = blank && !(flags & SHOWS_ON_BLANK);
    if (blank) {
      flags &= plain ? 0 : SHOWS_ON_BLANK | 16;
    }
    cells.push({
      text: blank ? " " : chars,
      width: c.getWidth(),
      fg: plain ? 0 : colour(c.isFgDefault(), c.isFgRGB(), c.getFgColor()),
      bg: colour(c.isBgDefault(), c.isBgRGB(), c.getBgColor()),
      flags,
    });
    if (!plain || c.getWidth() !== 1) {
      end = x + 1;
    }
  }
  return cells.slice(0, end);
}

function colour(isDefault, isRgb, value) {
  return isDefault ? 0 : (isRgb ? 2 << 24 : 1 << 24) | value;
}
