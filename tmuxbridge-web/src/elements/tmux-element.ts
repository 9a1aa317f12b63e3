/**
 * What the two elements have in common: the socket they use, settings, colours and styles, and that they connect when
 * they are put into a document, let go when they are taken out, and do both when their attributes or properties are
 * changed.
 *
 * Elements with the same `url` and `token` share one socket; it closes with the last of them. An element that is given
 * a `socket` uses that and leaves closing it to whoever made it.
 */
import { BridgeSocket, isSessionId } from "../client/index.js";
import type { BridgeSocketOptions } from "../client/index.js";
import { browserEnvironment, endpoint } from "./browser.js";
import { FOCUS_LOST } from "./dialogs.js";
import { focusedBeside } from "./dom.js";
import { browserSettings } from "./settings.js";
import type { Settings } from "./settings.js";
import { adoptStyles } from "./styles.js";
import { followTheme, paint } from "./theme.js";

type Token = () => string | undefined;

interface Shared {
  url: string;
  token: Token | undefined;
  socket: BridgeSocket;
  users: number;
}
const shared = new Set<Shared>();
interface Given {
  socket?: BridgeSocket | undefined;
  token?: Token | undefined;
  settings?: Settings | undefined;
}
/** Attributes that are properties too: frameworks set those where there are any. */
const ATTRIBUTES = ["url", "session", "pane", "view", "access"] as const;
/** What an attribute is as a property: null where there is none. */
type Text = string | null | undefined;
const GIVEN = ["socket", "token", "settings"] as const;
let usual: Settings | undefined;

export abstract class TmuxElement extends HTMLElement {
  static readonly observedAttributes: readonly string[] = ATTRIBUTES;
  protected readonly environment = browserEnvironment();
  // Fields that are private to the browser too: what a page or a framework sets on an element must not be one of them.
  #given: Given = {};
  #borrowed: Shared | undefined;
  #begun = false;
  /** What the attributes said of what is shown, and what was given for it. */
  #shown = "";
  #shownWith = this.#given;
  #unpaint: (() => void) | undefined;

  constructor() {
    super();
    this.addEventListener(FOCUS_LOST, () => this.focus());
    [...ATTRIBUTES, ...GIVEN].forEach((name) => this.takeUp(name));
  }

  /** The attribute `url`: the bridge's endpoint, relative to the page. */
  get url(): string | null {
    return this.getAttribute("url");
  }

  set url(url: Text) {
    this.say("url", url);
  }

  /** The attribute `session`: what the session is called by. */
  get session(): string | null {
    return this.getAttribute("session");
  }

  set session(session: Text) {
    this.say("session", session);
  }

  /** The attribute `pane`, of one pane alone: the pane's id, as `%4`. */
  get pane(): string | null {
    return this.getAttribute("pane");
  }

  set pane(pane: Text) {
    this.say("pane", pane);
  }

  /** The attribute `view`: `pane` or `mirror`. */
  get view(): string | null {
    return this.getAttribute("view");
  }

  set view(view: Text) {
    this.say("view", view);
  }

  /** The attribute `access`: `read` to watch. */
  get access(): string | null {
    return this.getAttribute("access");
  }

  set access(access: Text) {
    this.say("access", access);
  }

  /** A socket to use instead of one of its own. */
  get socket(): BridgeSocket | undefined {
    return this.#given.socket;
  }

  set socket(socket: BridgeSocket | undefined) {
    this.give({ socket });
  }

  /** Where the token for a socket of its own comes from, if the server wants one by `bearer.`. */
  get token(): Token | undefined {
    return this.#given.token;
  }

  set token(token: Token | undefined) {
    this.give({ token });
  }

  /** Settings to use instead of those that this browser keeps. */
  get settings(): Settings {
    return this.#given.settings ?? (usual ??= browserSettings());
  }

  set settings(settings: Settings | undefined) {
    this.give({ settings });
  }

  connectedCallback(): void {
    this.#begun = true;
    adoptStyles(this.getRootNode() as Document | ShadowRoot);
    this.#unpaint = followTheme(this.settings, (theme) => paint(this, theme));
    this.#shown = this.wanted;
    this.#shownWith = this.#given;
    this.begin(this.socket ?? this.borrow());
  }

  attributeChangedCallback(): void {
    this.againIfChanged();
  }

  disconnectedCallback(): void {
    this.#begun = false;
    try {
      this.end();
      this.#unpaint?.();
      this.querySelectorAll("dialog").forEach((dialog) => dialog.close());
      this.replaceChildren();
    } finally {
      this.giveBack(); // whatever went wrong: nobody else would ever close it
    }
  }

  /** Shows it in this element, on this socket. */
  protected abstract begin(socket: BridgeSocket): void;

  /** Lets go of it. */
  protected abstract end(): void;

  /** The session has another name: the attribute follows, so that the element can be taken elsewhere. */
  protected renamed(session: string): void {
    if (!isSessionId(this.getAttribute("session") ?? "")) {
      this.setAttribute("session", session);
      this.#shown = this.wanted;
    }
    this.fire("renamed", { session });
  }

  protected fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(`tmux-${name}`, { detail, bubbles: true, composed: true }));
  }

  private get wanted(): string {
    return JSON.stringify(TmuxElement.observedAttributes.map((name) => this.getAttribute(name)));
  }

  private say(attribute: (typeof ATTRIBUTES)[number], value: Text): void {
    if (value === undefined || value === null) {
      this.removeAttribute(attribute);
    } else {
      this.setAttribute(attribute, value);
    }
  }

  /** What was set on an element that was none of these yet hides what is set now, until it is taken away. */
  private takeUp<K extends (typeof ATTRIBUTES | typeof GIVEN)[number]>(name: K): void {
    if (Object.hasOwn(this, name)) {
      const value = this[name];
      delete (this as Partial<Pick<this, K>>)[name];
      this[name] = value;
    }
  }

  private give(what: Given): void {
    const given = this.#given;
    if (GIVEN.some((name) => name in what && what[name] !== given[name])) {
      this.#given = { ...given, ...what };
      this.againIfChanged();
    }
  }

  /** Once all that is to be changed has been. */
  private againIfChanged(): void {
    queueMicrotask(() => {
      if (this.#begun && (this.wanted !== this.#shown || this.#given !== this.#shownWith)) {
        this.again();
      }
    });
  }

  private again(): void {
    const hadKeyboard = this.contains(focusedBeside(this));
    this.disconnectedCallback();
    this.connectedCallback();
    if (hadKeyboard) {
      this.focus();
    }
  }

  private borrow(): BridgeSocket {
    const url = endpoint(this.getAttribute("url") ?? undefined);
    const { token, environment } = this;
    let entry = [...shared].find((each) => each.url === url && each.token === token);
    if (!entry) {
      const options: BridgeSocketOptions = { url, environment, ...(token ? { token } : {}) };
      entry = { url, token, socket: new BridgeSocket(options), users: 0 };
      shared.add(entry);
    }
    entry.socket.open(); // anew too, if the server has ended it: who comes now may have signed in since
    entry.users++;
    this.#borrowed = entry;
    return entry.socket;
  }

  /** Who moves, or shows something else, borrows it again at once. */
  private giveBack(): void {
    const entry = this.#borrowed;
    this.#borrowed = undefined;
    if (entry) {
      entry.users--;
      queueMicrotask(() => {
        if (entry.users === 0 && shared.delete(entry)) {
          entry.socket.close();
        }
      });
    }
  }
}
