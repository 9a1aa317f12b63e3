/**
 * Coming in by a share link: an address whose token is good for one session, any number of times until the link ends. It
 * rides along with each connect instead of being exchanged for a cookie, and is kept for as long as the browser's tab
 * lives, so that the page can be loaded again; where storage is forbidden, for as long as the page.
 */
const KEPT = "tmuxbridge.share";

let here: string | undefined;

export function isShare(token: string): boolean {
  return token.startsWith("share.");
}

/** The token of the link by which somebody came in, if they did. */
export function keptShare(): string | undefined {
  try {
    return here ?? sessionStorage.getItem(KEPT) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a token; without one there is none any more. */
export function keepShare(token?: string): void {
  here = token;
  try {
    if (token === undefined) {
      sessionStorage.removeItem(KEPT);
    } else {
      sessionStorage.setItem(KEPT, token);
    }
  } catch {
    // full or forbidden: it holds as long as the page
  }
}
