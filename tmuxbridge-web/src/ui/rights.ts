/** What the caller may do with sessions, as their role and the owners tell; the server has the last word. */
import type { Caller, SessionInfo } from "../client/index.js";

export class Rights {
  private name: string | undefined;
  private role: string | undefined;

  /** Asks the server who we are; what a server does not tell is not held against anybody. */
  async look(caller: Caller): Promise<void> {
    const info = (await caller.call("server.info").catch(() => null)) as {
      caller?: { name?: unknown; role?: unknown };
    } | null;
    this.name = text(info?.caller?.name);
    this.role = text(info?.caller?.role)?.toLowerCase();
  }

  /** Whether what is not on the list does not exist. */
  get seesAll(): boolean {
    return this.role === undefined || this.role === "admin";
  }

  /** Whoever came by a share link has a name that begins so, and no session but that one. */
  get mayCreate(): boolean {
    return this.role !== "viewer" && !this.name?.startsWith("share:");
  }

  /** Whether the session can be renamed and killed: that is for its owner, and for admins. */
  mayRule({ owner }: SessionInfo): boolean {
    return this.role === "operator" ? owner === this.name : this.mayCreate;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
