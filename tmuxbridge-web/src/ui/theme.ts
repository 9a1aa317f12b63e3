/** Colours of the terminal, light and dark, in step with the page's (style.css) and the system's. */
import type { ITheme } from "@xterm/xterm";

const DARK: ITheme = {
  background: "#12161c",
  foreground: "#d7dde6",
  cursor: "#7ee2a8",
  cursorAccent: "#12161c",
  selectionBackground: "#35557a",
  selectionInactiveBackground: "#2b3644",
  black: "#1d232c",
  red: "#f2777a",
  green: "#7bd88f",
  yellow: "#f0c674",
  blue: "#6fb3f2",
  magenta: "#c792ea",
  cyan: "#5fd0d0",
  white: "#cfd6e0",
  brightBlack: "#6b7788",
  brightRed: "#ff9a98",
  brightGreen: "#a4ecb0",
  brightYellow: "#ffdf9c",
  brightBlue: "#9dccff",
  brightMagenta: "#dfb6ff",
  brightCyan: "#92e8e6",
  brightWhite: "#ffffff",
  scrollbarSliderBackground: "#ffffff22",
  scrollbarSliderHoverBackground: "#ffffff3a",
  scrollbarSliderActiveBackground: "#ffffff55",
};

const LIGHT: ITheme = {
  background: "#ffffff",
  foreground: "#1f2733",
  cursor: "#12784a",
  cursorAccent: "#ffffff",
  selectionBackground: "#b9d8f7",
  selectionInactiveBackground: "#dfe6ee",
  black: "#1f2733",
  red: "#c0303a",
  green: "#1c7c43",
  yellow: "#8a6100",
  blue: "#1f5fbf",
  magenta: "#8a3db6",
  cyan: "#0f7482",
  white: "#d3dae3",
  brightBlack: "#66717f",
  brightRed: "#d9434c",
  brightGreen: "#2a9457",
  brightYellow: "#a97800",
  brightBlue: "#2f76e0",
  brightMagenta: "#a455d2",
  brightCyan: "#1a8fa0",
  brightWhite: "#f4f7fa",
  scrollbarSliderBackground: "#00000022",
  scrollbarSliderHoverBackground: "#0000003a",
  scrollbarSliderActiveBackground: "#00000055",
};

const darkScheme = matchMedia("(prefers-color-scheme: dark)");

export function currentTheme(): ITheme {
  return darkScheme.matches ? DARK : LIGHT;
}

/** Calls back whenever the system changes between light and dark; the returned function ends that. */
export function onThemeChange(run: () => void): () => void {
  darkScheme.addEventListener("change", run);
  return () => darkScheme.removeEventListener("change", run);
}

export const reducedMotion = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
