/** The tab of an open session; the same element for as long as it is open, so that no click on it is lost. */
import { el, iconButton } from "../elements/dom.js";

export interface Tab {
  name: string;
  title: string;
  light: string;
  rang: boolean;
}

export class SessionTab {
  readonly root: HTMLElement;
  private readonly face: HTMLButtonElement;
  private readonly close: HTMLButtonElement;

  constructor(
    private readonly name: string,
    act: { select(name: string): void; close(name: string): void },
  ) {
    this.face = tabFace(name, () => act.select(name));
    this.face.prepend(el("span", { class: "dot", attributes: { "aria-hidden": "true" } }));
    this.close = iconButton("close", "", () => act.close(name));
    this.root = el("span", { class: "tab-holder" }, this.face, this.close);
  }

  show({ title, light, rang }: Tab, selected: boolean): void {
    selectTab(this.face, selected);
    this.close.title = `Close tab ${this.name}${light === "over" ? "" : " (the session goes on)"}`;
    this.close.setAttribute("aria-label", this.close.title);
    this.face.title = title || this.name;
    this.root.classList.toggle("selected", selected);
    this.root.classList.toggle("rang", rang);
    this.root.dataset.state = light;
  }
}

/** What is clicked of a tab. */
export function tabFace(label: string, click: () => void): HTMLButtonElement {
  return el(
    "button",
    { class: "tab", attributes: { type: "button", role: "tab" }, on: { click } },
    el("span", { class: "tab-label" }, label),
  );
}

/** Only the selected tab is reached by Tab; arrow keys go on from there. */
export function selectTab(face: HTMLElement, selected: boolean): void {
  face.setAttribute("aria-selected", String(selected));
  face.tabIndex = selected ? 0 : -1;
}
