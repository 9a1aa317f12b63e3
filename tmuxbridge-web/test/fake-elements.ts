/** As much of a document as small parts of the page need, to be looked at without a browser. */
import { vi } from "vitest";

export class FakeElement extends EventTarget {
  className = "";
  title = "";
  hidden = false;
  readonly style: Record<string, string> = {};
  readonly dataset: Record<string, string> = {};
  readonly attributes = new Map<string, string>();
  nodes: (FakeElement | string)[] = [];
  parent: FakeElement | undefined;

  get children(): FakeElement[] {
    return this.nodes.filter((node): node is FakeElement => node instanceof FakeElement);
  }

  get firstChild(): FakeElement | string | null {
    return this.nodes[0] ?? null;
  }

  get firstElementChild(): FakeElement | null {
    return this.children[0] ?? null;
  }

  get lastElementChild(): FakeElement | null {
    return this.children[this.children.length - 1] ?? null;
  }

  get isConnected(): boolean {
    return this.parent !== undefined;
  }

  get textContent(): string {
    return this.nodes.map((node) => (typeof node === "string" ? node : node.textContent)).join("");
  }

  set textContent(text: string) {
    this.nodes = [text];
  }

  readonly classList = {
    add: (name: string) => void this.classes.add(name),
    remove: (name: string) => void this.classes.delete(name),
    toggle: (name: string, on: boolean) => void (on ? this.classes.add(name) : this.classes.delete(name)),
    contains: (name: string) => this.classes.has(name),
  };
  private readonly classes = new Set<string>();

  append(...added: (FakeElement | string)[]): void {
    added.forEach((each) => each instanceof FakeElement && (each.parent = this));
    this.nodes.push(...added);
  }

  replaceChildren(...added: (FakeElement | string)[]): void {
    this.nodes = [];
    this.append(...added);
  }

  remove(): void {
    if (this.parent) {
      this.parent.nodes = this.parent.nodes.filter((node) => node !== this);
      this.parent = undefined;
    }
  }

  contains(other: unknown): boolean {
    return other === this || this.children.some((child) => child.contains(other));
  }

  getRootNode(): unknown {
    return this.parent?.getRootNode() ?? this;
  }

  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }

  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }

  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }

  toggleAttribute(name: string, on: boolean): void {
    on ? this.attributes.set(name, "") : this.attributes.delete(name);
  }

  focus(): void {
    // what has the focus is for the test to say
  }

  setPointerCapture(): void {
    // events come to whom the test sends them
  }

  /** Has an event of this name, with these fields. */
  has(name: string, fields: object = {}): void {
    this.dispatchEvent(Object.assign(new Event(name, { cancelable: true }), fields));
  }
}

/** A document that makes such elements, until vi.unstubAllGlobals(). */
export function fakeDocument(): { activeElement: unknown; body: FakeElement } {
  const body = new FakeElement();
  const make = () => new FakeElement();
  const document = { activeElement: body as unknown, body, createElement: make, createElementNS: make };
  vi.stubGlobal("document", document);
  return document;
}
