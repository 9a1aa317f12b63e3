/**
 * What the server tells about a viewed pane beside its output: copy mode, who views and types, whose size it is, titles,
 * bells, rights, what was skipped. Keeps what stays true until it is told anew.
 */
import type { Connected, ServerEvent } from "../client/index.js";
import { OutputNotice } from "./output-notice.js";
import type { PaneView } from "./pane-view.js";
import type { PaneViewEvents } from "./pane-view-types.js";
import { sizeOwnerOf } from "./size-owner.js";
import type { SizeOwner } from "./size-owner.js";
import { safeTitle } from "./words.js";

export class PaneNews {
  title = "";
  copyMode = false;
  viewers = 0;
  sizeOwner: SizeOwner | undefined;
  private readonly lost: OutputNotice;

  constructor(
    private readonly pane: PaneView,
    private readonly events: PaneViewEvents,
  ) {
    this.lost = new OutputNotice(pane.notices);
  }

  connected({ access, lost }: Connected): void {
    this.rights(access);
    this.mode(false); // told anew if it is on
    this.sizeOwner = undefined; // and so is this
    if (lost) {
      this.lost.skipped(lost, "away");
    }
  }

  told(event: ServerEvent): void {
    const { events, pane } = this;
    switch (event.name) {
      case "mode":
        this.mode(event.copyMode === true);
        break;
      case "viewers":
        this.viewers = Number(event.count ?? event.viewers ?? 0);
        break;
      case "typing":
        pane.typist.typed(event.caller === events.me?.() ? "you, elsewhere" : String(event.caller ?? ""));
        break;
      case "size-owner":
        this.sizeOwner = sizeOwnerOf(event);
        break;
      case "access":
        this.rights(event.access);
        break;
      case "title":
        this.retitle(String(event.title ?? ""));
        break;
      case "bell":
        events.rang();
        break;
      case "clipboard":
        events.clipboard(String(event.text ?? ""));
        break;
      case "screens":
        if (event.on === true) {
          this.lost.tooFast();
        }
        break;
      case "skipped":
        this.lost.skipped(Number(event.bytes ?? 0), "slow");
        break;
    }
    events.told(event);
    events.changed();
  }

  /** Also told by the output itself. */
  retitle(title: string): void {
    this.title = safeTitle(title);
    this.events.changed();
  }

  private mode(copyMode: boolean): void {
    this.copyMode = copyMode;
    this.pane.prediction.allow(!copyMode);
  }

  private rights(access: unknown): void {
    this.pane.emulator.terminal.options.disableStdin = access === "read";
  }
}
