/**
 * Who has the keyboard of a session. Without a lease everybody types who may; with one only its holder does. It is
 * asked for, handed on, taken by the session's owner, let go (`lease.*` of the wire contract).
 */
import { Emitter } from "./emitter.js";
import type { ServerEvent } from "./messages.js";
import type { Caller } from "./sessions.js";

export interface Lease {
  /** Who alone types; undefined while everybody may. */
  holder: string | undefined;
  /** Who asks for it, in the order in which they asked. */
  requests: string[];
}

/** Follows the lease of one session: told by `lease` events, asked for when the line is up again. */
export class LeaseModel extends Emitter<{ change: Lease }> {
  private known: Lease = { holder: undefined, requests: [] };
  private name: string | undefined;
  private asking = false;

  constructor(
    private readonly caller: Caller,
    /** What the session is called by; to be set when it gets another name. */
    public sessionId: string,
  ) {
    super();
  }

  /** As far as is known. */
  get lease(): Lease {
    return this.known;
  }

  /** Who we are, as the server knows us; undefined until it has said so. */
  get me(): string | undefined {
    return this.name;
  }

  get mine(): boolean {
    return this.known.holder !== undefined && this.known.holder === this.name;
  }

  /** Who else has the keyboard, so that what is typed here would be refused. */
  get lockedBy(): string | undefined {
    return this.name === undefined || this.mine ? undefined : this.known.holder;
  }

  /** An event of a terminal of this session. */
  told(event: ServerEvent): void {
    if (event.name === "lease") {
      this.take(event);
    }
  }

  /** Asks the server how things are. It may not know leases: then everybody types. */
  async look(): Promise<void> {
    if (this.asking) {
      return;
    }
    this.asking = true;
    try {
      this.become(nameOf(await this.caller.call("server.info")));
      await this.ask("lease.get");
    } catch {
      // the line is down, which is told elsewhere, or the server is an older one
    } finally {
      this.asking = false;
    }
  }

  /** Asks for the keyboard; who asks first while nobody has it gets it. */
  request(): Promise<void> {
    return this.ask("lease.request");
  }

  /** Takes it from whoever has it: for the session's owner and admins. */
  seize(): Promise<void> {
    return this.ask("lease.take");
  }

  /** Hands it on. */
  grant(caller: string): Promise<void> {
    return this.ask("lease.grant", { caller });
  }

  /** Lets everybody type again. */
  release(): Promise<void> {
    return this.ask("lease.release");
  }

  /** On a line that is up again, one may have signed in as somebody else. */
  private become(name: string | undefined): void {
    const another = this.name !== undefined && this.name !== name;
    this.name = name;
    if (another) {
      this.emit("change", this.known); // the same lease means something else
    }
  }

  private async ask(method: string, more: object = {}): Promise<void> {
    this.take(await this.caller.call(method, { sessionId: this.sessionId, ...more }));
  }

  private take(value: unknown): void {
    const fields = (value ?? {}) as Record<string, unknown>;
    const holder = typeof fields.holder === "string" ? fields.holder : undefined;
    const requests = Array.isArray(fields.requests) ? fields.requests.map(String) : [];
    const next = { holder, requests };
    if (JSON.stringify(next) !== JSON.stringify(this.known)) {
      this.known = next;
      this.emit("change", next);
    }
  }
}

function nameOf(info: unknown): string | undefined {
  const name = (info as { caller?: { name?: unknown } } | null)?.caller?.name;
  return typeof name === "string" ? name : undefined;
}
