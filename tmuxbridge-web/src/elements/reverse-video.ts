/**
 * Mends one thing of xterm.js 6.0. Reversed text without a colour of its own is drawn in the theme's background, but
 * its DOM renderer measures the theme's foreground when it looks for enough contrast: plain reversed text became grey
 * on grey, and white reversed text on a white theme was not to be seen. (WebGL measures what it draws.) Where a later
 * version looks different inside, nothing is done; a test in Chromium tells.
 */
import type { Terminal } from "@xterm/xterm";

type Measure = (
  element: HTMLElement,
  ground: unknown,
  ink: unknown,
  cell: { isInverse(): number },
  ...more: unknown[]
) => boolean;

interface RowFactory {
  _themeService: { colors: { foreground: unknown; background: unknown } };
  _applyMinimumContrast?: Measure;
}

const mended = new WeakSet<RowFactory>();

/** To be called for a terminal that the DOM renderer draws, once it is open; it counts for every terminal. */
export function mendReverseVideo(terminal: Terminal): void {
  const core = (
    terminal as unknown as { _core?: { _renderService?: { _renderer?: { value?: { _rowFactory?: RowFactory } } } } }
  )._core;
  const factory = core?._renderService?._renderer?.value?._rowFactory;
  const kind = factory && (Object.getPrototypeOf(factory) as RowFactory);
  const measure = kind?._applyMinimumContrast;
  if (!kind || !measure || mended.has(kind)) {
    return;
  }
  mended.add(kind);
  kind._applyMinimumContrast = function (this: RowFactory, element, ground, ink, cell, ...more) {
    const { foreground, background } = this._themeService.colors;
    return measure.call(
      this,
      element,
      ground,
      ink === foreground && cell.isInverse() ? background : ink,
      cell,
      ...more,
    );
  };
}
