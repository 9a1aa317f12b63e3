/** The sessions that are open, kept for as long as the browser's tab lives; where storage is forbidden, not at all. */
const KEY = "tmuxbridge.tabs";

export function rememberTabs(names: string[]): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(names));
  } catch {
    // full or forbidden: a page that is loaded again shows the one session that its address names
  }
}

export function rememberedTabs(): string[] {
  try {
    const names: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(names) ? names.filter((name): name is string => typeof name === "string") : [];
  } catch {
    return [];
  }
}
