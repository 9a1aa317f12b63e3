/**
 * Finds a session again that got another name while nobody here could be told: by its `$id`, if that is still the
 * session made at that time. After tmux began anew, ids do.
 */
import { getSession, isSessionId } from "../client/index.js";
import type { Caller, SessionDetail } from "../client/index.js";

export class Whereabouts {
  private known: SessionDetail | undefined;

  constructor(
    private readonly caller: Caller,
    /** What it is called by. */
    private readonly name: () => string,
  ) {}

  /** It is viewed: finds out which one it is. */
  async look(): Promise<void> {
    this.known = (await this.find(this.name())) ?? this.known;
  }

  /** What it is called now, if that is another name; undefined where it is gone, or nobody answers. */
  async newName(): Promise<string | undefined> {
    const { known } = this;
    const found = known && !isSessionId(this.name()) ? await this.find(known.sessionId) : undefined;
    const same = found !== undefined && found.sessionId === known?.sessionId && found.created === known.created;
    return same && found.name !== this.name() ? found.name : undefined;
  }

  private find(address: string): Promise<SessionDetail | undefined> {
    return getSession(this.caller, address).catch(() => undefined);
  }
}
