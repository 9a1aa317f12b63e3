/** Placeholder. */
import type { Terminal } from "@xterm/xterm";
import type { Caller } from "../client/index.js";
export class HistoryPager {
  constructor(readonly terminal: Terminal, readonly caller: Caller, readonly pane: () => string | undefined) {}
  listen(): void {}
  snapshot(): void {}
  dispose(): void {}
}
