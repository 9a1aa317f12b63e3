/*
 * A small bridge that speaks the wire contract over pretend terminals, to see the page work without tmux. A terminal is a
 * log of bytes; what is typed comes back (Enter as CR LF), its snapshot is a reset and the log from the start.
 * It listens on 127.0.0.1 on a port of its own, under a path prefix if one is given.
 */
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { WebSocketServer } from "ws";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

class Session {
  constructor(id, name, options = {}) {
    Object.assign(
      this,
      { id, name, pane: "%1", cols: 80, rows: 24, windows: 1, created: Date.now(), activity: Date.now() },
      options,
    );
    this.epoch = `e${Math.random()}`;
    this.log = Buffer.alloc(0);
    this.base = 0;
    this.viewers = new Set();
    this.inputSeq = new Map();
    this.received = Buffer.alloc(0);
    this.inputs = [];
  }

  get end() {
    return this.base + this.log.length;
  }

  print(data) {
    const offset = this.end;
    const bytes = Buffer.from(data);
    this.log = Buffer.concat([this.log, bytes]);
    this.activity = Date.now();
    for (const viewer of this.viewers) {
      viewer.frame(1, offset, bytes);
    }
  }

  resize(cols, rows) {
    if (cols !== this.cols || rows !== this.rows) {
      Object.assign(this, { cols, rows });
      this.base++; // the marker takes one position
      for (const viewer of this.viewers) {
        viewer.tell({ type: "resize", cols, rows, offset: this.end });
        viewer.snapshot();
      }
    }
  }
}

class Viewer {
  constructor(socket, session, channel, access) {
    Object.assign(this, { socket, session, channel, access });
  }

  tell(message) {
    const { session, channel } = this;
    const whose = message.name === "layout" ? { session: session.id, sessionName: session.name } : {};
    this.socket.send(JSON.stringify({ sessionId: session.name, paneId: session.pane, channel, ...whose, ...message }));
  }

  frame(kind, position, bytes) {
    const head = Buffer.alloc(13);
    head.writeUInt8(kind, 0);
    head.writeUInt32BE(this.channel, 1);
    head.writeBigUInt64BE(BigInt(position), 5);
    this.socket.send(Buffer.concat([head, bytes]));
  }

  snapshot() {
    this.frame(2, this.session.end, Buffer.concat([Buffer.from("\x1bc"), this.session.log]));
  }
}

