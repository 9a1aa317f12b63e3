/**
 * Draws a terminal with WebGL for as long as that works. It has stopped working when the browser takes the context
 * away, or when the canvas has not as many pixels as the screen where it stands: then letters would be drawn outside of
 * it and nothing be seen. (So it is in Chromium's emulation of phones: its ResizeObserver counts pixels without the
 * emulated scale.)
 */
import { WebglAddon } from "@xterm/addon-webgl";
import type { Terminal } from "@xterm/xterm";

/** Rounding of fractions of a cell, and of scales like 1.25. */
const TOLERATED_PIXELS = 4;

/** What draws WebGL by the CPU, as it names itself: Chromium's, Mesa's, that of Windows, Apple's. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|basic render|software/i;

/** Terminals that it draws at once in a page: browsers allow some 16 contexts, and take the oldest away beyond that. */
const MOST = 8;
const places = new Map<PlaceTaker, number>();
/** Groups that found no places, in the order in which they asked, and how many they want. */
const waiting = new Map<PlaceTaker, number>();

/** A group of terminals that are drawn the same way, because they share one size of a cell. */
export interface PlaceTaker {
  /** There may be places for it by now: it is to take them, and to draw accordingly. */
  placesAreFree(): void;
}

/**
 * Whether a group of terminals may be drawn with WebGL, all or none. The group then holds so many places of the page, in
 * place of those that it had, until it asks for others, or for none. One that finds none is told when there are some.
 */
export function takePlaces(group: PlaceTaker, terminals: number): boolean {
  const had = places.get(group) ?? 0;
  places.delete(group);
  waiting.delete(group);
  const may = terminals <= free();
  if (terminals > 0) {
    (may ? places : waiting).set(group, terminals);
  }
  if ((places.get(group) ?? 0) < had) {
    [...waiting.keys()].filter((each) => each !== group).forEach(tellOfPlaces);
  }
  return may;
}

function tellOfPlaces(group: PlaceTaker): void {
  if ((waiting.get(group) ?? MOST) <= free()) {
    group.placesAreFree();
  }
}

function free(): number {
  return MOST - [...places.values()].reduce((sum, each) => sum + each, 0);
}

let fast: boolean | undefined;

/** Whether a GPU draws WebGL here. Where the CPU has to do that, that takes it about twice as long as the DOM does. */
export function isWebglFast(): boolean {
  return (fast ??= askWhetherFast()); // once for a page: the question takes a context
}

function askWhetherFast(): boolean {
  const context = document.createElement("canvas").getContext("webgl2", { failIfMajorPerformanceCaveat: true });
  if (!context) {
    return false;
  }
  // Headless Chromium sees no caveat in its SwiftShader; the name tells. Firefox tells it by RENDERER alone.
  const unmasked = context.getExtension("WEBGL_debug_renderer_info")?.UNMASKED_RENDERER_WEBGL;
  const name = String(context.getParameter(unmasked ?? context.RENDERER));
  context.getExtension("WEBGL_lose_context")?.loseContext(); // a page has few of them
  return !SOFTWARE.test(name);
}

export class WebglDrawing {
  private readonly observer: ResizeObserver;

  private constructor(
    private readonly addon: WebglAddon,
    private readonly canvas: HTMLCanvasElement,
    failed: (forGood: boolean) => void,
  ) {
    addon.onContextLoss(() => failed(false));
    this.observer = new ResizeObserver(() => this.fits || failed(true)); // after the addon's own, which sets the pixels
    try {
      this.observer.observe(canvas, { box: "device-pixel-content-box" });
    } catch {
      this.observer.observe(canvas); // Safari does not know that box
    }
  }

  /**
   * Begins; undefined where there is no WebGL. `failed` is called when another renderer has to go on, from then on
   * `forGood`.
   */
  static begin(terminal: Terminal, failed: (forGood: boolean) => void): WebglDrawing | undefined {
    const addon = new WebglAddon();
    try {
      terminal.loadAddon(addon);
      const canvas = terminal.element?.querySelector<HTMLCanvasElement>(".xterm-screen canvas:not(.xterm-link-layer)");
      if (canvas) {
        return new WebglDrawing(addon, canvas, failed);
      }
    } catch {
      // said by the result
    }
    addon.dispose();
    return undefined;
  }

  dispose(): void {
    this.observer.disconnect();
    this.addon.dispose();
    // Until it is collected as garbage it would count, and the browser take one away that is in use.
    this.canvas.getContext("webgl2")?.getExtension("WEBGL_lose_context")?.loseContext();
  }

  /** A canvas that is not shown has no size to compare. */
  private get fits(): boolean {
    const { width, height, clientWidth, clientHeight } = this.canvas;
    const right = (pixels: number, css: number) =>
      css === 0 || Math.abs(pixels - css * devicePixelRatio) <= TOLERATED_PIXELS;
    return right(width, clientWidth) && right(height, clientHeight);
  }
}
