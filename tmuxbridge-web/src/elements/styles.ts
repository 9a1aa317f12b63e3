/**
 * Brings the elements' styles into a document or shadow root, once. No style element is made: a strict policy may
 * forbid it.
 */
import css from "./elements.css";

const adopted = new WeakSet<Document | ShadowRoot>();

export function adoptStyles(root: Document | ShadowRoot): void {
  if (!adopted.has(root)) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets.push(sheet);
    adopted.add(root);
  }
}
