import { afterEach, describe, expect, test, vi } from "vitest";
import { signIn } from "../src/ui/account.js";

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
