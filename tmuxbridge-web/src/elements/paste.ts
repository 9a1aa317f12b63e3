/**
 * Makes pasted text safe to type. A paste may come from anywhere, so it must not be able to press keys of its own: ESC,
 * the other C0 controls but tab and line ends, DEL and C1 are removed (with ESC gone it cannot end a bracketed paste
 * early), and line ends become what Enter sends.
 */
export function sanitisePaste(text: string): string {
  return text.replace(/\r?\n/g, "\r").replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, "");
}

/** The bytes to send for a paste; bracketed (xterm, mode 2004) when the program asked for it. */
export function pasteInput(text: string, bracketed: boolean): string {
  const clean = sanitisePaste(text);
  return bracketed ? `\u001b[200~${clean}\u001b[201~` : clean;
}
