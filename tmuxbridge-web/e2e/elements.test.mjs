/* The elements in pages of others, in headless Chromium on the pretend bridge of fake/. */
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launchBrowser, openPage, until } from "./browser.mjs";
import { startFake } from "./fake/server.mjs";

const built = fileURLToPath(new URL("../target/classes/META-INF/resources/tmuxbridge", import.meta.url));
const SESSION = '<tmux-session session="work" url="ws/terminal" style="height: 400px"></tmux-session>';

let browser;
let fake;
let session;
let visit;

before(async () => {
  browser = await launchBrowser();
});
after(() => browser?.close());
beforeEach(async () => {
  fake = await startFake({ page: built, prefix: "/p" });
  session = fake.add("work");
  session.print("ready");
});
afterEach(async () => {
  await visit.context.close();
  await fake.stop();
});

/** Opens somebody else's page that has this in its body; `before` runs in it before anything else. */
async function open(body, options, before) {
  fake.host = `<!doctype html><html lang="en"><meta charset="utf-8" /><title>Somebody's page</title>
    <meta name="viewport" content="width=device-width" />
    <body>${body}<script type="module" src="elements.js"></script></body></html>`;
  visit = await openPage(browser, new URL(fake.url).origin, options);
  if (before) await visit.page.addInitScript(before);
  await visit.page.goto(`${fake.url}host.html`);
  await visit.page.getByText("ready").first().waitFor();
  return visit.page;
}

const IN_A_SHADOW = `<div id="host"><template shadowrootmode="open">${SESSION}</template></div>`;

test("in a shadow root dialogs have the styles and colours of their element, and go with it", async () => {
  const page = await open(IN_A_SHADOW, { colorScheme: "light" });
  await page.evaluate(() => {
    const { settings } = document.querySelector("#host").shadowRoot.querySelector("tmux-session");
    window.settings = settings;
    settings.set({ scheme: "dark" });
  });
  const listening = () => page.evaluate(() => window.settings.listeners.get("change").size);
  const before = await listening();
  await page.getByRole("button", { name: "Settings" }).click();
  const dialog = page.getByRole("dialog", { name: "Settings" });
  await dialog.waitFor();
  assert.deepEqual(
    await dialog.evaluate((each) => {
      const { backgroundColor, colorScheme, borderRadius } = getComputedStyle(each);
      return { backgroundColor, colorScheme, borderRadius };
    }),
    { backgroundColor: "rgb(22, 27, 34)", colorScheme: "dark", borderRadius: "14px" },
  );
  const size = page.getByLabel("Size of letters");
  await size.fill("15");
  await size.press("Tab");
  await size.focus();
  await size.press("ArrowUp"); // draws the form anew
  assert.equal(await size.evaluate((field) => field.getRootNode().activeElement === field), true);

  await page.evaluate(() => document.querySelector("#host").remove());
  await dialog.waitFor({ state: "detached" });
  await until(listening, (now) => now < before, "nothing listens to the settings any more");
});

test("an element changes nothing of the page around it, and takes colours and layout from the page's own rules", async () => {
  const page = await open(
    `<style>
      :root { --accent: rgb(1, 2, 3); }
      tmux-session { --accent: rgb(4, 5, 6); display: inline-flex; width: 600px; }
    </style>
    <p class="border badge status panel small">not ours</p><button disabled>neither</button><kbd>nor this</kbd>
    <div dir="rtl" style="text-align: center">${SESSION}</div>`,
  );
  const theirs = () =>
    page.evaluate(() =>
      ["p", "body > button", "kbd"].map((selector) => {
        const style = getComputedStyle(document.querySelector(selector));
        return [...style]
          .filter((name) => !name.startsWith("--"))
          .map((name) => `${name}: ${style.getPropertyValue(name)}`);
      }),
    );
  const [withElement, colour] = [
    await theirs(),
    await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--accent")),
  ];
  assert.equal(colour, "rgb(1, 2, 3)");
  const ours = await page.locator("tmux-session").evaluate((element) => {
    const { display, width } = getComputedStyle(element);
    return { display, width, accent: getComputedStyle(element).getPropertyValue("--accent") };
  });
  assert.deepEqual(ours, { display: "inline-flex", width: "600px", accent: "rgb(4, 5, 6)" });
  const [words, size] = [page.locator(".status-words"), page.locator(".status .mono")];
  assert.ok((await words.boundingBox()).x < (await size.boundingBox()).x, "not the other way round in a page that is");
  await page.evaluate(() => (document.adoptedStyleSheets = []));
  assert.deepEqual(withElement, await theirs());
});

