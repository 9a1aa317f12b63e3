/**
 * Keys that the plain encoding cannot tell apart, sent as xterm's modifyOtherKeys does: `CSI 27 ; modifiers ; code ~`.
 * Only while the program in the pane has asked for it (`CSI > 4 ; 1 m` or `2 m`, which the server passes on); xterm.js
 * knows nothing of it.
 *
 * Two things stay plain although xterm would say them in full in form 2. Shift with a character is that character. Ctrl
 * with a letter is its control character, unless that means another key too (Ctrl+I, Ctrl+M): tmux says it so, programs
 * know both, and a shell that a crashed program has left in form 2 can still be interrupted.
 */
import type { IDisposable, Terminal } from "@xterm/xterm";

/** 0: not asked for; 1: keys without a plain form of their own; 2: also those whose plain form is another key's too. */
export type Form = 0 | 1 | 2;

export type ModifiedKey = Pick<KeyboardEvent, "key" | "code" | "shiftKey" | "altKey" | "ctrlKey" | "metaKey"> & {
  getModifierState?(name: string): boolean;
};

const NAMED: Record<string, number> = { Enter: 13, Tab: 9, Escape: 27, Backspace: 127 };
/** Ctrl with these has had a control character for as long as there are terminals. */
const CONTROLS = /^[a-z @[\\\]^_?/2-8]$/;
const ONLY_PLAIN = /^[a-hj-ln-z]$/;

/** Follows what the program asks for. */
export class OtherKeys implements IDisposable {
  form: Form = 0;
  private readonly hooks: IDisposable[];

  constructor(terminal: Terminal) {
    const { parser } = terminal;
    this.hooks = [
      parser.registerCsiHandler({ prefix: ">", final: "m" }, ([resource, value]) => {
        this.form =
          resource === 4 && (value === 1 || value === 2) ? value : resource === 4 || !resource ? 0 : this.form;
        return true;
      }),
      parser.registerCsiHandler({ prefix: ">", final: "n" }, ([resource]) => {
        this.form = resource === 4 ? 0 : this.form;
        return true;
      }),
      parser.registerEscHandler({ final: "c" }, () => {
        this.form = 0;
        return false;
      }),
    ];
  }

  dispose(): void {
    this.hooks.forEach((hook) => hook.dispose());
  }
}

/** What to send for a key; undefined where the plain form is right. `composes` says that Alt makes characters. */
export function otherKeyData(event: ModifiedKey, form: Form, composes = false): string | undefined {
  const { shiftKey, altKey, ctrlKey, metaKey } = event;
  if (composes && altKey && !ctrlKey && [...event.key].length === 1) {
    return undefined;
  }
  const code = form === 0 || metaKey || event.getModifierState?.("AltGraph") ? undefined : codeOf(event, form);
  return code === undefined
    ? undefined
    : `\u001b[27;${1 + (shiftKey ? 1 : 0) + (altKey ? 2 : 0) + (ctrlKey ? 4 : 0)};${code}~`;
}

function codeOf(event: ModifiedKey, form: Form): number | undefined {
  const { key, shiftKey, altKey, ctrlKey } = event;
  const named = NAMED[key];
  if (named !== undefined) {
    const wellKnown = key === "Backspace" || (altKey && !shiftKey && !ctrlKey);
    const held = key === "Tab" ? ctrlKey || (altKey && form === 2) : shiftKey || altKey || ctrlKey;
    return held && (form === 2 || !wellKnown) ? named : undefined;
  }
  const character = typed(event);
  if (character === undefined || !(ctrlKey || (altKey && form === 2))) {
    return undefined;
  }
  const plain = ctrlKey && !shiftKey && (form === 1 ? CONTROLS.test(character) : !altKey && ONLY_PLAIN.test(character));
  // Shift makes some of the old control characters: Ctrl+Shift+2 is Ctrl+@.
  const shifted = form === 1 && ctrlKey && shiftKey && /^[@^_?]$/.test(character);
  return plain || shifted ? undefined : character.codePointAt(0);
}

/** The character of a key; with Alt the letter on the key, where the system would make another one of it. */
function typed({ key, code, altKey, shiftKey }: ModifiedKey): string | undefined {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (altKey && letter && !/^[a-z]$/i.test(key)) {
    return shiftKey ? letter : letter.toLowerCase();
  }
  return [...key].length === 1 ? key : undefined;
}
