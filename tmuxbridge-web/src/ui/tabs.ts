/** The strip of tabs: the list of sessions first, then what is open. Arrow keys move, as in every tab list. */
import { el, icon, setChildren } from "../elements/dom.js";
import { TabScroll, ownTabs, stepTabs, tabList } from "../elements/tab-list.js";
import { SessionTab, selectTab, tabFace } from "./session-tab.js";
import type { Tab } from "./session-tab.js";

export class TabStrip {
  readonly root = el("nav", { class: "tabs", attributes: { "aria-label": "Open sessions" } });
  private readonly tablist = tabList("Open sessions");
  private readonly home: HTMLButtonElement;
  private readonly tabs = new Map<string, SessionTab>();
  private readonly scroll: TabScroll;

  constructor(
    private readonly select: (name: string | undefined) => void,
    private readonly close: (name: string) => void,
  ) {
    this.home = tabFace("Sessions", () => select(undefined));
    this.home.prepend(icon("grid"));
    this.home.classList.add("home");
    this.scroll = new TabScroll(this.root, () => this.home.offsetWidth);
    this.root.addEventListener("keydown", (event) => stepTabs(event, this.root));
  }

  /** Draws the tabs; `current` is undefined for the list of sessions. */
  show(tabs: Tab[], current: string | undefined): void {
    const hadFocus = this.root.contains(document.activeElement);
    selectTab(this.home, current === undefined);
    const living = new Set(tabs.map((tab) => tab.name));
    [...this.tabs.keys()].filter((name) => !living.has(name)).forEach((name) => this.tabs.delete(name));
    const faces = tabs.map((tab) => {
      const its = this.tab(tab.name);
      its.show(tab, tab.name === current);
      return its.root;
    });
    setChildren(this.root, [this.tablist, this.home, ...faces]);
    ownTabs(this.tablist, this.root);
    this.scroll.drawn(current ?? "");
    if (hadFocus && !this.root.contains(document.activeElement)) {
      this.root.querySelector<HTMLElement>('[aria-selected="true"]')?.focus({ preventScroll: true });
    }
  }

  private tab(name: string): SessionTab {
    const tab = this.tabs.get(name) ?? new SessionTab(name, { select: this.select, close: this.close });
    this.tabs.set(name, tab);
    return tab;
  }
}
