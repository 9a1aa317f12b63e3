/** The browser as the client library's Environment: page visibility, and the moments when a try is worth it. */
import { platform } from "../client/index.js";
import type { Environment } from "../client/index.js";
import { FOCUS_LOST } from "./dialogs.js";

export function browserEnvironment(): Environment {
  return {
    ...platform(),
    visible: () => document.visibilityState === "visible",
    onWake: (run) => {
      const ifVisible = () => document.visibilityState === "visible" && run();
      addEventListener("online", run);
      addEventListener("pageshow", ifVisible);
      document.addEventListener("visibilitychange", ifVisible);
      return () => {
        removeEventListener("online", run);
        removeEventListener("pageshow", ifVisible);
        document.removeEventListener("visibilitychange", ifVisible);
      };
    },
  };
}

/**
 * The WebSocket URL of an endpoint, whichever way it is written; the usual one, beside this page, works at any path
 * prefix.
 */
export function endpoint(at = "ws/terminal"): string {
  const url = new URL(at, document.baseURI);
  url.protocol = url.protocol.replace(/^http/, "ws"); // the client looks for the way over HTTP beside ws: alone
  url.hash = "";
  return url.href;
}

/** Calls back when the page comes into view or goes out of it; the returned function ends that. */
export function whenSeen(run: () => void): () => void {
  document.addEventListener("visibilitychange", run);
  return () => document.removeEventListener("visibilitychange", run);
}

/** Keys by which somebody goes to where they want to be, or that say nothing by themselves. */
const MOVES = new Set(["Tab", "F6", "Escape", "Shift", "Control", "Alt", "AltGraph", "Meta"]);

/**
 * Calls back when nothing has the keyboard: a dialog closed over what is gone, or a key is pressed on the bare page.
 */
export function whenFocusLost(run: () => void): void {
  document.addEventListener(FOCUS_LOST, run);
  document.addEventListener(
    "keydown",
    (event) => document.activeElement === document.body && !MOVES.has(event.key) && run(),
    { capture: true },
  );
}

/** Does it once for many calls in a row, so many ms after the last of them. */
export function gathered(millis: number, what: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(what, millis);
  };
}
