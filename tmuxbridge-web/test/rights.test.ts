import { describe, expect, test } from "vitest";
import { Rights } from "../src/ui/rights.js";

describe("what the list of sessions offers", () => {
  async function mayCreate(name: string, role: string): Promise<boolean> {
    const rights = new Rights();
    await rights.look({ call: () => Promise.resolve({ caller: { name, role } }) });
    return rights.mayCreate;
  }

  test("whoCameByAShareLinkIsOfferedNoNewSessionWhichWouldBeRefused", async () => {
    expect(await mayCreate("ada", "operator")).toBe(true);
    expect(await mayCreate("share:1", "operator")).toBe(false);
    expect(await mayCreate("ada", "viewer")).toBe(false);
  });
});
