/** A menu at a place, as on a right click: arrow keys move, Enter chooses, Escape or a click elsewhere closes. */
import { el, focusedBeside } from "./dom.js";

export type MenuItem = { label: string; hint?: string; disabled?: boolean; run(): void } | "line";

/** Opens the menu; it closes by itself and gives the keyboard back to where it was. */
export function openMenu(parent: HTMLElement, x: number, y: number, label: string, items: MenuItem[]): void {
  const before = focusedBeside(parent);
  const attributes = { role: "menu", "aria-label": label, tabindex: "-1", popover: "manual" };
  const menu = el("div", { class: "menu", attributes });
  const close = () => {
    menu.remove();
    removeEventListener("pointerdown", outside, { capture: true });
    removeEventListener("blur", close);
    if (before instanceof HTMLElement) {
      before.focus();
    }
  };
  const outside = (event: Event) => !event.composedPath().includes(menu) && close(); // from a shadow root too
  for (const item of items) {
    menu.append(
      item === "line" ? el("div", { class: "menu-line", attributes: { role: "separator" } }) : entry(item, close),
    );
  }
  menu.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      close();
    } else {
      moveFocus(menu, event);
    }
  });
  menu.addEventListener("contextmenu", (event) => event.preventDefault());
  parent.append(menu);
  menu.showPopover(); // above everything, and at its place in the window whatever it stands in
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(4, Math.min(x, innerWidth - width - 4))}px`;
  const below = y + height + 4 <= innerHeight;
  menu.style.top = `${Math.max(4, below ? y : Math.min(y, innerHeight - 4) - height)}px`;
  addEventListener("pointerdown", outside, { capture: true });
  addEventListener("blur", close);
  menu.querySelector<HTMLElement>("button:not(:disabled)")?.focus();
}

function entry(item: Exclude<MenuItem, "line">, close: () => void): HTMLElement {
  const button = el(
    "button",
    {
      class: "menu-item",
      attributes: { type: "button", role: "menuitem", tabindex: "-1" },
      on: {
        pointermove: () => button.focus({ preventScroll: true }), // one is marked, by whatever it was chosen
        click: () => {
          close();
          item.run();
        },
      },
    },
    el("span", {}, item.label),
    item.hint !== undefined && el("kbd", {}, item.hint),
  );
  button.disabled = item.disabled === true;
  return button;
}

function moveFocus(menu: HTMLElement, event: KeyboardEvent): void {
  const items = [...menu.querySelectorAll<HTMLElement>("button:not(:disabled)")];
  const at = items.indexOf(focusedBeside(menu) as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    items[(to + items.length) % items.length]?.focus();
  }
}
