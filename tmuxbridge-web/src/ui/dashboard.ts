/**
 * The list of sessions: told by the server on `sessions-changed`, and asked for every few seconds while somebody looks.
 */
import { RpcError, createSession, killSession, listSessions, renameSession } from "../client/index.js";
import type { BridgeSocket, SessionInfo } from "../client/index.js";
import { gathered } from "../elements/browser.js";
import { askForNewSession, askForText, askToKill } from "../elements/dialogs.js";
import { button, el, icon, setChildren } from "../elements/dom.js";
import type { Settings } from "../elements/settings.js";
import { count } from "../elements/words.js";
import { Rights } from "./rights.js";
import { SessionCard } from "./session-card.js";

const REFRESH_MILLIS = 3_000;
/** Above so many sessions there is a field to narrow the list. */
const FILTER_FROM = 7;
/** The list was scrolled, and stands so long: those that are in sight now are looked into. */
const SCROLLED_MILLIS = 150;

export class Dashboard {
  readonly root: HTMLElement;
  private readonly list = el("ul", { class: "cards" });
  private readonly summary = el("p", { class: "muted summary", attributes: { "aria-live": "polite" } });
  private readonly filter = el("input", {
    class: "field filter",
    attributes: { type: "search", placeholder: "Filter", "aria-label": "Filter sessions", spellcheck: "false" },
    on: { input: () => this.draw() },
  });
  private readonly cards = new Map<string, SessionCard>();
  private readonly rights = new Rights();
  private readonly new: HTMLElement;
  private sessions: SessionInfo[] | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private shown = false;
  private asking = false;
  /** Something changed while the list was asked for: the answer may not know of it. */
  private askAgain = false;
  /** Sessions are being looked into, which may take its time: the list itself does not wait for that. */
  private looking = false;
  /** Whether the server has said on this line who we are: the next one may be somebody else's. */
  private known = false;

  constructor(
    private readonly socket: BridgeSocket,
    private readonly settings: Settings,
    private readonly open: (name: string) => void,
  ) {
    this.new = button("New session", "primary", () => this.create());
    this.new.prepend(icon("plus"));
    this.new.hidden = true; // until it is known who we are
    this.filter.hidden = true;
    this.root = el(
      "section",
      { class: "dashboard", attributes: { "aria-label": "Sessions" } },
      el(
        "header",
        { class: "dashboard-head" },
        el("div", {}, el("h1", {}, "Sessions"), this.summary),
        el("span", { class: "spacer" }),
        this.filter,
        this.new,
      ),
      this.list,
    );
    socket.on("event", (event) => event.name.startsWith("session") && void this.refresh());
    socket.on("state", (state) => {
      this.known &&= state === "live";
      void this.refresh();
    });
    settings.on("change", () => this.cards.forEach((card) => card.redraw()));
    document.addEventListener("visibilitychange", () => void this.refresh());
    this.root.addEventListener(
      "scroll",
      gathered(SCROLLED_MILLIS, () => void this.lookInto()),
    );
  }

  show(): void {
    this.shown = true;
    this.root.hidden = false;
    this.cards.forEach((card) => card.redraw());
    void this.refresh();
  }

  hide(): void {
    this.shown = false;
    this.root.hidden = true;
    clearTimeout(this.timer);
  }

  /** Opens the form for a new session. */
  create(): void {
    askForNewSession(this.root, async (wanted) => {
      const made = await createSession(this.socket, wanted).catch((failure: Error) => {
        throw failure instanceof RpcError && failure.reason === "not-found"
          ? new Error(endedAtOnce(wanted.command))
          : failure;
      });
      this.open(made.name || made.sessionId);
    });
  }

