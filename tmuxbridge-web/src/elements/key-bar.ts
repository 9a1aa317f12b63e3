/**
 * Keys that phones do not have, in a row below the terminal: shown where the pointer is a finger, or by choice. Ctrl
 * and Alt stay down for one key. A line for writing (with the phone's own corrections, dictation, and so on) sends it
 * as a whole.
 */
import { button, el } from "./dom.js";
import { emulatorAction } from "./emulator-actions.js";
import type { PaneView } from "./pane-view.js";
import type { Settings } from "./settings.js";

const ESC = "\u001b";
/**
 * Label, name (which begins as the label does: people who say what they see are understood), and what is sent; arrows
 * depend on the mode of the program.
 */
const KEYS: [string, string, string][] = [
  ["Esc", "Esc", ESC],
  ["Tab", "Tab", "\t"],
  ["⇧Tab", "Shift Tab", `${ESC}[Z`],
  ["↑", "Up", "A"],
  ["↓", "Down", "B"],
  ["←", "Left", "D"],
  ["→", "Right", "C"],
  ["^C", "Control C", "\u0003"],
  ["^D", "Control D", "\u0004"],
  ["Home", "Home", "H"],
  ["End", "End", "F"],
  ["PgUp", "PgUp, page up", `${ESC}[5~`],
  ["PgDn", "PgDn, page down", `${ESC}[6~`],
  ["|", "Pipe", "|"],
  ["~", "Tilde", "~"],
  ["/", "Slash", "/"],
  ["-", "Minus", "-"],
];

const finger = matchMedia("(pointer: coarse)");

export class KeyBar {
  readonly root: HTMLElement;
  private readonly ctrl: HTMLButtonElement;
  private readonly alt: HTMLButtonElement;
  private watches = false;
  private readonly unlisten: () => void;

  constructor(
    private readonly settings: Settings,
    private readonly pane: () => PaneView | undefined,
  ) {
    this.ctrl = this.sticky("Ctrl", "ctrl");
    this.alt = this.sticky("Alt", "alt");
    const keys = KEYS.map(([label, name, data]) => this.key(label, name, () => this.send(data)));
    const write = this.key("✎", "Write a line", () => this.compose());
    const paste = this.key("Paste", "Paste", () => this.paste());
    this.root = el(
      "div",
      { class: "key-bar", attributes: { role: "toolbar", "aria-label": "Keys" } },
      write,
      ...keys.slice(0, 3),
      this.ctrl,
      this.alt,
      ...keys.slice(3),
      paste,
    );
    this.adopt();
    finger.addEventListener("change", this.adopt);
    this.unlisten = settings.on("change", this.adopt);
  }

  dispose(): void {
    finger.removeEventListener("change", this.adopt);
    this.unlisten();
  }

  /** Who only watches has no use for keys. */
  set readOnly(readOnly: boolean) {
    if (readOnly !== this.watches) {
      this.watches = readOnly;
      this.adopt();
    }
  }

  private readonly adopt = (): void => {
    const { keyBar } = this.settings.now;
    this.root.hidden = this.watches || (keyBar === "auto" ? !finger.matches : keyBar === "hide");
  };

  private key(label: string, name: string, click: () => void): HTMLButtonElement {
    const key = button(label, "bar-key", click);
    key.setAttribute("aria-label", name);
    key.addEventListener("pointerdown", (event) => event.preventDefault()); // the phone's keyboard stays up
    return key;
  }

  private sticky(label: string, which: "ctrl" | "alt"): HTMLButtonElement {
    const key = this.key(label, `${label} for the next key`, () => {
      const input = this.pane()?.emulator.input;
      if (input) {
        input.sticky[which] = !input.sticky[which];
        input.onSticky = () => this.showHeld();
        this.showHeld();
      }
    });
    key.setAttribute("aria-pressed", "false");
    return key;
  }

  /** Shows what is held for the pane that keys go to now: each has its own. */
  showHeld(): void {
    const { ctrl, alt } = this.pane()?.emulator.input.sticky ?? { ctrl: false, alt: false };
    this.ctrl.setAttribute("aria-pressed", String(ctrl));
    this.alt.setAttribute("aria-pressed", String(alt));
  }

  private send(data: string): void {
    const pane = this.pane();
    const input = pane?.emulator.input;
    if (input) {
      pane?.send(/^[A-DHF]$/.test(data) ? input.cursorKey(data) : input.withSticky(data));
    }
  }

  private paste(): void {
    const pane = this.pane();
    if (pane) {
      emulatorAction("paste", pane, this.settings);
    }
  }

  private compose(): void {
    if (this.root.querySelector("form")) {
      return;
    }
    const field = el("input", {
      class: "field",
      attributes: {
        type: "text",
        "aria-label": "A line to send",
        enterkeyhint: "send",
        placeholder: "Write, then send",
      },
    });
    const form = el(
      "form",
      { class: "compose" },
      field,
      el("button", { class: "primary small", attributes: { type: "submit" } }, "Send"),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.pane()?.sendLine(field.value)) {
        field.value = "";
      }
    });
    field.addEventListener("keydown", (event) => event.key === "Escape" && form.remove());
    form.append(this.key("×", "Close the line", () => form.remove()));
    this.root.prepend(form);
    field.focus();
  }
}