test("a menu stands where it was asked for, whatever is around the element, and all of it can be reached", async () => {
  const page = await open(`<div style="transform: translate(200px, 100px); overflow: hidden">${SESSION}</div>`, {
    viewport: { width: 844, height: 390 },
  });
  const menu = page.getByRole("menu", { name: "Terminal" });
  await page.mouse.click(300, 200, { button: "right" });
  const { x, y, height } = await menu.boundingBox();
  assert.equal(x, 300);
  assert.ok(y >= 0 && y + height <= 390, `from ${y} to ${y + height}`);
  await page.keyboard.press("End");
  const last = await page.getByRole("menuitem", { name: "Settings" }).boundingBox();
  assert.ok(last.y + last.height <= 390, "the last item is in sight");
  await page.keyboard.press("Escape");

  await page.evaluate(() => document.querySelector("div").removeAttribute("style"));
  const button = page.getByRole("button", { name: "Menu" });
  await button.press("Enter");
  const byKey = await menu.boundingBox();
  const place = await button.boundingBox();
  assert.ok(byKey.x + byKey.width > place.x, "at the button, not at the corner of the window");
});

test("an element has the keyboard once it is clicked, and not because something happens in it", async () => {
  session.names = ["one", "two"];
  const page = await open(`<p>Theirs</p>${SESSION}`);
  const tab = page.getByRole("tab", { name: "two" });
  await tab.waitFor();
  const focused = () => page.evaluate(() => document.activeElement.className || document.activeElement.localName);
  assert.equal(await focused(), "body");
  await page.keyboard.press("k"); // a key of the page
  session.current = 1;
  session.pane = "%2";
  fake.broadcast({ type: "event", name: "sessions-changed" }); // somebody chose another window in tmux
  await page.getByRole("tab", { name: "two", selected: true }).waitFor();
  await until(
    () => fake.connects.at(-1).paneId,
    (pane) => pane === "%2",
    "the pane that is active now is viewed",
  );
  assert.equal(await focused(), "body");

  fake.sessions.delete("work");
  session.viewers.forEach((viewer) => viewer.tell({ type: "disconnect", reason: "session-ended", code: 4404 }));
  await page.getByText("This session has ended").waitFor();
  const anew = fake.add("work"); // made anew: it takes the place of the one that ended
  anew.print("made anew");
  await page.getByText("made anew").waitFor();
  assert.equal(await focused(), "body");
  assert.equal(String(session.received) + String(anew.received), "");

  await page.locator("tmux-session .stage").click();
  await page.keyboard.type("mine");
  await until(
    () => String(anew.received),
    (bytes) => bytes === "mine",
    "what was typed",
  );
});

test("a terminal that is tried again has the keyboard of the button that was pressed", async () => {
  const page = await open('<tmux-terminal session="work" url="ws/terminal" style="height: 400px"></tmux-terminal>');
  await page.getByRole("group", { name: "Terminal" }).click();
  session.viewers.forEach((viewer) => viewer.tell({ type: "disconnect", reason: "pane-ended", code: 4404 }));
  await page.getByRole("button", { name: "Try again" }).click();
  await until(
    () => fake.connects.length,
    (connects) => connects === 2,
    "viewed again",
  );
  await page.keyboard.type("mine");
  await until(
    () => String(session.received),
    (bytes) => bytes === "mine",
    "what was typed",
    3_000,
  );
});

