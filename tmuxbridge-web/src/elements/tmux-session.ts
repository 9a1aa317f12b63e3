/**
 * `<tmux-session session="build">`: a session with its windows as tabs, its panes as tmux has them, search, status
 * line, and the key bar on touch screens.
 *
 * Attributes: `url`, `session`, `view`, `access`, as for `<tmux-terminal>`. Events: `tmux-change`, `tmux-leave`,
 * `tmux-renamed` with {session}: the attribute is the new name by then. Attributes are properties too.
 */
import type { BridgeSocket } from "../client/index.js";
import { SessionView } from "./session-view.js";
import { showSettings } from "./settings-dialog.js";
import { TmuxElement } from "./tmux-element.js";

export class TmuxSession extends TmuxElement {
  #shows: SessionView | undefined;

  override focus(): void {
    this.#shows?.focus();
  }

  /** Draws the screens again. */
  refresh(): void {
    this.#shows?.refresh();
  }

  protected begin(socket: BridgeSocket): void {
    const view = new SessionView(
      socket,
      this.settings,
      this.environment,
      {
        sessionId: this.session ?? "",
        ...(this.view === "mirror" ? { view: "mirror" } : {}),
        ...(this.access === "read" ? { access: "read" } : {}),
      },
      {
        changed: () =>
          this.fire("change", { title: view.title, state: view.light, windows: view.detail?.windowList ?? [] }),
        renamed: (name) => this.renamed(name),
        leave: () => this.fire("leave", {}),
        settings: () => showSettings(this, this.settings),
      },
    );
    this.#shows = view;
    this.replaceChildren(view.root);
    view.show();
  }

  protected end(): void {
    this.#shows?.close();
    this.#shows = undefined;
  }
}
