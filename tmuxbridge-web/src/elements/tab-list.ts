/**
 * Tabs that have a button to close them beside them. A list of tabs may hold nothing but tabs for those who hear the
 * page, so the list is an element of its own that owns the tabs wherever they stand.
 */
import { el, focusedBeside } from "./dom.js";

let nextId = 1;

/** The list that owns the tabs, not to be seen. */
export function tabList(label: string): HTMLElement {
  return el("div", { attributes: { role: "tablist", "aria-label": label } });
}

/** Gives the list all tabs inside `parent`. */
export function ownTabs(list: HTMLElement, parent: HTMLElement): void {
  const tabs = [...parent.querySelectorAll<HTMLElement>('[role="tab"]')];
  tabs.forEach((tab) => (tab.id ||= `tmux-tab-${nextId++}`));
  const owned = tabs.map((tab) => tab.id).join(" ");
  if (list.getAttribute("aria-owns") !== owned) {
    list.setAttribute("aria-owns", owned);
  }
}

/** The tab inside `parent` that has the focus. */
export function focusedTab(parent: HTMLElement): HTMLElement | undefined {
  const focused = focusedBeside(parent);
  return [...parent.querySelectorAll<HTMLElement>('[role="tab"]')].find((tab) => tab === focused);
}

/** Arrow keys move the focus from tab to tab, as in every list of tabs. */
export function stepTabs(event: KeyboardEvent, parent: HTMLElement): void {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const tabs = [...parent.querySelectorAll<HTMLElement>('[role="tab"]')];
  const focused = focusedTab(parent);
  if (step !== undefined && focused) {
    event.preventDefault();
    tabs[(tabs.indexOf(focused) + step + tabs.length) % tabs.length]?.focus();
  }
}

/**
 * A strip of tabs that may be wider than the room for it: a wheel moves it, and the tab that is selected comes into
 * sight when it becomes so, or the room another one. Nothing around the strip is ever moved.
 */
export class TabScroll {
  private selected = "";

  /** `covered` tells how much of its beginning lies below something. */
  constructor(
    private readonly strip: HTMLElement,
    private readonly covered: () => number = () => 0,
  ) {
    new ResizeObserver(() => this.reveal()).observe(strip);
    strip.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
  }

  /** The tabs were drawn; this one is selected. */
  drawn(selected: string): void {
    if (selected !== this.selected) {
      this.selected = selected;
      this.reveal();
    }
  }

  private wheel(event: WheelEvent): void {
    const { strip } = this;
    if (strip.scrollWidth > strip.clientWidth && !event.ctrlKey) {
      event.preventDefault();
      strip.scrollLeft += event.deltaX + event.deltaY;
    }
  }

  private reveal(): void {
    const { strip } = this;
    const tab = strip.querySelector('[aria-selected="true"]');
    const around = strip.getBoundingClientRect();
    const { left, right } = (
      tab?.parentElement === strip ? tab : (tab?.parentElement ?? strip)
    ).getBoundingClientRect();
    const before = left - around.left - this.covered();
    const behind = right - around.right;
    strip.scrollLeft += before < 0 ? before : Math.max(0, Math.min(behind, before));
  }
}
