import xterm from "@xterm/headless";
import { describe, expect, test, vi } from "vitest";
import { endpoint } from "../src/elements/browser.js";
import { keyData, optionComposes } from "../src/elements/key-data.js";
import type { Key } from "../src/elements/key-data.js";
import { splitCommand } from "../src/elements/command-line.js";
import { OtherKeys, otherKeyData } from "../src/elements/other-keys.js";
import type { Form, ModifiedKey } from "../src/elements/other-keys.js";
import { pasteInput, sanitisePaste } from "../src/elements/paste.js";
import { sizeOwnerOf, sizeOwnerWords } from "../src/elements/size-owner.js";
import { silenceQueries } from "../src/elements/silence.js";
import { RpcError } from "../src/client/index.js";
import { tokenIn } from "../src/ui/account.js";
import { notSent } from "../src/elements/loss-words.js";
import { ago, amount, explainEnd, inWords, safeTitle } from "../src/elements/words.js";

describe("paste", () => {
  test("lineEndsBecomeEnter", () => {
    expect(sanitisePaste("a\r\nb\nc\rd")).toBe("a\rb\rc\rd");
  });

  test("aPasteCannotPressKeysOfItsOwn", () => {
    expect(sanitisePaste("a\u001b[31mb\u0003c\u009bd\u007fe\tf\u0000")).toBe("a[31mbcde\tf");
  });

  test("aPasteCannotEndItsOwnBrackets", () => {
    const sent = pasteInput("safe\u001b[201~rm -rf /\n", true);
    expect(sent).toBe("\u001b[200~safe[201~rm -rf /\r\u001b[201~");
    expect(sent.indexOf("\u001b[201~")).toBe(sent.length - 6);
  });

  test("withoutBracketedModeThereAreNoBrackets", () => {
    expect(pasteInput("ls", false)).toBe("ls");
  });

  test("lettersOfEveryScriptSurvive", () => {
    expect(sanitisePaste("é日本語🙂 ")).toBe("é日本語🙂 ");
  });
});

describe("queries", () => {
  async function answersTo(sequence: string): Promise<string[]> {
    const terminal = new xterm.Terminal({ allowProposedApi: true });
    silenceQueries(terminal as never);
    const answers: string[] = [];
    terminal.onData((data) => answers.push(data));
    await new Promise<void>((resolve) => terminal.write(sequence, resolve));
    return answers;
  }

  test.each([
    ["DA1", "\u001b[c"],
    ["DA2", "\u001b[>c"],
    ["DA3", "\u001b[=c"],
    ["DSR", "\u001b[5n"],
    ["CPR", "\u001b[6n"],
    ["DECXCPR", "\u001b[?6n"],
    ["DECRQM", "\u001b[4$p"],
    ["DECRQM private", "\u001b[?2026$p"],
    ["DECRQSS", "\u001bP$qm\u001b\\"],
    ["XTVERSION", "\u001b[>q"],
    ["XTWINOPS", "\u001b[18t"],
    ["palette", "\u001b]4;1;?\u0007"],
    ["foreground", "\u001b]10;?\u0007"],
    ["background", "\u001b]11;?\u001b\\"],
    ["cursor colour", "\u001b]12;?\u0007"],
    ["clipboard", "\u001b]52;c;?\u0007"],
  ])("%s isNotAnswered", async (_, sequence) => {
    expect(await answersTo(`${sequence}done`)).toEqual([]);
  });

  test("anEmulatorWithoutTheHooksDoesAnswer", async () => {
    const terminal = new xterm.Terminal({ allowProposedApi: true });
    const answers: string[] = [];
    terminal.onData((data) => answers.push(data));
    await new Promise<void>((resolve) => terminal.write("\u001b[c\u001b[6n", resolve));
    expect(answers).toHaveLength(2);
  });
});

