/**
 * The terminal as plain text, for browsers in which xterm.js cannot draw, and for people who want nothing but text
 * (their reader may prefer it). The emulator goes on parsing; this shows what its buffer holds, without colours, and
 * takes keys.
 */
import type { Terminal } from "@xterm/xterm";
import { el } from "./dom.js";
import { keyData, optionComposes } from "./key-data.js";

/** Lines of history shown above the screen. */
const HISTORY = 1_000;
const LINE_HEIGHT = 1.2;

export class TextView {
  readonly root = el("pre", {
    class: "text-view",
    attributes: { tabindex: "0", role: "region", "aria-label": "Terminal, as text" },
  });
  private readonly probe = el("span", { class: "text-probe", attributes: { "aria-hidden": "true" } }, "0".repeat(10));
  private readonly listeners: { dispose(): void }[];
  private frame = 0;

  /** `taken` says of a key that it is none of the program's. */
  constructor(
    private readonly terminal: Terminal,
    stage: HTMLElement,
    taken: (event: KeyboardEvent) => boolean,
  ) {
    stage.replaceChildren(this.root, this.probe);
    this.root.addEventListener("keydown", (event) => {
      const application = terminal.modes.applicationCursorKeysMode;
      const data = taken(event) ? undefined : keyData(event, application, optionComposes(terminal.options));
      if (data !== undefined) {
        event.preventDefault();
        terminal.input(data);
      }
    });
    this.listeners = [terminal.onWriteParsed(() => this.drawSoon()), terminal.onResize(() => this.drawSoon())];
    this.adopt();
  }

  /** Takes letters and colours from the emulator's options. */
  adopt(): void {
    const { fontFamily, fontSize = 14, theme } = this.terminal.options;
    for (const { style } of [this.root, this.probe]) {
      style.font = `${fontSize}px/${LINE_HEIGHT} ${fontFamily ?? "monospace"}`;
    }
    this.root.style.color = theme?.foreground ?? "";
    this.root.style.background = theme?.background ?? "";
    this.drawSoon();
  }

  cell(): { width: number; height: number } | undefined {
    const { width, height } = this.probe.getBoundingClientRect();
    return width > 0 ? { width: width / 10, height } : undefined;
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    this.listeners.forEach((listener) => listener.dispose());
    this.root.remove();
    this.probe.remove();
  }

  private drawSoon(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    const { active } = this.terminal.buffer;
    const { scrollTop, scrollHeight, clientHeight } = this.root;
    const atEnd = scrollTop + clientHeight >= scrollHeight - 4;
    const first = Math.max(0, active.baseY - HISTORY);
    const row = (y: number) => active.getLine(y)?.translateToString(true) ?? "";
    const rows = (from: number, to: number) =>
      Array.from({ length: Math.max(0, to - from) }, (_, i) => `${row(from + i)}\n`).join("");
    const cursor = active.baseY + active.cursorY;
    const line = active.getLine(cursor);
    this.root.replaceChildren(
      rows(first, cursor) + (line?.translateToString(false, 0, active.cursorX) ?? ""),
      el("span", { class: "text-cursor" }, line?.getCell(active.cursorX)?.getChars() || " "),
      `${line?.translateToString(true, active.cursorX + 1) ?? ""}\n${rows(cursor + 1, active.baseY + this.terminal.rows)}`.replace(
        /\n$/,
        "",
      ),
    );
    if (atEnd) {
      this.root.scrollTop = this.root.scrollHeight;
    }
  }
}
