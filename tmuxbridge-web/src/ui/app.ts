/**
 * The page as a whole: one socket, the list of sessions, the open terminals, and the address that says what is shown
 * (`#/` or `#/s/<name>`). Open tabs are remembered for as long as the browser's tab lives.
 */
import { BridgeSocket } from "../client/index.js";
import { canSignOut, session, signOut } from "./account.js";
import { area, areaStep, moveToArea } from "../elements/areas.js";
import { browserEnvironment, endpoint, whenFocusLost } from "../elements/browser.js";
import { askToSignOut } from "../elements/dialogs.js";
import { el, iconButton } from "../elements/dom.js";
import { SessionView } from "../elements/session-view.js";
import { browserSettings } from "../elements/settings.js";
import { showSettings } from "../elements/settings-dialog.js";
import { followTheme, paint } from "../elements/theme.js";
import { ConnectionPill } from "./connection-pill.js";
import { Dashboard } from "./dashboard.js";
import { rememberTabs, rememberedTabs } from "./remembered-tabs.js";
import { keepShare, keptShare } from "./share-link.js";
import { askToSignIn } from "./sign-in.js";
import { TabStrip } from "./tabs.js";

const LINK_ENDED = "This link has ended, or a part of it is missing. Ask whoever sent it for another one.";

export class App {
  readonly socket: BridgeSocket;
  readonly views = new Map<string, SessionView>();
  readonly settings = browserSettings();
  private readonly environment = browserEnvironment();
  private readonly main = el("main");
  private readonly tabs: TabStrip;
  private readonly dashboard: Dashboard;
  private readonly leave = iconButton("leave", "Sign out", () => askToSignOut(this.main, () => this.signOut()));
  private current: string | undefined;

  constructor(parent: HTMLElement) {
    this.socket = new BridgeSocket({
      url: endpoint(),
      environment: this.environment,
      token: keptShare,
      authenticate: () => this.signInAgain(),
    });
    this.tabs = new TabStrip(
      (name) => this.go(name),
      (name) => this.close(name),
    );
    this.dashboard = new Dashboard(this.socket, this.settings, (name) => this.go(name));
    const brand = el("span", { class: "brand" }, el("span", { class: "mark" }), "tmuxbridge");
    const pill = new ConnectionPill(this.socket);
    const gear = iconButton("gear", "Settings", () => showSettings(this.main, this.settings));
    this.main.append(this.dashboard.root);
    followTheme(this.settings, (theme) => paint(document.documentElement, theme));
    parent.replaceChildren(
      area(el("header", { class: "bar" }, brand, this.tabs.root, pill.root, this.leave, gear)),
      this.main,
    );
    this.leave.hidden = true;
    area(this.dashboard.root);
    document.addEventListener("keydown", (event) => this.key(event));
  }

  start(): void {
    void this.offerToSignOut();
    this.socket.on("state", (state) => state === "backoff" && void this.checkSignIn());
    this.socket.open();
    for (const name of rememberedTabs()) {
      this.view(name);
    }
    addEventListener("hashchange", () => this.route());
    whenFocusLost(() => this.current !== undefined && this.views.get(this.current)?.focus());
    this.route();
  }

  /** Keys outside of sessions; dialogs keep the focus. */
  private key(event: KeyboardEvent): void {
    const step = event.defaultPrevented || document.querySelector("dialog[open]") ? 0 : areaStep(event, this.settings);
    if (step !== 0) {
      event.preventDefault();
      moveToArea(document, step);
    }
  }

  private async offerToSignOut(): Promise<void> {
    this.leave.hidden = !canSignOut(await session());
  }

  /** The page begins anew: nothing of what it showed is left behind the form. */
  private async signOut(): Promise<void> {
    await signOut();
    this.socket.close();
    rememberTabs([]);
    history.replaceState(null, "", addressOf(undefined));
    location.reload();
  }

