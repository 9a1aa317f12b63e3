/**
 * Signing in. A token comes in the fragment of the address (which no server or proxy sees) or by form; it is exchanged
 * for a cookie at once and not kept by the page, but for the one of a share link.
 */
import { isShare, keepShare, keptShare } from "./share-link.js";

export interface SignedIn {
  /** How the server authenticates: `token`, `jwt`, `none`; `share` by a link, `server` by whom the page runs in. */
  auth: string;
  signedIn: boolean;
}

/** Whether a fragment brings a token. */
export function hasToken(fragment: string): boolean {
  return fragment.startsWith("#token=");
}

/** Takes `#token=...` out of the address bar, before anything else can see or keep it. */
export function takeTokenFromAddress(): string | undefined {
  const fragment = location.hash;
  if (!hasToken(fragment)) {
    return undefined;
  }
  const [, rest] = /&(.+)/.exec(fragment) ?? [];
  history.replaceState(null, "", location.pathname + location.search + (rest ? `#${rest}` : ""));
  return tokenIn(fragment);
}

/** What somebody pasted as a token: one, or the whole address that has it. */
export function tokenIn(pasted: string): string {
  const token = /[#&]token=([^&\s]+)/.exec(pasted)?.[1] ?? pasted.trim();
  return /%[0-9a-f]{2}/i.test(token)
    ? new URLSearchParams(`token=${token.replace(/\+/g, "%2B")}`).get("token")!
    : token;
}

/**
 * Where this page lives, for the cookie: other servers of the host, under paths of their own, neither see nor replace it.
 * A semicolon would end it, so that what lies above stands in for such a folder.
 */
function pathOfPage(): string {
  return new URL(".", document.baseURI).pathname.replace(/[^/]*;.*$/, "");
}

/** Exchanges a token for a cookie. Resolves to an error in words, or to nothing. */
export async function signIn(token: string): Promise<string | undefined> {
  if (isShare(token)) {
    keepShare(token);
    return undefined;
  }
  try {
    const response = await fetch("api/login", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      credentials: "same-origin",
      body: JSON.stringify({ token, path: pathOfPage() }),
    });
    if (response.ok) {
      keepShare();
      return undefined;
    }
    if (response.status === 403) {
      return `The server refuses pages of ${location.origin}. A proxy in between must pass on the name by which it was asked (the header Host), and the server must trust it.`;
    }
    if (response.status === 401) {
      return "That token is not valid: it has been used, has run out, or is of another server. Take a new one.";
    }
    return `The server answered ${response.status}. Try again.`;
  } catch {
    return "The server cannot be reached. Check that it is running, then try again.";
  }
}

/** Ends the sign-in of this browser. Throws words when it goes on. */
export async function signOut(): Promise<void> {
  const response = await fetch("api/logout", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    credentials: "same-origin",
    body: JSON.stringify({ path: pathOfPage() }),
  }).catch(() => undefined);
  if (!response?.ok) {
    throw new Error(
      response ? `The server answered ${response.status}. Try again.` : "The server cannot be reached. Try again.",
    );
  }
}

/** Whether there is a sign-in of this browser's that the page can end: by a cookie of its own, not by a link. */
export function canSignOut(account: SignedIn | undefined): boolean {
  return account?.signedIn === true && ["token", "jwt"].includes(account.auth);
}

/**
 * Who the server thinks we are; undefined if it cannot be asked. A server without sign-in pages counts as signed in.
 */
export async function session(): Promise<SignedIn | undefined> {
  if (keptShare() !== undefined) {
    return { auth: "share", signedIn: true };
  }
  try {
    const response = await fetch("api/session", { credentials: "same-origin", cache: "no-store" });
    if (response.status === 401) {
      return { auth: "token", signedIn: false };
    }
    if (!response.ok) {
      return { auth: "none", signedIn: true };
    }
    const answer = (await response.json()) as Partial<SignedIn>;
    return { auth: String(answer.auth ?? "none"), signedIn: answer.signedIn === true || answer.auth === "none" };
  } catch {
    return undefined;
  }
}
