/**
 * Whether the session that is viewed is over, and the cover that says so. It is over until somebody tries again, or
 * until there is a session of that name again: one that was made anew, which is another one.
 */
import { CloseCode } from "../client/index.js";
import type { Ending, SessionDetail } from "../client/index.js";
import type { EndingCover } from "./ending-cover.js";

export class SessionEnd {
  private isOver = false;
  private life = "";

  constructor(readonly cover: EndingCover) {}

  get over(): boolean {
    return this.isOver;
  }

  begin(ending: Ending): void {
    this.isOver = true;
    this.cover.show(ending);
  }

  takeBack(): void {
    this.isOver = false;
    this.cover.hide();
  }

  /** What is over may be there all the same: whatever is found next is to be viewed. */
  forget(): void {
    this.life = "";
  }

  /** There is a session. True if it is another one than that which is over, and is to be viewed now. */
  isAnother({ sessionId, created }: SessionDetail): boolean {
    const life = `${sessionId} ${created}`;
    const another = life !== this.life;
    this.life = life;
    return this.isOver && another;
  }
}

/**
 * Whether the session may go on although one of its panes has ended so. A pane that was gone before it could be viewed
 * is refused in the server's own words.
 */
export function mayBeThePaneAlone(ending: Ending | undefined): boolean {
  const { code, reason = "" } = ending ?? {};
  return reason === "pane-ended" || (code === CloseCode.NOT_FOUND && !["session-ended", "tmux-ended"].includes(reason));
}
