/**
 * A pane's screen in small: lines as `pane.capture` gives them with attributes, drawn on a canvas in the theme's
 * colours.
 */
import type { ITheme } from "@xterm/xterm";

/** Share of a cell's width in its height. */
const ASPECT = 0.5;
/** Room around the text, in CSS pixels. */
const MARGIN_PIXELS = 7;

interface Pen {
  foreground: string | undefined;
  background: string | undefined;
  bold: boolean;
  inverse: boolean;
}

const PLAIN: Pen = { foreground: undefined, background: undefined, bold: false, inverse: false };

/** Draws the lines of a screen of `cols` by `rows` as wide as the canvas is shown. */
export function drawThumbnail(
  canvas: HTMLCanvasElement,
  lines: string[],
  cols: number,
  rows: number,
  theme: ITheme,
): void {
  const context = canvas.getContext("2d");
  if (!context || cols === 0 || canvas.clientWidth === 0) {
    return;
  }
  const ratio = Math.max(1, devicePixelRatio);
  const margin = MARGIN_PIXELS * ratio;
  const width = (canvas.clientWidth * ratio - 2 * margin) / Math.max(cols, 60);
  const height = width / ASPECT;
  canvas.width = Math.round(canvas.clientWidth * ratio);
  canvas.height = Math.round(canvas.clientHeight * ratio);
  context.fillStyle = theme.background ?? "#000000";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.font = `${height * 0.86}px "DejaVu Sans Mono", monospace`;
  context.textBaseline = "middle";
  const room = Math.floor((canvas.height - 2 * margin) / height);
  const last = lines.reduce((at, line, i) => (line.trim() === "" ? at : i), 0);
  const first = Math.max(0, Math.min(rows, last + 1) - room); // the end of the screen is what tells most
  context.translate(margin, margin);
  let pen = PLAIN;
  lines.slice(first, first + room).forEach((line, i) => {
    pen = drawLine(context, line, i * height, width, height, theme, pen);
  });
}

function drawLine(
  context: CanvasRenderingContext2D,
  line: string,
  top: number,
  width: number,
  height: number,
  theme: ITheme,
  start: Pen,
): Pen {
  let pen = start;
  let column = 0;
  // SGR, other sequences, or a run of text.
  for (const [piece, parameters] of line.matchAll(
    /\u001b\[([\d;:]*)m|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b.|[^\u001b]+/g,
  )) {
    if (parameters !== undefined) {
      pen = applySgr(pen, parameters, theme);
    } else if (!piece.startsWith("\u001b")) {
      const [ink, ground] = coloursOf(pen, theme);
      for (const character of piece) {
        const cells = isWide(character) ? 2 : 1;
        if (ground) {
          context.fillStyle = ground;
          context.fillRect(column * width, top, width * cells + 0.5, height);
        }
        if (character !== " ") {
          context.fillStyle = ink;
          context.fillText(character, column * width, top + height / 2);
        }
        column += cells;
      }
    }
  }
  return pen;
}

function coloursOf(pen: Pen, theme: ITheme): [string, string | undefined] {
  const foreground = pen.foreground ?? theme.foreground ?? "#ffffff";
  return pen.inverse ? [pen.background ?? theme.background ?? "#000000", foreground] : [foreground, pen.background];
}

function isWide(character: string): boolean {
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]/u.test(
    character,
  );
}

const NAMES = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"] as const;

/** A colour of the palette of 256. */
export function paletteColour(index: number, theme: ITheme): string {
  if (index < 16) {
    const name = NAMES[index % 8]!;
    const key = index < 8 ? name : (`bright${name[0]!.toUpperCase()}${name.slice(1)}` as keyof ITheme);
    return String(theme[key] ?? "#888888");
  }
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return `rgb(${grey},${grey},${grey})`;
  }
  const level = (n: number) => (n === 0 ? 0 : 55 + n * 40);
  const cube = index - 16;
  return `rgb(${level(Math.floor(cube / 36))},${level(Math.floor(cube / 6) % 6)},${level(cube % 6)})`;
}

/** The pen after an SGR sequence: colours, bold, inverse; a thumbnail shows no more. */
export function applySgr(pen: Pen, parameters: string, theme: ITheme): Pen {
  const codes = parameters.split(/[;:]/).map(Number);
  let next = { ...pen };
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    if (code === 0) next = { ...PLAIN };
    else if (code === 1) next.bold = true;
    else if (code === 22) next.bold = false;
    else if (code === 7) next.inverse = true;
    else if (code === 27) next.inverse = false;
    else if (code === 39) next.foreground = undefined;
    else if (code === 49) next.background = undefined;
    else if (code === 38 || code === 48) {
      const long = codes[i + 1] === 2;
      const rgb = codes.slice(i + 2, i + 5);
      const colour = long
        ? `rgb(${rgb.map((n) => n & 255).join(",")})`
        : paletteColour((codes[i + 2] ?? 0) & 255, theme);
      next[code === 38 ? "foreground" : "background"] = colour;
      i += long ? 4 : 2;
    } else if (code >= 30 && code <= 37) next.foreground = paletteColour(code - 30, theme);
    else if (code >= 90 && code <= 97) next.foreground = paletteColour(code - 82, theme);
    else if (code >= 40 && code <= 47) next.background = paletteColour(code - 40, theme);
    else if (code >= 100 && code <= 107) next.background = paletteColour(code - 92, theme);
  }
  return next;
}
