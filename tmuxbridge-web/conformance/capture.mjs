// Reads what `tmux capture-pane -e -N` printed into canonical cells. Attributes carry over from row to row; line
// drawing comes between SO and SI; overline comes as 5:3 up to tmux 3.7c.
import {
  BLANK,
  BLINK,
  BOLD,
  DIM,
  GRAPHICS,
  HIDDEN,
  INVERSE,
  ITALIC,
  OVERLINE,
  STRIKE,
  cell,
  widthOf,
} from "./cells.mjs";

const BITS = { 1: BOLD, 2: DIM, 3: ITALIC, 5: BLINK, 6: BLINK, 7: INVERSE, 8: HIDDEN, 9: STRIKE, 53: OVERLINE };
const CLEARS = { 22: BOLD | DIM, 23: ITALIC, 25: BLINK, 27: INVERSE, 28: HIDDEN, 29: STRIKE, 55: OVERLINE };

/**
 * @param {Buffer|string} capture rows, each with a line feed
 * @returns {{cells: string[], text: string}[]} rows; `cells` ends where the capture does
 */
export function parseCapture(capture) {
  const text = capture.toString("utf8");
  const reader = new Reader();
  for (let at = 0; at < text.length;) {
    at = reader.step(text, at);
  }
  if (reader.text) {
    reader.endRow();
  }
  return reader.rows;
}

class Reader {
  rows = [];
  cells = [];
  text = "";
  pen = { fg: "d", bg: "d", attributes: 0, underline: 0 };
  graphics = false;
  held = null;
  joining = false;

  step(text, at) {
    const c = text.codePointAt(at);
    if (c === 0x1b) {
      return this.sequence(text, at + 1);
    }
    if (c === 0x0a) {
      this.endRow();
    } else if (c === 0x0e || c === 0x0f) {
      this.graphics = c === 0x0e;
    } else if (c === 0x09) {
      this.text += "\t";
      do {
        this.character(" ", 1);
      } while (this.column() % 8);
    } else if (c >= 0x20 && (c < 0x7f || c > 0x9f)) {
      this.text += String.fromCodePoint(c);
      this.character(String.fromCodePoint(c), widthOf(c));
    }
    return at + (c > 0xffff ? 2 : 1);
  }

  column() {
    return this.cells.length + (this.held ? this.held.width : 0);
  }

  character(text, width) {
    if ((width === 0 || (this.joining && text > "\x7f")) && this.held) {
      this.held.text += text;
      this.joining = text === "\u200d";
      return;
    }
    this.flush();
    if (width > 0) {
      this.held = { text: this.graphics ? (GRAPHICS[text] ?? text) : text, width, ...this.pen };
    }
  }

  flush() {
    const h = this.held;
    if (h) {
      this.cells.push(cell(h.text, h.width, h.fg, h.bg, h.attributes, h.underline));
      if (h.width === 2) {
        this.cells.push("»");
      }
    }
    this.held = null;
    this.joining = false;
  }

  endRow() {
    this.flush();
    this.rows.push({ cells: this.cells, text: this.text });
    this.cells = [];
    this.text = "";
  }

  sequence(text, at) {
    if (text[at] === "[") {
      const end = /[\x40-\x7e]/g;
      end.lastIndex = at + 1;
      const found = end.exec(text);
      if (found && found[0] === "m") {
        this.pen = sgr(this.pen, text.slice(at + 1, found.index));
      }
      return found ? found.index + 1 : text.length;
    }
    if (text[at] === "]") {
      const found = /\x07|\x1b\\/g;
      found.lastIndex = at;
      const end = found.exec(text);
      return end ? found.lastIndex : text.length;
    }
    return at + 1;
  }
}

function sgr(pen, parameters) {
  const next = { ...pen };
  const parts = parameters.split(";");
  for (let i = 0; i < parts.length; i++) {
    const sub = parts[i].split(":");
    const code = Number(sub[0] || 0);
    if (code === 38 || code === 48 || code === 58) {
      const values = sub.length > 1 ? sub.slice(1) : parts.slice(i + 1, i + 5);
      const colour =
        values[0] === "5" ? palette(values[1]) : rgb(sub.length > 4 ? values.slice(-3) : values.slice(1, 4));
      i += sub.length > 1 ? 0 : values[0] === "5" ? 2 : 4;
      if (code !== 58) {
        next[code === 38 ? "fg" : "bg"] = colour;
      }
    } else if (code === 5 && sub[1] === "3") {
      next.attributes |= OVERLINE;
    } else if (code === 0) {
      Object.assign(next, { fg: "d", bg: "d", attributes: 0, underline: 0 });
    } else if (code === 4) {
      next.underline = sub.length > 1 ? Number(sub[1]) : 1;
    } else if (code === 21) {
      next.underline = 2;
    } else if (code === 24) {
      next.underline = 0;
    } else if (BITS[code]) {
      next.attributes |= BITS[code];
    } else if (CLEARS[code]) {
      next.attributes &= ~CLEARS[code];
    } else {
      colourCode(next, code);
    }
  }
  return next;
}

function colourCode(pen, code) {
  if (code >= 30 && code <= 37) pen.fg = `p${code - 30}`;
  else if (code >= 90 && code <= 97) pen.fg = `p${code - 82}`;
  else if (code === 39) pen.fg = "d";
  else if (code >= 40 && code <= 47) pen.bg = `p${code - 40}`;
  else if (code >= 100 && code <= 107) pen.bg = `p${code - 92}`;
  else if (code === 49) pen.bg = "d";
}

function palette(value) {
  return `p${Number(value)}`;
}

function rgb(values) {
  return "#" + values.map((v) => Number(v).toString(16).padStart(2, "0")).join("");
}

/**
 * Which rows go on in the next one, from the same rows joined by `capture-pane -J`.
 * @returns {boolean[]}
 */
export function wrappedRows(rows, joined) {
  const wrapped = rows.map(() => false);
  let line = 0;
  let from = 0;
  for (let i = 0; i < rows.length && line < joined.length; i++) {
    const whole = joined[line].text;
    const text = rows[i].text;
    const kept = text.replace(/ +$/, "");
    if (!whole.startsWith(kept, from)) {
      break;
    }
    let to = from + kept.length;
    while (to < whole.length && to - from < text.length && whole[to] === " ") {
      to++;
    }
    if (to === 0 && whole !== "" && i > 0) {
      // cleared after the row before had wrapped into it
      wrapped[i - 1] = true;
      continue;
    }
    if (to === whole.length) {
      line++;
      from = 0;
    } else {
      wrapped[i] = true;
      from = to;
    }
  }
  return wrapped;
}

export { BLANK };