test("a finger scrolls the history of a terminal that stands alone", async () => {
  session.print(Array.from({ length: 200 }, (_, i) => `\r\nline ${i}`).join("") + "\r\nready");
  const page = await open('<tmux-terminal session="work" url="ws/terminal" style="height: 400px"></tmux-terminal>', {
    viewport: { width: 390, height: 780 },
    hasTouch: true,
    isMobile: true,
  });
  const cdp = await visit.context.newCDPSession(page);
  const touch = (type, ...touchPoints) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints });
  await touch("touchStart", { x: 200, y: 150 });
  for (let y = 160; y <= 360; y += 20) await touch("touchMove", { x: 200, y });
  await touch("touchEnd");
  await page.waitForFunction(
    () => {
      const { viewportY, baseY } = document.querySelector("tmux-terminal").terminal.buffer.active;
      return viewportY < baseY;
    },
    null,
    { timeout: 5_000 },
  );
});

test("an element shows what its attributes say, also when they are changed", async () => {
  fake.add("other").print("the other one");
  const page = await open(SESSION);
  await page.locator("tmux-session .stage").click();
  await page.evaluate(() => {
    const element = document.querySelector("tmux-session");
    element.setAttribute("session", "other");
    element.setAttribute("access", "read");
  });
  await page.getByText("the other one").waitFor({ timeout: 5_000 });
  assert.equal(fake.connects.length, 2, "both at once");
  assert.deepEqual([fake.connects[1].sessionId, fake.connects[1].access], ["other", "read"]);
  assert.equal(session.viewers.size, 0, "the first one was let go");
  assert.equal(await page.evaluate(() => document.activeElement.className), "xterm-helper-textarea");
  assert.equal(visit.sockets.length, 1);
});

test("what an element's attributes say can be set as properties, as frameworks do, also before it is one", async () => {
  const page = await open("<p>ready</p>", {}, () => {
    document.addEventListener("readystatechange", () => {
      if (document.readyState !== "interactive") return; // modules have not run yet
      const early = Object.assign(document.createElement("tmux-terminal"), { url: "ws/terminal", session: "work" });
      document.body.append(Object.assign(early, { access: "read", pane: "%1" }));
    });
  });
  const connect = async (count) =>
    until(
      () => fake.connects.length,
      (connects) => connects === count,
      `connect ${count}`,
    ).then(() => fake.connects[count - 1]);
  const early = await connect(1);
  assert.deepEqual([early.sessionId, early.access, early.paneId], ["work", "read", "%1"]);

  await page.evaluate(() => {
    window.element = document.createElement("tmux-session");
    Object.assign(window.element, { url: "ws/terminal", session: "work", view: "mirror" });
    document.body.append(window.element);
  });
  assert.equal((await connect(2)).view, "mirror");
  assert.deepEqual(
    await page.evaluate(() => [window.element.getAttribute("view"), window.element.view, window.element.access]),
    ["mirror", "mirror", null],
  );
  await page.evaluate(() => (window.element.view = undefined));
  assert.equal((await connect(3)).view, undefined);
  await page.evaluate(() => document.querySelectorAll("tmux-session, tmux-terminal").forEach((each) => each.remove()));
  await until(
    () => session.viewers.size,
    (viewers) => viewers === 0,
    "nobody views it any more",
  );
  assert.deepEqual(visit.complaints, []);
});

test("an element that is added after the server has ended the line connects all the same", async () => {
  const page = await open(SESSION);
  fake.drop(4403);
  await page.getByText("You may not view this session").waitFor();
  await page.evaluate(() => {
    const second = document.createElement("tmux-session");
    Object.entries({ id: "second", url: "ws/terminal", session: "work" }).forEach((each) =>
      second.setAttribute(...each),
    );
    document.body.append(second);
  });
  await page.locator("#second").getByText("ready").waitFor({ timeout: 5_000 });
});

const TERMINAL = '<tmux-terminal session="work" url="ws/terminal" style="height: 300px"></tmux-terminal>';
const bearer = (token) => `bearer.${Buffer.from(token).toString("base64url")}`;

