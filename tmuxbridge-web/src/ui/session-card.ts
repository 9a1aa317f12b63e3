/**
 * A session on the list: what runs in it, who owns and watches it, and its active pane in small. It lives as long as
 * its session.
 */
import { capturePane, getSession, listViewers } from "../client/index.js";
import type { Caller, SessionInfo } from "../client/index.js";
import { el, icon, iconButton } from "../elements/dom.js";
import type { IconName } from "../elements/dom.js";
import type { Settings } from "../elements/settings.js";
import { currentTheme } from "../elements/theme.js";
import { pages } from "../elements/viewer-pages.js";
import { ago, count } from "../elements/words.js";
import { drawThumbnail } from "./thumbnail.js";

/** Activity younger than this shows as "active". */
const ACTIVE_MILLIS = 10_000;
/** tmux counts activity in these: more may follow in the one that is told. */
const SECOND_MILLIS = 1_000;

export interface SessionCardEvents {
  kill(session: SessionInfo): void;
  rename(session: SessionInfo): void;
}

export class SessionCard {
  readonly root: HTMLElement;
  private readonly link = el("a", { class: "card-open" });
  private readonly runs = el("p", { class: "card-runs mono" }, " ");
  private readonly facts = el("ul", { class: "facts" });
  private readonly picture = el("canvas", { class: "thumbnail", attributes: { "aria-hidden": "true" } });
  private session: SessionInfo;
  private mayRule = false;
  private looked = -1;
  /** When the activity that is told now was first told, by the clock of this browser. */
  private since = Date.now();
  /** How many look on, as far as that was asked; `viewers` counts each pane that they look at. */
  private watching: { viewers: number; pages: number } | undefined;

  constructor(
    session: SessionInfo,
    private readonly settings: Settings,
    events: SessionCardEvents,
  ) {
    this.session = session;
    const rename = iconButton("pencil", "", () => events.rename(this.session));
    const kill = iconButton("trash", "", () => events.kill(this.session));
    kill.classList.add("kill");
    this.root = el(
      "li",
      { class: "card" },
      this.picture,
      el(
        "div",
        { class: "card-body" },
        el(
          "div",
          { class: "card-head" },
          el("span", { class: "dot", attributes: { "aria-hidden": "true" } }),
          this.link,
          rename,
          kill,
        ),
        this.runs,
        this.facts,
      ),
    );
  }

  /** Takes what the list told now, and whether one may rename and kill it. */
  update(session: SessionInfo, mayRule = this.mayRule): void {
    const now = Date.now();
    this.since = session.activity === this.session.activity ? this.since : now;
    this.session = session;
    this.mayRule = mayRule;
    const active = now - session.activity < ACTIVE_MILLIS;
    this.root.classList.toggle("active", active);
    this.link.textContent = session.name;
    this.link.href = `#/s/${encodeURIComponent(session.name)}`;
    const [rename, kill] = this.root.querySelectorAll("button");
    rename!.hidden = kill!.hidden = !mayRule;
    label(rename!, `Rename session ${session.name}`);
    label(kill!, `Kill session ${session.name}`);
    const size = session.cols > 0 ? `${session.cols} × ${session.rows}` : "unknown size";
    this.facts.replaceChildren(
      fact("windows", count(session.windows, "window")),
      fact("eye", this.watchers),
      fact("size", size),
      fact("pulse", active ? "active now" : ago(session.activity, now)),
      fact("clock", `created ${ago(session.created, now)}`),
      ...(session.owner ? [fact("user", session.owner)] : []),
    );
  }

  /** Finds out who looks on, where that is more than one pane. */
  async count(caller: Caller): Promise<void> {
    const { viewers, sessionId } = this.session;
    if (viewers > 1 && this.watching?.viewers !== viewers) {
      this.watching = { viewers, pages: pages(await listViewers(caller, sessionId)).length };
      this.update(this.session);
    }
  }

  private get watchers(): string {
    const { viewers } = this.session;
    if (viewers < 2) {
      return viewers === 0 ? "nobody watching" : "1 viewer";
    }
    return this.watching?.viewers === viewers ? count(this.watching.pages, "viewer") : "watched";
  }

  /** Looks what runs, and draws the thumbnail, if something happened since the last time. */
  async look(caller: Caller): Promise<void> {
    if (this.looked > this.since + SECOND_MILLIS) {
      return;
    }
    const began = Date.now();
    const detail = await getSession(caller, this.session.sessionId);
    const window = detail.windowList.find((candidate) => candidate.active) ?? detail.windowList[0];
    const pane = window?.panes.find((candidate) => candidate.active) ?? window?.panes[0];
    if (!window || !pane) {
      return;
    }
    this.runs.textContent = pane.directory ? `${pane.command} · ${shortPath(pane.directory)}` : pane.command;
    this.runs.title = pane.directory;
    const { lines } = await capturePane(caller, pane.paneId, 0, pane.rows - 1, "ansi");
    drawThumbnail(this.picture, lines, pane.cols, pane.rows, currentTheme(this.settings).colours);
    this.looked = began;
  }

  /** Whether it can be seen, or soon can. */
  get inSight(): boolean {
    const { top, bottom } = this.root.getBoundingClientRect();
    return bottom > 0 && top < innerHeight * 1.5;
  }

  /** Draws it again the next time, whatever happened. */
  redraw(): void {
    this.looked = -1;
  }
}

/** The end of a path, which tells most of it. */
function shortPath(path: string): string {
  const parts = path.split("/").filter(Boolean);
  return parts.length <= 2 ? path : `…/${parts.slice(-2).join("/")}`;
}

function label(button: HTMLElement, text: string): void {
  button.title = text;
  button.setAttribute("aria-label", text);
}

function fact(name: IconName, text: string): HTMLElement {
  return el("li", {}, icon(name), text);
}
