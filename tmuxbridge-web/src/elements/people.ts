/** Who else is in a session: who watches, who has the keyboard, and how it changes hands. */
import { LeaseModel, listViewers } from "../client/index.js";
import type { Caller, ServerEvent } from "../client/index.js";
import { showPeople } from "./people-dialog.js";
import type { OwnedSize } from "./people-dialog.js";
import type { Remedy } from "./notices.js";
import { inWords, safeTitle } from "./words.js";

export interface PeopleEvents {
  /** What is known of the keyboard is different now. */
  changed(): void;
  say(text: string, ...remedies: Remedy[]): void;
  /** The size of the window that is shown. */
  size(): OwnedSize;
  /** What shows the session. */
  near(): Element;
}

export class People {
  readonly lease: LeaseModel;
  private asked: string[] = [];

  constructor(
    private readonly caller: Caller,
    sessionId: string,
    private readonly events: PeopleEvents,
  ) {
    this.lease = new LeaseModel(caller, sessionId);
    this.lease.on("change", () => this.changed());
  }

  told(event: ServerEvent): void {
    this.lease.told(event);
  }

  /** Who has the keyboard, in words for the status line; empty while everybody has. */
  get words(): string {
    const { holder, requests } = this.lease.lease;
    if (holder === undefined) {
      return "";
    }
    return this.lease.mine
      ? `You have the keyboard${requests.length > 0 ? ` · ${requests.length} asked` : ""}`
      : `${safeTitle(holder)} has the keyboard`;
  }

  /** Whether keys may be sent; if somebody else has the keyboard, that is said, unless `quietly`. */
  mayType(quietly = false): boolean {
    const { lockedBy } = this.lease;
    if (lockedBy !== undefined && !quietly) {
      this.events.say(`${safeTitle(lockedBy)} has the keyboard: what you type is not sent.`, {
        label: "Ask for it",
        run: () => this.ask(),
      });
    }
    return lockedBy === undefined;
  }

  /** Shows everybody, and what can be done about the keyboard. */
  show(): void {
    void listViewers(this.caller, this.lease.sessionId).then(
      (viewers) => showPeople(this.events.near(), viewers, this.lease, this.events.size(), (what) => this.run(what)),
      (failure: Error) => this.events.say(inWords(failure)),
    );
  }

  private ask(): void {
    this.run(() => this.lease.request());
  }

  private run(what: () => Promise<void>): void {
    what().catch((failure: Error) => this.events.say(inWords(failure)));
  }

  private changed(): void {
    const { requests } = this.lease.lease;
    if (this.lease.mine) {
      for (const name of requests.filter((each) => !this.asked.includes(each))) {
        this.events.say(
          `${safeTitle(name)} asks for the keyboard.`,
          { label: "Hand it over", run: () => this.run(() => this.lease.grant(name)) },
          { label: "Not now", run: () => {} },
        );
      }
    }
    this.asked = requests;
    this.events.changed();
  }
}