describe("the endpoint", () => {
  const urls = (...written: (string | undefined)[]) => written.map((url) => endpoint(url));

  test("isAWebSocketUrlHoweverItIsWritten", () => {
    vi.stubGlobal("document", { baseURI: "https://host/app/page?x#y" });
    expect(urls(undefined, "/ws/terminal", "http://other:81/ws/terminal", "ws://third/ws/terminal")).toEqual([
      "wss://host/app/ws/terminal",
      "wss://host/ws/terminal",
      "ws://other:81/ws/terminal",
      "ws://third/ws/terminal",
    ]);
    vi.unstubAllGlobals();
  });
});

describe("keys without xterm.js", () => {
  const key = (name: string, held: Partial<Key> = {}, application = false) =>
    keyData({ key: name, ctrlKey: false, altKey: false, metaKey: false, ...held }, application);

  test("charactersAndNamedKeysSendWhatATerminalSends", () => {
    expect(["a", "é", "Enter", "Backspace", "Delete", "PageUp"].map((name) => key(name))).toEqual([
      "a",
      "é",
      "\r",
      "\x7f",
      "\x1b[3~",
      "\x1b[5~",
    ]);
    expect([key("ArrowUp"), key("ArrowUp", {}, true), key("Home", {}, true)]).toEqual(["\x1b[A", "\x1bOA", "\x1bOH"]);
  });

  test("ctrlAndAltAreHeld", () => {
    expect([key("c", { ctrlKey: true }), key(" ", { ctrlKey: true }), key("[", { ctrlKey: true })]).toEqual([
      "\x03",
      "\0",
      "\x1b",
    ]);
    expect([key("b", { altKey: true }), key("Enter", { altKey: true })]).toEqual(["\x1bb", "\x1b\r"]);
  });

  test("whatAltGrMakesIsACharacterAlthoughWindowsSaysThatCtrlAndAltAreHeld", () => {
    const altGr = { ctrlKey: true, altKey: true, getModifierState: (name: string) => name === "AltGraph" };
    expect([key("@", altGr), key("\\", altGr), key("€", altGr), key("Enter", altGr)]).toEqual(["@", "\\", "€", "\r"]);
    expect(key("a", { ctrlKey: true, altKey: true, getModifierState: () => false })).toBe("\x1b\x01");
  });

  test("whatOptionMakesOnAMacIsACharacterUnlessItIsToBeMeta", () => {
    const option = (name: string) =>
      keyData({ key: name, ctrlKey: false, altKey: true, metaKey: false }, false, optionComposes({}, "MacIntel"));
    expect([option("["), option("@"), option("Enter")]).toEqual(["[", "@", "\x1b\r"]);
    expect(optionComposes({ macOptionIsMeta: true }, "MacIntel")).toBe(false);
    expect(optionComposes({}, "Linux x86_64")).toBe(false);
  });

  test("modifiersFunctionKeysAndTheSystemsKeysSendNothing", () => {
    expect([key("Shift"), key("F5"), key("1", { ctrlKey: true }), key("c", { metaKey: true })]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("modifyOtherKeys", () => {
  const key = (name: string, held: Partial<ModifiedKey> = {}): ModifiedKey => ({
    key: name,
    code: /^[a-z]$/i.test(name) ? `Key${name.toUpperCase()}` : "",
    shiftKey: false,
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    ...held,
  });
  const [shift, alt, ctrl] = [{ shiftKey: true }, { altKey: true }, { ctrlKey: true }];
  const sent = (form: Form) => (event: ModifiedKey) => otherKeyData(event, form)?.replace("\u001b[27;", "") ?? "plain";

  test("whatOptionMakesOnAMacIsPlain", () => {
    expect(otherKeyData(key("[", alt), 2, true)).toBeUndefined();
    expect(otherKeyData(key("Enter", alt), 2, true)).toBe("\u001b[27;3;13~");
    expect(otherKeyData(key("a", { ...ctrl, ...alt }), 2, true)).toBe("\u001b[27;7;97~");
  });

  test("nobodyAskedSoNothingIsDifferent", () => {
    expect([key("Enter", shift), key("A", { ...ctrl, ...shift }), key("i", ctrl)].map(sent(0))).toEqual([
      "plain",
      "plain",
      "plain",
    ]);
  });

  test("inBothFormsKeysWithoutAPlainFormAreTold", () => {
    for (const form of [1, 2] as const) {
      const keys = [
        key("Enter", shift),
        key("Enter", ctrl),
        key("Tab", ctrl),
        key("Tab", { ...ctrl, ...shift }),
        key("A", { ...ctrl, ...shift }),
        key("1", ctrl),
        key(",", ctrl),
        key("Escape", shift),
        key("ф", ctrl),
      ];
      expect(keys.map(sent(form))).toEqual([
        "2;13~",
        "5;13~",
        "5;9~",
        "6;9~",
        "6;65~",
        "5;49~",
        "5;44~",
        "2;27~",
        "5;1092~",
      ]);
    }
  });

  test("formOneKeepsWhatHasAPlainForm", () => {
    const keys = [
      key("c", ctrl),
      key("i", ctrl),
      key("[", ctrl),
      key(" ", ctrl),
      key("@", { ...ctrl, ...shift }),
      key("x", alt),
      key("Enter", alt),
      key("Backspace", ctrl),
      key("Tab", shift),
    ];
    expect(keys.map(sent(1))).toEqual(keys.map(() => "plain"));
  });

  test("formTwoTellsApartWhatThePlainFormMixesUp", () => {
    const keys = [
      key("i", ctrl),
      key("m", ctrl),
      key("[", ctrl),
      key(" ", ctrl),
      key("x", alt),
      key("X", { ...alt, ...shift }),
      key("Enter", alt),
      key("Backspace", ctrl),
      key("a", { ...ctrl, ...alt }),
    ];
    expect(keys.map(sent(2))).toEqual([
      "5;105~",
      "5;109~",
      "5;91~",
      "5;32~",
      "3;120~",
      "4;88~",
      "3;13~",
      "5;127~",
      "7;97~",
    ]);
  });

  test("whatIsPlainInBothStaysSo", () => {
    const keys = [
      key("a"),
      key("A", shift),
      key(" ", shift),
      key("Enter"),
      key("Tab", shift),
      key("c", ctrl),
      key("d", ctrl),
      key("z", ctrl),
      key("ArrowUp", ctrl),
      key("Shift", shift),
      key("v", { metaKey: true }),
    ];
    expect(keys.map(sent(2))).toEqual(keys.map(() => "plain"));
    expect(sent(2)(key("@", { ...ctrl, ...alt, getModifierState: (name) => name === "AltGraph" }))).toBe("plain");
  });

  test("alternativeLettersOfAnAppleKeyboardAreTheLettersOfTheirKeys", () => {
    expect(sent(2)(key("å", { ...alt, code: "KeyA" }))).toBe("3;97~");
  });

  test("theProgramAsksAndTakesItBack", async () => {
    const terminal = new xterm.Terminal({ allowProposedApi: true });
    const keys = new OtherKeys(terminal as never);
    const after = async (sequence: string) => {
      await new Promise<void>((resolve) => terminal.write(sequence, resolve));
      return keys.form;
    };
    expect(await after("\u001b[>4;2m")).toBe(2);
    expect(await after("\u001b[>1;2m\u001b[>4;9m\u001b[>4;1m")).toBe(1);
    expect(await after("\u001b[>4;m")).toBe(0);
    expect(await after("\u001b[>4;2m\u001b[>4n")).toBe(0);
    expect(await after("\u001b[>4;2m\u001b[>m")).toBe(0);
    expect(await after("\u001b[>4;2m\u001bc")).toBe(0);
    expect(await after("\u001b[>4;1m\u001b[31mred")).toBe(1);
  });
});

describe("whose size it is", () => {
  const words = (by: unknown, caller?: string, alone = false, fits = true) =>
    sizeOwnerWords(
      sizeOwnerOf({ type: "event", name: "size-owner", by, ...(caller ? { caller } : {}) }),
      "me",
      alone,
      fits,
    )[0];

  test("nothingIsSaidWhileNobodyElseCouldHaveASay", () => {
    expect([words("viewer", "me", true), words(undefined), words("somebody new"), words("viewer")]).toEqual([
      "",
      "",
      "",
      "",
    ]);
  });

  test("elseItIsNamed", () => {
    expect([words("viewer", "me"), words("viewer", "bob"), words("policy"), words("tmux", undefined, true)]).toEqual([
      "yours",
      "bob’s",
      "set by the server",
      "tmux’s own",
    ]);
    expect(words("viewer", "me", false, false)).toBe("your other page’s");
  });
});

describe("command line", () => {
  test.each([
    ["", []],
    ["  htop  ", ["htop"]],
    ["vim 'my file.txt' \"a b\"", ["vim", "my file.txt", "a b"]],
    ["echo a\\ b ''", ["echo", "a b", ""]],
    ["sh -c 'echo $HOME | wc'", ["sh", "-c", "echo $HOME | wc"]],
    ['x "a\\"b" c"d"e', ["x", 'a"b', "cde"]],
  ])("%j becomes %j", (line, words) => {
    expect(splitCommand(line)).toEqual(words);
  });

  test("anOpenQuoteIsAnError", () => {
    expect(() => splitCommand("vim 'x")).toThrow("not closed");
  });
});

describe("words", () => {
  test("whyTypedBytesWereGivenUpIsToldInWordsWhetherTheServerGaveAWordOrProse", () => {
    const why = (word: string) => notSent({ uncertain: 0, unsent: 2, why: word });
    expect(why("session-ended")).toBe(
      "2 bytes you typed were not sent: the session has ended. Type it again if you still want it.",
    );
    expect(why("you may only watch.")).toMatch(/not sent: you may only watch\. Type/);
  });

  test("everyFinalCloseHasWordsOfItsOwn", () => {
    const titles = [1000, 1008, 1009, 4401, 4403, 4404, 4409].map((code) => explainEnd(code, "", "work").title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  test("timesAreToldAsPeopleDo", () => {
    const now = Date.UTC(2026, 10, 1);
    expect(ago(now - 2_000, now)).toBe("just now");
    expect(ago(now - 5 * 60_000, now)).toBe("5m ago");
    expect(ago(0, now)).toBe("unknown");
  });

  test("aCallThatDiedWithItsLineIsToldWithoutItsName", () => {
    const told = (reason: string) => inWords(new RpcError("session.create", 0, reason, `session.create: ${reason}`));
    expect(
      [told("not-connected"), told("connection-lost"), told("timeout")].filter((text) =>
        text.includes("session.create"),
      ),
    ).toEqual([]);
    expect(inWords(new RpcError("session.create", -32000, "conflict", "there is a session dev already"))).toBe(
      "there is a session dev already",
    );
  });

  test("aTokenIsFoundInTheWholeAddressToo", () => {
    expect(
      ["s3cret", " s3cret\n", "http://127.0.0.1:8000/#token=s3cret", "https://h/x/#token=s3cr%65t&/s/a"].map(tokenIn),
    ).toEqual(Array(4).fill("s3cret"));
  });

  test("howMuchDataIsToldInTheUnitThatSuitsIt", () => {
    expect([1, 999, 1_000, 9_950, 195_300, 8_140_417, 2_147_483_648].map(amount)).toEqual([
      "1 byte",
      "999 bytes",
      "1 kB",
      "10 kB",
      "195 kB",
      "8.1 MB",
      "2.1 GB",
    ]);
  });

  test("aTitleCannotForgeText", () => {
    expect(safeTitle("a\u202eb\u0007c\u2066d")).toBe("abcd");
    expect(safeTitle("x".repeat(1000))).toHaveLength(256);
  });
});
