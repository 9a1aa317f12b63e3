/**
 * Tabs that have a button to close them beside them. A list of tabs may hold nothing but tabs for those who hear the page, so
 * the list is an element of its own that owns the tabs wherever they stand.
 */
import { el } from "./dom.js";

let nextId = 1;

/** The list that owns the tabs, not to be seen. */
export function tabList(label: string): HTMLElement {
  return el("div", { attributes: { role: "tablist", "aria-label": label } });
}

/** Gives the list all tabs inside `parent`. */
export function ownTabs(list: HTMLElement, parent: HTMLElement): void {
  const tabs = [...parent.querySelectorAll<HTMLElement>('[role="tab"]')];
  tabs.forEach((tab) => (tab.id ||= `tmux-tab-${nextId++}`));
  list.setAttribute("aria-owns", tabs.map((tab) => tab.id).join(" "));
}
