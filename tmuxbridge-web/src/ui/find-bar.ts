/** Search in what the terminal holds, screen and scrollback. Enter goes back in time, as people search logs. */
import type { SearchAddon } from "@xterm/addon-search";
import { el, iconButton } from "./dom.js";

const DECORATIONS = {
  matchBackground: "#6d5a1e",
  matchOverviewRuler: "#d9a400",
  activeMatchBackground: "#b8860b",
  activeMatchColorOverviewRuler: "#ffbf00",
};

export class FindBar {
  readonly root: HTMLElement;
  private readonly field = el("input", {
    class: "field",
    attributes: { type: "search", placeholder: "Find", "aria-label": "Find in terminal", spellcheck: "false" },
  });
  private readonly tally = el("span", { class: "muted tally", attributes: { role: "status" } });

  constructor(
    private readonly search: SearchAddon,
    private readonly closed: () => void,
  ) {
    this.root = el(
      "div",
      { class: "find", attributes: { role: "search" } },
      this.field,
      this.tally,
      iconButton("up", "Previous match (Enter)", () => this.find(false)),
      iconButton("down", "Next match (Shift+Enter)", () => this.find(true)),
      iconButton("close", "Close (Escape)", () => this.close()),
    );
    this.root.hidden = true;
    search.onDidChangeResults(({ resultIndex, resultCount }) => {
      this.tally.textContent = resultCount === 0 ? "none" : `${resultIndex + 1}/${resultCount}`;
    });
    this.field.addEventListener("input", () => this.find(false, true));
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        this.find(event.shiftKey);
      } else if (event.key === "Escape") {
        this.close();
      }
    });
  }

  open(): void {
    this.root.hidden = false;
    this.field.select();
    this.field.focus();
  }

  private close(): void {
    this.root.hidden = true;
    this.search.clearDecorations();
    this.tally.textContent = "";
    this.closed();
  }

  private find(forward: boolean, incremental = false): void {
    const options = { decorations: DECORATIONS, incremental };
    if (this.field.value === "") {
      this.search.clearDecorations();
      this.tally.textContent = "";
    } else if (forward) {
      this.search.findNext(this.field.value, options);
    } else {
      this.search.findPrevious(this.field.value, options);
    }
  }
}
