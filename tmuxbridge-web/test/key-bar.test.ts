import { afterEach, expect, test, vi } from "vitest";
import { Settings } from "../src/elements/settings.js";
import { fakeDocument } from "./fake-elements.js";
import type { FakeElement } from "./fake-elements.js";

afterEach(() => vi.unstubAllGlobals());

test("pastingSaysSoWhereTheBrowserKeepsItsClipboardToItself", async () => {
  fakeDocument();
  vi.stubGlobal("matchMedia", () => ({ matches: true, addEventListener: () => undefined }));
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
  await vi.waitFor(() => expect(say).toHaveBeenCalledWith(expect.stringContaining("paste with Ctrl+V or its menu")));
});
