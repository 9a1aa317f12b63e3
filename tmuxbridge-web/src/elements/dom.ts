/**
 * Makes elements. Text only ever becomes a text node: the page has no way to turn data into markup (Trusted Types
 * 'none').
 */

type Child = Node | string | undefined | false;

interface Properties {
  class?: string;
  attributes?: Record<string, string>;
  on?: { [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };
}

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (properties.class) {
    element.className = properties.class;
  }
  for (const [name, value] of Object.entries(properties.attributes ?? {})) {
    element.setAttribute(name, value);
  }
  for (const [name, listener] of Object.entries(properties.on ?? {})) {
    element.addEventListener(name, listener as EventListener);
  }
  element.append(...children.filter((child): child is Node | string => child !== undefined && child !== false));
  return element;
}

/**
 * Makes these the children of an element. Those that are there already stay where they are, if they can: what is moved
 * or replaced loses the focus, and a click whose release is yet to come.
 */
export function setChildren(parent: HTMLElement, children: readonly Node[]): void {
  const wanted = new Set(children);
  [...parent.childNodes].filter((child) => !wanted.has(child)).forEach((child) => child.remove());
  children.forEach((child, i) => {
    if (parent.childNodes[i] !== child) {
      parent.insertBefore(child, parent.childNodes[i] ?? null);
    }
  });
}

/** What has the focus in the document or shadow root that this is in: for a document a shadow root is one element. */
export function focusedBeside(node: Node): Element | null {
  const root = node.getRootNode();
  return root instanceof Document || root instanceof ShadowRoot ? root.activeElement : null;
}

/** What has the focus, in whichever open shadow root. */
export function focused(): Element | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) {
    at = at.shadowRoot.activeElement;
  }
  return at;
}

/** What has the focus as something is asked for; not a field, whose text is to go on going there. */
export function asker(): Element | undefined {
  const at = focused();
  return at instanceof HTMLInputElement ? undefined : (at ?? undefined);
}

/** Only when it differs: a live region speaks on every change of its nodes. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** A button with words on it. */
export function button(label: string, className: string, click: () => void, title?: string): HTMLButtonElement {
  return el(
    "button",
    { class: className, attributes: { type: "button", ...(title ? { title } : {}) }, on: { click: () => click() } },
    label,
  );
}

/**
 * Lets buttons be clicked without taking the keyboard from where it is; those who come by keyboard reach them all the
 * same.
 */
export function keepKeyboard(parent: HTMLElement): void {
  parent.addEventListener("mousedown", (event) => {
    if (event.target instanceof Element && event.target.closest("button")) {
      event.preventDefault();
    }
  });
}

const SVG = "http://www.w3.org/2000/svg";

/** Line icons on a grid of 16, by the path they are drawn with. */
const ICONS = {
  plus: "M8 3v10M3 8h10",
  close: "M4 4l8 8M12 4l-8 8",
  refresh: "M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3",
  find: "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3L14 14",
  up: "M4 10l4-4 4 4",
  down: "M4 6l4 4 4-4",
  grid: "M2.5 2.5h4.5v4.5H2.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5H2.5zM9 9h4.5v4.5H9z",
  trash: "M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5M6.8 7v3.6M9.2 7v3.6",
  windows: "M2 3h12v10H2zM2 6h12",
  eye: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  size: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
  clock: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 5v3.2l2 1.3",
  splitRight: "M2 3h12v10H2zM8 3v10",
  splitBelow: "M2 3h12v10H2zM2 8h12",
  zoom: "M9.5 2.5h4v4M13.5 2.5L9 7M6.5 13.5h-4v-4M2.5 13.5L7 9",
  gear: "M8 10.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6L5 5M11 11l1.4 1.4M12.4 3.6L11 5M5 11l-1.4 1.4",
  leave: "M9.5 5V2.5h-7v11h7V11M6 8h8M11.5 5.5L14 8l-2.5 2.5",
  menu: "M2.5 4h11M2.5 8h11M2.5 12h11",
  keyboard: "M1.5 4h13v8h-13zM4 6.5h.5M7 6.5h.5M10 6.5h.5M12 6.5h.3M4.5 9.5h7",
  user: "M8 8a2.6 2.6 0 1 0 0-5.2A2.6 2.6 0 0 0 8 8zM3 13.5c.4-2.6 2.4-4 5-4s4.600 1.400 5 4",
  pencil: "M3 13l.6-2.800L10.800 3l2.200 2.200L5.800 12.400z",
  help: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM6.200 6.400A1.800 1.800 0 1 1 8.600 8.100c-.4.2-.6.5-.6 1M8 11.300v.1",
  pulse: "M1.5 8.5H4l2-5 3.5 9 2-4h3",
} as const;

export type IconName = keyof typeof ICONS;

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** A button that shows an icon and says its name to those who do not see it. */
export function iconButton(name: IconName, label: string, click: (event: MouseEvent) => void): HTMLButtonElement {
  return el(
    "button",
    {
      class: "icon-button",
      attributes: { type: "button", title: label, "aria-label": label, "data-icon": name },
      on: { click },
    },
    icon(name),
  );
}
