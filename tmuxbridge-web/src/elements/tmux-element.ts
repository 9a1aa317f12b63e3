/**
 * What the two elements have in common: the socket they use, settings, colours and styles, and that they connect when
 * they are put into a document, let go when they are taken out, and do both when their attributes are changed.
 *
 * Elements with the same `url` share one socket; it closes with the last of them. An element that is given a `socket`
 * uses that and leaves closing it to whoever made it.
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

interface Shared {
  socket: BridgeSocket;
  users: number;
}
const shared = new Map<string, Shared>();
let usual: Settings | undefined;

export abstract class TmuxElement extends HTMLElement {
  static readonly observedAttributes = ["url", "session", "pane", "view", "access"];
  /** A socket to use instead of one of its own; to be set before the element is put into a document. */
  socket: BridgeSocket | undefined;
  /** Where the token for a socket of its own comes from, if the server wants one by `bearer.`. */
  token: (() => string | undefined) | undefined;
  /** Settings to use instead of those that this browser keeps. */
  settings: Settings = (usual ??= browserSettings());
  protected readonly environment = browserEnvironment();
  private url: string | undefined;
  /** What the attributes said of what is shown. */
  private shown = "";
  private unpaint: (() => void) | undefined;

  constructor() {
    super();
    this.addEventListener(FOCUS_LOST, () => this.focus());
  }

  connectedCallback(): void {
    adoptStyles(this.getRootNode() as Document | ShadowRoot);
    this.unpaint = followTheme(this.settings, (theme) => paint(this, theme));
    this.shown = this.wanted;
    this.begin(this.socket ?? this.borrow());
  }

  attributeChangedCallback(): void {
    queueMicrotask(() => this.isConnected && this.wanted !== this.shown && this.again()); // when all are changed
  }

  disconnectedCallback(): void {
    this.end();
    this.unpaint?.();
    this.querySelectorAll("dialog").forEach((dialog) => dialog.close());
    this.replaceChildren();
    this.giveBack();
  }

  /** Shows it in this element, on this socket. */
  protected abstract begin(socket: BridgeSocket): void;

  /** Lets go of it. */
  protected abstract end(): void;

  /** The session has another name: the attribute follows, so that the element can be taken elsewhere. */
  protected renamed(session: string): void {
    if (!isSessionId(this.getAttribute("session") ?? "")) {
      this.setAttribute("session", session);
      this.shown = this.wanted;
    }
    this.fire("renamed", { session });
  }

  protected fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(`tmux-${name}`, { detail, bubbles: true, composed: true }));
  }

  private get wanted(): string {
    return JSON.stringify(TmuxElement.observedAttributes.map((name) => this.getAttribute(name)));
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
    let entry = shared.get(url);
    if (!entry) {
      const options: BridgeSocketOptions = {
        url,
        environment: this.environment,
        ...(this.token ? { token: this.token } : {}),
      };
      entry = { socket: new BridgeSocket(options), users: 0 };
      shared.set(url, entry);
    }
    entry.socket.open(); // anew too, if the server has ended it: who comes now may have signed in since
    entry.users++;
    this.url = url;
    return entry.socket;
  }

  /** Who moves, or shows something else, borrows it again at once. */
  private giveBack(): void {
    const { url = "" } = this;
    const entry = shared.get(url);
    this.url = undefined;
    if (entry) {
      entry.users--;
      queueMicrotask(() => {
        if (entry.users === 0 && shared.get(url) === entry) {
          shared.delete(url);
          entry.socket.close();
        }
      });
    }
  }
}
