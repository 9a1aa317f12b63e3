/** What is true of a session that is viewed. SessionView is this and what it does. */
import type { PaneInfo, SessionDetail, SessionModel, WindowInfo } from "../client/index.js";
import type { Light } from "./pane-status.js";
import type { SessionEnd } from "./session-end.js";
import type { SessionPanes } from "./session-panes.js";
import type { SessionWindows } from "./session-windows.js";

export abstract class SessionFacts {
  abstract readonly panes: SessionPanes;
  protected abstract readonly model: SessionModel;
  abstract readonly windows: SessionWindows;
  protected abstract readonly end: SessionEnd;

  /** What the session is called now. */
  get name(): string {
    return this.model.sessionId;
  }

  get detail(): SessionDetail | undefined {
    return this.model.detail;
  }

  /** The window that is shown. */
  get window(): WindowInfo | undefined {
    return this.windows.current;
  }

  /** The window whose panes are arranged here. */
  get arranged(): WindowInfo | undefined {
    return this.panes.whole ? undefined : this.window;
  }

  /** The pane that keys go to, as tmux has it. */
  get pane(): PaneInfo | undefined {
    return this.window?.panes.find((pane) => pane.paneId === this.panes.active?.paneId);
  }

  get title(): string {
    return this.panes.active?.title ?? "";
  }

  /** For the tab's light. */
  get light(): Light {
    return this.end.over ? "over" : (this.panes.active?.status.light ?? "busy");
  }

  /** Whether this viewer may type and change things. */
  get writable(): boolean {
    return !this.end.over && this.panes.active?.status.readOnly === false;
  }
}
