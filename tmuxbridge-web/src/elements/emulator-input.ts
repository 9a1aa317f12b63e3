/**
 * What a person does at a terminal: keys, pastes, the mouse of programs. Keys of this client are taken out, pastes are
 * cleaned, and nothing that xterm.js would say by itself is passed on.
 */
import type { Terminal } from "@xterm/xterm";
import { readClipboard } from "./clipboard.js";
import { controlOf, isMac, optionComposes } from "./key-data.js";
import { OtherKeys, otherKeyData } from "./other-keys.js";
import { pasteInput } from "./paste.js";
import type { Settings } from "./settings.js";
import { ACTIONS, actionOf, nameOf } from "./shortcuts.js";
import type { Action } from "./shortcuts.js";

export interface EmulatorInputEvents {
  /** Keys and mouse reports, to be sent as they are; `typed` when a key made them. */
  input(data: string | Uint8Array, typed: boolean): void;
  /** A report that the focus came or went, or that the mouse moved: nothing that a person typed. */
  report(data: string): void;
  /** A paste that is to be thought over: of many lines. Resolves to whether to go on. */
  confirmPaste(text: string): Promise<boolean>;
  /** A key of this client; false if it is not for now, and the program gets it. */
  action(action: Action): boolean;
}

/** What the mouse did, as xterm.js says it to programs of today (mode 1006); in the older form it is binary. */
const MOUSE_REPORT = /^\u001b\[<(\d+);\d+;\d+[Mm]$/;
/** In the first number of such a report: it only moved. */
const MOVED = 32;

export class EmulatorInput {
  /** How the program wants keys with modifiers. */
  readonly otherKeys: OtherKeys;
  private focusIsChanging = false;
  /** What Ctrl and Alt of the key bar are for the next key. */
  sticky = { ctrl: false, alt: false };
  /** Called when they have been used. */
  onSticky: (() => void) | undefined;

  constructor(
    private readonly terminal: Terminal,
    private readonly stage: HTMLElement,
    private readonly settings: Settings,
    private readonly events: EmulatorInputEvents,
  ) {
    this.otherKeys = new OtherKeys(terminal);
  }

  /** Begins, once the terminal is on its stage. */
  listen(): void {
    const { terminal, stage } = this;
    terminal.onData((data) => this.typed(data));
    terminal.onBinary((data) =>
      this.events.input(
        Uint8Array.from(data, (c) => c.charCodeAt(0)),
        false,
      ),
    );
    terminal.attachCustomKeyEventHandler((event) => this.key(event));
    stage.addEventListener("paste", this.pasted, { capture: true });
    for (const name of ["focus", "blur"]) {
      // Before xterm.js hears of it, and after.
      stage.addEventListener(name, () => (this.focusIsChanging = true), { capture: true });
      terminal.textarea?.addEventListener(name, () => (this.focusIsChanging = false));
    }
  }

  dispose(): void {
    this.stage.removeEventListener("paste", this.pasted, { capture: true });
    this.otherKeys.dispose();
  }

  /** Pastes what the clipboard holds; false if the browser does not let us read it. */
  async pasteFromClipboard(): Promise<boolean> {
    const text = await readClipboard();
    if (text) {
      await this.paste(text);
    }
    return text !== undefined;
  }

  /** Pastes a text: cleaned, bracketed where the program asked for it, and after a question where that is wise. */
  async paste(text: string): Promise<void> {
    const lines = text.replace(/\r?\n$/, "").split(/\r\n|\r|\n/).length;
    if (lines > 1 && this.settings.now.pasteWarning && !(await this.events.confirmPaste(text))) {
      return;
    }
    this.events.input(pasteInput(text, this.terminal.modes.bracketedPasteMode), false);
    this.terminal.scrollToBottom();
  }

  /** Ctrl and Alt that were pressed on the key bar, for one key. */
  withSticky(data: string): string {
    const { ctrl, alt } = this.takeSticky();
    const held = (ctrl ? controlOf(data) : undefined) ?? data;
    return alt ? `\u001b${held}` : held;
  }

  /** A cursor key by its final letter, with Ctrl and Alt of the key bar, or else in the form that the program wants. */
  cursorKey(letter: string): string {
    const { ctrl, alt } = this.takeSticky();
    const plain = this.terminal.modes.applicationCursorKeysMode ? "O" : "[";
    return `\u001b${ctrl || alt ? `[1;${1 + (alt ? 2 : 0) + (ctrl ? 4 : 0)}` : plain}${letter}`;
  }

  private takeSticky(): { ctrl: boolean; alt: boolean } {
    const taken = this.sticky;
    if (taken.ctrl || taken.alt) {
      this.sticky = { ctrl: false, alt: false };
      this.onSticky?.();
    }
    return taken;
  }

  private typed(data: string): void {
    const mouse = MOUSE_REPORT.exec(data)?.[1];
    if (mouse !== undefined) {
      return Number(mouse) & MOVED ? this.events.report(data) : this.events.input(data, false);
    }
    // A program that asks for focus reports gets one from xterm.js at once; only those that a user caused are passed
    // on.
    if (data !== "\u001b[I" && data !== "\u001b[O") {
      this.events.input(this.withSticky(data), true);
    } else if (this.focusIsChanging) {
      this.events.report(data);
    }
  }

  /** False keeps xterm.js from taking the key. */
  key(event: KeyboardEvent): boolean {
    if (event.isComposing) {
      return true;
    }
    const action = actionOf(event, this.settings.now.shortcuts);
    if (action === undefined) {
      return !this.modified(event);
    }
    if (action === "paste" && nameOf(event) === ACTIONS.paste.keys && !isMac()) {
      return false; // the browser's own key, but on a Mac: it pastes without asking, and that arrives in pasted()
    }
    if (event.type === "keydown" && !this.events.action(action)) {
      return true;
    }
    event.preventDefault();
    return false;
  }

  /** Sends a key in the form that the program asked for; false if the plain form is right. */
  private modified(event: KeyboardEvent): boolean {
    const composes = optionComposes(this.terminal.options);
    const data = event.type === "keydown" ? otherKeyData(event, this.otherKeys.form, composes) : undefined;
    if (data !== undefined) {
      event.preventDefault();
      this.terminal.input(data);
    }
    return data !== undefined;
  }

  private readonly pasted = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    const text = event.clipboardData?.getData("text/plain");
    if (text) {
      void this.paste(text);
    }
  };
}
