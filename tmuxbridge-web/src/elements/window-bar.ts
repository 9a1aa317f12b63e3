/** The windows of a session as tabs, and what can be done with the window and pane that are shown. */
import type { WindowInfo } from "../client/index.js";
import { el, focusedBeside, iconButton, keepKeyboard, setChildren } from "./dom.js";
import { TabScroll, focusedTab, ownTabs, stepTabs, tabList } from "./tab-list.js";
import { keysOf, readable } from "./shortcuts.js";
import type { Action } from "./shortcuts.js";
import { WindowTab } from "./window-tab.js";
import type { WindowTabEvents } from "./window-tab.js";

export interface WindowBarEvents extends WindowTabEvents {
  act(action: Action): void;
}

export class WindowBar {
  readonly root: HTMLElement;
  private readonly list = el("div", { class: "window-tabs" });
  private readonly tablist = tabList("Windows");
  private readonly scroll = new TabScroll(this.list);
  private readonly add: HTMLButtonElement;
  private readonly tools: HTMLElement;
  private readonly tabs = new Map<string, WindowTab>();

  constructor(private readonly events: WindowBarEvents) {
    const tool = (icon: Parameters<typeof iconButton>[0], label: string, action: Action) =>
      iconButton(icon, `${label} (${readable(keysOf(action, {}))})`, () => this.events.act(action));
    this.tools = el(
      "div",
      { class: "window-tools" },
      tool("splitRight", "Split to the right", "splitRight"),
      tool("splitBelow", "Split below", "splitBelow"),
      tool("zoom", "Zoom the pane", "zoom"),
    );
    this.add = tool("plus", "New window", "newWindow");
    this.root = el(
      "div",
      { class: "window-bar" },
      this.tablist,
      this.list,
      this.add,
      el("span", { class: "spacer" }),
      this.tools,
    );
    this.list.addEventListener("keydown", (event) => this.key(event));
    this.root.hidden = true;
    keepKeyboard(this.root);
  }

  /** Draws the windows; `rang` are those whose bell rang while they were not shown. */
  show(windows: WindowInfo[], current: string | undefined, rang: ReadonlySet<string>, writable: boolean): void {
    const focused = this.list.contains(focusedBeside(this.list));
    this.root.hidden = windows.length === 0;
    this.keep(new Set(windows.map((window) => window.windowId)));
    const tabs = windows.map((window) => {
      const tab = this.tab(window);
      tab.show(window, window.windowId === current, rang.has(window.windowId), writable);
      return tab.root;
    });
    setChildren(this.list, tabs);
    ownTabs(this.tablist, this.list);
    this.scroll.drawn(`${current} of ${windows.length}`);
    [this.add, ...this.tools.querySelectorAll("button")].forEach((tool) => (tool.disabled = !writable));
    const zoomed = windows.find((window) => window.windowId === current)?.zoomed === true;
    this.tools.lastElementChild?.setAttribute("aria-pressed", String(zoomed));
    if (focused && !this.list.contains(focusedBeside(this.list))) {
      this.list.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
    }
  }

  private tab(window: WindowInfo): WindowTab {
    const tab = this.tabs.get(window.windowId) ?? new WindowTab(window, this.events);
    this.tabs.set(window.windowId, tab);
    return tab;
  }

  private keep(living: ReadonlySet<string>): void {
    [...this.tabs.keys()].filter((id) => !living.has(id)).forEach((id) => this.tabs.delete(id));
  }

  private key(event: KeyboardEvent): void {
    stepTabs(event, this.list);
    if (event.key === "F2") {
      const focused = focusedTab(this.list)?.parentElement;
      [...this.tabs.values()].find((tab) => tab.root === focused)?.rename();
    }
  }
}
