/**
 * Draws predicted echo on a layer over the terminal. Nothing is ever written into the emulator: with prediction on or
 * off its buffer is the same, and when the layer is empty no trace is left.
 *
 * Keys are guessed at on the normal screen only. Full-screen programs interpret keys in their own ways.
 */
import { GRACE_MILLIS, Predictor } from "../client/index.js";
import type { Shown, TerminalChannel } from "../client/index.js";
import { el } from "./dom.js";
import type { Emulator } from "./emulator.js";
import { EmulatorScreen } from "./emulator-screen.js";
import type { Settings } from "./settings.js";

export class PredictionLayer {
  readonly predictor = new Predictor(() => performance.now());
  /** What is shown now. */
  shown: Shown = { cells: [], marked: false };
  private readonly root = el("div", { class: "predicted", attributes: { "aria-hidden": "true" } });
  private readonly screen: EmulatorScreen;
  private readonly unlisten: () => void;
  private allowed = true;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly emulator: Emulator,
    private readonly settings: Settings,
  ) {
    this.screen = new EmulatorScreen(emulator.terminal);
    this.unlisten = settings.on("change", () => this.draw());
  }

  /** Puts the layer in place, once the emulator is. */
  open(): void {
    this.emulator.screen?.append(this.root);
  }

  /** Judges by this channel's answers from now on. */
  follow(channel: TerminalChannel): void {
    this.predictor.restart();
    channel.on("echo", ({ seq, offset }) => this.after(() => this.predictor.echoed(seq, offset, this.screen)));
    channel.on("state", (state) => state !== "live" && this.reset());
    channel.on("connected", ({ resume }) => resume !== "resumed" && this.predictor.restart());
  }

  /** Input number `seq` was sent; `byKey` if a key made it. */
  typed(data: string | Uint8Array, byKey: boolean, seq: number): void {
    this.after(() => {
      if (this.ready && byKey && typeof data === "string") {
        this.predictor.typed(data, seq, this.screen);
      } else {
        this.predictor.disturbed(seq);
      }
    });
  }

  /** The emulator has parsed up to `offset`. */
  parsed(offset: number): void {
    this.after(() => this.predictor.parsed(offset, this.screen));
  }

  /** Copy mode and the like: no guessing while tmux takes the keys. */
  allow(yes: boolean): void {
    this.allowed = yes;
    this.reset();
  }

  /** The screen is another one. */
  reset(): void {
    this.after(() => this.predictor.reset());
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.unlisten();
    this.root.remove();
  }

  private get ready(): boolean {
    const { terminal } = this.emulator;
    return this.allowed && this.settings.now.prediction !== "never" && terminal.buffer.active.type === "normal";
  }

  private after(step: () => void): void {
    step();
    this.draw();
    clearTimeout(this.timer);
    if (this.predictor.active) {
      this.timer = setTimeout(() => this.after(() => this.predictor.judge(this.screen)), GRACE_MILLIS);
    }
  }

  private draw(): void {
    const { buffer } = this.emulator.terminal;
    const inView = buffer.active.viewportY === buffer.active.baseY;
    const shown = this.ready && inView ? this.predictor.show(this.settings.now.prediction, this.screen) : undefined;
    const before = this.shown;
    this.shown = shown ?? { cells: [], marked: false };
    if (this.shown.cells.length + before.cells.length > 0 || this.shown.cursor || before.cursor) {
      this.root.replaceChildren(...this.pieces(this.shown));
    }
  }

  private pieces({ cells, cursor, marked }: Shown): HTMLElement[] {
    const size = this.emulator.cell();
    if (!size) {
      return [];
    }
    const { options } = this.emulator.terminal;
    const theme = options.theme ?? {};
    const piece = (x: number, y: number, text: string, ink: string, ground: string, marks: boolean) => {
      const span = el("span", { class: marks && text !== " " ? "tentative" : "" }, text);
      Object.assign(span.style, {
        left: `${x * size.width}px`,
        top: `${y * size.height}px`,
        width: `${size.width}px`,
        height: `${size.height}px`,
        lineHeight: `${size.height}px`,
        color: ink,
        background: ground,
        fontFamily: options.fontFamily ?? "monospace",
        fontSize: `${options.fontSize ?? 14}px`,
      });
      return span;
    };
    const ink = theme.foreground ?? "#ffffff";
    const ground = theme.background ?? "#000000";
    const pieces: HTMLElement[] = [];
    if (cursor) {
      // The emulator draws its cursor where it is: covered by what stands there.
      const { cursorX, cursorY } = this.screen;
      pieces.push(piece(cursorX, cursorY, this.screen.cell(cursorX, cursorY), ink, ground, false));
    }
    pieces.push(...cells.map((cell) => piece(cell.x, cell.y, cell.text, ink, ground, marked)));
    if (cursor) {
      const under =
        cells.find((cell) => cell.x === cursor.x && cell.y === cursor.y)?.text ?? this.screen.cell(cursor.x, cursor.y);
      pieces.push(piece(cursor.x, cursor.y, under, theme.cursorAccent ?? ground, theme.cursor ?? ink, false));
    }
    return pieces;
  }
}
