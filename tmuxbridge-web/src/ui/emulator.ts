/**
 * xterm.js set up for a pane of tmux: widths as tmux counts them (unicode11), silent to queries, size set by the server
 * alone, pastes cleaned. WebGL draws while the terminal is visible; the DOM renderer takes over whenever it cannot.
 */
import { FitAddon } from "@xterm/addon-fit";
import { SearchAddon } from "@xterm/addon-search";
import { Unicode11Addon } from "@xterm/addon-unicode11";
import { WebLinksAddon } from "@xterm/addon-web-links";
import { WebglAddon } from "@xterm/addon-webgl";
import { Terminal } from "@xterm/xterm";
import { pasteInput } from "./paste.js";
import { silenceQueries } from "./silence.js";
import { currentTheme, onThemeChange, reducedMotion } from "./theme.js";

export const FONT_FAMILY = 'ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace';
const SCROLLBACK_LINES = 10_000;

export interface EmulatorEvents {
  /** Keys, mouse reports and pastes, to be sent as they are. */
  input(data: string | Uint8Array): void;
  title(title: string): void;
  bell(): void;
  /** The find bar is wanted. */
  find(): void;
  /** The keyboard should leave the terminal. */
  leave(): void;
}

export class Emulator {
  readonly terminal: Terminal;
  readonly search = new SearchAddon();
  private readonly fit = new FitAddon();
  private webgl: WebglAddon | undefined;
  private focusIsChanging = false;
  private readonly unfollowTheme: () => void;

  constructor(
    private readonly stage: HTMLElement,
    private readonly events: EmulatorEvents,
  ) {
    this.terminal = new Terminal({
      allowProposedApi: true,
      cursorBlink: !reducedMotion(),
      fontFamily: FONT_FAMILY,
      fontSize: 14,
      lineHeight: 1.15,
      linkHandler: { activate: (event, uri) => openLink(event, uri), allowNonHttpProtocols: false },
      logLevel: "off",
      macOptionIsMeta: true,
      minimumContrastRatio: 3,
      scrollback: SCROLLBACK_LINES,
      theme: currentTheme(),
      windowOptions: {},
    });
    this.unfollowTheme = onThemeChange(() => (this.terminal.options.theme = currentTheme()));
  }

  /** Puts the terminal on its stage, which must be visible to be measured. */
  open(): void {
    const { terminal } = this;
    terminal.loadAddon(new Unicode11Addon());
    terminal.unicode.activeVersion = "11";
    terminal.loadAddon(this.fit);
    terminal.loadAddon(this.search);
    terminal.loadAddon(new WebLinksAddon((event, uri) => openLink(event, uri)));
    silenceQueries(terminal);
    terminal.open(this.stage);
    terminal.onData((data) => this.typed(data));
    terminal.onBinary((data) => this.events.input(Uint8Array.from(data, (c) => c.charCodeAt(0))));
    terminal.onTitleChange((title) => this.events.title(title));
    terminal.onBell(() => this.events.bell());
    terminal.attachCustomKeyEventHandler((event) => this.key(event));
    this.stage.addEventListener("paste", (event) => this.pasted(event), { capture: true });
    for (const name of ["focus", "blur"]) {
      // Before xterm.js hears of it, and after.
      this.stage.addEventListener(name, () => (this.focusIsChanging = true), { capture: true });
      terminal.textarea?.addEventListener(name, () => (this.focusIsChanging = false));
    }
  }

  /** What the stage has room for, if it can be measured. */
  room(): { cols: number; rows: number } | undefined {
    const room = this.fit.proposeDimensions();
    return room && Number.isFinite(room.cols) && Number.isFinite(room.rows) ? room : undefined;
  }

  /** Takes the size that the server told, after everything that was written before. */
  resize(cols: number, rows: number, done: () => void): void {
    this.terminal.write("", () => {
      if (this.terminal.cols !== cols || this.terminal.rows !== rows) {
        this.terminal.resize(cols, rows);
      }
      done();
    });
  }

  /** Draws with WebGL while visible; browsers allow some 16 contexts in a page. */
  setVisible(visible: boolean): void {
    if (!visible) {
      this.dropWebgl();
      return;
    }
    if (this.webgl) {
      return;
    }
    try {
      const webgl = new WebglAddon();
      webgl.onContextLoss(() => this.dropWebgl());
      this.terminal.loadAddon(webgl);
      this.webgl = webgl;
    } catch {
      this.webgl = undefined; // no WebGL here: the DOM renderer goes on
    }
  }

  /** What draws now. */
  get renderer(): "webgl" | "dom" {
    return this.webgl ? "webgl" : "dom";
  }

  dispose(): void {
    this.unfollowTheme();
    this.dropWebgl();
    this.terminal.dispose();
  }

  private dropWebgl(): void {
    this.webgl?.dispose();
    this.webgl = undefined;
  }

  private typed(data: string): void {
    // A program that asks for focus reports gets one from xterm.js at once; only those that a user caused are passed on.
    const report = data === "\u001b[I" || data === "\u001b[O";
    if (!report || this.focusIsChanging) {
      this.events.input(data);
    }
  }

  /** False keeps xterm.js from taking the key. */
  private key(event: KeyboardEvent): boolean {
    if (!event.ctrlKey || !event.shiftKey || event.altKey || event.metaKey) {
      return true;
    }
    switch (event.code) {
      case "KeyC":
        return this.shortcut(event, () => void copy(this.terminal.getSelection()));
      case "KeyV":
        return false; // the browser's own paste, which arrives in pasted()
      case "KeyF":
        return this.shortcut(event, () => this.events.find());
      case "F6":
        return this.shortcut(event, () => this.events.leave());
      default:
        return true;
    }
  }

  private shortcut(event: KeyboardEvent, run: () => void): false {
    event.preventDefault();
    if (event.type === "keydown") {
      run();
    }
    return false;
  }

  private pasted(event: ClipboardEvent): void {
    event.preventDefault();
    event.stopPropagation();
    const text = event.clipboardData?.getData("text/plain");
    if (text) {
      this.events.input(pasteInput(text, this.terminal.modes.bracketedPasteMode));
      this.terminal.scrollToBottom();
    }
  }
}

/** Links of programs are followed only on purpose, to the web only, and tell the target nothing about this page. */
function openLink(event: MouseEvent, uri: string): void {
  if ((event.ctrlKey || event.metaKey) && /^https?:\/\//i.test(uri)) {
    window.open(uri, "_blank", "noopener,noreferrer");
  }
}

/** Copies; pages that are not served over TLS or from this machine have no clipboard API and take the older way. */
async function copy(text: string): Promise<void> {
  if (!text) {
    return;
  }
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const listener = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener("copy", listener, { capture: true, once: true });
  document.execCommand("copy");
  removeEventListener("copy", listener, { capture: true });
}
