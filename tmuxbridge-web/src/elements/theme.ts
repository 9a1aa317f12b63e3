/** Which theme holds now: the chosen one of the light or the dark, by choice or by the system. */
import type { Settings } from "./settings.js";
import type { NamedTheme } from "./themes.js";

const dark = matchMedia("(prefers-color-scheme: dark)");

const contrast = matchMedia("(prefers-contrast: more)");
/** Whether the system asks for little motion. */
export const stillness = matchMedia("(prefers-reduced-motion: reduce)");

/** What the system says of contrast and motion; calls back at once and on changes, the returned function ends that. */
export function followComfort(run: (comfort: { contrast: boolean; still: boolean }) => void): () => void {
  const look = () => run({ contrast: contrast.matches, still: stillness.matches });
  look();
  [contrast, stillness].forEach((query) => query.addEventListener("change", look));
  return () => [contrast, stillness].forEach((query) => query.removeEventListener("change", look));
}

export function currentTheme(settings: Settings): NamedTheme {
  const { scheme, lightTheme, darkTheme } = settings.now;
  const light = scheme === "auto" ? !dark.matches : scheme === "light";
  return settings.theme(light ? lightTheme : darkTheme, light);
}

/** Calls back at once and whenever another theme holds; the returned function ends that. */
export function followTheme(settings: Settings, run: (theme: NamedTheme) => void): () => void {
  let last: NamedTheme | undefined;
  const look = () => {
    const theme = currentTheme(settings);
    if (theme !== last) {
      last = theme;
      run(theme);
    }
  };
  look();
  dark.addEventListener("change", look);
  const unlisten = settings.on("change", look);
  return () => {
    dark.removeEventListener("change", look);
    unlisten();
  };
}

/** Colours an element's subtree: light or dark for the page's parts, the theme's background for the terminals. */
export function paint(element: HTMLElement, theme: NamedTheme): void {
  element.style.colorScheme = theme.light ? "light" : "dark";
  element.style.setProperty("--terminal", theme.colours.background ?? (theme.light ? "#ffffff" : "#000000"));
  element.style.setProperty("--terminal-text", theme.colours.foreground ?? (theme.light ? "#000000" : "#ffffff"));
}
