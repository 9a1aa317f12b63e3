import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { session, signIn } from "../src/ui/account.js";
import { rememberTabs, rememberedTabs } from "../src/ui/remembered-tabs.js";
import { keepShare, keptShare } from "../src/ui/share-link.js";

describe("signing in", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  function answering(status: number): void {
    vi.stubGlobal("sessionStorage", { removeItem: () => undefined });
    vi.stubGlobal("location", { origin: "https://terminals.example" });
    vi.stubGlobal("document", { baseURI: "https://terminals.example/" });
    vi.stubGlobal("fetch", () => Promise.resolve(new Response("", { status })));
  }

  test("aRefusedPageIsNotTakenForABadToken", async () => {
    answering(403);
    const said = await signIn("good");
    expect(said).toContain("https://terminals.example");
    expect(said).not.toContain("token");
  });

  test("aTokenThatIsNotTakenIsSaidToBeBad", async () => {
    answering(401);
    expect(await signIn("bad")).toContain("token is not valid");
  });

  test("aTokenThatIsTakenIsNoError", async () => {
    answering(200);
    expect(await signIn("good")).toBeUndefined();
  });

  test.each([
    ["https://terminals.example/", "/"],
    ["https://terminals.example/tools/tmux/#/s/work", "/tools/tmux/"],
    ["https://terminals.example/tools/tmux/index.html?x=/y/", "/tools/tmux/"],
    ["https://terminals.example/a;b/c d/", "/"], // of a cookie's path a semicolon is the end
  ])("theCookieIsAskedForWhereThePageIs: %s", async (baseURI, path) => {
    answering(200);
    vi.stubGlobal("document", { baseURI });
    const asked = vi.fn(() => Promise.resolve(new Response("", { status: 200 })));
    vi.stubGlobal("fetch", asked);
    await signIn("good");
    const [, { body }] = asked.mock.calls[0] as unknown as [string, { body: string }];
    expect(JSON.parse(body)).toEqual({ token: "good", path });
  });
});

describe("where the browser keeps nothing for pages", () => {
  const forbidden = (): never => {
    throw new Error("The operation is insecure.");
  };

  beforeEach(() => {
    vi.stubGlobal("sessionStorage", { getItem: forbidden, setItem: forbidden, removeItem: forbidden });
    vi.stubGlobal("fetch", () => Promise.resolve(new Response("{}", { status: 401 })));
  });

  afterEach(() => {
    vi.unstubAllGlobals();
  });

  test("thePageFindsOutAllTheSameWhetherItIsSignedIn", async () => {
    expect(await session()).toEqual({ auth: "token", signedIn: false });
  });

  test("aShareLinkIsGoodForAsLongAsThePageIs", async () => {
    expect(await signIn("share.abc")).toBeUndefined();
    expect([keptShare(), (await session())?.signedIn]).toEqual(["share.abc", true]);
    keepShare();
    expect(keptShare()).toBeUndefined();
  });

  test("noTabsAreRemembered", () => {
    rememberTabs(["work"]);
    expect(rememberedTabs()).toEqual([]);
  });
});
