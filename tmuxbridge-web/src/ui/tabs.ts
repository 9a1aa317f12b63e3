/** The strip of tabs: the list of sessions first, then what is open. Arrow keys move, as in every tab list. */
import { el, icon, iconButton } from "../elements/dom.js";
import { TabScroll, ownTabs, tabList } from "../elements/tab-list.js";

export interface Tab {
  name: string;
  title: string;
  light: string;
  rang: boolean;
}

export class TabStrip {
  readonly root = el("nav", { class: "tabs", attributes: { "aria-label": "Open sessions" } });
  private readonly tablist = tabList("Open sessions");
  private readonly scroll = new TabScroll(
    this.root,
    () => this.root.querySelector<HTMLElement>(".home")?.offsetWidth ?? 0,
  );

  constructor(
    private readonly select: (name: string | undefined) => void,
    private readonly close: (name: string) => void,
  ) {
    this.root.addEventListener("keydown", (event) => this.key(event));
  }

  /** Draws the tabs; `current` is undefined for the list of sessions. */
  show(tabs: Tab[], current: string | undefined): void {
    const hadFocus = this.root.contains(document.activeElement);
    const home = this.tab("Sessions", current === undefined, () => this.select(undefined));
    home.prepend(icon("grid"));
    home.classList.add("home");
    this.root.replaceChildren(this.tablist, home, ...tabs.map((tab) => this.sessionTab(tab, tab.name === current)));
    ownTabs(this.tablist, this.root);
    this.scroll.drawn(current ?? "");
    if (hadFocus) {
      this.root.querySelector<HTMLElement>('[aria-selected="true"]')?.focus({ preventScroll: true });
    }
  }

  private sessionTab(tab: Tab, selected: boolean): HTMLElement {
    const face = this.tab(tab.name, selected, () => this.select(tab.name));
    face.prepend(el("span", { class: "dot", attributes: { "aria-hidden": "true" } }));
    face.title = tab.title || tab.name;
    const close = iconButton("close", `Close tab ${tab.name} (the session goes on)`, () => this.close(tab.name));
    const holder = el(
      "span",
      { class: `tab-holder${selected ? " selected" : ""}${tab.rang ? " rang" : ""}` },
      face,
      close,
    );
    holder.dataset.state = tab.light;
    return holder;
  }

  private tab(label: string, selected: boolean, click: () => void): HTMLButtonElement {
    return el(
      "button",
      {
        class: "tab",
        attributes: { type: "button", role: "tab", "aria-selected": String(selected), tabindex: selected ? "0" : "-1" },
        on: { click },
      },
      el("span", { class: "tab-label" }, label),
    );
  }

  private key(event: KeyboardEvent): void {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const tabs = [...this.root.querySelectorAll<HTMLElement>('[role="tab"]')];
    const at = tabs.indexOf(document.activeElement as HTMLElement);
    if (step !== undefined && at >= 0) {
      event.preventDefault();
      tabs[(at + step + tabs.length) % tabs.length]?.focus();
    }
  }
}
