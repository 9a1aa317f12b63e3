/**
 * Who else types: a name in small at the cursor, gone a moment after the last key. It lies over the terminal and takes
 * no clicks; nothing is written into the emulator.
 */
import { el } from "./dom.js";
import type { Emulator } from "./emulator.js";
import { safeTitle } from "./words.js";

/** The server tells it once a second while somebody goes on. */
const SHOWN_MILLIS = 2_500;
const LONGEST_NAME = 24;

export class Typist {
  private readonly root = el("span", { class: "typist", attributes: { "aria-hidden": "true" } });
  private readonly listeners: { dispose(): void }[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private who = "";

  constructor(
    private readonly emulator: Emulator,
    /** Who types is another one now, or nobody. */
    private readonly changed: () => void,
  ) {
    this.root.hidden = true;
  }

  /** Who it is; empty while nobody else types. */
  get name(): string {
    return this.who;
  }

  /** Puts it in place, once the emulator is. */
  open(): void {
    const { terminal, screen } = this.emulator;
    screen?.append(this.root);
    this.listeners.push(
      terminal.onRender(() => this.place()),
      terminal.onScroll(() => this.place()),
    );
  }

  /** They have just typed. */
  typed(name: string): void {
    const safe = safeTitle(name);
    this.become(safe.length > LONGEST_NAME ? `${safe.slice(0, LONGEST_NAME - 1)}…` : safe || "somebody");
    this.timer = setTimeout(() => this.become(""), SHOWN_MILLIS);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.listeners.forEach((listener) => listener.dispose());
    this.root.remove();
  }

  private become(name: string): void {
    clearTimeout(this.timer);
    if (name !== this.who) {
      this.who = name;
      this.root.textContent = name;
      this.changed();
    }
    this.place();
  }

  private place(): void {
    const cell = this.who === "" ? undefined : this.emulator.cell();
    const { viewportY, baseY } = this.emulator.terminal.buffer.active;
    this.root.hidden = cell === undefined || viewportY !== baseY;
    if (cell && !this.root.hidden) {
      this.placeAt(cell);
    }
  }

  /** Behind the cursor where the row is blank there, else over it, and under it in the first row. */
  private placeAt(cell: { width: number; height: number }): void {
    const { cols, buffer } = this.emulator.terminal;
    const { cursorX, cursorY } = buffer.active;
    const { style, classList } = this.root;
    const beside = this.isBlank(cursorX + 1, Math.ceil(this.root.offsetWidth / cell.width) + 1);
    const left = beside || cursorX < cols / 2;
    style.left = left ? `${(cursorX + (beside ? 1.5 : 0)) * cell.width}px` : "";
    style.right = left ? "" : `${(cols - Math.min(cursorX + 1, cols)) * cell.width}px`;
    style.top = beside ? `${(cursorY + 0.5) * cell.height}px` : `${(cursorY === 0 ? 1 : cursorY) * cell.height}px`;
    classList.toggle("beside", beside);
    classList.toggle("below", !beside && cursorY === 0);
  }

  private isBlank(from: number, cells: number): boolean {
    const { cols, buffer } = this.emulator.terminal;
    const line = buffer.active.getLine(buffer.active.baseY + buffer.active.cursorY);
    return from + cells <= cols && (line?.translateToString(false, from, from + cells).trim() ?? "") === "";
  }
}
