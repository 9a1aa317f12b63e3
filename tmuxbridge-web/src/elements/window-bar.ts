/** The windows of a session as tabs, and what can be done with the window and pane that are shown. */
import type { WindowInfo } from "../client/index.js";
import { el, iconButton, keepKeyboard } from "./dom.js";
import { TabScroll, ownTabs, tabList } from "./tab-list.js";
import { keysOf, readable } from "./shortcuts.js";
import type { Action } from "./shortcuts.js";

export interface WindowBarEvents {
  select(windowId: string): void;
  rename(window: WindowInfo): void;
  kill(window: WindowInfo): void;
  act(action: Action): void;
}

export class WindowBar {
  readonly root: HTMLElement;
  private readonly list = el("div", { class: "window-tabs" });
  private readonly tablist = tabList("Windows");
  private readonly scroll = new TabScroll(this.list);
  private readonly tools: HTMLElement;

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
    const add = tool("plus", "New window", "newWindow");
    add.classList.add("window-add");
    this.root = el(
      "div",
      { class: "window-bar" },
      this.tablist,
      this.list,
      add,
      el("span", { class: "spacer" }),
      this.tools,
    );
    this.list.addEventListener("keydown", (event) => this.key(event));
    this.root.hidden = true;
    keepKeyboard(this.root);
  }

  /** Draws the windows; `rang` are those whose bell rang while they were not shown. */
  show(windows: WindowInfo[], current: string | undefined, rang: ReadonlySet<string>, writable: boolean): void {
    const focused = this.list.contains(document.activeElement);
    this.root.hidden = windows.length === 0;
    this.root.classList.toggle("read-only", !writable);
    this.list.replaceChildren(
      ...windows.map((window) => this.tab(window, window.windowId === current, rang, writable)),
    );
    ownTabs(this.tablist, this.list);
    this.scroll.drawn(`${current} of ${windows.length}`);
    this.tools.querySelectorAll("button").forEach((tool) => (tool.disabled = !writable));
    const zoomed = windows.find((window) => window.windowId === current)?.zoomed === true;
    this.tools.lastElementChild?.setAttribute("aria-pressed", String(zoomed));
    if (focused) {
      this.list.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
    }
  }

  private tab(window: WindowInfo, selected: boolean, rang: ReadonlySet<string>, writable: boolean): HTMLElement {
    const bell = !selected && (window.bell || rang.has(window.windowId));
    const mark = bell ? "bell" : !selected && window.activity ? "activity" : undefined;
    const face = el(
      "button",
      {
        class: "window-tab",
        attributes: {
          type: "button",
          role: "tab",
          "aria-selected": String(selected),
          tabindex: selected ? "0" : "-1",
          title: `${window.index}: ${window.name}${mark ? ` (${mark})` : ""}. Double-click renames`,
        },
        on: {
          click: () => this.events.select(window.windowId),
          dblclick: () => writable && this.events.rename(window),
        },
      },
      el("span", { class: "window-index" }, String(window.index)),
      el("span", { class: "tab-label" }, window.name),
      window.panes.length > 1 &&
        el("span", { class: "window-panes" }, window.zoomed ? "zoomed" : `${window.panes.length}`),
      mark !== undefined && el("span", { class: `mark-${mark}`, attributes: { role: "img", "aria-label": mark } }),
    );
    const kill =
      writable && iconButton("close", `Kill window ${window.index} ${window.name}`, () => this.events.kill(window));
    return el(
      "span",
      { class: `window-holder${selected ? " selected" : ""}`, attributes: { role: "presentation" } },
      face,
      kill,
    );
  }

  private key(event: KeyboardEvent): void {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const tabs = [...this.list.querySelectorAll<HTMLElement>('[role="tab"]')];
    const at = tabs.indexOf(document.activeElement as HTMLElement);
    if (step !== undefined && at >= 0) {
      event.preventDefault();
      tabs[(at + step + tabs.length) % tabs.length]?.focus();
    } else if (event.key === "F2" && at >= 0) {
      tabs[at]?.dispatchEvent(new MouseEvent("dblclick"));
    }
  }
}
