/** An xterm.js terminal as prediction looks at it: the screen of the active buffer, read and never written. */
import type { IBufferCell, Terminal } from "@xterm/xterm";
import type { Screen } from "../client/index.js";

export class EmulatorScreen implements Screen {
  private scratch: IBufferCell | undefined;

  constructor(private readonly terminal: Pick<Terminal, "buffer" | "cols" | "rows">) {}

  get cols(): number {
    return this.terminal.cols;
  }

  get rows(): number {
    return this.terminal.rows;
  }

  get cursorX(): number {
    return this.terminal.buffer.active.cursorX;
  }

  get cursorY(): number {
    return this.terminal.buffer.active.cursorY;
  }

  cell(x: number, y: number): string {
    const { active } = this.terminal.buffer;
    this.scratch ??= active.getNullCell();
    const cell = active.getLine(active.baseY + y)?.getCell(x, this.scratch);
    return cell?.getWidth() === 0 ? "" : cell?.getChars() || " ";
  }
}
