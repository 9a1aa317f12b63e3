/* Two people in one session: who watches, who has the keyboard, how it changes hands, and a right that is taken away. */
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launchBrowser, openPage, until } from "./browser.mjs";
import { root, startServer } from "./server.mjs";
import { pageShows } from "./shells.mjs";

const shots = join(root, process.env.TMUXBRIDGE_SCREENSHOTS ? "docs/images" : "tmuxbridge-web/target/screenshots");
const NAME = "shared";
const SECRET = "a secret of this test, of 32 bytes and more";

let server;
let browser;
let keys;
const people = {};

before(async () => {
  mkdirSync(shots, { recursive: true });
  keys = mkdtempSync(join(tmpdir(), "tmuxbridge-key-"));
  writeFileSync(join(keys, "secret"), SECRET, { mode: 0o600 });
  server = await startServer(["--auth", "jwt", "--jwt-issuer", "test", "--jwt-key", join(keys, "secret")]);
  browser = await launchBrowser();
  for (const name of ["ada", "bob"]) {
    people[name] = await openPage(browser, new URL(server.url).origin, {
      viewport: { width: 900, height: 560 },
      colorScheme: "dark",
    });
    await people[name].page.goto(`${server.url.replace(/#.*/, "")}#token=${token(name)}`);
    await people[name].page.getByText("Connected").waitFor();
  }
  await call("ada", "session.create", {
    name: NAME,
    command: ["env", "PS1=$ ", "bash", "--norc", "--noprofile"],
    cwd: server.work,
  });
  await call("ada", "access.grant", { sessionId: NAME, caller: "bob", permission: "write" });
  for (const { page } of Object.values(people)) {
    await page.goto(`${server.url.replace(/#.*/, "")}#/s/${NAME}`);
    await pageShows(page, server, NAME, "the prompt");
  }
});
after(async () => {
  await browser?.close();
  await server?.remove();
  rmSync(keys, { recursive: true, force: true });
});

/** A token as an issuer would make it. */
function token(name) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const signed = `${part({ alg: "HS256" })}.${part({ iss: "test", aud: "tmuxbridge", sub: name, roles: ["operator"], iat: now, exp: now + 600 })}`;
  return `${signed}.${createHmac("sha256", SECRET).update(signed).digest("base64url")}`;
}

const call = (name, method, params) =>
  people[name].page.evaluate(([what, fields]) => window.tmuxbridge.socket.call(what, fields), [method, params]);
const keyboard = (name, words) => people[name].page.locator(".status").getByRole("button", { name: words }).waitFor();
const inTmux = (text) =>
  until(
    () => server.rows(NAME),
    (rows) => rows.includes(text),
    `"${text}" in tmux`,
  );

async function type(name, text) {
  await people[name].page.evaluate(() => window.tmuxbridge.terminals[0].view.focus());
  await people[name].page.keyboard.type(text);
  await people[name].page.keyboard.press("Enter");
}

async function inDialog(name, act) {
  const { page } = people[name];
  await page
    .locator(".status")
    .getByRole("button", { name: /^2 viewers/ })
    .click();
  const dialog = page.getByRole("dialog", { name: "Who is watching" });
  await act(dialog);
  await dialog.getByRole("button", { name: "Close" }).click();
}

/** Who the dialog says there is; it shows what was true when it was opened. */
async function rowsInDialog(name) {
  let rows;
  await inDialog(name, async (dialog) => {
    rows = await until(
      () => dialog.getByRole("listitem").allInnerTexts(),
      (all) => all.length === 2,
      "two rows",
    );
  });
  return rows.sort();
}

