/**
 * xterm.js set up for a pane of tmux: widths as tmux counts them (unicode11), silent to queries, size set by the server
 * alone. WebGL draws while the terminal is visible, if there is a GPU; the DOM renderer takes over whenever it cannot.
 */
import { Unicode11Addon } from "@xterm/addon-unicode11";
import { Terminal } from "@xterm/xterm";
import { EmulatorInput } from "./emulator-input.js";
import type { EmulatorInputEvents } from "./emulator-input.js";
import { linkHandler, webLinks } from "./links.js";
import { FONT_FAMILY } from "./settings.js";
import type { Settings } from "./settings.js";
import { mendReverseVideo } from "./reverse-video.js";
import { Search } from "./search.js";
import { TextView } from "./text-view.js";
import { silenceQueries } from "./silence.js";
import { followComfort, followTheme } from "./theme.js";
import { isWebglFast, WebglDrawing } from "./webgl.js";

const SCROLLBACK_LINES = 10_000;
/** Space to the right of a terminal that its scrollbar takes. */
export const SCROLLBAR_PIXELS = 8;

export interface EmulatorEvents extends EmulatorInputEvents {
  title(title: string): void;
  bell(): void;
  /** Somebody has selected something, and not a search. */
  selected(): void;
  /** The screen has another size in pixels; cells may be larger or smaller. */
  redrawn(): void;
}

export class Emulator {
  readonly terminal: Terminal;
  readonly search = new Search();
  readonly input: EmulatorInput;
  private webgl: WebglDrawing | undefined;
  /** At this scale of the screen WebGL was of no use. */
  private uselessAt: number | undefined;
  /** The browser took the context away, and would again; until it is shown anew, or something else is wished for. */
  private lost = false;
  /** Instead of what xterm.js draws, where it cannot or is not wanted. */
  private text: TextView | undefined;
  private visible = false;
  private opened = false;
  private readonly unlisten: (() => void)[] = [];

  constructor(
    private readonly stage: HTMLElement,
    private readonly settings: Settings,
    private readonly events: EmulatorEvents,
  ) {
    this.terminal = new Terminal({
      allowProposedApi: true,
      cursorInactiveStyle: "outline",
      lineHeight: 1.15,
      linkHandler,
      logLevel: "off",
      overviewRuler: { width: SCROLLBAR_PIXELS },
      scrollback: SCROLLBACK_LINES,
      windowOptions: {},
    });
    this.input = new EmulatorInput(this.terminal, stage, settings, events);
    this.unlisten.push(
      followTheme(
        settings,
        ({ colours }) => (this.terminal.options.theme = { ...colours, overviewRulerBorder: "#00000000" }),
      ),
      followComfort(({ contrast, still }) =>
        Object.assign(this.terminal.options, { minimumContrastRatio: contrast ? 7 : 3, cursorBlink: !still }),
      ),
      settings.on("change", () => this.adopt()),
    );
    this.adopt();
  }

  /** Puts the terminal on its stage, which must be visible to be measured. */
  open(): void {
    const { terminal } = this;
    this.opened = true;
    terminal.loadAddon(new Unicode11Addon());
    terminal.unicode.activeVersion = "11";
    terminal.loadAddon(this.search);
    terminal.loadAddon(webLinks());
    silenceQueries(terminal); // the server has answered them, in either view
    this.draws();
    terminal.onTitleChange((title) => this.events.title(title));
    terminal.onBell(() => this.events.bell());
    terminal.onSelectionChange(() => terminal.hasSelection() && !this.search.isSelecting && this.events.selected());
    this.input.listen();
    this.chooseRenderer();
    this.watchSize();
  }

  focus(): void {
    (this.text?.root ?? this.terminal).focus();
  }

  /** Width and height of a character's cell in CSS pixels, once it can be measured. */
  cell(): { width: number; height: number } | undefined {
    if (this.text) {
      return this.text.cell();
    }
    const box = this.screen?.getBoundingClientRect();
    const { cols, rows } = this.terminal;
    return box && box.width > 0 ? { width: box.width / cols, height: box.height / rows } : undefined;
  }

  /** The element that xterm.js draws the cells in. */
  get screen(): HTMLElement | null {
    return this.terminal.element?.querySelector<HTMLElement>(".xterm-screen") ?? null;
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

  /** Draws with WebGL while visible, if `accelerated`: only so many terminals of a page may be (`takePlaces`). */
  setVisible(visible: boolean, accelerated = true): void {
    this.visible = visible && accelerated;
    this.lost &&= this.visible;
    this.chooseRenderer();
  }

  /** What draws now. */
  get renderer(): "webgl" | "dom" | "text" {
    return this.text ? "text" : this.webgl ? "webgl" : "dom";
  }

  dispose(): void {
    this.unlisten.forEach((stop) => stop());
    this.input.dispose();
    this.dropWebgl();
    this.text?.dispose();
    this.terminal.dispose();
  }

  private adopt(): void {
    const { fontSize, fontFamily, optionIsMeta, screenReader, ligatures } = this.settings.now;
    const { options } = this.terminal;
    options.fontSize = fontSize;
    options.fontFamily = fontFamily ? `${fontFamily}, ${FONT_FAMILY}` : FONT_FAMILY;
    options.macOptionIsMeta = optionIsMeta;
    options.screenReaderMode = screenReader;
    this.stage.classList.toggle("ligatures", ligatures);
    this.text?.adopt();
    this.lost = false;
    this.chooseRenderer();
  }

  /** Lets xterm.js draw. Where it cannot, the buffer is shown as text. */
  private draws(): void {
    try {
      if (this.settings.now.renderer !== "text") {
        this.terminal.open(this.stage);
        return mendReverseVideo(this.terminal);
      }
    } catch {
      // something that xterm.js needs is missing in this browser
    }
    this.text = new TextView(this.terminal, this.stage, (event) => !this.input.key(event));
  }

  private watchSize(): void {
    const { screen } = this;
    if (screen) {
      const observer = new ResizeObserver(() => this.events.redrawn());
      observer.observe(screen);
      this.unlisten.push(() => observer.disconnect());
    }
  }

  private chooseRenderer(): void {
    const wanted = this.visible && this.opened && !this.lost && !this.text && this.uselessAt !== devicePixelRatio;
    if (!wanted || !this.choosesWebgl) {
      this.dropWebgl();
    } else {
      this.webgl ??= WebglDrawing.begin(this.terminal, (forGood) => {
        this.uselessAt = forGood ? devicePixelRatio : undefined;
        this.lost = !forGood;
        this.dropWebgl();
      });
    }
  }

  private get choosesWebgl(): boolean {
    const { renderer, ligatures } = this.settings.now;
    return !ligatures && (renderer === "webgl" || (renderer === "auto" && isWebglFast()));
  }

  private dropWebgl(): void {
    this.webgl?.dispose();
    this.webgl = undefined;
  }
}
