/** What the panes of a session tell and ask; as PaneViewEvents, but for the pane that it is about. */
import type { Connected, Ending, ServerEvent } from "../client/index.js";
import type { PaneView } from "./pane-view.js";
import type { Action } from "./shortcuts.js";

export interface SessionPanesEvents {
  changed(): void;
  connected(pane: PaneView, connected: Connected): void;
  told(event: ServerEvent): void;
  ended(pane: PaneView, ending: Ending): void;
  rang(pane: PaneView): void;
  action(action: Action): boolean;
  clipboard(text: string): void;
  selected(text: string): void;
  redrawn(): void;
  mayType(quietly?: boolean): boolean;
  me?(): string | undefined;
  /** The keyboard went to this pane. */
  focused(pane: PaneView): void;
}
