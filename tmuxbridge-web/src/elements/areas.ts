/**
 * The parts of a page that have controls, and how the keyboard goes from one to the next: F6 and Shift+F6, as in
 * windows of programs. In a terminal F6 is the program's; there the shortcut for leaving it goes to the next part.
 */
import { actionOf } from "./shortcuts.js";
import type { KeyPress } from "./shortcuts.js";
import type { Settings } from "./settings.js";

/** What has the focus first, best first. */
const FIRST = [
  ".ending:not([hidden])",
  ".pane.active:not([hidden]) :is(.xterm-helper-textarea, .text-view)",
  ".pane:not([hidden]) :is(.xterm-helper-textarea, .text-view)",
  '[aria-selected="true"]',
  ":is(a[href], button, input):not(:disabled, [hidden])",
];

/** Makes an element one of those parts. */
export function area<E extends HTMLElement>(element: E): E {
  element.dataset.area = "";
  return element;
}

/** Whether a key moves the focus to another part, and how far: outside of terminals F6 too. */
export function areaStep(event: KeyPress & { target: EventTarget | null }, settings: Settings): number {
  if (actionOf(event, settings.now.shortcuts) === "leave") {
    return 1;
  }
  const plain = event.code === "F6" && !event.ctrlKey && !event.altKey && !event.metaKey && !isTerminal(event.target);
  return plain ? (event.shiftKey ? -1 : 1) : 0;
}

/** Moves the focus so many parts further. */
export function moveToArea(root: Document | ShadowRoot, step: number): void {
  const areas = [...root.querySelectorAll<HTMLElement>("[data-area]")].filter(
    (each) => each.checkVisibility() && !each.inert,
  );
  const at = areas.findIndex((each) => each.contains(root.activeElement));
  for (let i = 1; i <= areas.length; i++) {
    const next = areas[(Math.max(0, at) + i * step + areas.length * i) % areas.length]!;
    if (focusFirst(root, next)) {
      return;
    }
  }
}

function focusFirst(root: Document | ShadowRoot, part: HTMLElement): boolean {
  return FIRST.some((selector) =>
    [...part.querySelectorAll<HTMLElement>(selector)].some((each) => {
      each.focus();
      return root.activeElement === each;
    }),
  );
}

function isTerminal(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(".xterm, .text-view") !== null;
}
