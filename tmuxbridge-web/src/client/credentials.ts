/**
 * What shows a server who this client is: a token that rides along with each connect and is renewed while the line is
 * up, or a cookie that the browser sends by itself. Knows what a refusal of it means.
 */
import { CloseCode, reactionTo } from "./close-codes.js";
import type { Reaction } from "./close-codes.js";
import type { BridgeSocketOptions } from "./socket-types.js";

export class Credentials {
  /** The server has announced their end, and there is no token to renew them by. */
  private expiring = false;

  constructor(private readonly options: Pick<BridgeSocketOptions, "token" | "authenticate">) {}

  /** The token for the next connect, if there is one. */
  get token(): string | undefined {
    return this.options.token?.();
  }

  /** The server has announced their end: renews them by a token, if there is one. */
  renew(send: (token: string) => void): void {
    const token = this.tokenIfAny();
    this.expiring = !token;
    if (token) {
      send(token);
    }
  }

  /** What to do about this close; `authenticate` only where somebody can. */
  reactionTo(code: number): Reaction {
    // What the browser sends by itself, such as a cookie, may still be good for another connection.
    const anew = this.expiring && code === CloseCode.UNAUTHENTICATED;
    this.expiring = false;
    const reaction = anew ? "retry" : reactionTo(code);
    return reaction === "authenticate" && !this.options.authenticate ? "stop" : reaction;
  }

  /** They were refused: gets hold of others. Resolves to whether to try again. */
  async replace(): Promise<boolean> {
    try {
      return (await this.options.authenticate?.()) ?? false;
    } catch {
      return false;
    }
  }

  private tokenIfAny(): string | undefined {
    try {
      return this.token;
    } catch {
      return undefined; // told by the next connect, if it still cannot be had then
    }
  }
}
