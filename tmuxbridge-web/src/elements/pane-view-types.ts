/** What a view of a pane is told at the start, and what it tells and asks. */
import type { Connected, Ending, ServerEvent, View } from "../client/index.js";
import type { Action } from "./shortcuts.js";

export interface PaneViewEvents {
  /** Something about it is different: state, size, title, what waits. */
  changed(): void;
  connected(connected: Connected): void;
  /** An event of the server about this terminal. */
  told(event: ServerEvent): void;
  ended(ending: Ending): void;
  rang(): void;
  /** A key of this client that is not the emulator's own business; false if it is nobody's. */
  action(action: Action): boolean;
  /** A program offers text for the clipboard. */
  clipboard(text: string): void;
  selected(text: string): void;
  /** Its screen has another size in pixels: more cells, or others, as another renderer or scale of the display has. */
  redrawn(): void;
  /** Who we are, as the server knows us, once that is known. */
  me?(): string | undefined;
  /** The cursor has moved. */
  moved(): void;
  /** Something was typed here. */
  typed(): void;
  /** Whether keys may be sent: nobody else has the keyboard. If somebody has, that is said, unless `quietly`. */
  mayType(quietly?: boolean): boolean;
}

export interface PaneViewOptions {
  sessionId: string;
  /** `window` if all panes of the window are shown: what there is room for is then told for the window. */
  fit?: "pane" | "window";
  paneId?: string;
  view?: View;
  access?: "read" | "write";
}
