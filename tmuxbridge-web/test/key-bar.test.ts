import { afterEach, expect, test, vi } from "vitest";
import { EmulatorInput } from "../src/elements/emulator-input.js";
import { Settings } from "../src/elements/settings.js";
import { fakeDocument } from "./fake-elements.js";
import type { FakeElement } from "./fake-elements.js";

afterEach(() => vi.unstubAllGlobals());

test.each([
  ["Linux x86_64", false, "paste with Ctrl+Shift+V."],
  ["Win32", false, "paste with Ctrl+Shift+V."],
  ["MacIntel", false, "paste with Cmd+V."],
  ["Linux armv81", true, "paste into the line that the pencil opens."],
])("pastingSaysWhatWorksWhereTheBrowserKeepsItsClipboardToItself: %s, finger %s", async (platform, coarse, words) => {
  fakeDocument();
  vi.stubGlobal("navigator", { platform });
  vi.stubGlobal("matchMedia", () => ({ matches: coarse, addEventListener: () => undefined }));
  const { KeyBar } = await import("../src/elements/key-bar.js");
  const say = vi.fn();
  const pane = {
    notices: { say },
    emulator: {
      input: { pasteFromClipboard: () => Promise.resolve(false) },
      terminal: { buffer: { active: { type: "normal" } } },
    },
  };
  const bar = new KeyBar(new Settings(), () => pane as never).root as unknown as FakeElement;
  bar.children.find((key) => key.textContent === "Paste")!.has("click");
  await vi.waitFor(() => expect(say).toHaveBeenCalledWith(expect.stringContaining(words)));
});

test.each([
  ["c", "\u0003"],
  ["C", "\u0003"],
  ["@", "\0"],
  ["_", "\u001f"],
  [" ", "\0"],
  ["2", "\0"],
  ["3", "\u001b"],
  ["4", "\u001c"],
  ["5", "\u001d"],
  ["6", "\u001e"],
  ["7", "\u001f"],
  ["/", "\u001f"],
  ["8", "\u007f"],
  ["?", "\u007f"],
  ["9", "9"],
  ["ß", "ß"],
  ["\r", "\r"],
  ["toString", "toString"],
])("ctrlOfTheKeyBarMakesOfACharacterWhatTerminalsAlwaysHave: %j", (typed, sent) => {
  const parser = { registerCsiHandler: () => undefined, registerEscHandler: () => undefined };
  const input = new EmulatorInput({ parser } as never, {} as never, new Settings(), {} as never);
  input.sticky.ctrl = true;
  expect(input.withSticky(typed)).toBe(sent);
  expect(input.withSticky(typed), "for one key").toBe(typed);
  input.sticky = { ctrl: true, alt: true };
  expect(input.withSticky(typed)).toBe(`\u001b${sent}`);
});

test.each([
  ["Linux x86_64", "is the browser's own key", [], false],
  ["MacIntel", "is nobody else's there", ["paste"], true],
])("theUsualKeyForPastingPastesOnEveryPlatform: on %s it %s", (platform, _, done, prevented) => {
  vi.stubGlobal("navigator", { platform });
  const parser = { registerCsiHandler: () => undefined, registerEscHandler: () => undefined };
  const ran: string[] = [];
  const action = (name: string) => ran.push(name) > 0;
  const input = new EmulatorInput({ parser } as never, {} as never, new Settings(), { action } as never);
  const preventDefault = vi.fn();
  const held = { ctrlKey: true, shiftKey: true, altKey: false, metaKey: false };
  const event = { type: "keydown", code: "KeyV", key: "V", ...held, preventDefault };
  expect(input.key(event as never), "xterm.js does not take it").toBe(false);
  expect(ran).toEqual(done);
  expect(preventDefault.mock.calls.length > 0).toBe(prevented);
});
