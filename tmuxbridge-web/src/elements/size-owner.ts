/** Whose size a window has, as the server tells it (`size-owner`), and the words for it. */
import type { ServerEvent } from "../client/index.js";
import { safeTitle } from "./words.js";

export interface SizeOwner {
  /** A viewer's wish, what the server's policy made, or tmux's own. */
  by: "viewer" | "policy" | "tmux";
  /** Whose viewer it is. */
  caller?: string;
}

export function sizeOwnerOf({ by, caller }: ServerEvent): SizeOwner | undefined {
  if (by === "viewer" && typeof caller === "string") {
    return { by, caller };
  }
  return by === "policy" || by === "tmux" ? { by } : undefined;
}

/** In a word or two, and in a sentence. Nothing is said while nobody else is there who could have a say. */
export function sizeOwnerWords(
  owner: SizeOwner | undefined,
  me: string | undefined,
  alone: boolean,
  fits: boolean,
): [string, string] {
  switch (owner?.by) {
    case "viewer":
      if (owner.caller !== me) {
        const name = safeTitle(owner.caller ?? "");
        return [`${name}\u2019s`, `The window has the size of ${name}\u2019s screen.`];
      }
      return fits
        ? [alone ? "" : "yours", alone ? "" : "The window has the size of your screen; others see it so."]
        : ["your other page\u2019s", "The window has the size of another page of yours."];
    case "policy":
      return ["set by the server", "The server sets this size, or makes it of the sizes of all who watch."];
    case "tmux":
      return ["tmux\u2019s own", "tmux decides: somebody is attached to it directly, or nobody here may type."];
    default:
      return ["", ""];
  }
}