test("a token that was set before the element knew what it is rides along with the first connect", async () => {
  await open(TERMINAL, {}, () => {
    const observer = new MutationObserver(() => {
      const element = document.querySelector("tmux-terminal");
      if (element) {
        element.token = () => "mine";
        observer.disconnect();
      }
    });
    observer.observe(document, { childList: true, subtree: true });
  });
  assert.equal(fake.offered.length, 1);
  assert.ok(fake.offered[0].includes(bearer("mine")), fake.offered[0]);
});

test("a token, settings or a socket that an element is given later are what it uses", async () => {
  const page = await open(TERMINAL);
  await page.evaluate(async () => {
    const { Settings } = await import("./elements.js");
    const element = document.querySelector("tmux-terminal");
    element.settings = new Settings();
    element.settings.set({ fontSize: 21 });
    element.token = () => "later";
  });
  await until(
    () => fake.offered.length,
    (connections) => connections === 2,
    "another connection",
  );
  assert.ok(fake.offered[1].includes(bearer("later")), fake.offered[1]);
  await page.waitForFunction(() => document.querySelector("tmux-terminal").terminal?.options.fontSize === 21);
  await page.evaluate(() => {
    const [element, other] = [document.querySelector("tmux-terminal"), document.createElement("tmux-terminal")];
    other.setAttribute("session", "work");
    other.setAttribute("url", "ws/terminal");
    document.body.append(other);
    other.socket = element.panes.socket;
  });
  await until(
    () => fake.connects.length,
    (connects) => connects >= 3 && session.viewers.size === 2,
    "both view it",
  );
  assert.equal(
    await page.evaluate(() => new Set([...document.querySelectorAll("tmux-terminal")].map((e) => e.panes.socket)).size),
    1,
  );
});

test("elements with tokens of their own do not share a socket, nor what its caller may do", async () => {
  const page = await open("<p>ready</p>");
  await page.evaluate(async () => {
    await import("./elements.js");
    for (const name of ["ann", "bob"]) {
      const element = document.createElement("tmux-terminal");
      element.setAttribute("session", "work");
      element.setAttribute("url", "ws/terminal");
      element.token = () => name;
      document.body.append(element);
    }
  });
  await until(
    () => session.viewers.size,
    (viewers) => viewers === 2,
    "both view it",
  );
  assert.deepEqual(fake.offered.map((each) => each.split(",")[1].trim()).sort(), [bearer("ann"), bearer("bob")].sort());
});

test("a terminal that stands alone has the shortcuts and settings that concern it", async () => {
  session.print(Array.from({ length: 200 }, (_, i) => `\r\nline ${i}`).join("") + "\r\nready");
  const page = await open(TERMINAL);
  await page.getByRole("group", { name: "Terminal" }).click();
  const size = () => page.evaluate(() => document.querySelector("tmux-terminal").terminal.options.fontSize);
  const before = await size();
  await page.keyboard.press("Control+Shift+Equal");
  assert.equal(await size(), before + 1);
  await page.keyboard.press("Shift+PageUp");
  await page.waitForFunction(() => {
    const { viewportY, baseY } = document.querySelector("tmux-terminal").terminal.buffer.active;
    return viewportY < baseY;
  });
  await page.evaluate(() => {
    navigator.clipboard.writeText = (text) => Promise.resolve(void (window.copied = text));
    const { settings, terminal } = document.querySelector("tmux-terminal");
    settings.set({ copyOnSelect: true });
    terminal.selectAll();
  });
  await page.waitForFunction(() => window.copied?.includes("line 199"));
  assert.equal(String(session.received), "", "no key went to the program");
});