  private async refresh(): Promise<void> {
    clearTimeout(this.timer);
    if (this.asking || !this.shown || document.visibilityState !== "visible") {
      this.askAgain = this.asking;
      return;
    }
    this.askAgain = false;
    if (this.socket.state === "live") {
      this.asking = true;
      try {
        if (!this.known) {
          await this.rights.look(this.socket);
          this.known = true;
        }
        this.sessions = await listSessions(this.socket);
        this.draw();
        void this.lookInto();
      } catch (failure) {
        // The list stays as it was. What the line did is told at the top of the page, what the server said is told here.
        if (failure instanceof RpcError && failure.code !== 0) {
          this.summary.textContent = `The sessions cannot be listed: ${failure.message}`;
        }
      } finally {
        this.asking = false;
      }
    } else {
      this.draw();
    }
    if (this.askAgain) {
      return this.refresh();
    }
    this.timer = setTimeout(() => void this.refresh(), REFRESH_MILLIS);
  }

  /** One after the other: a list of many sessions must not keep the server busy. */
  private async lookInto(): Promise<void> {
    if (this.looking) {
      return;
    }
    this.looking = true;
    for (const card of [...this.cards.values()].filter((each) => each.inSight)) {
      if (this.shown) {
        await card.count(this.socket).catch(() => undefined); // it may have ended meanwhile
        await card.look(this.socket).catch(() => undefined);
      }
    }
    this.looking = false;
  }

  private wanted(): SessionInfo[] {
    const part = this.filter.value.trim().toLowerCase();
    return [...(this.sessions ?? [])]
      .filter((session) => `${session.name} ${session.owner ?? ""}`.toLowerCase().includes(part))
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  private draw(): void {
    if (!this.sessions) {
      this.summary.textContent = "Connecting ...";
      return;
    }
    const sessions = this.wanted();
    const words = count(this.sessions.length, "session");
    if (this.summary.textContent !== words) {
      this.summary.textContent = words;
    }
    this.new.hidden = !this.rights.mayCreate;
    this.filter.hidden = this.sessions.length < FILTER_FROM && this.filter.value === "";
    this.forget(new Set(this.sessions.map((session) => session.sessionId)));
    const items = sessions.map((session) => this.card(session).root);
    setChildren(this.list, items.length > 0 ? items : [this.empty()]);
  }

  private card(session: SessionInfo): SessionCard {
    let card = this.cards.get(session.sessionId);
    if (card) {
      card.update(session, this.rights.mayRule(session));
    } else {
      card = new SessionCard(session, this.settings, { kill: (it) => this.kill(it), rename: (it) => this.rename(it) });
      card.update(session, this.rights.mayRule(session));
      this.cards.set(session.sessionId, card);
    }
    return card;
  }

  private forget(living: Set<string>): void {
    for (const [id, card] of this.cards) {
      if (!living.has(id)) {
        card.root.remove();
        this.cards.delete(id);
      }
    }
  }

  private kill(session: SessionInfo): void {
    askToKill(
      this.root,
      "session",
      session.name,
      "Every program in it ends, for everybody who is attached.",
      async () => {
        await killSession(this.socket, session.sessionId);
        await this.refresh();
      },
    );
  }

  private rename(session: SessionInfo): void {
    askForText(this.root, `Rename session ${session.name}`, "Name", session.name, async (name) => {
      await renameSession(this.socket, session.sessionId, name);
      await this.refresh();
    });
  }

  private empty(): HTMLElement {
    if (this.sessions && this.sessions.length > 0) {
      return el("li", { class: "nothing" }, el("p", {}, "No session has that in its name."));
    }
    return el(
      "li",
      { class: "nothing" },
      el("p", {}, this.rights.seesAll ? "No tmux session is running." : "There is no session that you may see."),
      el(
        "p",
        { class: "muted" },
        this.rights.mayCreate
          ? "Create one here, or start one in any terminal: it shows up by itself."
          : "A session that somebody lets you see shows up by itself.",
      ),
    );
  }
}

/** What is said of a session that was over before the server could tell of it. */
function endedAtOnce(command: string[] | undefined): string {
  return command
    ? `The command ended at once, and the session with it. Is there a program ${command[0]} on the server?`
    : "The shell ended at once, and the session with it.";
}
