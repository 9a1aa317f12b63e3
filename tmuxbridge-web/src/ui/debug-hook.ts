/** `window.tmuxbridge`: what browser tests read. No part of the page uses it. */
import type { Terminal } from "@xterm/xterm";
import type { TerminalChannel } from "../client/index.js";
import type { PaneView } from "../elements/pane-view.js";
import type { App } from "./app.js";

export interface DebugTerminal {
  session: string;
  pane: string | undefined;
  /** Whether keys go to it. */
  active: boolean;
  visible: boolean;
  xterm: Terminal;
  channel: TerminalChannel | undefined;
  renderer: "webgl" | "dom" | "text";
  view: PaneView;
  /** The screen's rows as text, as `tmux capture-pane -p` prints them: trailing blanks cut. */
  rows(): string[];
}

export function installDebugHook(app: App): void {
  Object.defineProperty(window, "tmuxbridge", {
    value: {
      app,
      socket: app.socket,
      settings: app.settings,
      /** The viewed panes, of each session the one that has the keyboard first. */
      get terminals(): DebugTerminal[] {
        return [...app.views].flatMap(([name, view]) => {
          const { active, all } = view.panes;
          const panes = all.map((pane) => describe(name, pane, pane === active));
          return panes.sort((a, b) => Number(b.active) - Number(a.active));
        });
      },
    },
  });
}

function describe(session: string, pane: PaneView, active: boolean): DebugTerminal {
  const { terminal } = pane.emulator;
  return {
    session,
    pane: pane.paneId,
    active,
    visible: !pane.root.hidden,
    xterm: terminal,
    channel: pane.channel,
    renderer: pane.emulator.renderer,
    view: pane,
    rows: () => screenRows(terminal),
  };
}

function screenRows(terminal: Terminal): string[] {
  const { active } = terminal.buffer;
  return Array.from({ length: terminal.rows }, (_, y) =>
    (active.getLine(active.baseY + y)?.translateToString(true) ?? "").trimEnd(),
  );
}
