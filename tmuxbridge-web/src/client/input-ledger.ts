/**
 * Keystrokes that the server has not yet acknowledged, numbered from 1 without a hole.
 *
 * An input stays here until `input-ack` covers it. After a reconnect the rest is sent again with the same numbers, and
 * the server drops what it had. Only after `fresh` - the bridge or tmux has a new life - it is given up: of what had
 * been sent nobody can know whether it arrived, and what was typed behind it may do harm without it. The user is told
 * which is which.
 *
 * What is given up otherwise, because the server refused some of it, keeps the numbers that were sent, without data:
 * whichever of them the server has not had, it has to get before what is typed next.
 *
 * At most `windowBytes` are under way at once; how much may wait here is for the caller to bound (`pendingBytes`).
 */
export interface InputEntry {
  readonly seq: number;
  readonly data: Uint8Array;
}

const NOTHING = new Uint8Array(0);

/** How many bytes were given up: sent, so that they may have arrived, and never sent. */
export interface GivenUp {
  readonly uncertain: number;
  readonly unsent: number;
}

export class InputLedger {
  private entries: InputEntry[] = [];
  private bytes = 0;
  private nextSeq = 1;
  private sent = 0;
  private sentBytes = 0;
  /** The number of the last input that was ever sent. */
  private lastSent = 0;

  constructor(private readonly windowBytes: number) {}

  /** Bytes not yet acknowledged. */
  get pendingBytes(): number {
    return this.bytes;
  }

  /** Inputs not yet acknowledged, but for those given up, which are the first. */
  get pendingInputs(): number {
    const first = this.entries.findIndex(({ data }) => data.length > 0);
    return first < 0 ? 0 : this.entries.length - first;
  }

  /** The number of the last input taken; 0 before the first. */
  get lastSeq(): number {
    return this.nextSeq - 1;
  }

  /** Takes an input; it is not sent before `take` gives it out. */
  add(data: Uint8Array): void {
    this.entries.push({ seq: this.nextSeq++, data });
    this.bytes += data.length;
  }

  /** The next input to send, if the window allows it; it then counts as sent. */
  take(): InputEntry | undefined {
    const entry = this.entries[this.sent];
    if (!entry || (this.sentBytes > 0 && this.sentBytes + entry.data.length > this.windowBytes)) {
      return undefined;
    }
    this.sent++;
    this.sentBytes += entry.data.length;
    this.lastSent = Math.max(this.lastSent, entry.seq);
    return entry;
  }

  /** tmux has taken everything up to `seq`. */
  acknowledge(seq: number): void {
    while (this.entries.length > 0 && this.entries[0]!.seq <= seq) {
      const entry = this.entries.shift()!;
      this.bytes -= entry.data.length;
      if (this.sent > 0) {
        this.sent--;
        this.sentBytes -= entry.data.length;
      }
    }
  }

  /** Everything that is left has to be sent again, from the first. */
  rewind(): void {
    this.sent = 0;
    this.sentBytes = 0;
  }

  /** Numbers go on after `seq`, as the server counts. What waits gets new numbers and counts as never sent. */
  renumber(seq: number): void {
    this.nextSeq = seq + 1;
    this.lastSent = seq;
    const waiting = this.entries.filter(({ data }) => data.length > 0);
    this.entries = waiting.map(({ data }) => ({ seq: this.nextSeq++, data }));
    this.rewind();
  }

  /** Gives up what is left, for the report to the user. Numbers that were never sent are free again. */
  abandon(): GivenUp {
    const sent = this.entries.filter(({ seq }) => seq <= this.lastSent);
    const uncertain = sent.reduce((sum, { data }) => sum + data.length, 0);
    const unsent = this.bytes - uncertain;
    this.nextSeq -= this.entries.length - sent.length;
    this.entries = sent.map(({ seq }) => ({ seq, data: NOTHING }));
    this.bytes = this.sentBytes = 0;
    return { uncertain, unsent };
  }
}
