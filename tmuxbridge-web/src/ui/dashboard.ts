/** The list of sessions: told by the server on `sessions-changed`, and asked for every few seconds while somebody looks. */
import { createSession, killSession, listSessions } from "../client/index.js";
import type { BridgeSocket, SessionInfo } from "../client/index.js";
import { askForNewSession, askToKill } from "./dialogs.js";
import { button, el, icon, iconButton } from "./dom.js";
import type { IconName } from "./dom.js";
import { ago, count } from "./words.js";

const REFRESH_MILLIS = 3_000;
/** Activity younger than this shows as "active". */
const ACTIVE_MILLIS = 10_000;

export class Dashboard {
  readonly root: HTMLElement;
  private readonly list = el("ul", { class: "cards" });
  private readonly summary = el("p", { class: "muted summary", attributes: { "aria-live": "polite" } });
  private sessions: SessionInfo[] | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private shown = false;
  private asking = false;

  constructor(
    private readonly socket: BridgeSocket,
    private readonly open: (name: string) => void,
  ) {
    const create = button("New session", "primary", () => this.create());
    create.prepend(icon("plus"));
    this.root = el(
      "section",
      { class: "dashboard", attributes: { "aria-label": "Sessions" } },
      el("header", { class: "dashboard-head" }, el("div", {}, el("h1", {}, "Sessions"), this.summary), create),
      this.list,
    );
    socket.on("event", (event) => event.name.startsWith("session") && void this.refresh());
    socket.on("state", () => void this.refresh());
    document.addEventListener("visibilitychange", () => void this.refresh());
  }

  show(): void {
    this.shown = true;
    this.root.hidden = false;
    void this.refresh();
  }

  hide(): void {
    this.shown = false;
    this.root.hidden = true;
    clearTimeout(this.timer);
  }

  /** Opens the form for a new session. */
  create(): void {
    askForNewSession(async (wanted) => {
      const made = await createSession(this.socket, wanted);
      this.open(made.name || made.sessionId);
    });
  }

  private async refresh(): Promise<void> {
    clearTimeout(this.timer);
    if (!this.shown || document.visibilityState !== "visible" || this.asking) {
      return;
    }
    if (this.socket.state === "live") {
      this.asking = true;
      try {
        this.sessions = await listSessions(this.socket);
      } catch {
        // The list stays as it was; the connection's state is told at the top of the page.
      } finally {
        this.asking = false;
      }
    }
    this.draw();
    this.timer = setTimeout(() => void this.refresh(), REFRESH_MILLIS);
  }

  private draw(): void {
    if (!this.sessions) {
      this.summary.textContent = "Connecting ...";
      return;
    }
    const sessions = [...this.sessions].sort((a, b) => b.activity - a.activity || a.name.localeCompare(b.name));
    const viewers = sessions.reduce((sum, session) => sum + session.viewers, 0);
    this.summary.textContent = `${count(sessions.length, "session")}, ${count(viewers, "viewer")}`;
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
    this.list.replaceChildren(...(sessions.length > 0 ? sessions.map((s) => this.card(s)) : [this.empty()]));
    if (focused) {
      this.list.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    }
  }

  private card(session: SessionInfo): HTMLElement {
    const now = Date.now();
    const active = now - session.activity < ACTIVE_MILLIS;
    const link = el(
      "a",
      { class: "card-open", attributes: { href: `#/s/${encodeURIComponent(session.name)}` } },
      session.name,
    );
    link.dataset.key = `open ${session.sessionId}`;
    const kill = iconButton("trash", `Kill session ${session.name}`, () =>
      askToKill(session.name, async () => {
        await killSession(this.socket, session.sessionId);
        await this.refresh();
      }),
    );
    kill.dataset.key = `kill ${session.sessionId}`;
    const size = session.cols > 0 ? `${session.cols} × ${session.rows}` : "unknown size";
    return el(
      "li",
      { class: active ? "card active" : "card" },
      el("div", { class: "card-head" }, el("span", { class: "dot", attributes: { "aria-hidden": "true" } }), link, kill),
      el(
        "ul",
        { class: "facts" },
        fact("windows", count(session.windows, "window")),
        fact("eye", count(session.viewers, "viewer")),
        fact("size", size),
        fact("pulse", active ? "active now" : `active ${ago(session.activity, now)}`),
        fact("clock", `created ${ago(session.created, now)}`),
      ),
    );
  }

  private empty(): HTMLElement {
    return el(
      "li",
      { class: "nothing" },
      el("p", {}, "No tmux session is running."),
      el("p", { class: "muted" }, "Create one here, or start one in any terminal: it shows up by itself."),
    );
  }
}

function fact(name: IconName, text: string): HTMLElement {
  return el("li", {}, icon(name), text);
}
