/** Colour themes of the terminal. A theme of one's own is the same object as JSON: see docs/ui.md. */
import type { ITheme } from "@xterm/xterm";

export interface NamedTheme {
  name: string;
  /** Whether it belongs to a light page. */
  light: boolean;
  colours: ITheme;
}

const NAMES = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"] as const;

/** A theme from background, foreground, cursor, selection and the sixteen colours in the order of ECMA-48. */
function theme(
  name: string,
  light: boolean,
  [background, foreground, cursor, selection]: string[],
  palette: string,
): NamedTheme {
  const colours: Record<string, string> = {
    background: background!,
    foreground: foreground!,
    cursor: cursor!,
    cursorAccent: background!,
    selectionBackground: selection!,
  };
  palette.split(" ").forEach((colour, i) => {
    const base = NAMES[i % 8]!;
    colours[i < 8 ? base : `bright${base[0]!.toUpperCase()}${base.slice(1)}`] = `#${colour}`;
  });
  return { name, light, colours: { ...colours, ...scrollbar(light) } };
}

/** The scrollbar's slider: always a shade of the foreground. */
function scrollbar(light: boolean): ITheme {
  const base = light ? "#000000" : "#ffffff";
  return {
    scrollbarSliderBackground: `${base}22`,
    scrollbarSliderHoverBackground: `${base}3a`,
    scrollbarSliderActiveBackground: `${base}55`,
  };
}

export const THEMES: readonly NamedTheme[] = [
  theme(
    "Bridge Dark",
    false,
    ["#12161c", "#d7dde6", "#7ee2a8", "#35557a"],
    "1d232c f2777a 7bd88f f0c674 6fb3f2 c792ea 5fd0d0 cfd6e0 6b7788 ff9a98 a4ecb0 ffdf9c 9dccff dfb6ff 92e8e6 ffffff",
  ),
  theme(
    "Bridge Light",
    true,
    ["#ffffff", "#1f2733", "#12784a", "#b9d8f7"],
    "1f2733 c0303a 1c7c43 8a6100 1f5fbf 8a3db6 0f7482 d3dae3 66717f d9434c 2a9457 a97800 2f76e0 a455d2 1a8fa0 f4f7fa",
  ),
  theme(
    "Solarized Dark",
    false,
    ["#002b36", "#93a1a1", "#93a1a1", "#0f4a58"],
    "073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 586e75 cb4b16 93a100 c9a100 839496 6c71c4 93a1a1 fdf6e3",
  ),
  theme(
    "Solarized Light",
    true,
    ["#fdf6e3", "#586e75", "#586e75", "#e3ddc8"],
    "073642 dc322f 728100 a57900 2176b8 d33682 22867e eee8d5 002b36 cb4b16 586e75 657b83 657b83 6c71c4 586e75 fdf6e3",
  ),
  theme(
    "Nord",
    false,
    ["#2e3440", "#d8dee9", "#d8dee9", "#4c566a"],
    "3b4252 bf616a a3be8c ebcb8b 81a1c1 b48ead 88c0d0 e5e9f0 616e88 d0727c b5d19c f3d99b 9bb8d8 c9a6c4 8fbcbb eceff4",
  ),
  theme(
    "Dracula",
    false,
    ["#282a36", "#f8f8f2", "#f8f8f2", "#44475a"],
    "21222c ff5555 50fa7b f1fa8c bd93f9 ff79c6 8be9fd f8f8f2 6272a4 ff6e6e 69ff94 ffffa5 d6acff ff92df a4ffff ffffff",
  ),
  theme(
    "Gruvbox Dark",
    false,
    ["#282828", "#ebdbb2", "#ebdbb2", "#504945"],
    "282828 cc241d 98971a d79921 458588 b16286 689d6a a89984 928374 fb4934 b8bb26 fabd2f 83a598 d3869b 8ec07c ebdbb2",
  ),
  theme(
    "Paper",
    true,
    ["#f7f3e9", "#33302a", "#8a4b00", "#e2d6b5"],
    "33302a a8322d 4d7419 8f6200 2c5f9e 83407f 1c7270 cfc7b5 6f685c c4423b 5f8a25 a87400 3b74b8 9c5597 2b8684 fbf8f1",
  ),
  theme(
    "High Contrast",
    false,
    ["#000000", "#ffffff", "#ffff00", "#0050d0"],
    "000000 ff6060 50ff50 ffff50 7fb0ff ff80ff 50ffff ffffff a0a0a0 ff9090 90ff90 ffff90 a8c8ff ffa8ff 90ffff ffffff",
  ),
];

const COLOUR = /^#(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i;

/**
 * Reads a theme of somebody's own: `{"name", "light"?, "background", "foreground", "red", ...}`, the colours as
 * `#rrggbb`. Throws with what is wrong. Unknown names are refused: a misspelt colour would otherwise go unseen.
 */
export function readTheme(json: string): NamedTheme {
  const value: unknown = JSON.parse(json);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error("A theme is a JSON object.");
  }
  const { name, light, ...colours } = value as Record<string, unknown>;
  if (typeof name !== "string" || name.trim() === "") {
    throw new Error("A theme needs a name.");
  }
  const known = new Set(Object.keys(THEMES[0]!.colours).concat("selectionForeground", "selectionInactiveBackground"));
  for (const [key, colour] of Object.entries(colours)) {
    if (!known.has(key)) {
      throw new Error(`${key} is not a colour of a theme: ${[...known].join(", ")}.`);
    }
    if (typeof colour !== "string" || !COLOUR.test(colour)) {
      throw new Error(`${key} is ${JSON.stringify(colour)}: a colour looks like #1f2733.`);
    }
  }
  if (!colours.background || !colours.foreground) {
    throw new Error("A theme needs a background and a foreground.");
  }
  return {
    name: name.trim().slice(0, 60),
    light: light === true,
    colours: { ...scrollbar(light === true), ...colours },
  };
}
