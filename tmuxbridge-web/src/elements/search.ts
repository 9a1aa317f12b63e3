/**
 * Searching in an emulator. A match is selected as if somebody had done that: this tells such a selection from others,
 * and lets it go along when lines are put before those that were searched.
 */
import { SearchAddon } from "@xterm/addon-search";
import type { Terminal } from "@xterm/xterm";

type Asked = Parameters<SearchAddon["findNext"]>;

export class Search extends SearchAddon {
  private terminal: Terminal | undefined;
  private selecting = false;
  private match = "";

  override activate(terminal: Terminal): void {
    this.terminal = terminal;
    super.activate(terminal);
  }

  /** Whether it is this that changes the selection right now. */
  get isSelecting(): boolean {
    return this.selecting;
  }

  /** Whether what is selected, among all lines that there are, is what was found. */
  get holdsSelection(): boolean {
    const { terminal, match } = this;
    return match !== "" && terminal?.buffer.active.type === "normal" && terminal.getSelection() === match;
  }

  override findNext(...asked: Asked): boolean {
    return this.select(() => super.findNext(...asked));
  }

  override findPrevious(...asked: Asked): boolean {
    return this.select(() => super.findPrevious(...asked));
  }

  /** So many lines were put before all others, while nothing was selected but by this: that goes along. */
  moved(lines: number): void {
    const { terminal } = this;
    const at = terminal?.getSelectionPosition();
    if (terminal && at) {
      const length = (at.end.y - at.start.y) * terminal.cols + at.end.x - at.start.x;
      this.select(() => terminal.select(at.start.x, at.start.y + lines, length));
    }
    // It remembers lines by their place for some seconds, and looks for matches whenever something was written. To make
    // it forget there is no public method: this uses the insides of the version that package.json pins.
    const { _lineCache: cache } = this as { _lineCache?: { value?: { _destroyLinesCache?(): void } } };
    cache?.value?._destroyLinesCache?.();
    terminal?.write("");
  }

  private select<T>(what: () => T): T {
    this.selecting = true;
    try {
      return what();
    } finally {
      this.selecting = false;
      this.match = this.terminal?.getSelection() ?? "";
    }
  }
}
