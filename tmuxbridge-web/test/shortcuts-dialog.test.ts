import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Settings } from "../src/elements/settings.js";
import { ACTIONS } from "../src/elements/shortcuts.js";
import type { Action } from "../src/elements/shortcuts.js";
import { fakeDocument } from "./fake-elements.js";
import type { FakeElement } from "./fake-elements.js";

vi.mock("../src/elements/dialogs.js", () => ({ openDialog: (_: unknown, content: unknown) => content }));

let settings: Settings;
let panel: FakeElement;

const find = (within: FakeElement, wanted: (element: FakeElement) => boolean): FakeElement | undefined =>
  wanted(within) ? within : within.children.map((child) => find(child, wanted)).find((found) => found !== undefined);
const row = (action: Action) =>
  find(panel, (element) => element.getAttribute("aria-label")?.startsWith(`${ACTIONS[action].words}:`) === true)!;
const said = () => find(panel, (element) => element.getAttribute("role") === "status")?.textContent;

/** A key at the button of an action; whether the dialog took it. */
function press(action: Action, code: string, held: Partial<KeyboardEventInit> = {}): boolean {
  const key = code.replace(/^Key/, "");
  const event = new Event("keydown", { cancelable: true });
  const modifiers = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...held };
  row(action).dispatchEvent(Object.assign(event, { code, key, ...modifiers }));
  return event.defaultPrevented;
}

beforeEach(async () => {
  fakeDocument();
  settings = new Settings();
  const { showShortcuts } = await import("../src/elements/shortcuts-dialog.js");
  const shown = vi.spyOn(await import("../src/elements/dialogs.js"), "openDialog");
  showShortcuts({} as never, settings);
  panel = shown.mock.results.at(-1)!.value as FakeElement;
});

afterEach(() => vi.unstubAllGlobals());

test("aKeyIsTakenOnceAndOnlyByTheButtonThatWasPressed", () => {
  row("zoom").has("click");
  expect(row("zoom").textContent).toBe("press a key");
  expect(press("zoom", "KeyJ", { ctrlKey: true, altKey: true })).toBe(true);
  expect(row("zoom").textContent).toBe("Ctrl+Alt+J");
  expect(press("zoom", "KeyK", { ctrlKey: true, altKey: true }), "later keys are nobody's").toBe(false);
  expect(settings.now.shortcuts).toEqual({ zoom: "Ctrl+Alt+J" });
});

test("whoLeavesTheButtonHasChangedNothing", () => {
  row("zoom").has("click");
  row("zoom").has("blur");
  expect(row("zoom").textContent).toBe("Alt+Shift+Z");
  expect(press("zoom", "KeyJ", { ctrlKey: true })).toBe(false);
  expect(settings.now.shortcuts).toEqual({});
});

test.each([
  ["KeyA", {}],
  ["KeyA", { shiftKey: true }],
  ["Enter", {}],
  ["Enter", { shiftKey: true }],
  ["Space", {}],
  ["Space", { shiftKey: true }],
  ["Digit1", { shiftKey: true }],
  ["Slash", {}],
  ["ArrowUp", {}],
])("whatIsTypedIsNoShortcut: %s %j", (code, held) => {
  row("zoom").has("click");
  expect(press("zoom", code, held)).toBe(true);
  expect(settings.now.shortcuts).toEqual({});
  expect(row("zoom").textContent, "it says what is wanted, and waits for that").toContain("Ctrl");
  press("zoom", "F9");
  expect(settings.now.shortcuts).toEqual({ zoom: "F9" });
});

test.each([
  ["F9", {}, "F9"],
  ["F9", { shiftKey: true }, "Shift+F9"],
  ["ArrowUp", { shiftKey: true }, "Shift+ArrowUp"],
  ["Insert", { shiftKey: true }, "Shift+Insert"],
  ["Enter", { ctrlKey: true }, "Ctrl+Enter"],
  ["KeyA", { metaKey: true }, "Meta+A"],
])("whatIsNotTypedIs: %s %j", (code, held, name) => {
  row("zoom").has("click");
  press("zoom", code, held);
  expect(settings.now.shortcuts).toEqual({ zoom: name });
});

test("aKeyThatIsTakenIsTurnedOffWhereItWasAndThatIsSaid", () => {
  row("zoom").has("click");
  press("zoom", "KeyF", { ctrlKey: true, shiftKey: true });
  expect(settings.now.shortcuts).toEqual({ zoom: "Ctrl+Shift+F", find: "" });
  expect([row("zoom").textContent, row("find").textContent]).toEqual(["Ctrl+Shift+F", "off"]);
  expect(said()).toBe("Ctrl+Shift+F was the key of “Find in the terminal”, which has none now.");
  row("find").has("click");
  press("find", "F9");
  expect(said()).toBe("");
});

test("itsOwnKeyIsNobodyElses", () => {
  row("zoom").has("click");
  press("zoom", "KeyZ", { altKey: true, shiftKey: true });
  expect(row("zoom").textContent).toBe("Alt+Shift+Z");
});

test("backspaceTurnsItOffAndEscapeLeavesItAsItWas", () => {
  row("zoom").has("click");
  press("zoom", "Escape");
  expect(row("zoom").textContent).toBe("Alt+Shift+Z");
  row("zoom").has("click");
  press("zoom", "Backspace");
  expect([row("zoom").textContent, settings.now.shortcuts.zoom]).toEqual(["off", ""]);
});
