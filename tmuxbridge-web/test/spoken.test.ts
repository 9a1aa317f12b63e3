/** What screen readers are told: live regions only on change, and each thing once. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { BridgeSocket, SocketState, WindowInfo } from "../src/client/index.js";
import { StatusLine } from "../src/elements/status-line.js";
import type { Status } from "../src/elements/status-line.js";
import { WindowTab } from "../src/elements/window-tab.js";
import type { WindowTabEvents } from "../src/elements/window-tab.js";
import { ConnectionPill } from "../src/ui/connection-pill.js";
import { FakeElement, fakeDocument } from "./fake-elements.js";

beforeEach(() => void fakeDocument());
afterEach(() => vi.unstubAllGlobals());

/** Every text that this element, or one in it, is given from now on. */
function heard(region: FakeElement): string[] {
  const texts: string[] = [];
  let text = region.textContent;
  Object.defineProperty(region, "textContent", { get: () => text, set: (next) => texts.push((text = next)) });
  return texts;
}

const all = (element: FakeElement): FakeElement[] => [element, ...element.children.flatMap(all)];

test("theConnectionIsSpokenOfOncePerChangeHoweverManyTriesItTakes", () => {
  let draw: () => void = () => undefined;
  const socket = { state: "live" as SocketState, attempts: 0, on: (_: string, told: () => void) => (draw = told) };
  const become = (change: object) => {
    Object.assign(socket, change);
    draw();
  };
  const pill = new ConnectionPill(socket as unknown as BridgeSocket).root as unknown as FakeElement;
  const region = all(pill).find((each) => each.getAttribute("aria-live") !== null)!;
  const said = heard(region);
  for (let attempts = 1; attempts <= 3; attempts++) {
    (["backoff", "connecting"] as const).forEach((state) => become({ state, attempts }));
    expect(region.textContent).toBe("Reconnecting");
  }
  expect(pill.children.map((each) => each.textContent)).toContain("(3)");
  become({ state: "live" });
  expect(said).toEqual(["Reconnecting", "Connected"]);
  expect(pill.children.map((each) => each.textContent)).not.toContain("(3)");
});

test("thatKeysDoNotArriveOrAreTmuxsIsSpokenOfOnChange", () => {
  const empty = ["unsent", "roundTrip", "size", "sizeOwner", "keyboard", "company", "lag"].map((name) => [name, ""]);
  const calm = { ...Object.fromEntries(empty), words: "Live", readOnly: false, copyMode: false };
  const line = new StatusLine();
  const show = (change: Partial<Status> = {}) => line.show({ ...calm, ...change } as Status);
  const regions = all(line.root as unknown as FakeElement).filter((each) => each.getAttribute("role") === "status");
  show();
  const said = regions.map(heard);
  show({ copyMode: true });
  show({ copyMode: true });
  show();
  show({ unsent: "1 key waiting" });
  show({ unsent: "2 keys waiting" });
  show({ readOnly: true });
  expect(said).toEqual([
    [],
    [
      "tmux shows its history and takes keys itself. Press q to leave.",
      "",
      "What you typed has yet to arrive.",
      "You can watch, but not type.",
    ],
  ]);
});

test("theKeyThatRenamesAWindowIsToldWhereItMayBeRenamed", () => {
  const window = { windowId: "@1", index: 0, name: "cat", panes: [] } as unknown as WindowInfo;
  const tab = new WindowTab(window, {} as WindowTabEvents);
  const shortcut = () => (tab.root as unknown as FakeElement).children[0]!.getAttribute("aria-keyshortcuts");
  tab.show(window, true, false, true);
  expect(shortcut()).toBe("F2");
  tab.show(window, true, false, false);
  expect(shortcut()).toBeNull();
});
