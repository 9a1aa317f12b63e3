/**
 * A session's windows and panes, kept in step with tmux: told by `layout` events, asked for anew when something hints
 * at a change, and every few seconds while somebody looks, for what tmux does not tell. One request is under way at the
 * most; hints that come meanwhile make one more.
 *
 * A session that gets another name stays the same one: the model asks for it under the new name from then on. Whoever
 * was away meanwhile finds it by its `$id`, if that is still the session made at that time: after tmux began anew, ids
 * do.
 */
import { Emitter } from "./emitter.js";
import type { Cancel, Environment } from "./environment.js";
import type { ServerEvent } from "./messages.js";
import { RpcError } from "./rpc.js";
import type { Caller } from "./sessions.js";
import { isSessionId } from "./sessions.js";
import { getSession, toDetail } from "./windows.js";
import type { SessionDetail } from "./windows.js";

/** Between two looks while nothing hints at a change, in ms. */
const LOOK_MILLIS = 3_000;
/** Events after which a session may look different. */
const HINTS = new Set(["layout", "title", "bell", "mode", "sessions-changed", "windows"]);

export interface SessionModelEvents {
  /** Something is different now. */
  change: SessionDetail;
  /** There is no such session any more. */
  gone: undefined;
  /** What it was called by is another name now; told before the change that comes with it, also while stopped. */
  renamed: string;
}

export class SessionModel extends Emitter<SessionModelEvents> {
  private known: SessionDetail | undefined;
  private sameAs = "";
  private asking: Promise<void> | undefined;
  private askAgain = false;
  /** A layout event has come since the last question: the answer to that may be older. */
  private overtaken = false;
  private timer: Cancel | undefined;
  private running = false;

  constructor(
    private readonly environment: Environment,
    private readonly caller: Caller,
    private address: string,
  ) {
    super();
  }

  /** What it is called by: its name as it is now, or its `$id` if that was given. */
  get sessionId(): string {
    return this.address;
  }

  /** What is known; undefined before the first answer. */
  get detail(): SessionDetail | undefined {
    return this.known;
  }

  /** Follows the session until stop(); what the first look finds is told, whatever was told before. */
  start(): void {
    this.running = true;
    this.sameAs = "";
    void this.look();
  }

  stop(): void {
    this.running = false;
    this.timer?.();
    this.timer = undefined;
  }

  /** An event of the socket, or of a terminal of this session; what is about another session does no harm. */
  told(event: ServerEvent): void {
    if (event.name === "session-renamed") {
      this.rename(event.newName);
    } else if (event.name === "layout" && Array.isArray(event.windowList) && this.known) {
      this.layout(event, event.windowList, this.known);
    } else if (HINTS.has(event.name)) {
      void this.look();
    }
  }

  private layout({ session, sessionName }: ServerEvent, windowList: unknown[], known: SessionDetail): void {
    const name = typeof sessionName === "string" ? sessionName : known.name;
    if (session === known.sessionId) {
      this.overtaken = true;
      this.rename(name);
      this.take(toDetail({ ...known, name, windows: windowList.length, windowList }));
    } else if (name === known.name) {
      void this.look(); // made anew under that name, as it seems
    }
  }

  /** Asks the server now. Resolves when nothing is asked any more. */
  look(): Promise<void> {
    this.askAgain = this.asking !== undefined;
    this.asking ??= this.ask();
    return this.asking;
  }

  private async ask(): Promise<void> {
    this.timer?.();
    try {
      do {
        this.askAgain = this.overtaken = false;
        const found = await this.find();
        if (this.overtaken) {
          this.askAgain = true;
        } else {
          this.take(found);
        }
      } while (this.askAgain && this.running);
    } catch (failure) {
      if (isNotFound(failure)) {
        this.emit("gone", undefined);
      } // else the line is down, which is told elsewhere; the next look finds out more
    } finally {
      this.asking = undefined;
    }
    if (this.running) {
      this.timer = this.environment.later(LOOK_MILLIS, () => void this.look());
    }
  }

  /** As it is now, under whatever name; another session only where it has the name, and this one is no more. */
  private async find(): Promise<SessionDetail> {
    const asked = this.address;
    let named: SessionDetail | undefined;
    let failure: unknown;
    try {
      named = await getSession(this.caller, asked);
    } catch (notFound) {
      failure = notFound;
    }
    const { known } = this;
    if (!known || (named ? named.sessionId === known.sessionId : !isNotFound(failure))) {
      return orThrow(named, failure);
    }
    const found = await getSession(this.caller, asked === this.address ? known.sessionId : this.address).catch(
      () => undefined,
    );
    if (found?.sessionId !== known.sessionId || found.created !== known.created) {
      return orThrow(named, failure);
    }
    this.rename(found.name);
    return found;
  }

  private rename(name: unknown): void {
    if (typeof name === "string" && name !== "" && name !== this.address && !isSessionId(this.address)) {
      this.address = name;
      this.emit("renamed", name);
    }
    if (typeof name === "string" && this.known && this.known.name !== name) {
      this.take({ ...this.known, name });
    }
  }

  private take(detail: SessionDetail): void {
    const same = JSON.stringify({ ...detail, activity: 0 });
    const first = this.known === undefined;
    this.known = detail;
    if (this.running && (first || same !== this.sameAs)) {
      this.sameAs = same;
      this.emit("change", detail);
    }
  }
}

function orThrow(found: SessionDetail | undefined, failure: unknown): SessionDetail {
  if (!found) {
    throw failure;
  }
  return found;
}

function isNotFound(failure: unknown): boolean {
  return failure instanceof RpcError && failure.reason === "not-found";
}
