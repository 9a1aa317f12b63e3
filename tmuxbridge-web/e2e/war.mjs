/*
 * The page of the WAR in some server that runs already: signs in by token, makes a session, types, sees what came of it, and
 * comes back by its cookie alone. node war.mjs URL TOKEN; tmuxbridge-containers starts it for each server.
 */
import assert from "node:assert/strict";
import { launchBrowser, openPage, rowsOf, until } from "./browser.mjs";

const [base, token] = process.argv.slice(2);
const SESSION = "browser";
const browser = await launchBrowser();
try {
  const visit = await openPage(browser, new URL(base).origin);
  const shows = (text) =>
    until(
      () => rowsOf(visit.page, SESSION),
      (rows) => rows.some((row) => row === text),
      `"${text}" on the screen`,
      20_000,
    );

  await visit.page.goto(`${base}#token=${token}`);
  await visit.page.getByRole("heading", { name: "Sessions" }).waitFor();
  await visit.page.getByText("Connected").waitFor();
  assert.ok(!visit.page.url().includes(token), "the token is gone from the address bar");

  await visit.page.getByRole("button", { name: "New session" }).click();
  await visit.page.getByLabel("Name", { exact: true }).fill(SESSION);
  await visit.page.getByLabel("Command").fill("env 'PS1=$ ' bash --norc --noprofile");
  await visit.page.getByRole("button", { name: "Create session" }).click();
  await shows("$");
  await visit.page.keyboard.type("echo $((6*7)) 'größer 日本語 🙂'");
  await visit.page.keyboard.press("Enter");
  await shows("42 größer 日本語 🙂");

  await visit.page.close();
  visit.page = await visit.context.newPage();
  await visit.page.goto(`${base}#/s/${SESSION}`);
  await shows("42 größer 日本語 🙂");
  await visit.page.keyboard.type("echo again");
  await visit.page.keyboard.press("Enter");
  await shows("again");
  assert.deepEqual(visit.complaints, []);
  console.log(`war: ${base} shows what was typed`);
} finally {
  await browser.close();
}
