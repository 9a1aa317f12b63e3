/**
 * A button over a terminal that one has scrolled up: back to the end, with a mark once something was printed there
 * meanwhile. It stands in the lower right corner of what can be seen of the terminal.
 */
import { el, icon } from "./dom.js";
import type { Emulator } from "./emulator.js";

const MARGIN_PIXELS = 12;

export class ToEnd {
  readonly root = el(
    "button",
    { class: "to-end", attributes: { type: "button" }, on: { click: () => this.go() } },
    icon("down"),
    "To the end",
  );
  private readonly listeners: { dispose(): void }[] = [];
  private stage: Element | null = null;

  constructor(
    private readonly emulator: Emulator,
    private readonly gone: () => void,
  ) {
    this.root.hidden = true;
  }

  /** Begins, once the terminal is on its stage. */
  open(): void {
    const { terminal } = this.emulator;
    this.stage = this.root.closest(".stage");
    this.stage?.addEventListener("scroll", this.place, { passive: true });
    this.listeners.push(
      terminal.onRender(() => this.look()),
      terminal.onScroll(() => this.look()),
      terminal.onWriteParsed(() => this.look(true)),
    );
  }

  dispose(): void {
    this.stage?.removeEventListener("scroll", this.place);
    this.listeners.forEach((listener) => listener.dispose());
  }

  private go(): void {
    this.emulator.terminal.scrollToBottom();
    this.look();
    this.gone();
  }

  private look(printed = false): void {
    const { viewportY, baseY } = this.emulator.terminal.buffer.active;
    const away = viewportY < baseY;
    if (away === this.root.hidden) {
      this.root.hidden = !away;
      this.mark(false);
      this.place();
    }
    if (away && printed) {
      this.mark(true);
    }
  }

  private mark(news: boolean): void {
    this.root.classList.toggle("news", news);
    this.root.title = news ? "Something was printed there (Shift+End)" : "Shift+End";
  }

  private readonly place = (): void => {
    const pane = this.root.parentElement?.getBoundingClientRect();
    const stage = this.stage?.getBoundingClientRect();
    if (!this.root.hidden && pane && stage) {
      this.root.style.right = `${Math.max(0, pane.right - stage.right) + MARGIN_PIXELS}px`;
      this.root.style.bottom = `${Math.max(0, pane.bottom - stage.bottom) + MARGIN_PIXELS}px`;
    }
  };
}