export async function startFake({ page, prefix = "", token, auth = token ? "token" : "none" } = {}) {
  const fake = {
    sessions: new Map(),
    acks: [],
    fixedSize: undefined,
    access: "write",
    role: "admin",
    connects: [],
    wishes: [],
  };
  const http = createServer((request, response) => void serve(request, response));
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => "tmuxbridge.v1.binary" });
  let nextId = 1;
  let nextChannel = 1;

  fake.add = (name, options) => {
    const session = new Session(`$${nextId++}`, name, options);
    fake.sessions.set(name, session);
    fake.broadcast({ type: "event", name: "sessions-changed" });
    return session;
  };
  fake.broadcast = (message) => sockets.clients.forEach((client) => client.send(JSON.stringify(message)));
  fake.drop = (code) => sockets.clients.forEach((client) => (code ? client.close(code) : client.terminate()));
  /** A page of somebody else's, at host.html. */
  fake.host = "";
  fake.asked = [];
  /** The subprotocols that each connection came with: tokens are among them. */
  fake.offered = [];
  fake.held = new Map();
  /** Answers to this method are made, and not sent before they are let go. */
  fake.hold = (method) => fake.held.set(method, []);
  fake.letGo = (method) => {
    const answers = fake.held.get(method);
    fake.held.delete(method);
    answers.forEach((send) => send());
  };
  fake.find = (id) => fake.sessions.get(id) ?? [...fake.sessions.values()].find((session) => session.id === id);

  const signedIn = (request) => !token || (request.headers.cookie ?? "").includes("tb=yes");

  async function serve(request, response) {
    const path = new URL(request.url, "http://x").pathname;
    response.setHeader("Content-Security-Policy", POLICY);
    if (path === `${prefix}/api/session`) {
      return json(response, 200, { auth, signedIn: signedIn(request) });
    }
    if (path === `${prefix}/api/login` && request.method === "POST") {
      let body = "";
      for await (const chunk of request) body += chunk;
      const login = JSON.parse(body);
      if (login.token !== token) return json(response, 401, {});
      response.setHeader("Set-Cookie", `tb=yes; HttpOnly; SameSite=Strict; Path=${login.path}`);
      return json(response, 200, {});
    }
    if (path === `${prefix}/api/logout` && request.method === "POST") {
      let body = "";
      for await (const chunk of request) body += chunk;
      if (fake.staysSignedIn) return json(response, 500, {});
      response.setHeader("Set-Cookie", `tb=; Max-Age=0; HttpOnly; SameSite=Strict; Path=${JSON.parse(body).path}`);
      return void response.writeHead(204).end();
    }
    if (path === `${prefix}/host.html`) {
      return void response.writeHead(200, { "Content-Type": TYPES[".html"] }).end(fake.host);
    }
    try {
      const name = path === `${prefix}/` ? "index.html" : path.slice(prefix.length + 1);
      if (!path.startsWith(`${prefix}/`) || name.includes("..")) throw new Error("not here");
      const content = await readFile(join(page, name));
      response.writeHead(200, { "Content-Type": TYPES[extname(name)] ?? "text/plain" }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  }

  http.on("upgrade", (request, socket, head) => {
    if (new URL(request.url, "http://x").pathname !== `${prefix}/ws/terminal` || !signedIn(request)) {
      socket.end("HTTP/1.1 401 Unauthorized\r\n\r\n");
      return;
    }
    fake.offered.push(request.headers["sec-websocket-protocol"]);
    sockets.handleUpgrade(request, socket, head, (client) => talk(client));
  });

  function talk(client) {
    const viewers = new Map();
    client.on("close", () => viewers.forEach((viewer) => viewer.session.viewers.delete(viewer)));
    client.on("message", (data, binary) => {
      if (binary) {
        return input(client, viewers.get(data.readUInt32BE(1)), Number(data.readBigUInt64BE(5)), data.subarray(13));
      }
      const message = JSON.parse(data);
      if (message.jsonrpc) return call(client, message);
      const viewer = viewers.get(message.channel);
      switch (message.type) {
        case "connect":
          return connect(client, viewers, message);
        case "ping":
          return client.send(JSON.stringify({ type: "pong", data: message.data }));
        case "ack":
          return void fake.acks.push(message.offset);
        case "refresh":
          return viewer?.snapshot();
        case "resize":
          fake.wishes.push(message);
          return fake.fixedSize ? undefined : viewer?.session.resize(message.cols, message.rows);
        case "disconnect":
          viewer?.session.viewers.delete(viewer);
          return void viewers.delete(message.channel);
      }
    });
  }

  function connect(client, viewers, message) {
    fake.connects.push(message);
    fake.wishes.push(message);
    const session = fake.find(message.sessionId);
    if (!session || (message.paneId && message.paneId !== session.pane)) {
      const { sessionId, paneId } = message;
      const what = session ? `no pane ${paneId}` : `no session ${sessionId}`;
      return client.send(JSON.stringify({ type: "error", code: "not-found", message: what, sessionId }));
    }
    const viewer = new Viewer(client, session, nextChannel++, fake.access);
    const here = message.resume?.epoch === session.epoch ? message.resume.offset : undefined;
    const resumable = here !== undefined && here >= session.base && here <= session.end;
    const resume = here === undefined ? "fresh" : resumable ? "resumed" : "gap";
    if (!fake.fixedSize) session.resize(message.cols, message.rows);
    viewers.set(viewer.channel, viewer);
    session.viewers.add(viewer);
    const { epoch, cols, rows } = session;
    const inputSeq = session.inputSeq.get(message.clientId) ?? 0;
    viewer.clientId = message.clientId;
    const offset = resumable ? here : session.end;
    viewer.tell({
      type: "connected",
      epoch,
      offset,
      cols,
      rows,
      access: fake.access,
      clientId: message.clientId,
      resume,
      inputSeq,
    });
    if (resumable) {
      viewer.frame(1, here, session.log.subarray(here - session.base));
    } else {
      viewer.snapshot();
    }
  }

  function input(client, viewer, seq, data) {
    if (!viewer) return;
    const { session } = viewer;
    if (seq === (session.inputSeq.get(viewer.clientId) ?? 0) + 1) {
      session.inputSeq.set(viewer.clientId, seq);
      session.received = Buffer.concat([session.received, data]);
      session.inputs.push(String(data));
      session.print(data.toString().replace(/\r/g, "\r\n").replace(/\x1b/g, "^["));
    }
    if (fake.silent) return;
    viewer.tell({ type: "input-ack", seq: session.inputSeq.get(viewer.clientId) ?? 0 });
  }

  function call(client, { id, method, params }) {
    fake.asked.push(method);
    const answer = (result) => {
      const text = JSON.stringify({ jsonrpc: "2.0", id, result });
      return fake.held.has(method) ? fake.held.get(method).push(() => client.send(text)) : client.send(text);
    };
    const refuse = (code, message) =>
      client.send(JSON.stringify({ jsonrpc: "2.0", id, error: { code: -32000, message, data: { code } } }));
    const told = (s) => ({
      sessionId: s.id,
      name: s.name,
      windows: s.windows,
      viewers: s.viewers.size + (s.others ?? 0),
      created: s.created,
      activity: s.activity,
      cols: s.cols,
      rows: s.rows,
    });
    switch (method) {
      case "session.list":
        if (fake.noList) return refuse("unavailable", fake.noList);
        return answer({ sessions: [...fake.sessions.values()].map(told) });
      case "session.get": {
        const session = fake.find(params.sessionId);
        if (!session) return refuse("not-found", `there is no session ${params.sessionId}`);
        const { cols, rows } = session;
        const pane = {
          paneId: session.pane,
          index: 0,
          active: true,
          left: 0,
          top: 0,
          cols,
          rows,
          title: "",
          command: "cat",
          directory: "/tmp",
          pid: 1,
          dead: false,
        };
        const layout = `abcd,${cols}x${rows},0,0,${session.pane.slice(1)}`;
        const window = (name, index) => ({
          windowId: `@${index + 1}`,
          index,
          name,
          active: index === (session.current ?? 0),
          zoomed: false,
          cols,
          rows,
          layout,
          panes: index === (session.current ?? 0) ? [pane] : [],
        });
        return answer({ ...told(session), windowList: (session.names ?? ["cat"]).map(window) });
      }
      case "viewer.list": {
        const session = fake.find(params.sessionId);
        const others = Array.from({ length: session.others ?? 0 }, (_, i) => ({ caller: `other ${i}` }));
        const viewers = [...[...session.viewers].map(({ access }) => ({ caller: "me", access })), ...others];
        return answer({
          viewers: viewers.map((viewer) => ({ paneId: "%1", access: "write", cols: 80, rows: 24, lag: 0, ...viewer })),
        });
      }
      case "server.info":
        return answer({ version: "fake", views: ["pane"], caller: { name: "me", role: fake.role } });
      case "pane.capture":
        return answer(
          fake.capture?.(params) ?? { lines: [], start: params.start, end: params.start - 1, historySize: 0 },
        );
      case "session.create": {
        const name = params.name ?? `s${nextId}`;
        if (/[:.]/.test(name)) return refuse("invalid", `tmux would change the name ${name}: leave out : and .`);
        if (fake.sessions.has(name)) return refuse("conflict", `there is a session ${name} already`);
        if (fake.endsAtOnce) return refuse("not-found", "no such session: $1"); // as tmux says when it is over before it is looked at
        const session = fake.add(name);
        session.created_with = params;
        session.print("user@host:~$ ");
        return answer(told(session));
      }
      case "session.kill": {
        const session = fake.find(params.sessionId);
        if (!session) return refuse("not-found", "no such session");
        fake.sessions.delete(session.name);
        session.viewers.forEach((viewer) => viewer.tell({ type: "disconnect", reason: "session-ended", code: 4404 }));
        fake.broadcast({ type: "event", name: "sessions-changed" });
        return answer({});
      }
      case "window.create": {
        const session = fake.find(params.sessionId);
        session.names = [...(session.names ?? ["cat"]), "made"];
        return answer({ windowId: `@${session.names.length}` });
      }
      case "window.select":
        return answer({});
      default:
        return refuse("not-found", `no method ${method}`);
    }
  }

  await new Promise((resolve) => http.listen(0, "127.0.0.1", resolve));
  fake.url = `http://127.0.0.1:${http.address().port}${prefix}/`;
  fake.stop = () => {
    fake.drop();
    http.closeAllConnections();
    return new Promise((resolve) => http.close(resolve));
  };
  return fake;
}

function json(response, status, value) {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(value));
}
