/**
 * Compares what the emulator shows with what the server says it should show (`check`), and asks for a new snapshot when
 * it differs: once for an offset, and at most three times a minute, because a snapshot cannot mend every difference.
 * What differs after that is asked for when the minute is over, if nothing else has come by then.
 */
import type { Terminal } from "@xterm/xterm";
import { platform } from "../client/index.js";
import type { Cancel, Environment, TerminalChannel } from "../client/index.js";
import { HASH_VERSION, screenHash } from "./screen-hash.js";

const MOST_PER_MINUTE = 3;
const MINUTE = 60_000;

export class ScreenCheck {
  /** How often the screen was not what it should have been. */
  differences = 0;
  private received = -1;
  private due: { offset: number; hash: string } | undefined;
  private refreshedAt = -1;
  private readonly refreshes: number[] = [];
  /** Where the screen is wrong and may not be drawn again yet; -1 if nowhere. */
  private leftAt = -1;
  private timer: Cancel | undefined;

  constructor(
    private readonly terminal: Terminal,
    private readonly channel: Pick<TerminalChannel, "on" | "refresh">,
    private readonly clock: Pick<Environment, "now" | "later"> = platform(),
    /** Does it behind all output that has come so far. */
    private readonly behind: (run: () => void) => void = (run) => run(),
  ) {
    channel.on("output", ({ end }) => {
      this.received = end;
      this.leftAt = -1;
      this.compareWhenParsed();
    });
    channel.on("connected", ({ offset }) => (this.received = offset));
    channel.on("check", (check) => {
      this.due = check;
      this.compareWhenParsed();
    });
  }

  dispose(): void {
    this.timer?.();
    this.timer = undefined;
  }

  /**
   * The check may come before the output that leads to it; what is written now is parsed after all that came before.
   */
  private compareWhenParsed(): void {
    const check = this.due;
    if (check && this.received === check.offset && check.hash.startsWith(HASH_VERSION)) {
      this.behind(() => this.terminal.write("", () => this.compare(check)));
    }
  }

  private compare(check: { offset: number; hash: string }): void {
    if (this.due !== check || this.received !== check.offset) {
      return;
    }
    this.due = undefined;
    if (screenHash(this.terminal) !== check.hash) {
      this.differences++;
      this.refresh(check.offset);
    }
  }

  private refresh(offset: number): void {
    if (offset === this.refreshedAt) {
      return;
    }
    const now = this.clock.now();
    while (this.refreshes.length > 0 && now - (this.refreshes[0] ?? 0) >= MINUTE) {
      this.refreshes.shift();
    }
    if (this.refreshes.length < MOST_PER_MINUTE) {
      this.refreshedAt = offset;
      this.refreshes.push(now);
      this.channel.refresh();
    } else {
      this.leftAt = offset;
      this.timer ??= this.clock.later((this.refreshes[0] ?? now) + MINUTE - now, () => this.makeUp());
    }
  }

  /** The minute is over. */
  private makeUp(): void {
    this.timer = undefined;
    if (this.leftAt >= 0) {
      this.refresh(this.leftAt);
    }
  }
}
