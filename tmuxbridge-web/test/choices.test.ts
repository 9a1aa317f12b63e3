import { describe, expect, test } from "vitest";
import { placeOf } from "../src/elements/scrollback-insert.js";
import { SessionWindows } from "../src/elements/session-windows.js";
import { DEFAULTS, Settings } from "../src/elements/settings.js";
import { ACTIONS, actionOf, isShortcut, keysOf, nameOf } from "../src/elements/shortcuts.js";
import { THEMES, readTheme } from "../src/elements/themes.js";
import { applySgr, paletteColour } from "../src/ui/thumbnail.js";

class Memory {
  readonly kept = new Map<string, string>();
  getItem = (key: string) => this.kept.get(key) ?? null;
  setItem = (key: string, value: string) => void this.kept.set(key, value);
}

const press = (code: string, ...modifiers: string[]) => ({
  code,
  ctrlKey: modifiers.includes("ctrl"),
  altKey: modifiers.includes("alt"),
  shiftKey: modifiers.includes("shift"),
  metaKey: modifiers.includes("meta"),
});

describe("settings", () => {
  test("whatWasChosenIsThereTheNextTime", () => {
    const memory = new Memory();
    new Settings(memory).set({ fontSize: 18, copyOnSelect: true });
    expect(new Settings(memory).now).toMatchObject({ fontSize: 18, copyOnSelect: true, follow: true });
  });

  test.each(["", "nonsense", "[]", "null", '{"fontSize":"big","shortcuts":[],"follow":1,"unknown":2}'])(
    "whatCannotBeReadIsTheDefault %j",
    (text) => {
      const memory = new Memory();
      memory.kept.set("tmuxbridge.settings", text);
      expect(new Settings(memory).now).toEqual(DEFAULTS);
    },
  );

  test("lettersStayInBounds", () => {
    const memory = new Memory();
    memory.kept.set("tmuxbridge.settings", '{"fontSize":4000}');
    expect(new Settings(memory).now.fontSize).toBe(40);
  });

  test("aBrowserThatForbidsStorageKeepsThemForThePage", () => {
    const settings = new Settings({
      getItem: () => null,
      setItem: () => {
        throw new Error("forbidden");
      },
    });
    settings.set({ fontSize: 20 });
    expect(settings.now.fontSize).toBe(20);
  });
});

describe("shortcuts", () => {
  test("noTwoActionsHaveTheSameKey", () => {
    const keys = Object.values(ACTIONS).map((action) => action.keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.every(isShortcut)).toBe(true);
  });

  test("keysAreNamedByTheirPlace", () => {
    expect(nameOf(press("KeyC", "ctrl", "shift"))).toBe("Ctrl+Shift+C");
    expect(nameOf(press("ControlLeft", "ctrl"))).toBe("");
  });

  test("aChangedKeyTakesTheOldOnesPlaceAndNoneTurnsItOff", () => {
    expect(actionOf(press("KeyF", "ctrl", "shift"), {})).toBe("find");
    expect(actionOf(press("KeyF", "ctrl", "shift"), { find: "Ctrl+Alt+F" })).toBeUndefined();
    expect(actionOf(press("KeyF", "ctrl", "alt"), { find: "Ctrl+Alt+F" })).toBe("find");
    expect(actionOf(press("KeyF", "ctrl", "shift"), { find: "" })).toBeUndefined();
    expect(keysOf("find", { find: "" })).toBe("");
  });

  test("aKeyThatPeopleTypeIsForgottenWhereItWasKeptAsAShortcut", () => {
    const memory = new Memory();
    memory.kept.set("tmuxbridge.settings", '{"shortcuts":{"zoom":"A","find":"Enter","help":"F1","top":""}}');
    expect(new Settings(memory).now.shortcuts).toEqual({ help: "F1", top: "" });
  });

  test("plainKeysBelongToTheProgram", () => {
    for (const code of ["KeyC", "KeyF", "Enter", "Escape", "F10", "Tab"]) {
      expect(actionOf(press(code), {})).toBeUndefined();
      expect(actionOf(press(code, "ctrl"), {})).toBeUndefined();
    }
  });
});

