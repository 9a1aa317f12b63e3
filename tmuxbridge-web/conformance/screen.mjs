// The oracle: brings an emulator's screen and tmux's to one form and compares them, cell by cell, with cursor and
// modes. Use as a library, or: node screen.mjs STREAM.bin SCREEN.json [--cols N --rows N], SCREEN.json from `readPane`.
import headless from "@xterm/headless";
import unicode11 from "@xterm/addon-unicode11";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { BLANK, BLINK, BOLD, DIM, HIDDEN, INVERSE, ITALIC, OVERLINE, STRIKE, blankBackground, cell } from "./cells.mjs";
import { parseCapture, wrappedRows } from "./capture.mjs";

/** tmux's formats that a screen holds, in the order of `tmuxFormat`. */
const FORMATS = [
  "pane_width",
  "pane_height",
  "cursor_x",
  "cursor_y",
  "cursor_flag",
  "alternate_on",
  "insert_flag",
  "keypad_flag",
  "keypad_cursor_flag",
  "wrap_flag",
  "origin_flag",
  "scroll_region_upper",
  "scroll_region_lower",
  "pane_tabs",
  "mouse_standard_flag",
  "mouse_button_flag",
  "mouse_all_flag",
  "mouse_sgr_flag",
  "history_size",
  "bracket_paste_flag",
  "alternate_saved_x",
  "alternate_saved_y",
];

/** For `display-message -p`. */
export const tmuxFormat = FORMATS.map((name) => `#{${name}}`).join(":");

/** An emulator as the web page runs it: xterm.js with unicode11, silent to every query. */
export class Emulator {
  constructor(cols, rows, scrollback = 5000) {
    this.term = new headless.Terminal({ cols, rows, scrollback, allowProposedApi: true, logLevel: "off" });
    this.term.loadAddon(new unicode11.Unicode11Addon());
    this.term.unicode.activeVersion = "11";
    this.answers = "";
    this.term.onData((data) => {
      this.answers += data;
    });
  }

  /** Parses bytes to the end. */
  write(bytes) {
    return new Promise((done) => this.term.write(bytes, done));
  }

  resize(cols, rows) {
    this.term.resize(cols, rows);
  }

  dispose() {
    this.term.dispose();
  }

  /** The canonical screen; rows of the history first. */
  screen() {
    const { term } = this;
    const buffer = term.buffer.active;
    const core = term._core;
    const rows = [];
    for (let y = 0; y < buffer.baseY + term.rows; y++) {
      rows.push(emulatorRow(buffer.getLine(y), term.cols));
    }
    const inner = core._bufferService.buffer;
    const { modes } = term;
    return {
      cols: term.cols,
      rows: term.rows,
      history: buffer.baseY,
      lines: rows.map((row) => row.cells),
      wrapped: rows.map((_, y) => buffer.getLine(y + 1)?.isWrapped ?? false),
      cursor: { x: buffer.cursorX, y: buffer.cursorY, visible: !core.coreService.isCursorHidden },
      saved: null,
      modes: {
        alternate: buffer.type === "alternate",
        insert: modes.insertMode,
        keypad: modes.applicationKeypadMode,
        cursorKeys: modes.applicationCursorKeysMode,
        wrap: modes.wraparoundMode,
        origin: modes.originMode,
        mouse: { none: "", x10: "9", vt200: "1000", drag: "1002", any: "1003" }[modes.mouseTrackingMode],
        mouseSgr: core.coreMouseService.activeEncoding === "SGR",
        bracketedPaste: modes.bracketedPasteMode,
        focusEvents: modes.sendFocusMode,
        region: `${inner.scrollTop}-${inner.scrollBottom}`,
        tabs: Object.keys(inner.tabs)
          .filter((x) => inner.tabs[x] && x > 0 && x < term.cols)
          .join(","),
      },
    };
  }
}

function emulatorRow(line, cols) {
  const cells = [];
  for (let x = 0; x < cols; x++) {
    const c = line.getCell(x);
    cells.push(c ? emulatorCell(c) : BLANK);
  }
  return { cells };
}

function emulatorCell(c) {
  const attributes =
    (c.isBold() ? BOLD : 0) |
    (c.isDim() ? DIM : 0) |
    (c.isItalic() ? ITALIC : 0) |
    (c.isBlink() ? BLINK : 0) |
    (c.isInverse() ? INVERSE : 0) |
    (c.isInvisible() ? HIDDEN : 0) |
    (c.isStrikethrough() ? STRIKE : 0) |
    (c.isOverline() ? OVERLINE : 0);
  // isUnderline() is also true for a hyperlink, which tmux does not show as underlined
  const style = c.extended ? (c.extended._ext & 0x1c000000) >>> 26 : 0;
  const underline = c.fg & 0x10000000 ? style || 1 : 0;
  return cell(
    c.getChars(),
    c.getWidth(),
    colour(c.isFgDefault(), c.isFgRGB(), c.getFgColor()),
    colour(c.isBgDefault(), c.isBgRGB(), c.getBgColor()),
    attributes,
    underline,
  );
}

