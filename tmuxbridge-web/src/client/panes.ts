/**
 * Reading a pane's history: pages of lines, and searching in all of it. Lines are counted as in tmux: 0 is the top of
 * the screen.
 */
import type { Caller } from "./sessions.js";

export interface CapturedLines {
  lines: string[];
  /** Number of the first line; negative in the history. */
  start: number;
  end: number;
  /** Lines of history that the pane has. */
  historySize: number;
  /** Numbers of the lines that go on in the next one. */
  wrapped: number[];
}

export interface PaneMatch {
  line: number;
  column: number;
  length: number;
  text: string;
}

/** Lines from `start` to `end`, both included; `ansi` with attributes as escape sequences. */
export async function capturePane(
  caller: Caller,
  paneId: string,
  start: number,
  end: number,
  format: "text" | "ansi" = "text",
): Promise<CapturedLines> {
  const answer = (await caller.call("pane.capture", { paneId, start, end, format })) as Partial<CapturedLines> | null;
  const lines = Array.isArray(answer?.lines) ? answer.lines.map(String) : [];
  return {
    lines,
    start: Number(answer?.start ?? start),
    end: Number(answer?.end ?? start + lines.length - 1),
    historySize: Number(answer?.historySize ?? 0),
    wrapped: Array.isArray(answer?.wrapped) ? answer.wrapped.map(Number) : [],
  };
}

/** Finds a text, or a regular expression, in the whole history and screen of a pane. */
export async function searchPane(
  caller: Caller,
  paneId: string,
  pattern: string,
  options: { regex?: boolean; limit?: number } = {},
): Promise<PaneMatch[]> {
  const answer = (await caller.call("pane.search", { paneId, pattern, ...options })) as { matches?: unknown } | null;
  return Array.isArray(answer?.matches) ? (answer.matches as PaneMatch[]) : [];
}
