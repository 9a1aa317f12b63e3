/** All keys of this client, each of which can be changed, turned off, or set back. */
import { openDialog } from "./dialogs.js";
import { button, el } from "./dom.js";
import type { Settings } from "./settings.js";
import { ACTIONS, isShortcut, keysOf, nameOf, readable } from "./shortcuts.js";
import type { Action } from "./shortcuts.js";

export function showShortcuts(near: Element, settings: Settings): void {
  const list = el("ul", { class: "shortcuts" });
  const close = button("Close", "primary", () => dialog.close());
  const panel = el(
    "div",
    { class: "panel" },
    el("h2", {}, "Shortcuts"),
    el(
      "p",
      { class: "muted" },
      "All other keys go to the program. Press a key’s button, then the new key; Backspace turns it off.",
    ),
    list,
    el(
      "div",
      { class: "actions" },
      button("Usual keys", "quiet", () => settings.set({ shortcuts: {} })),
      close,
    ),
  );
  const draw = () => list.replaceChildren(...(Object.keys(ACTIONS) as Action[]).map((action) => row(action, settings)));
  draw();
  const unlisten = settings.on("change", draw);
  const dialog = openDialog(near, panel, "Shortcuts");
  dialog.classList.add("wide");
  dialog.addEventListener("close", unlisten);
  close.focus();
}

function row(action: Action, settings: Settings): HTMLElement {
  const { words } = ACTIONS[action];
  const keys = keysOf(action, settings.now.shortcuts);
  const change: HTMLButtonElement = button(keys ? readable(keys) : "off", "key", () => {
    change.textContent = "press a key";
    change.addEventListener("keydown", (event) => taken(event), { once: false });
  });
  change.setAttribute("aria-label", `${words}: ${keys ? readable(keys) : "off"}. Change`);
  const taken = (event: KeyboardEvent) => {
    const name = nameOf(event);
    if (name === "" || event.key === "Tab") {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const wanted = event.key === "Backspace" ? "" : name;
    if (event.key === "Escape") {
      settings.set({}); // draws it as it was
    } else if (wanted === "" || isShortcut(wanted)) {
      settings.set({ shortcuts: { ...settings.now.shortcuts, [action]: wanted } });
    }
  };
  return el("li", {}, el("span", {}, words), change);
}
