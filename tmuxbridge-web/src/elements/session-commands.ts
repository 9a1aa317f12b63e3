/**
 * What a person can do with a session, its windows and panes, by key, menu or button. Each asks the server; what tmux
 * made of it comes back as an event, and only then it shows. A refusal is told in words.
 */
import {
  createWindow,
  killPane,
  killWindow,
  renameSession,
  renameWindow,
  selectPane,
  selectWindow,
  splitPane,
  zoomPane,
} from "../client/index.js";
import type { Caller, Direction, PaneInfo, WindowInfo } from "../client/index.js";
import { askForText, askToKill } from "./dialogs.js";
import { inWords } from "./words.js";

export class SessionCommands {
  constructor(
    private readonly caller: Caller,
    private readonly sessionId: () => string,
    /** After something was done: look at what tmux has now. */
    private readonly done: () => Promise<void>,
    private readonly say: (text: string) => void,
    /** What shows the session. */
    private readonly near: () => Element,
  ) {}

  newWindow(show: (windowId: string) => void): void {
    void this.run(async () => show(await createWindow(this.caller, this.sessionId())));
  }

  /** Resolves once it has been done and looked up, or refused. */
  selectWindow(windowId: string): Promise<void> {
    return this.run(() => selectWindow(this.caller, windowId, this.sessionId()));
  }

  renameWindow(window: WindowInfo): void {
    askForText(this.near(), `Rename window ${window.index}`, "Name", window.name, async (name) => {
      await renameWindow(this.caller, window.windowId, name);
      void this.done();
    });
  }

  killWindow(window: WindowInfo): void {
    const panes = window.panes.length > 1 ? ` All ${window.panes.length} panes end.` : "";
    askToKill(this.near(), "window", `${window.index}: ${window.name}`, `The programs in it end.${panes}`, async () => {
      await killWindow(this.caller, window.windowId);
      void this.done();
    });
  }

  renameSession(name: string): void {
    askForText(this.near(), "Rename session", "Name", name, async (wanted) => {
      await renameSession(this.caller, this.sessionId(), wanted);
      void this.done();
    });
  }

  split(paneId: string, direction: Direction, show: (paneId: string) => void): void {
    void this.run(async () => show(await splitPane(this.caller, paneId, direction)));
  }

  /** Resolves once it has been done and looked up, or refused. */
  selectPane(paneId: string): Promise<void> {
    return this.run(() => selectPane(this.caller, paneId));
  }

  zoom(paneId: string): void {
    void this.run(() => zoomPane(this.caller, paneId));
  }

  killPane(pane: PaneInfo): void {
    askToKill(this.near(), "pane", `${pane.index}: ${pane.command}`, "The program in it ends.", async () => {
      await killPane(this.caller, pane.paneId);
      void this.done();
    });
  }

  private run(what: () => Promise<void>): Promise<void> {
    return what().then(this.done, (failure: Error) => this.say(inWords(failure)));
  }
}
