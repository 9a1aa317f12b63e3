/* Headless Chromium for the browser tests: Debian's, told to talk to nobody but the server under test. */
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/** Starts it; `more` are further switches. */
export function launchBrowser(...more) {
  const executablePath = [
    "/usr/bin/chromium-headless-shell",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
  ].find(existsSync);
  if (!executablePath) {
    throw new Error("no Chromium found: apt-get install chromium");
  }
  return chromium.launch({ executablePath, args: [...FLAGS, ...more] });
}

/**
 * A page that keeps a record of all that must not happen: errors on the console, exceptions, requests to other hosts.
 */
export async function openPage(browser, origin, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1,
    ...options,
  });
  const complaints = [];
  const sockets = [];
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== origin) complaints.push(`foreign request: ${request.url()}`);
  });
  context.on("weberror", (error) => complaints.push(`exception: ${error.error()}`));
  context.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()}`);
  });
  const page = await context.newPage();
  page.on("websocket", (socket) => {
    sockets.push(socket.url());
    if (new URL(socket.url()).host !== new URL(origin).host) complaints.push(`foreign socket: ${socket.url()}`);
  });
  return { context, page, complaints, sockets };
}

/** The rows of the screen that an open terminal shows, trailing blanks cut. */
export function rowsOf(page, session) {
  return page.evaluate((name) => window.tmuxbridge?.terminals.find((t) => t.session === name)?.rows() ?? [], session);
}

/** Asks again every 50 ms until the answer satisfies, then returns it; fails with the last answer after the time. */
export async function until(ask, satisfied, what, millis = 10_000) {
  const end = Date.now() + millis;
  for (;;) {
    const answer = await ask();
    if (satisfied(answer)) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${millis} ms; last was ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
