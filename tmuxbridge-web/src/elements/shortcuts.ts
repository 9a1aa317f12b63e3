/**
 * Keys that this client takes for itself. All others belong to the program in the terminal. Each can be changed or
 * turned off; a key is written as in `Ctrl+Shift+F`, by its place on the keyboard, so that it is the same in every
 * layout.
 */

/** What can be done by keyboard, with its usual key and its words. */
export const ACTIONS = {
  copy: { keys: "Ctrl+Shift+C", words: "Copy the selection" },
  paste: { keys: "Ctrl+Shift+V", words: "Paste" },
  find: { keys: "Ctrl+Shift+F", words: "Find in the terminal" },
  selectAll: { keys: "Ctrl+Shift+A", words: "Select everything" },
  refresh: { keys: "Ctrl+Shift+L", words: "Draw the screen again" },
  bigger: { keys: "Ctrl+Shift+Equal", words: "Bigger letters" },
  smaller: { keys: "Ctrl+Shift+Minus", words: "Smaller letters" },
  usualSize: { keys: "Ctrl+Shift+Digit0", words: "Letters of usual size" },
  pageUp: { keys: "Shift+PageUp", words: "Scroll a page up" },
  pageDown: { keys: "Shift+PageDown", words: "Scroll a page down" },
  top: { keys: "Shift+Home", words: "Scroll to the beginning" },
  bottom: { keys: "Shift+End", words: "Scroll to the end" },
  newWindow: { keys: "Alt+Shift+T", words: "New window" },
  nextWindow: { keys: "Alt+Shift+BracketRight", words: "Next window" },
  previousWindow: { keys: "Alt+Shift+BracketLeft", words: "Previous window" },
  splitRight: { keys: "Alt+Shift+D", words: "Split: new pane to the right" },
  splitBelow: { keys: "Alt+Shift+S", words: "Split: new pane below" },
  nextPane: { keys: "Alt+Shift+O", words: "Next pane" },
  zoom: { keys: "Alt+Shift+Z", words: "Zoom the pane, or end that" },
  fullscreen: { keys: "Alt+Shift+Enter", words: "Full screen" },
  menu: { keys: "Shift+F10", words: "Menu of the terminal" },
  leave: { keys: "Ctrl+Shift+F6", words: "Leave the terminal for the next part of the page (there: F6)" },
  help: { keys: "Ctrl+Shift+Slash", words: "All shortcuts" },
} as const;

export type Action = keyof typeof ACTIONS;

const SHORTCUT = /^(?:Ctrl\+)?(?:Alt\+)?(?:Shift\+)?(?:Meta\+)?[A-Z][A-Za-z0-9]*$/;
/** Without Ctrl, Alt or Meta: what nobody types. */
const NOT_TYPED = /^(?:Shift\+)?F[0-9]+$|^Shift\+(?:Arrow[A-Z][a-z]+|Home|End|PageUp|PageDown|Insert|Delete)$/;

/** Whether a text is a key as this module writes them, and none that people type. */
export function isShortcut(keys: unknown): keys is string {
  return typeof keys === "string" && SHORTCUT.test(keys) && (/Ctrl\+|Alt\+|Meta\+/.test(keys) || NOT_TYPED.test(keys));
}

/** The part of a keyboard event that a shortcut is about. */
export type KeyPress = Pick<KeyboardEvent, "ctrlKey" | "altKey" | "shiftKey" | "metaKey" | "code">;

/** An event as a key. Empty for a modifier alone. */
export function nameOf(event: KeyPress): string {
  if (event.code === "" || /^(Control|Alt|Shift|Meta)(Left|Right)$/.test(event.code)) {
    return "";
  }
  const modifiers = [
    event.ctrlKey && "Ctrl",
    event.altKey && "Alt",
    event.shiftKey && "Shift",
    event.metaKey && "Meta",
  ];
  return [...modifiers, event.code.replace(/^Key/, "")].filter(Boolean).join("+");
}

/** The key that does something now; empty if it was turned off. */
export function keysOf(action: Action, changed: Partial<Record<Action, string>>): string {
  return changed[action] ?? ACTIONS[action].keys;
}

/** What a key does, if it is one of ours. */
export function actionOf(event: KeyPress, changed: Partial<Record<Action, string>>): Action | undefined {
  const name = nameOf(event);
  return name === ""
    ? undefined
    : (Object.keys(ACTIONS) as Action[]).find((action) => keysOf(action, changed) === name);
}

/** A key as people read it. */
export function readable(keys: string): string {
  const words: Record<string, string> = {
    BracketRight: "]",
    BracketLeft: "[",
    Slash: "/",
    Equal: "+",
    Minus: "−",
    Digit0: "0",
  };
  return keys
    .split("+")
    .map((part) => words[part] ?? part.replace(/^Digit|^Arrow/, ""))
    .join("+");
}
