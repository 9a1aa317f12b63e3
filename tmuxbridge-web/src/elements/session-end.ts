/**
 * Whether the session that is viewed is over, and the cover that says so. It is over until somebody tries again, or
 * until there is a session of that name again: one that was made anew, which is another one.
 */
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
