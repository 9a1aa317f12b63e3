/** What a view of a session is told at the start, and what it tells. */
import type { View } from "../client/index.js";

export interface SessionViewEvents {
  /** Something that shows outside is different: state, title, bell, name. */
  changed(): void;
  /** The session has another name. */
  renamed(name: string): void;
  /** The user wants to leave this view. */
  leave(): void;
  /** The user wants to see the settings. */
  settings(): void;
}

export interface SessionViewOptions {
  sessionId: string;
  view?: View;
  access?: "read" | "write";
}