  /** Credentials were refused. Those of a link may be, and who opened that be signed in all the same. */
  private async signInAgain(): Promise<boolean> {
    const byLink = keptShare() !== undefined;
    keepShare();
    if (!byLink || (await session())?.signedIn !== true) {
      await askToSignIn(byLink ? LINK_ENDED : "Your sign-in has run out.");
    }
    void this.offerToSignOut();
    return true;
  }

  /** A browser does not tell why a handshake was refused; ask whether it is about signing in. */
  private async checkSignIn(): Promise<void> {
    if (this.socket.closing?.code !== 4401) {
      const account = await session();
      if (account && !account.signedIn) {
        await askToSignIn();
        this.socket.retryNow();
      }
    }
  }

  private go(name: string | undefined): void {
    const hash = addressOf(name);
    if (location.hash === hash) {
      this.route();
    } else {
      location.hash = hash;
    }
  }

  private route(): void {
    const name = sessionInAddress();
    if (name !== undefined) {
      this.view(name);
    }
    this.current = name;
    for (const [other, view] of this.views) {
      if (other !== name) {
        view.hide();
      }
    }
    if (name === undefined) {
      this.dashboard.show();
    } else {
      this.dashboard.hide();
      this.views.get(name)?.show();
      this.views.get(name)?.focus();
    }
    this.redraw();
  }

  private view(name: string): SessionView {
    let view = this.views.get(name);
    if (!view) {
      const made = new SessionView(
        this.socket,
        this.settings,
        this.environment,
        { sessionId: name },
        {
          changed: () => this.redraw(),
          renamed: (now) => void this.renamed(made, now),
          leave: () => this.close(made.name),
          settings: () => showSettings(this.main, this.settings),
        },
      );
      view = made;
      view.hide();
      this.views.set(name, view);
      this.main.append(view.root);
    }
    return view;
  }

  /**
   * The tab stays where it is, and the address follows. A tab that stands for a session of that name may stand for one
   * that has another name by now, or is no more.
   */
  private async renamed(view: SessionView, name: string): Promise<void> {
    await this.views.get(name)?.settled();
    const shown = this.current === undefined ? undefined : this.views.get(this.current);
    const all = [...this.views.values()];
    this.views.clear();
    for (const each of all) {
      if (each !== view && each.name === name) {
        each.close();
      } else {
        this.views.set(each.name, each);
      }
    }
    if (shown) {
      this.current = shown.name;
      history.replaceState(null, "", addressOf(shown.name));
    }
    if (shown && this.views.get(shown.name) !== shown) {
      this.route(); // it was closed
    }
    this.redraw();
  }

  private close(name: string): void {
    const names = [...this.views.keys()];
    this.views.get(name)?.close();
    this.views.delete(name);
    if (this.current === name) {
      const at = names.indexOf(name);
      this.go(names[at + 1] ?? names[at - 1]);
    } else {
      this.redraw();
    }
  }

  private redraw(): void {
    const tabs = [...this.views].map(([name, view]) => ({
      name,
      title: view.title,
      light: view.light,
      rang: view.bell.rang,
    }));
    this.tabs.show(tabs, this.current);
    const title = this.current === undefined ? "" : (this.views.get(this.current)?.title ?? "");
    const bell = tabs.some(({ rang }) => rang) ? "● " : ""; // all that is seen of a page in the background
    document.title = bell + [title, this.current, "tmuxbridge"].filter(Boolean).join(" · ");
    rememberTabs([...this.views.keys()]);
  }
}

/** The address of a session's terminal, or of the list. */
function addressOf(name: string | undefined): string {
  return name === undefined ? "#/" : `#/s/${encodeURIComponent(name)}`;
}

function sessionInAddress(): string | undefined {
  const match = /^#\/s\/(.+)$/.exec(location.hash);
  if (!match) {
    return undefined;
  }
  try {
    return decodeURIComponent(match[1]!);
  } catch {
    return undefined;
  }
}
