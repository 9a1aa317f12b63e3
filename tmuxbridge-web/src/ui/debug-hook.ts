/** `window.tmuxbridge`: what browser tests read. No part of the page uses it. */
import type { Terminal } from "@xterm/xterm";
import type { TerminalChannel } from "../client/index.js";
import type { App } from "./app.js";

export interface DebugTerminal {
  session: string;
  xterm: Terminal;
  channel: TerminalChannel | undefined;
  renderer: "webgl" | "dom";
  /** The screen's rows as text, as `tmux capture-pane -p` prints them: trailing blanks cut. */
  rows(): string[];
}

export function installDebugHook(app: App): void {
  Object.defineProperty(window, "tmuxbridge", {
    value: {
      socket: app.socket,
      get terminals(): DebugTerminal[] {
        return [...app.views].map(([name, view]) => ({
          session: name,
          xterm: view.terminal,
          channel: view.channel,
          renderer: view.renderer,
          rows: () => screenRows(view.terminal),
        }));
      },
    },
  });
}

function screenRows(terminal: Terminal): string[] {
  const { active } = terminal.buffer;
  return Array.from({ length: terminal.rows }, (_, y) =>
    (active.getLine(active.baseY + y)?.translateToString(true) ?? "").trimEnd(),
  );
}