describe("themes", () => {
  test("thereAreAtLeastSixOfBothKindsAndTheyAreComplete", () => {
    expect(THEMES.length).toBeGreaterThanOrEqual(6);
    expect(new Set(THEMES.map((theme) => theme.light))).toEqual(new Set([true, false]));
    for (const { colours } of THEMES) {
      expect(Object.values(colours).every((colour) => /^#[0-9a-f]{6,8}$/i.test(String(colour)))).toBe(true);
      expect(Object.keys(colours)).toContain("brightWhite");
    }
  });

  test("textStandsOutFromTheBackground", () => {
    for (const { name, colours } of THEMES) {
      expect(contrast(colours.foreground!, colours.background!), name).toBeGreaterThan(4.5);
    }
  });

  test("oneOfYourOwnIsReadAndMistakesAreNamed", () => {
    expect(readTheme('{"name":"Mine","background":"#000","foreground":"#fff","red":"#f00"}')).toMatchObject({
      name: "Mine",
      light: false,
    });
    expect(() => readTheme('{"name":"Mine","background":"#000","foreground":"#fff","rde":"#f00"}')).toThrow(
      /rde is not a colour/,
    );
    expect(() => readTheme('{"name":"Mine","background":"black","foreground":"#fff"}')).toThrow(
      /background is "black"/,
    );
    expect(() => readTheme('{"name":"Mine"}')).toThrow(/background and a foreground/);
    expect(() => readTheme("nonsense")).toThrow();
  });
});

describe("windows", () => {
  const window = (windowId: string, active: boolean, ...panes: string[]) => ({
    windowId,
    active,
    index: 0,
    name: "",
    zoomed: false,
    activity: false,
    bell: false,
    cols: 80,
    rows: 24,
    layout: "",
    panes: panes.map((paneId, i) => ({
      paneId,
      index: i,
      active: i === 0,
      left: 0,
      top: 0,
      cols: 80,
      rows: 24,
      title: "",
      command: "",
      directory: "",
      dead: false,
    })),
  });
  const detail = (...windowList: ReturnType<typeof window>[]) => ({
    sessionId: "$1",
    name: "s",
    windows: windowList.length,
    viewers: 0,
    created: 0,
    activity: 0,
    cols: 80,
    rows: 24,
    windowList,
  });

  test("tmuxsChoiceIsFollowedWhenItMoves", () => {
    const windows = new SessionWindows();
    windows.update(detail(window("@1", true, "%1"), window("@2", false, "%2")), true);
    expect(windows.current?.windowId).toBe("@1");
    expect(windows.update(detail(window("@1", false, "%1"), window("@2", true, "%2")), true)).toBe("%2");
    expect(windows.current?.windowId).toBe("@2");
  });

  test("whoDoesNotFollowStaysWhereTheyAre", () => {
    const windows = new SessionWindows();
    windows.update(detail(window("@1", true, "%1"), window("@2", false, "%2")), false);
    windows.update(detail(window("@1", false, "%1"), window("@2", true, "%2")), false);
    expect(windows.current?.windowId).toBe("@1");
    windows.update(detail(window("@2", true, "%2")), false);
    expect(windows.current?.windowId, "unless it ends").toBe("@2");
  });

  test("whatWasMadeHereComesToTheFrontOnce", () => {
    const windows = new SessionWindows();
    windows.expect({ windowId: "@3" });
    windows.update(detail(window("@1", true, "%1")), true);
    expect(windows.arrived()).toEqual({});
    windows.update(detail(window("@1", true, "%1"), window("@3", false, "%3")), true);
    expect(windows.arrived()).toEqual({ windowId: "@3" });
    expect(windows.arrived()).toEqual({});
  });

  test("bellsAreKeptForWindowsThatAreNotShown", () => {
    const windows = new SessionWindows();
    windows.update(detail(window("@1", true, "%1"), window("@2", false, "%2")), true);
    expect(windows.ring("%1")).toBe(false);
    expect(windows.ring("%2")).toBe(true);
    windows.choose("@2");
    expect(windows.rang.size).toBe(0);
  });
});

describe("pages of history", () => {
  test("aPageBelongsWhereItsEndAgreesWithWhatIsHeld", () => {
    expect(placeOf(["a", "b", "c", "d", "e"], ["c", "d"], { expected: 0, settled: 4, least: 2 })).toBe(2);
  });

  test("linesThatMayHaveChangedNeedNotAgreeButForTheFirst", () => {
    const held = ["c", "d", "f"];
    expect(placeOf(["a", "b", "c", "d", "e"], held, { expected: 0, settled: 4, least: 2 })).toBe(2);
    expect(placeOf(["a", "b", "c", "d", "e"], held, { expected: 0, settled: 5, least: 2 })).toBeUndefined();
  });

  test("ofTwoPlacesTheNearerOneCounts", () => {
    const places = ["x", "c", "d", "c", "d"];
    expect(placeOf(places, ["c", "d"], { expected: 4, settled: 5, least: 2 })).toBe(3);
    expect(placeOf(places, ["c", "d"], { expected: 1, settled: 5, least: 2 })).toBe(1);
  });

  test("whatAgreesNowhereOrIsBlankBelongsNowhere", () => {
    const where = { expected: 0, settled: 3, least: 2 };
    expect(placeOf(["a", "b"], ["z"], where)).toBeUndefined();
    expect(placeOf(["", "", ""], ["", ""], where)).toBeUndefined();
    expect(placeOf(["a"], [], where)).toBeUndefined();
  });
});

describe("thumbnails", () => {
  const plain = { foreground: undefined, background: undefined, bold: false, inverse: false };
  const theme = THEMES[0]!.colours;

  test("coloursInAllTheirFormsAreTaken", () => {
    expect(applySgr(plain, "1;31", theme)).toMatchObject({ bold: true, foreground: theme.red });
    expect(applySgr(plain, "38;5;196;48;2;1;2;3", theme)).toMatchObject({
      foreground: "rgb(255,0,0)",
      background: "rgb(1,2,3)",
    });
    expect(applySgr({ ...plain, inverse: true }, "", theme)).toEqual(plain);
    expect(paletteColour(12, theme)).toBe(theme.brightBlue);
    expect(paletteColour(255, theme)).toBe("rgb(238,238,238)");
  });
});

/** Contrast as the Web Content Accessibility Guidelines count it. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = parseInt(colour.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
