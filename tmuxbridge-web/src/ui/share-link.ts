/**
 * Coming in by a share link: an address whose token is good for one session, any number of times until the link ends. It
 * rides along with each connect instead of being exchanged for a cookie, and is kept for as long as the browser's tab
 * lives, so that the page can be loaded again.
 */
const KEPT = "tmuxbridge.share";

export function isShare(token: string): boolean {
  return token.startsWith("share.");
}

/** The token of the link by which somebody came in, if they did. */
export function keptShare(): string | undefined {
  return sessionStorage.getItem(KEPT) ?? undefined;
}

/** Keeps a token; without one there is none any more. */
export function keepShare(token?: string): void {
  if (token === undefined) {
    sessionStorage.removeItem(KEPT);
  } else {
    sessionStorage.setItem(KEPT, token);
  }
}
