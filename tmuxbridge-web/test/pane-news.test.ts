import { expect, test, vi } from "vitest";
import type { Connected, ServerEvent } from "../src/client/index.js";
import { PaneNews } from "../src/elements/pane-news.js";
import type { PaneView } from "../src/elements/pane-view.js";
import type { PaneViewEvents } from "../src/elements/pane-view-types.js";

/** The bug: a pane that was left in copy mode and found without it had no prediction for good. */
test("whoConnectsAnewMayPredictUntilCopyModeIsToldAnew", () => {
  const allow = vi.fn();
  const pane = { prediction: { allow }, emulator: { terminal: { options: {} } } } as unknown as PaneView;
  const events = { told: () => undefined, changed: () => undefined } as unknown as PaneViewEvents;
  const news = new PaneNews(pane, events);
  news.told({ type: "event", name: "mode", copyMode: true } as ServerEvent);
  expect(allow).toHaveBeenLastCalledWith(false);
  news.connected({ access: "write" } as Connected);
  expect(news.copyMode).toBe(false);
  expect(allow).toHaveBeenLastCalledWith(true);
});
