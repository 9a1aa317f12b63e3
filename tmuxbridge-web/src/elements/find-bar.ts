/**
 * Search: in what the terminal holds, marked in place, and how often tmux finds it in all of the pane's history. Enter
 * goes back in time, as people search logs.
 */
import type { ISearchOptions } from "@xterm/addon-search";
import { searchPane } from "../client/index.js";
import type { Caller } from "../client/index.js";
import { el, iconButton } from "./dom.js";
import type { PaneView } from "./pane-view.js";

const RULER = { matchOverviewRuler: "#d9a400", activeMatchColorOverviewRuler: "#ffbf00" };
const MARKS = {
  dark: { ...RULER, matchBackground: "#6d5a1e", activeMatchBackground: "#b8860b" },
  light: { ...RULER, matchBackground: "#ffe08a", activeMatchBackground: "#ffc53d" },
};
const ASK_MILLIS = 250;
const MOST = 1_000;
/** What a server takes as a pattern at the most. */
const MOST_PATTERN = 1_000;

export class FindBar {
  readonly root: HTMLElement;
  private readonly field = el("input", {
    class: "field",
    attributes: { type: "search", placeholder: "Find", "aria-label": "Find in terminal", spellcheck: "false" },
  });
  private readonly tally = el("span", { class: "muted tally", attributes: { role: "status" } });
  private readonly inAll = el("span", { class: "muted tally all" });
  private pane: PaneView | undefined;
  private unlisten: { dispose(): void } | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly paneNow: () => PaneView | undefined,
    private readonly caller: Caller,
    private readonly closed: () => void,
  ) {
    this.root = el(
      "div",
      { class: "find", attributes: { role: "search" } },
      this.field,
      this.tally,
      this.inAll,
      iconButton("up", "Previous match (Enter)", () => this.find(false)),
      iconButton("down", "Next match (Shift+Enter)", () => this.find(true)),
      iconButton("close", "Close (Escape)", () => this.close()),
    );
    this.root.hidden = true;
    this.field.addEventListener("input", () => this.changed());
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        this.find(event.shiftKey);
      } else if (event.key === "Escape") {
        this.close();
      }
    });
  }

  /** Opens it for the pane that has the keyboard now. */
  open(): void {
    this.adopt();
    this.root.hidden = false;
    this.field.select();
    this.field.focus();
  }

  /** A reconnect, a pane's end, or another window takes the pane away under an open bar. */
  private adoptIfGone(): void {
    if (!this.pane?.root.checkVisibility()) {
      this.adopt();
    }
  }

  private adopt(): void {
    const pane = this.paneNow();
    if (pane !== this.pane) {
      this.pane?.emulator.search.clearDecorations();
      this.unlisten?.dispose();
      this.pane = pane;
      this.unlisten = pane?.emulator.search.onDidChangeResults(({ resultIndex, resultCount }) => {
        this.tally.textContent =
          this.field.value === "" ? "" : resultCount === 0 ? "none" : `${resultIndex + 1}/${resultCount}`;
      });
    }
  }

  private close(): void {
    this.root.hidden = true;
    this.pane?.emulator.search.clearDecorations();
    this.tally.textContent = this.inAll.textContent = "";
    this.closed();
  }

  private changed(): void {
    this.find(false, true);
    clearTimeout(this.timer);
    this.inAll.textContent = "";
    this.timer = setTimeout(() => void this.askServer(), ASK_MILLIS);
  }

  /** What the emulator does not hold, tmux may. */
  private async askServer(): Promise<void> {
    this.adoptIfGone();
    const { value } = this.field;
    const paneId = this.pane?.paneId;
    if (value === "" || paneId === undefined) {
      return;
    }
    try {
      const { pattern, ...kind } = inAnyCase(value);
      const matches = await searchPane(this.caller, paneId, pattern, { ...kind, limit: MOST });
      if (this.field.value === value) {
        const past = matches.filter(
          (match) => match.line < -(this.pane?.emulator.terminal.buffer.normal.baseY ?? 0),
        ).length;
        const all = matches.length < MOST;
        this.inAll.textContent = past > 0 || !all ? `${past}${all ? "" : "+"} older` : "";
        this.inAll.title = "Found in older lines that tmux has: scroll up to read them";
      }
    } catch {
      // a server without history search, or no line: what the emulator holds is searched all the same
    }
  }

  private find(forward: boolean, incremental = false): void {
    this.adoptIfGone();
    const search = this.pane?.emulator.search;
    const dark = getComputedStyle(this.root).colorScheme === "dark";
    const options: ISearchOptions = { decorations: dark ? MARKS.dark : MARKS.light, incremental };
    if (this.field.value === "") {
      search?.clearDecorations();
      this.tally.textContent = "";
    } else if (forward) {
      search?.findNext(this.field.value, options);
    } else {
      search?.findPrevious(this.field.value, options);
    }
  }
}

/** The emulator finds a text whatever the case of its letters: what tmux is asked for has to be the same. */
function inAnyCase(text: string): { pattern: string; regex?: boolean } {
  const pattern = `(?iu)\\Q${text.replaceAll("\\E", "\\E\\\\E\\Q")}\\E`;
  return pattern.length > MOST_PATTERN ? { pattern: text } : { pattern, regex: true };
}
