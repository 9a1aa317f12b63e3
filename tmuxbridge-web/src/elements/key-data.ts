/** What a terminal sends for a key, where xterm.js is not there to say it: the plain keys of a VT220. */

const NAMED: Record<string, string> = {
  Enter: "\r",
  Backspace: "\x7f",
  Tab: "\t",
  Escape: "\x1b",
  Insert: "\x1b[2~",
  Delete: "\x1b[3~",
  PageUp: "\x1b[5~",
  PageDown: "\x1b[6~",
};
/** Keys whose sequence depends on the mode of the cursor keys. */
const CURSOR: Record<string, string> = {
  ArrowUp: "A",
  ArrowDown: "B",
  ArrowRight: "C",
  ArrowLeft: "D",
  End: "F",
  Home: "H",
};

/** On keyboards where the character of the control was hard to reach, a VT220 took these for it. */
const OLD_CONTROLS = new Map([
  [" ", "\0"],
  ["2", "\0"],
  ["3", "\x1b"],
  ["4", "\x1c"],
  ["5", "\x1d"],
  ["6", "\x1e"],
  ["7", "\x1f"],
  ["/", "\x1f"],
  ["8", "\x7f"],
  ["?", "\x7f"],
]);

export type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "altKey" | "metaKey"> &
  Partial<Pick<KeyboardEvent, "getModifierState">>;

/** Whether the keyboard is one of a Mac, and the browser's own keys are those of a Mac. */
export function isMac(platform = navigator.platform): boolean {
  return platform.startsWith("Mac");
}

/** Whether Alt is the Option key of a Mac, and is there for characters: in many layouts [ ] { } | \ @ ~ need it. */
export function optionComposes(options: { macOptionIsMeta?: boolean }, platform?: string): boolean {
  return isMac(platform) && options.macOptionIsMeta !== true;
}

/**
 * The bytes as text; undefined for a key that sends nothing. `application` is the mode of the cursor keys, `composes`
 * says that Alt makes characters.
 */
export function keyData(event: Key, application: boolean, composes = false): string | undefined {
  const { key, metaKey } = event;
  if (metaKey) {
    return undefined;
  }
  const altGr = event.getModifierState?.("AltGraph") === true; // which Windows tells as Ctrl and Alt
  const ctrl = event.ctrlKey && !altGr;
  const alt = event.altKey && !altGr && !(composes && !ctrl && [...key].length === 1);
  const cursor = CURSOR[key];
  const data = cursor !== undefined ? `\x1b${application ? "O" : "["}${cursor}` : (NAMED[key] ?? character(key, ctrl));
  return data !== undefined && alt ? `\x1b${data}` : data;
}

function character(key: string, ctrl: boolean): string | undefined {
  if ([...key].length !== 1) {
    return undefined; // a modifier alone, a function key
  }
  return ctrl ? controlOf(key) : key;
}

/** What Ctrl makes of a character; undefined if it has made nothing of it on any terminal. */
export function controlOf(character: string): string | undefined {
  if (/^[a-z@[\\\]^_]$/i.test(character)) {
    return String.fromCharCode(character.charCodeAt(0) & 0x1f);
  }
  return OLD_CONTROLS.get(character);
}
