/**
 * The system's clipboard, also where browsers give no API for it: pages that come neither over TLS nor from this
 * machine.
 */

/** Copies a text; false if the browser does not let us. */
export async function copyText(text: string): Promise<boolean> {
  if (!text) {
    return false;
  }
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(text);
  }
}

/** The clipboard's text; undefined if the browser does not let us, in which case only its own paste key can. */
export async function readClipboard(): Promise<string | undefined> {
  try {
    return await navigator.clipboard.readText();
  } catch {
    return undefined;
  }
}

function copyByCommand(text: string): boolean {
  let done = false;
  const listener = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
    done = true;
  };
  addEventListener("copy", listener, { capture: true, once: true });
  document.execCommand("copy");
  removeEventListener("copy", listener, { capture: true });
  return done;
}
