/** All keys of this client, each of which can be changed, turned off, or set back. */
import { openDialog } from "./dialogs.js";
import { button, el, setText } from "./dom.js";
import type { Settings } from "./settings.js";
import { ACTIONS, isShortcut, keysOf, nameOf, readable } from "./shortcuts.js";
import type { Action } from "./shortcuts.js";

export function showShortcuts(near: Element, settings: Settings): void {
  const said = el("p", { class: "muted", attributes: { role: "status" } });
  const rows = (Object.keys(ACTIONS) as Action[]).map((action) => new Row(action, settings, said));
  const close = button("Close", "primary", () => dialog.close());
  const usual = button("Usual keys", "quiet", () => {
    setText(said, "");
    settings.set({ shortcuts: {} });
  });
  const panel = el(
    "div",
    { class: "panel" },
    el("h2", {}, "Shortcuts"),
    el(
      "p",
      { class: "muted" },
      "All other keys go to the program. Press a key’s button, then the new key; Backspace turns it off.",
    ),
    el("ul", { class: "shortcuts" }, ...rows.map(({ root }) => root)),
    said,
    el("div", { class: "actions" }, usual, close),
  );
  const unlisten = settings.on("change", () => rows.forEach((row) => row.show()));
  const dialog = openDialog(near, panel, "Shortcuts");
  dialog.classList.add("wide");
  dialog.addEventListener("close", unlisten);
  close.focus();
}

/** An action and the button with its key. It stays as it is made: a button that is replaced would lose the focus. */
class Row {
  readonly root: HTMLElement;
  private readonly change = button("", "key", () => this.listen());
  /** While it waits for a key. */
  private waiting: AbortController | undefined;

  constructor(
    private readonly action: Action,
    private readonly settings: Settings,
    private readonly said: HTMLElement,
  ) {
    this.root = el("li", {}, el("span", {}, ACTIONS[action].words), this.change);
    this.show();
  }

  /** Shows the key that it has, and waits for none. */
  show(): void {
    this.waiting?.abort();
    this.waiting = undefined;
    const keys = keysOf(this.action, this.settings.now.shortcuts);
    const words = keys ? readable(keys) : "off";
    this.label(words, `${words}. Change`);
  }

  private listen(): void {
    this.waiting?.abort();
    this.waiting = new AbortController();
    const { signal } = this.waiting;
    this.label("press a key");
    this.change.addEventListener("keydown", (event) => this.pressed(event), { signal });
    this.change.addEventListener("blur", () => this.show(), { signal });
  }

  private pressed(event: KeyboardEvent): void {
    const name = nameOf(event);
    if (name === "" || event.key === "Tab") {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") {
      this.show();
    } else if (event.key === "Backspace") {
      this.take("");
    } else if (isShortcut(name)) {
      this.take(name);
    } else {
      this.label("with Ctrl or Alt");
    }
  }

  /** Takes a key, also from another action that has it: of two with the same key only one would ever run. */
  private take(keys: string): void {
    const { shortcuts } = this.settings.now;
    const others = (Object.keys(ACTIONS) as Action[]).filter(
      (action) => action !== this.action && keys !== "" && keysOf(action, shortcuts) === keys,
    );
    const names = others.map((action) => `“${ACTIONS[action].words}”`).join(" and ");
    setText(this.said, names && `${readable(keys)} was the key of ${names}, which has none now.`);
    const off = Object.fromEntries(others.map((action) => [action, ""]));
    this.settings.set({ shortcuts: { ...shortcuts, ...off, [this.action]: keys } });
  }

  private label(words: string, name = words): void {
    setText(this.change, words);
    this.change.setAttribute("aria-label", `${ACTIONS[this.action].words}: ${name}`);
  }
}
