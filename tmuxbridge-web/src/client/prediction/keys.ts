/** What typed text means for a line editor, as far as that can be guessed. */
export type Key =
  | { kind: "print"; text: string }
  | { kind: "backspace" }
  | { kind: "left" }
  | { kind: "right" }
  | { kind: "enter" }
  /** Everything else: nobody knows what it does. */
  | { kind: "other" };

const ESC = "\u001b";

/** Reads what one event of the keyboard sent: several characters from an input method, one key otherwise. */
export function readKeys(data: string): Key[] {
  if (data.startsWith(ESC)) {
    const arrow = /^\u001b[[O]([CD])$/.exec(data)?.[1];
    return [{ kind: arrow === "C" ? "right" : arrow === "D" ? "left" : "other" }];
  }
  return Array.from(data, readKey);
}

function readKey(character: string): Key {
  if (character === "\u007f") {
    return { kind: "backspace" };
  }
  if (character === "\r") {
    return { kind: "enter" };
  }
  return isNarrow(character) ? { kind: "print", text: character } : { kind: "other" };
}

/** Whether every terminal gives it one cell: letters of the Latin, Greek and Cyrillic scripts and their signs. */
function isNarrow(character: string): boolean {
  const code = character.codePointAt(0)!;
  return (
    (code >= 0x20 && code < 0x7f) || (code >= 0xa1 && code < 0x300 && code !== 0xad) || (code >= 0x370 && code < 0x483)
  );
}
