/** The server counts who views a pane; people count who looks on, in however many panes at once. */
import type { ViewerInfo } from "../client/index.js";

/** The viewers of several panes that look like one page: of one person, with one right, at one size. */
export function pages(viewers: ViewerInfo[]): ViewerInfo[][] {
  const pages = new Map<string, ViewerInfo[]>();
  for (const viewer of viewers) {
    const { name, access, cols, rows } = viewer;
    const key = JSON.stringify([name, access, cols, rows]);
    const page = pages.get(key);
    // Two viewers of one pane are two pages, however alike.
    if (page && page.every((other) => other.paneId !== viewer.paneId)) {
      page.push(viewer);
    } else {
      pages.set(page ? `${key} ${pages.size}` : key, [viewer]);
    }
  }
  return [...pages.values()];
}