test("each sees who watches, and one of them takes the keyboard", async () => {
  await type("bob", "echo from bob");
  await people.ada.page.locator(".typist", { hasText: "bob" }).waitFor();
  await inTmux("from bob");
  await people.ada.page.locator(".size-owner", { hasText: "bob’s" }).waitFor();
  await people.ada.page.screenshot({ path: join(shots, "typing.png") });
  await people.bob.page.locator(".size-owner", { hasText: "yours" }).waitFor();
  await people.ada.page.locator(".typist").waitFor({ state: "hidden" });
  const [ada, bob] = await rowsInDialog("ada");
  assert.match(ada, /^ada \(you\) · can type .* × \d+$/);
  assert.match(bob, /^bob · can type .*, the window’s size$/);
  await inDialog("ada", async (dialog) => {
    await dialog.getByRole("button", { name: "Have the keyboard alone" }).click();
    await dialog.getByText("You have the keyboard: only you can type.").waitFor();
  });
  await keyboard("ada", "You have the keyboard");
  await keyboard("bob", "ada has the keyboard");
});

test("who has not got it is told so, asks for it, and gets it", async () => {
  await type("bob", "echo too early");
  await people.bob.page.getByText("ada has the keyboard: what you type is not sent.").waitFor();
  await people.bob.page.getByRole("button", { name: "Ask for it" }).click();
  await people.ada.page.getByText("bob asks for the keyboard.").waitFor();
  await people.ada.page.screenshot({ path: join(shots, "people.png") });
  await people.ada.page.getByRole("button", { name: "Hand it over" }).click();
  await keyboard("bob", "You have the keyboard");
  await type("bob", "echo from $((1))bob");
  await inTmux("from 1bob");
  assert.ok(!server.rows(NAME).some((row) => row.includes("too early")));
});

test("the owner takes it back, and lets everybody type again", async () => {
  await inDialog("ada", async (dialog) => {
    await dialog.getByRole("button", { name: "Take it over" }).click();
    await dialog.getByRole("button", { name: "Hand it to bob" }).waitFor();
    await keyboard("bob", "ada has the keyboard");
    await dialog.getByRole("button", { name: "Let everybody type" }).click();
    await dialog.getByText("Everybody who may type can.").waitFor();
  });
  await people.bob.page
    .locator(".status")
    .getByRole("button", { name: "ada has the keyboard" })
    .waitFor({ state: "hidden" });
  await type("bob", "echo both$((2))");
  await inTmux("both2");
  await type("ada", "echo of$((3)) us");
  await inTmux("of3 us");
  for (const { page } of Object.values(people)) await pageShows(page, server, NAME, "what both typed");
});

test("a right to type that is taken away counts at once, and comes back", async () => {
  await call("ada", "access.grant", { sessionId: NAME, caller: "bob", permission: "read" });
  await people.bob.page.getByText("Read-only").waitFor();
  await type("bob", "echo no more");
  await call("ada", "access.grant", { sessionId: NAME, caller: "bob", permission: "write" });
  await people.bob.page.getByText("Read-only").waitFor({ state: "hidden" });
  await type("bob", "echo again$((4))");
  await inTmux("again4");
  assert.ok(!server.rows(NAME).some((row) => row.includes("no more")));
  for (const { complaints } of Object.values(people)) assert.deepEqual(complaints, []);
});

test("a share link opens the page on its one session, also when that is loaded again, until it is revoked", async () => {
  const shared = { sessionId: NAME, permission: "read", seconds: 600 };
  const { shareId, token: link } = await call("ada", "share.create", shared);
  const guest = await openPage(browser, new URL(server.url).origin);
  await guest.page.goto(`${server.url.replace(/#.*/, "")}#token=${link}`);
  await guest.page.getByRole("link", { name: NAME }).click({ timeout: 5_000 });
  await pageShows(guest.page, server, NAME, "the session");
  await guest.page.getByText("Read-only").waitFor();
  assert.equal(await guest.page.getByRole("button", { name: "New session" }).isVisible(), false);
  assert.ok(!guest.page.url().includes(link));
  await guest.page.reload();
  await pageShows(guest.page, server, NAME, "the session again");
  await call("ada", "share.revoke", { sessionId: NAME, shareId });
  await guest.page.getByLabel("Token").waitFor();
  await guest.page.getByText("This link has ended").waitFor();
  await guest.context.close();
});
