/**
 * A window's tab. It is the same element for as long as there is the window: where a tab is drawn anew between press
 * and release, the click is lost.
 */
import type { WindowInfo } from "../client/index.js";
import { el, iconButton } from "./dom.js";

export interface WindowTabEvents {
  select(windowId: string): void;
  rename(window: WindowInfo): void;
  kill(window: WindowInfo): void;
}

export class WindowTab {
  readonly root: HTMLElement;
  private readonly face: HTMLElement;
  private readonly index = el("span", { class: "window-index" });
  private readonly label = el("span", { class: "tab-label" });
  private readonly panes = el("span", { class: "window-panes" });
  private readonly mark = el("span", { attributes: { role: "img" } });
  private readonly kill: HTMLButtonElement;

  constructor(
    private window: WindowInfo,
    private readonly events: WindowTabEvents,
  ) {
    this.face = el(
      "button",
      {
        class: "window-tab",
        attributes: { type: "button", role: "tab" },
        on: {
          click: () => events.select(this.window.windowId),
          dblclick: () => this.rename(),
        },
      },
      this.index,
      this.label,
      this.panes,
      this.mark,
    );
    this.kill = iconButton("close", "", () => events.kill(this.window));
    this.root = el("span", { class: "window-holder", attributes: { role: "presentation" } }, this.face, this.kill);
  }

  /** Draws the window as it is now; `rang` if its bell did while it was not shown. */
  show(window: WindowInfo, selected: boolean, rang: boolean, writable: boolean): void {
    this.window = window;
    const { index, name, panes, zoomed } = window;
    const mark = selected ? "" : rang || window.bell ? "bell" : window.activity ? "activity" : "";
    this.root.classList.toggle("selected", selected);
    this.face.setAttribute("aria-selected", String(selected));
    this.face.tabIndex = selected ? 0 : -1;
    this.face.title = `${index}: ${name}${mark && ` (${mark})`}. Double-click renames`;
    this.index.textContent = String(index);
    this.label.textContent = name;
    this.panes.textContent = zoomed ? "zoomed" : String(panes.length);
    this.panes.hidden = panes.length < 2;
    this.mark.className = mark && `mark-${mark}`;
    this.mark.setAttribute("aria-label", mark);
    this.mark.hidden = mark === "";
    this.kill.hidden = !writable;
    if (writable) {
      this.face.setAttribute("aria-keyshortcuts", "F2");
    } else {
      this.face.removeAttribute("aria-keyshortcuts");
    }
    this.kill.title = `Kill window ${index} ${name}`;
    this.kill.setAttribute("aria-label", this.kill.title);
  }

  /** Asks for another name, if one may give it. */
  rename(): void {
    if (!this.kill.hidden) {
      this.events.rename(this.window);
    }
  }
}
