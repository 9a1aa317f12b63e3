/*
 * Where no WebSocket gets through, the page goes on over plain HTTP by itself: behind a line that cuts whoever asks for an
 * upgrade, with drops of that line; and behind an nginx that knows nothing of upgrades, as it comes out of the box.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { launchBrowser, openPage, until } from "./browser.mjs";
import { playDrops } from "./drops.mjs";
import { startServer } from "./server.mjs";
import { pageShows, shellFor } from "./shells.mjs";

const nginx = ["/usr/sbin/nginx", "/usr/local/sbin/nginx"].find(existsSync);

test("over HTTP, with drops of the line, no line is lost or twice and every key arrives once", async () => {
  const { overHttp, drops, repeated, lost, resumes } = await playDrops({ count: 5, upgrades: false });
  assert.deepEqual({ overHttp, drops, repeated, lost }, { overHttp: true, drops: 5, repeated: 0, lost: 0 });
  assert.equal(resumes.resumed, 5);
});

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

test("behind an nginx that passes no upgrade on", { skip: nginx ? false : "nginx is not installed" }, async () => {
  const server = await startServer();
  const browser = await launchBrowser();
  const folder = mkdtempSync(join(tmpdir(), "tmuxbridge-nginx-"));
  const port = await freePort();
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((kind) => `${kind}_temp_path ${folder}/${kind};`)
    .join(" ");
  writeFileSync(
    join(folder, "nginx.conf"),
    `daemon off; master_process off; error_log stderr crit; pid ${folder}/nginx.pid; events {}
     http { access_log off; ${temporary}
       server { listen 127.0.0.1:${port}; location / { proxy_pass ${new URL(server.url).origin}; proxy_set_header Host $http_host; } } }`,
  );
  const proxy = spawn(nginx, ["-c", join(folder, "nginx.conf"), "-p", folder], { stdio: "ignore" });
  try {
    const origin = `http://127.0.0.1:${port}`;
    await until(
      () =>
        fetch(`${origin}/`).then(
          (answer) => answer.status,
          () => 0,
        ),
      (status) => status === 200,
      "nginx answers",
    );
    shellFor(server, "plain", 80, 24);
    const visit = await openPage(browser, origin);
    await visit.page.goto(`${origin}/${new URL(server.url).hash}`);
    await visit.page.getByRole("link", { name: "plain" }).click();
    await pageShows(visit.page, server, "plain", "over HTTP");
    assert.equal(await visit.page.evaluate(() => window.tmuxbridge.socket.overHttp), true);
    await visit.page.keyboard.type("seq 2000; echo through $((6*7)) nginx");
    await visit.page.keyboard.press("Enter");
    await until(
      () => server.rows("plain"),
      (rows) => rows.includes("through 42 nginx"),
      "typed over HTTP",
    );
    await pageShows(visit.page, server, "plain", "typed");
    // A WebSocket that fails cannot be kept off the console; nothing else may be there.
    assert.deepEqual(
      visit.complaints.filter((complaint) => !complaint.startsWith("console: WebSocket connection to")),
      [],
    );
  } finally {
    await browser.close();
    proxy.kill("SIGTERM");
    await server.remove();
    rmSync(folder, { recursive: true, force: true });
  }
});
