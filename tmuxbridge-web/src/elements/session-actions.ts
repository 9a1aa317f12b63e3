/**
 * What keys and menus of a session do: the same actions by either way. What only concerns the emulator is done by
 * emulatorAction, what concerns tmux is handed to SessionCommands.
 */
import { areaStep, moveToArea } from "./areas.js";
import { copyText } from "./clipboard.js";
import { asker } from "./dom.js";
import { copySelected, emulatorAction } from "./emulator-actions.js";
import { openMenu } from "./menu.js";
import type { MenuItem } from "./menu.js";
import type { PaneView } from "./pane-view.js";
import type { SessionView } from "./session-view.js";
import { ACTIONS, actionOf, keysOf, readable } from "./shortcuts.js";
import type { Action } from "./shortcuts.js";
import { showShortcuts } from "./shortcuts-dialog.js";
import { count } from "./words.js";

export class SessionActions {
  constructor(private readonly view: SessionView) {}

  private get root(): Document | ShadowRoot {
    return this.view.root.getRootNode() as Document | ShadowRoot;
  }

  /** Does it; false if it makes no sense now, and the key is the program's. */
  run(action: Action): boolean {
    const pane = this.view.panes.active;
    return (
      pane !== undefined &&
      (emulatorAction(action, pane, this.view.settings) || this.inTmux(action, pane) || this.onPage(action))
    );
  }

  /** A key that no terminal took, because the focus is on a button or border. */
  key(event: KeyboardEvent): void {
    const inTerminal = event.target instanceof Element && event.target.closest(".xterm") !== null;
    const step = event.defaultPrevented ? 0 : areaStep(event, this.view.settings);
    if (step !== 0) {
      event.preventDefault();
      return moveToArea(this.root, step);
    }
    const action = inTerminal || event.defaultPrevented ? undefined : actionOf(event, this.view.settings.now.shortcuts);
    if (action !== undefined && this.run(action)) {
      event.preventDefault();
    }
  }

  /** The menu, by a right click that no program wants. */
  contextMenu(event: MouseEvent): void {
    const mouse = this.view.panes.active?.emulator.terminal.modes.mouseTrackingMode ?? "none";
    if (mouse === "none" || event.shiftKey) {
      event.preventDefault();
      this.menuAt(event.clientX, event.clientY);
    }
  }

  menuAt(x: number, y: number): void {
    const { view } = this;
    const pane = view.panes.active;
    if (!pane) {
      return;
    }
    const item = (action: Action, disabled = false): MenuItem => {
      const keys = keysOf(action, view.settings.now.shortcuts);
      return {
        label: ACTIONS[action].words,
        disabled,
        ...(keys ? { hint: readable(keys) } : {}),
        run: () => void this.run(action),
      };
    };
    const { whole } = view.panes;
    const writable = view.writable && !whole; // of the whole, tmux's own keys do the rest
    openMenu(view.root, x, y, "Terminal", [
      item("copy", !pane.emulator.terminal.hasSelection()),
      item("paste", !view.writable),
      item("selectAll"),
      item("find", whole),
      ...(view.whole.stands
        ? [{ label: whole ? "Pane by pane" : "Whole session (mirror)", run: () => view.showWhole(!whole) }]
        : []),
      "line",
      item("splitRight", !writable),
      item("splitBelow", !writable),
      item("zoom", !writable || (view.window?.panes.length ?? 1) < 2),
      {
        label: "Kill the pane ...",
        disabled: !writable || !view.pane,
        run: () => view.pane && view.commands.killPane(view.pane),
      },
      "line",
      item("newWindow", !writable),
      {
        label: "Rename the window ...",
        disabled: !writable,
        run: () => view.window && view.commands.renameWindow(view.window),
      },
      {
        label: "Rename the session ...",
        disabled: !writable,
        run: () => view.detail && view.commands.renameSession(view.detail.name),
      },
      "line",
      { label: "Who is watching, who types ...", run: () => view.people.show() },
      item("refresh"),
      item("fullscreen", !document.fullscreenEnabled),
      item("help"),
      { label: "Settings ...", run: () => view.events.settings() },
    ]);
  }

  /** A selection was made. */
  selected(text: string): void {
    copySelected(text, this.view.settings);
  }

  /** A program offers text for the clipboard: as the settings say, or after asking. Reading it is never offered. */
  offerClipboard(text: string): void {
    const { clipboard } = this.view.settings.now;
    const pane = this.view.panes.active;
    if (text === "" || clipboard === "deny" || !pane) {
      return;
    }
    if (clipboard === "allow") {
      void copyText(text).then((done) => done || this.askForClipboard(text, pane));
      return;
    }
    this.askForClipboard(text, pane);
  }

  private askForClipboard(text: string, pane: PaneView): void {
    const copy = () => void copyText(text);
    pane.notices.say(
      `A program wants to copy ${count(text.length, "character")} to your clipboard.`,
      { label: "Copy", run: copy },
      {
        label: "Always",
        run: () => {
          this.view.settings.set({ clipboard: "allow" });
          copy();
        },
      },
      { label: "Never", run: () => this.view.settings.set({ clipboard: "deny" }) },
    );
  }

  private inTmux(action: Action, pane: PaneView): boolean {
    const { view } = this;
    const { commands } = view;
    const paneId = pane.paneId;
    const from = asker();
    if (!view.writable || view.panes.whole || paneId === undefined) {
      return false;
    }
    switch (action) {
      case "newWindow":
        commands.newWindow((windowId) => view.navigation.expect({ windowId }, from));
        return true;
      case "splitRight":
        commands.split(paneId, "horizontal", (made) => view.navigation.expect({ paneId: made }, from));
        return true;
      case "splitBelow":
        commands.split(paneId, "vertical", (made) => view.navigation.expect({ paneId: made }, from));
        return true;
      case "zoom":
        commands.zoom(paneId);
        return true;
      default:
        return false;
    }
  }

  private onPage(action: Action): boolean {
    const { view } = this;
    switch (action) {
      case "find":
        return !view.panes.whole && (view.findBar.open(), true);
      case "refresh":
        view.refresh();
        return true;
      case "nextWindow":
        return view.navigation.stepWindow(1);
      case "previousWindow":
        return view.navigation.stepWindow(-1);
      case "nextPane":
        return view.navigation.stepPane();
      case "fullscreen":
        if (!document.fullscreenEnabled) {
          return false; // Safari on phones, or a frame that may not
        }
        void (document.fullscreenElement ? document.exitFullscreen() : view.root.requestFullscreen());
        return true;
      case "menu": {
        const box = view.panes.active?.root.getBoundingClientRect();
        this.menuAt((box?.left ?? 0) + 24, (box?.top ?? 0) + 24);
        return true;
      }
      case "leave":
        moveToArea(this.root, 1);
        return true;
      case "help":
        showShortcuts(view.root, view.settings);
        return true;
      default:
        return false;
    }
  }
}
