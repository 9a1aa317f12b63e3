/**
 * What keys and menus do that concerns nothing but the emulator of a pane: copying, scrolling, letters. The same in a
 * session and in a terminal that stands alone.
 */
import { copyText } from "./clipboard.js";
import { isMac } from "./key-data.js";
import type { PaneView } from "./pane-view.js";
import { FONT_SIZES, clampFont } from "./settings.js";
import type { Settings } from "./settings.js";
import type { Action } from "./shortcuts.js";

/** Does it; false if it is none of these, or makes no sense now. */
export function emulatorAction(action: Action, pane: PaneView, settings: Settings): boolean {
  const { terminal, input } = pane.emulator;
  const { fontSize } = settings.now;
  const scrolls = terminal.buffer.active.type === "normal";
  switch (action) {
    case "copy":
      void copyText(terminal.getSelection());
      return true;
    case "paste":
      void input
        .pasteFromClipboard()
        .then((done) => done || pane.notices.say(`The browser keeps its clipboard to itself: ${pasteAdvice()}.`));
      return true;
    case "selectAll":
      terminal.selectAll();
      return true;
    case "bigger":
      settings.set({ fontSize: clampFont(fontSize + 1) });
      return true;
    case "smaller":
      settings.set({ fontSize: clampFont(fontSize - 1) });
      return true;
    case "usualSize":
      settings.set({ fontSize: FONT_SIZES.usual });
      return true;
    case "pageUp":
      return scrolls && (terminal.scrollPages(-1), true);
    case "pageDown":
      return scrolls && (terminal.scrollPages(1), true);
    case "top":
      return scrolls && (terminal.scrollToTop(), true);
    case "bottom":
      return scrolls && (terminal.scrollToBottom(), true);
    default:
      return false;
  }
}

/**
 * How to paste where only the browser itself may. Ctrl+V is the program's, and a right click opens this client's menu
 * instead of the browser's.
 */
function pasteAdvice(): string {
  if (matchMedia("(pointer: coarse)").matches) {
    return "paste into the line that the pencil opens";
  }
  return isMac() ? "paste with Cmd+V" : "paste with Ctrl+Shift+V";
}

/** A selection was made. */
export function copySelected(text: string, settings: Settings): void {
  if (settings.now.copyOnSelect && text) {
    void copyText(text);
  }
}