function colour(isDefault, isRgb, value) {
  return isDefault ? "d" : isRgb ? "#" + value.toString(16).padStart(6, "0") : `p${value}`;
}

/**
 * tmux's screen in canonical form.
 * @param {string} state what `display-message -p` made of `tmuxFormat`
 * @param {Buffer} cells what `capture-pane -p -e -N -S -N` printed
 * @param {Buffer} joined the same with -J and without -e -N
 */
export function tmuxScreen(state, cells, joined) {
  const values = state.trim().split(":");
  const get = Object.fromEntries(FORMATS.map((name, i) => [name, values[i] ?? ""]));
  const cols = Number(get.pane_width);
  const rows = Number(get.pane_height);
  const parsed = parseCapture(cells);
  const yes = (name) => get[name] === "1";
  return {
    cols,
    rows,
    history: Math.max(0, parsed.length - rows),
    lines: parsed.map((row) => row.cells),
    wrapped: wrappedRows(parsed, parseCapture(joined)),
    cursor: { x: Number(get.cursor_x), y: Number(get.cursor_y), visible: yes("cursor_flag") },
    modes: {
      alternate: yes("alternate_on"),
      insert: yes("insert_flag"),
      keypad: yes("keypad_flag"),
      cursorKeys: yes("keypad_cursor_flag"),
      wrap: yes("wrap_flag"),
      origin: yes("origin_flag"),
      mouse: yes("mouse_all_flag")
        ? "1003"
        : yes("mouse_button_flag")
          ? "1002"
          : yes("mouse_standard_flag")
            ? "1000"
            : "",
      mouseSgr: yes("mouse_sgr_flag"),
      ...(get.bracket_paste_flag === "" ? {} : { bracketedPaste: yes("bracket_paste_flag") }),
      region: `${get.scroll_region_upper}-${get.scroll_region_lower}`,
      tabs: get.pane_tabs.replace(/,$/, ""),
    },
  };
}

/**
 * Every difference between two screens; those of the history apart, because a viewer can work with them. Cells behind
 * the end of a row in tmux's capture are not known before 3.4 if they are coloured: a coloured blank there is counted
 * in `unknownTail`, not as a difference.
 * @param {{ignore?: string[]}} options modes not to compare
 * @returns {{equal: boolean, differences: object[], historyDifferences: object[], unknownTail: number,
 *     wrapDifferences: number[]}}
 */
export function compare(tmux, viewer, { ignore = [] } = {}) {
  const differences = [];
  const historyDifferences = [];
  let unknownTail = 0;
  if (tmux.cols !== viewer.cols || tmux.rows !== viewer.rows) {
    differences.push({ what: "size", tmux: `${tmux.cols}x${tmux.rows}`, viewer: `${viewer.cols}x${viewer.rows}` });
  }
  const history = tmux.modes.alternate ? 0 : Math.min(tmux.history, viewer.history);
  for (let y = 0 - history; y < tmux.rows; y++) {
    const wanted = tmux.lines[tmux.history + y] ?? [];
    const shown = viewer.lines[viewer.history + y] ?? [];
    for (let x = 0; x < tmux.cols; x++) {
      const a = wanted[x] ?? BLANK;
      const b = shown[x] ?? BLANK;
      if (a === b) {
        continue;
      }
      if (x >= wanted.length && blankBackground(b) !== undefined) {
        unknownTail++;
      } else {
        (y < 0 ? historyDifferences : differences).push({ what: "cell", x, y, tmux: a, viewer: b });
      }
    }
  }
  compareCursor(tmux, viewer, differences);
  for (const [mode, value] of Object.entries(tmux.modes)) {
    if (viewer.modes[mode] !== value && !ignore.includes(mode) && !(mode === "mouseSgr" && tmux.modes.mouse === "")) {
      differences.push({ what: "mode", mode, tmux: value, viewer: viewer.modes[mode] });
    }
  }
  const wrapDifferences = [];
  for (let y = 0 - history; y < tmux.rows - 1; y++) {
    if (Boolean(tmux.wrapped[tmux.history + y]) !== Boolean(viewer.wrapped[viewer.history + y])) {
      wrapDifferences.push(y);
    }
  }
  return { equal: differences.length === 0, differences, historyDifferences, unknownTail, wrapDifferences };
}

function compareCursor(tmux, viewer, differences) {
  for (const part of ["x", "y", "visible"]) {
    if (tmux.cursor[part] !== viewer.cursor[part]) {
      differences.push({ what: "cursor", part, tmux: tmux.cursor[part], viewer: viewer.cursor[part] });
    }
  }
}

async function main([stream, screen]) {
  const tmux = JSON.parse(readFileSync(screen, "utf8"));
  const emulator = new Emulator(tmux.cols, tmux.rows);
  await emulator.write(readFileSync(stream));
  const result = compare(tmux, emulator.screen());
  process.stdout.write(JSON.stringify(result, null, 1) + "\n");
  process.exitCode = result.equal ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await main(process.argv.slice(2));
}
