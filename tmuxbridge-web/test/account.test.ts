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