for (const element of ["tmux-session", "tmux-terminal"]) {
  test(`a ${element} in a page that nobody looks at has no say about the size before somebody does`, async () => {
    const page = await open(
      `<${element} session="work" url="ws/terminal" style="height: 400px"></${element}>`,
      {},
      () => {
        Object.defineProperty(document, "visibilityState", { configurable: true, value: "hidden" });
      },
    );
    assert.equal(fake.connects[0].visible, false);
    await page.evaluate(() => {
      Object.defineProperty(document, "visibilityState", { configurable: true, value: "visible" });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    fake.drop();
    await until(
      () => fake.connects.at(-1),
      (connect) => fake.connects.length > 1 && connect.visible === undefined,
      "seen",
    );
  });
}

for (const element of ["tmux-session", "tmux-terminal"]) {
  test(`a ${element} that is not displayed has no say about the size, until it is`, async () => {
    const page = await open(
      `<p>ready</p><div style="display: none">
        <${element} session="work" url="ws/terminal" style="display: block; height: 400px"></${element}>
      </div>`,
    );
    const seen = async (wanted) =>
      until(
        () => fake.wishes.at(-1),
        (wish) => wish && (wish.visible ?? true) === wanted,
        wanted ? "seen" : "not seen",
      );
    await seen(false);
    const display = (value) =>
      page.evaluate((display) => (document.querySelector("div").style.display = display), value);
    await display("block");
    const { cols } = await seen(true);
    assert.ok(cols > 80, `as wide as the page: ${cols}`);
    await display("none");
    await seen(false);
  });
}

test("of many terminals in a page WebGL draws no more than a browser has contexts for, and others when those are gone", async () => {
  const page = await open("<p>ready</p>", {}, () => {
    window.contexts = [];
    window.questions = 0;
    const { getContext } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
      const context = getContext.call(this, kind, ...more);
      window.questions += more[0]?.failIfMajorPerformanceCaveat ? 1 : 0;
      if (kind === "webgl2" && !window.contexts.includes(context)) window.contexts.push(context);
      return context;
    };
  });
  const add = (count) =>
    page.evaluate(async (terminals) => {
      const { Settings } = await import("./elements.js");
      window.settings ??= new Settings();
      window.settings.set({ renderer: "webgl" });
      for (let i = 0; i < terminals; i++) {
        const element = Object.assign(document.createElement("tmux-terminal"), { settings: window.settings });
        Object.assign(element, { url: "ws/terminal", session: "work" }).style.height = "100px";
        document.body.append(element);
      }
    }, count);
  const drawing = () =>
    page.evaluate(() => ({
      drawn: document.querySelectorAll(".xterm-screen canvas:not(.xterm-link-layer)").length,
      contexts: window.contexts.filter((context) => !context.isContextLost()).length,
    }));
  const eight = (now) => now.drawn === 8 && now.contexts === 8;
  const all = (count) =>
    until(
      () => session.viewers.size,
      (viewers) => viewers === count,
      `${count} viewers`,
    );
  await add(12);
  await all(12);
  await until(drawing, eight, "eight of twelve");
  await page.evaluate(() =>
    [...document.querySelectorAll("tmux-terminal")].slice(0, 3).forEach((each) => each.remove()),
  );
  await until(drawing, eight, "three of the other four take their places");
  await page.evaluate(() =>
    [...document.querySelectorAll("tmux-terminal")].slice(0, 8).forEach((each) => (each.style.display = "none")),
  );
  await until(drawing, ({ drawn, contexts }) => drawn === 1 && contexts === 1, "what is not displayed holds none");
  await add(5);
  await all(14);
  await until(drawing, ({ drawn, contexts }) => drawn === 6 && contexts === 6, "all that are displayed");
  await page.evaluate(() => window.settings.set({ renderer: "auto" }));
  await until(drawing, ({ drawn }) => drawn === 0, "the CPU would have to draw");
  assert.equal(await page.evaluate(() => window.questions), 1, "that was asked once for all");
});

test("snapshots that come faster than they are drawn do not pile up, and the last of them is drawn, and what follows", async () => {
  const page = await open(TERMINAL);
  await page.evaluate(() => {
    const { terminal } = document.querySelector("tmux-terminal");
    const write = terminal.write.bind(terminal);
    let under = 0;
    window.most = 0;
    terminal.write = (data, parsed) => {
      under += data.length;
      window.most = Math.max(window.most, under);
      write(data, () => {
        under -= data.length;
        parsed?.();
      });
    };
  });
  session.print("x".repeat(200_000));
  for (let i = 0; i < 100; i++) {
    session.base++; // a position of its own for each, as the bridge has it
    session.viewers.forEach((viewer) => viewer.snapshot());
  }
  session.print("\r\nthe end");
  await page.getByText("the end").first().waitFor();
  const most = await page.evaluate(() => window.most);
  assert.ok(most < 1_000_000, `${most} bytes waited to be drawn`);
  await until(
    () => fake.acks.at(-1),
    (offset) => offset === session.end,
    "all of it is acknowledged",
  );
  assert.deepEqual(visit.complaints, []);
});

test("a terminal that is taken out when its session gets another name is no viewer any more", async () => {
  const other = fake.add("other");
  const page = await open(TERMINAL + TERMINAL.replace("work", "other")); // it keeps the socket open
  const viewers = (count) =>
    until(
      () => [session.viewers.size, other.viewers.size],
      (sizes) => sizes.join() === `${count},1`,
      `${count} viewers and one of the other session`,
    );
  await viewers(1);
  await page.evaluate(() => addEventListener("tmux-renamed", ({ target }) => target.remove()));
  fake.sessions.delete(session.name);
  session.name = "built";
  fake.sessions.set("built", session);
  fake.drop();
  await until(
    () => page.locator("tmux-terminal").count(),
    (count) => count === 1,
    "one terminal",
  );
  await viewers(0);
  other.print("still here");
  await page.getByText("still here").first().waitFor(); // behind whatever the page sent before
  await viewers(0);
});

test("a terminal goes on where its session got another name while the line was down, if it is the same session", async () => {
  const page = await open(TERMINAL);
  await page.evaluate(() => {
    window.told = [];
    for (const name of ["tmux-renamed", "tmux-end"]) addEventListener(name, ({ type }) => window.told.push(type));
  });
  const asked = (count) =>
    until(
      () => fake.asked.filter((method) => method === "session.get").length,
      (gets) => gets >= count,
      "asked who it is",
    );
  const renamedTo = (name) => {
    fake.sessions.delete(session.name);
    session.name = name;
    fake.sessions.set(name, session);
    fake.drop();
  };
  await page.locator("tmux-terminal .stage").click();
  await asked(1);
  renamedTo("built");
  await until(
    () => session.viewers.size,
    (viewers) => viewers === 1,
    "viewed again",
  );
  session.print("\r\nby its new name");
  await page.getByText("by its new name").first().waitFor();
  assert.deepEqual(await page.evaluate(() => [window.told, document.querySelector("tmux-terminal").session]), [
    ["tmux-renamed"],
    "built",
  ]);
  await page.keyboard.type("mine");
  await until(
    () => String(session.received),
    (bytes) => bytes === "mine",
    "what was typed",
  );
  await asked(3);
  session.created += 1_000; // tmux began anew, and its ids with it
  renamedTo("another");
  await page.getByRole("button", { name: "Try again" }).waitFor();
  assert.deepEqual(await page.evaluate(() => window.told), ["tmux-renamed", "tmux-end"]);
});

test("what a page says of its text is not said of a terminal's, and an element can be hidden", async () => {
  const page = await open(
    `<div style="letter-spacing: 2px; word-spacing: 9px; text-transform: uppercase; text-indent: 2em; white-space: pre">
      ${SESSION}
    </div>`,
  );
  const plain = await page.evaluate(() => {
    const { letterSpacing, wordSpacing, textTransform, textIndent, whiteSpace } = getComputedStyle(
      document.querySelector(".terminal-view"),
    );
    return [letterSpacing, wordSpacing, textTransform, textIndent, whiteSpace];
  });
  assert.deepEqual(plain, ["normal", "0px", "none", "0px", "normal"]);
  await page.evaluate(() => (document.querySelector("tmux-session").hidden = true));
  assert.equal(await page.locator("tmux-session").isVisible(), false);
});
