/**
 * What a person has chosen, kept by the browser for this address: nothing secret, nothing the server needs to know.
 * Everything has a default, and what cannot be read is the default again.
 */
import { Emitter } from "../client/index.js";
import { ACTIONS, isShortcut } from "./shortcuts.js";
import type { Action } from "./shortcuts.js";
import { THEMES } from "./themes.js";
import type { NamedTheme } from "./themes.js";

export interface Choices {
  /** `auto` follows the system between `lightTheme` and `darkTheme`; else it is the one or the other. */
  scheme: "auto" | "light" | "dark";
  lightTheme: string;
  darkTheme: string;
  /** Themes of one's own. */
  ownThemes: NamedTheme[];
  fontSize: number;
  fontFamily: string;
  ligatures: boolean;
  copyOnSelect: boolean;
  /** Ask before pasting more than one line. */
  pasteWarning: boolean;
  /** Whether programs may set the clipboard (OSC 52): after asking, always, never. */
  clipboard: "ask" | "allow" | "deny";
  /** Option of a Mac is Alt, as programs know it, and makes no characters. */
  optionIsMeta: boolean;
  screenReader: boolean;
  /** Guessing what typed keys will show before the server answers. */
  prediction: "auto" | "always" | "never";
  /** `auto` is WebGL where a GPU draws it, else the DOM; `webgl` is WebGL also where the CPU has to draw it. */
  renderer: "auto" | "webgl" | "dom" | "text";
  keyBar: "auto" | "show" | "hide";
  /** Choosing a window or pane here chooses it in tmux too. */
  follow: boolean;
  /** Shortcuts that differ from the default; empty turns one off. */
  shortcuts: Partial<Record<Action, string>>;
}

export const FONT_FAMILY =
  'ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace';
export const FONT_SIZES = { least: 6, usual: 14, most: 40 };

export const DEFAULTS: Readonly<Choices> = {
  scheme: "auto",
  lightTheme: "Bridge Light",
  darkTheme: "Bridge Dark",
  ownThemes: [],
  fontSize: FONT_SIZES.usual,
  fontFamily: "",
  ligatures: false,
  copyOnSelect: false,
  pasteWarning: true,
  clipboard: "ask",
  optionIsMeta: false,
  screenReader: false,
  prediction: "auto",
  renderer: "auto",
  keyBar: "auto",
  follow: true,
  shortcuts: {},
};

/** Where settings are kept: localStorage, or anything like it. */
export interface Keeper {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const KEY = "tmuxbridge.settings";

export class Settings extends Emitter<{ change: Choices }> {
  private choices: Choices;

  constructor(private readonly keeper?: Keeper) {
    super();
    this.choices = read(keeper);
  }

  get now(): Readonly<Choices> {
    return this.choices;
  }

  /** Changes some of it and remembers that. */
  set(changes: Partial<Choices>): void {
    this.choices = { ...this.choices, ...changes };
    try {
      this.keeper?.setItem(KEY, JSON.stringify(this.choices));
    } catch {
      // storage is full or forbidden: the choice holds as long as the page
    }
    this.emit("change", this.choices);
  }

  /** Somebody else has changed what is kept. */
  readAgain(): void {
    this.choices = read(this.keeper);
    this.emit("change", this.choices);
  }

  /** Everything as it was in the beginning. */
  reset(): void {
    this.set({ ...DEFAULTS });
  }

  /** Themes to choose from: those that come along, then one's own. */
  get themes(): NamedTheme[] {
    return [...THEMES, ...this.choices.ownThemes];
  }

  /** The theme of that name, or the first that suits the page. */
  theme(name: string, light: boolean): NamedTheme {
    const { themes } = this;
    return themes.find((theme) => theme.name === name) ?? themes.find((theme) => theme.light === light)!;
  }
}

/**
 * Settings that this browser keeps, the same in all of its windows; where storage is forbidden they last as long as the
 * page.
 */
export function browserSettings(): Settings {
  try {
    const settings = new Settings(localStorage);
    addEventListener("storage", ({ key }) => (key === KEY || key === null) && settings.readAgain());
    return settings;
  } catch {
    return new Settings();
  }
}

function read(keeper: Keeper | undefined): Choices {
  let kept: unknown;
  try {
    kept = JSON.parse(keeper?.getItem(KEY) ?? "{}");
  } catch {
    kept = {};
  }
  const choices = { ...DEFAULTS } as unknown as Record<string, unknown>;
  for (const [name, value] of Object.entries((kept ?? {}) as Record<string, unknown>)) {
    if (
      name in choices &&
      typeof value === typeof choices[name] &&
      Array.isArray(value) === Array.isArray(choices[name])
    ) {
      choices[name] = value;
    }
  }
  const result = choices as unknown as Choices;
  result.fontSize = clampFont(result.fontSize);
  result.shortcuts = Object.fromEntries(
    Object.entries(result.shortcuts).filter(([action, keys]) => action in ACTIONS && (keys === "" || isShortcut(keys))),
  );
  return result;
}

export function clampFont(size: number): number {
  return Math.min(FONT_SIZES.most, Math.max(FONT_SIZES.least, Math.round(size)));
}
