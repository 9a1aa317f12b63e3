/*
 * Behind nginx, under a path, with the server's own policy: the page works, makes no request to anybody else, and its first
 * terminal is painted within a second on a cold cache. The elements work in a page of somebody else, too. And the library
 * alone, in Node.
 */
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import WebSocket from "ws";
import { launchBrowser, openPage, until } from "./browser.mjs";
import { root, startServer } from "./server.mjs";
import { pageShows, shellFor } from "./shells.mjs";

const NAME = "behind";
const nginx = ["/usr/sbin/nginx", "/usr/local/sbin/nginx"].find(existsSync);

let server;
let browser;
let proxy;
let folder;

before(async () => {
  server = await startServer();
  shellFor(server, NAME);
  browser = await launchBrowser();
  folder = mkdtempSync(join(tmpdir(), "tmuxbridge-nginx-"));
});
after(async () => {
  proxy?.kill("SIGTERM");
  await browser?.close();
  await server?.remove();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function startNginx(prefix) {
  const port = await freePort();
  const upstream = new URL(server.url).host;
  mkdirSync(join(folder, "others"));
  writeFileSync(join(folder, "others/embedding.html"), EMBEDDING);
  writeFileSync(
    join(folder, "nginx.conf"),
    `daemon off; master_process off; error_log stderr warn; pid ${folder}/nginx.pid; events {}
     http { access_log off; types { text/html html; } map $http_upgrade $connection_upgrade { default upgrade; '' close; }
       ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(" ")}
       server { listen 127.0.0.1:${port};
         location ${prefix}/ { proxy_pass http://${upstream}/; proxy_http_version 1.1; proxy_set_header Host $http_host;
           proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade; proxy_read_timeout 1h; }
         location /others/ { alias ${folder}/others/;
           add_header Content-Security-Policy "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; trusted-types 'none'; require-trusted-types-for 'script'"; } } }`,
  );
  proxy = spawn(nginx, ["-c", join(folder, "nginx.conf"), "-p", folder], { stdio: ["ignore", "ignore", "pipe"] });
  const origin = `http://127.0.0.1:${port}`;
  await until(
    () =>
      fetch(`${origin}${prefix}/`).then(
        (answer) => answer.status,
        () => 0,
      ),
    (status) => status === 200,
    "nginx answers",
  );
  return origin;
}

/** A page of somebody else with both elements in it. */
const EMBEDDING = `<!doctype html><html lang="en"><title>A dashboard</title><link rel="icon" href="data:,">
<script type="module" src="/tools/tmux/elements.js"></script>
<style>body { margin: 0; display: grid; grid-template-columns: 2fr 1fr; height: 100vh }</style>
<tmux-session url="/tools/tmux/ws/terminal" session="${NAME}"></tmux-session>
<tmux-terminal url="/tools/tmux/ws/terminal" session="${NAME}" access="read"></tmux-terminal></html>`;

test(
  "under a path behind nginx, under a strict policy, without a foreign request, and quick",
  { skip: nginx ? false : "nginx is not installed" },
  async () => {
    const origin = await startNginx("/tools/tmux");
    const token = new URL(server.url).hash;
    const visit = await openPage(browser, origin, { colorScheme: "dark" });
    await visit.page.goto(`${origin}/tools/tmux/${token}`);
    await visit.page.getByRole("link", { name: NAME }).click();
    await pageShows(visit.page, server, NAME, "behind nginx");
    await visit.page.keyboard.type("echo through nginx");
    await visit.page.keyboard.press("Enter");
    await until(
      () => server.rows(NAME),
      (rows) => rows.includes("through nginx"),
      "typed through nginx",
    );
    await pageShows(visit.page, server, NAME, "typed");

    const cold = await openPage(browser, origin, { storageState: await visit.context.storageState() });
    await cold.page.addInitScript(() => {
      const look = () => {
        const shown = window.tmuxbridge?.terminals[0];
        if (shown?.rows().some((row) => row.includes("through nginx")))
          requestAnimationFrame((now) => (window.painted = now));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await cold.page.bringToFront(); // a page in the background is given few frames
    await cold.page.goto(`${origin}/tools/tmux/#/s/${NAME}`);
    await cold.page.waitForFunction(() => window.painted);
    console.log(
      `first paint of a terminal, cold cache: ${Math.round(await cold.page.evaluate(() => window.painted))} ms`,
    );
    assert.deepEqual([...visit.complaints, ...cold.complaints], []);

    const embedding = await openPage(browser, origin, {
      storageState: await visit.context.storageState(),
      colorScheme: "dark",
    });
    await embedding.page.goto(`${origin}/others/embedding.html`);
    const shows = (element) =>
      embedding.page.evaluate((name) => {
        const buffer =
          document.querySelector(name).querySelector(".xterm") &&
          [...document.querySelectorAll(`${name} .pane`)].length;
        return buffer;
      }, element);
    await until(
      () => shows("tmux-session"),
      (panes) => panes === 1,
      "the session element",
    );
    await until(
      () =>
        embedding.page.evaluate(() =>
          document.querySelector("tmux-terminal").terminal?.buffer.active.getLine(1)?.translateToString(true),
        ),
      (row) => row === "through nginx",
      "the terminal element",
    );
    await until(
      () => embedding.page.evaluate(() => document.querySelector("tmux-terminal").channel.access),
      (access) => access === "read",
      "read only",
    );
    await embedding.page.evaluate(() => document.querySelector("tmux-session").focus());
    await embedding.page.keyboard.type("echo embedded");
    await embedding.page.keyboard.press("Enter");
    await until(
      () => server.rows(NAME),
      (rows) => rows.includes("embedded"),
      "typed in an element",
    );
    const seen = async () => {
      const { viewers } = await visit.page.evaluate(
        (sessionId) => window.tmuxbridge.socket.call("viewer.list", { sessionId }),
        NAME,
      );
      return viewers.filter(({ access }) => access === "read").map(({ visible }) => visible);
    };
    assert.deepEqual(await seen(), [true]);
    await embedding.page.evaluate(() => {
      Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await until(seen, ([visible]) => visible === false, "the server knows that nobody sees the element");
    await embedding.page.evaluate(() => {
      delete document.visibilityState;
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await until(seen, ([visible]) => visible === true, "and that somebody does again");
    mkdirSync(join(root, "tmuxbridge-web/target/screenshots"), { recursive: true });
    await embedding.page.screenshot({
      path: join(
        root,
        process.env.TMUXBRIDGE_SCREENSHOTS ? "docs/images" : "tmuxbridge-web/target/screenshots",
        "embedded.png",
      ),
    });
    await embedding.page.evaluate(() => {
      window.told = [];
      document.addEventListener("tmux-renamed", ({ target, detail }) =>
        window.told.push([target.localName, target.getAttribute("session"), detail.session]),
      );
    });
    server.tmux("rename-session", "-t", `=${NAME}`, "elsewhere");
    const told = await until(
      () => embedding.page.evaluate(() => window.told),
      (all) => all.length === 2,
      "both tell the new name",
    );
    assert.deepEqual(told.sort(), [
      ["tmux-session", "elsewhere", "elsewhere"],
      ["tmux-terminal", "elsewhere", "elsewhere"],
    ]);
    server.tmux("rename-session", "-t", "=elsewhere", NAME);
    await embedding.page.evaluate(() =>
      document.querySelectorAll("tmux-session, tmux-terminal").forEach((element) => element.remove()),
    );
    assert.deepEqual(embedding.complaints, []);
    assert.equal(embedding.sockets.length, 1, "both elements share one socket");
  },
);

test("the library alone drives a session in Node, from the package as it is published", async () => {
  execFileSync("node", ["packages.mjs"], { cwd: join(root, "tmuxbridge-web"), stdio: "ignore" });
  assert.ok(readdirSync(join(root, "tmuxbridge-web/target/npm/client")).includes("index.d.ts"));
  for (const name of ["client", "elements"]) {
    assert.equal(
      readFileSync(join(root, "tmuxbridge-web/target/npm", name, "LICENSE"), "utf8"),
      readFileSync(join(root, "LICENSE"), "utf8"),
    );
  }
  const owed = readFileSync(join(root, "tmuxbridge-web/target/npm/elements/index.js.LEGAL.txt"), "utf8");
  assert.match(
    owed,
    /@xterm\/xterm [^]*Permission is hereby granted/,
    "the style sheet of xterm.js is in the elements",
  );
  const { BridgeSocket, createSession, getSession, platform } = await import(
    join(root, "tmuxbridge-web/target/npm/client/index.js")
  );
  const link = new URL(execFileSync(join(root, "tmuxbridge"), ["url"], { env: server.env, encoding: "utf8" }).trim());
  const token = new URLSearchParams(link.hash.slice(1)).get("token");
  const login = await fetch(new URL("api/login", link), {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: link.origin },
    body: JSON.stringify({ token }),
  });
  const cookie = login.headers.get("set-cookie")?.split(";")[0];
  class SignedIn extends WebSocket {
    constructor(url, protocols) {
      super(url, protocols, { headers: { Cookie: cookie } });
    }
  }
  const socket = new BridgeSocket({ url: `ws://${link.host}/ws/terminal`, environment: platform(SignedIn) });
  socket.open();
  await until(
    () => socket.state,
    (state) => state === "live",
    "live",
  );
  await createSession(socket, { name: "node", command: ["bash", "--norc", "--noprofile"], cols: 70, rows: 20 });
  const terminal = socket.terminal({ sessionId: "node", cols: 70, rows: 20 });
  const text = [];
  const decoder = new TextDecoder();
  terminal.on("output", ({ data, parsed }) => {
    text.push(typeof data === "string" ? data : decoder.decode(data, { stream: true }));
    parsed();
  });
  terminal.input("echo $((6*7))-from-node\r");
  await until(
    () => text.join(""),
    (all) => all.includes("42-from-node"),
    "the answer",
  );
  assert.equal((await getSession(socket, "node")).windowList[0].panes.length, 1);
  socket.close();
});
