/** The elements for embedding, registered when this module is imported. */
import { TmuxSession } from "./tmux-session.js";
import { TmuxTerminal } from "./tmux-terminal.js";

for (const [name, element] of [
  ["tmux-terminal", TmuxTerminal],
  ["tmux-session", TmuxSession],
] as const) {
  if (!customElements.get(name)) {
    customElements.define(name, element);
  }
}

export { TmuxSession, TmuxTerminal };
export { DEFAULTS, Settings, browserSettings } from "./settings.js";
export type { Choices, Keeper } from "./settings.js";
export { ACTIONS } from "./shortcuts.js";
export type { Action } from "./shortcuts.js";
export { THEMES, readTheme } from "./themes.js";
export type { NamedTheme } from "./themes.js";

declare global {
  interface HTMLElementTagNameMap {
    "tmux-terminal": TmuxTerminal;
    "tmux-session": TmuxSession;
  }
}
