/**
 * A connection over plain HTTP that looks like a WebSocket, for networks that let none through: a POST opens it, its
 * events stream in, and what is sent goes out in POSTs, one at a time and numbered, so that one whose answer was lost
 * is repeated and taken once. A stream that breaks is a socket that closed with 1006; resuming is the business of those
 * above, as always.
 */
import { base64, bytesFromBase64, utf8 } from "./codec.js";
import type { Cancel, Environment, SocketLike } from "./environment.js";

/** Why it closed, when the server knows nothing of this transport. */
export const NO_HTTP = "no transport over HTTP there";

const CONNECTING = 0;
const OPEN = 1;
const CLOSING = 2;
const CLOSED = 3;
const BROKEN = 1006;
/** What is sent in one POST at the most, but for a single message that is larger. */
const BATCH_CHARS = 128 * 1024;
const RETRY_MILLIS = 1_000;
const RETRIES = 5;
/** Answers of a server that takes nothing more on a connection: its events tell why, maybe behind much else. */
const TAKES_NO_MORE = [400, 404, 410, 413];
/** So long the events of such a connection are awaited, and so long what was sent before a close gets through. */
const CLOSE_MILLIS = 5_000;
/** Browsers let POSTs of 64 KiB, all in all, outlive a page, and refuse what is larger. */
const KEPT_ALIVE = 60_000;
const UNSENT = "messages do not get through";

type Message = string | { binary: string } | { close: number; reason: string };
/** The answer to the POST that opens: who one is from now on, or the close at once. */
interface Opened {
  id?: string;
  key?: string;
  protocol?: string;
  code?: number;
  reason?: string;
}
type Handler = ((event: never) => void) | null;

export class HttpSocket implements SocketLike {
  binaryType = "arraybuffer";
  protocol = "";
  readyState = CONNECTING;
  onopen: Handler = null;
  onmessage: Handler = null;
  onclose: Handler = null;
  onerror: Handler = null;
  onprogress: Handler = null;
  onsent: Handler = null;
  private readonly ending = new AbortController();
  private readonly waiting: Message[] = [];
  /** Messages of the POST that is on its way. */
  private underWay = 0;
  private posting = false;
  /** The server asks for a sign of life, which any POST is. */
  private asked = false;
  private posts = 0;
  private patience: Cancel | undefined;
  private base = "";
  private key: Record<string, string> = {};

  constructor(
    url: string,
    protocols: string[],
    private readonly later: Environment["later"],
  ) {
    this.open(url, protocols).catch(() => this.end(BROKEN, "the connection over HTTP broke"));
  }

  get unsent(): number {
    return this.waiting.length + this.underWay;
  }

  send(data: string | Uint8Array): void {
    if (this.readyState <= OPEN) {
      this.waiting.push(typeof data === "string" ? data : { binary: base64(data) });
      void this.post();
    }
  }

  close(code = 1000, reason = ""): void {
    const wasOpen = this.readyState === OPEN;
    this.readyState = CLOSED;
    if (wasOpen) {
      this.waiting.push({ close: code, reason });
      void this.post();
      this.abortIn(CLOSE_MILLIS);
    } else {
      this.ending.abort();
    }
  }

  private abortIn(millis: number): void {
    this.patience?.();
    this.patience = this.later(millis, () => this.ending.abort());
  }

  private request(path: string, headers: Record<string, string>, body?: string): Promise<Response> {
    const common = { headers, credentials: "include", cache: "no-store" } as const;
    return body === undefined
      ? fetch(path, { ...common, signal: this.ending.signal })
      : fetch(path, {
          ...common,
          headers: { ...headers, "Content-Type": "application/json" },
          method: "POST",
          body,
          keepalive: this.readyState === CLOSED && utf8(body).length < KEPT_ALIVE, // the close of a page that is left
        });
  }

  private async open(url: string, protocols: string[]): Promise<void> {
    const opened = await this.request(
      url,
      { "Tmuxbridge-Protocols": protocols.join(", "), "Tmuxbridge-Pings": "yes" },
      "[]",
    );
    const said = (await opened.json().catch(() => ({}))) as Opened;
    if (!said.id) {
      const why = opened.status === 404 || opened.status === 405 ? NO_HTTP : `HTTP ${opened.status}`;
      this.end(said.code ?? BROKEN, said.reason ?? why);
      return;
    }
    this.base = `${url.replace(/(\/http\/terminal).*$/, "$1")}/${said.id}`;
    this.key = { "Tmuxbridge-Key": said.key ?? "" };
    const events = await this.request(`${this.base}/events`, this.key);
    await this.read(events, said.protocol ?? "");
    this.end(BROKEN, "the event stream ended");
  }

  /** It is open when something of the stream has come: a proxy that keeps it all to itself is as good as none. */
  private async read(events: Response, protocol: string): Promise<void> {
    const reader = events.ok && events.body ? events.body.getReader() : undefined;
    const decoder = new TextDecoder();
    let text = "";
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      if (this.readyState === CONNECTING) {
        this.protocol = protocol;
        this.readyState = OPEN;
        this.tell(this.onopen, {});
      }
      const from = Math.max(0, text.length - 1);
      text += decoder.decode(part.value ?? new Uint8Array(), { stream: true });
      for (let end = text.indexOf("\n\n", from); end >= 0; end = text.indexOf("\n\n")) {
        this.event(text.slice(0, end));
        text = text.slice(end + 2);
      }
      if (text) {
        this.tell(this.onprogress, {}); // not for comments, which come from a server that hears nothing as well
      }
    }
  }

  private event(lines: string): void {
    const at = lines.indexOf("data: ");
    if (at < 0) {
      return; // a comment
    }
    // Not in the data: there U+2028 would begin a line for the expression, which is none of the stream's.
    const name = /^event: (.*)$/m.exec(lines.slice(0, at))?.[1];
    const data = lines.slice(at + 6);
    if (name === "close") {
      const { code, reason } = JSON.parse(data) as { code: number; reason: string };
      this.end(code, reason);
    } else if (name === "ping") {
      this.asked = true;
      void this.post();
    } else {
      this.tell(this.onmessage, { data: decoded(name, data) });
    }
  }

  private async post(): Promise<void> {
    if (this.posting) {
      return;
    }
    this.posting = true;
    while ((this.waiting.length > 0 || this.asked) && this.base) {
      this.asked = false;
      await this.deliver(`[${this.batch()}]`, String(++this.posts));
    }
    this.posting = false;
    if (this.readyState === CLOSED && this.base) {
      this.abortIn(RETRY_MILLIS); // it has heard of the close, and ends the stream by itself
    }
  }

  private batch(): string {
    const taken: string[] = [];
    for (let size = 0; this.waiting.length > 0 && size < BATCH_CHARS;) {
      const message = JSON.stringify(this.waiting[0]);
      size += message.length;
      if (taken.length === 0 || size < BATCH_CHARS) {
        taken.push(message);
        this.waiting.shift();
      }
    }
    this.underWay = taken.length;
    return taken.join();
  }

  /** Repeats a POST until it has an answer; the server takes it once. */
  private async deliver(body: string, number: string): Promise<void> {
    for (let tries = 0; tries < RETRIES; tries++) {
      const status = await this.request(
        `${this.base}/messages`,
        { ...this.key, "Tmuxbridge-Number": number },
        body,
      ).then(
        (answer) => answer.status,
        () => 0,
      );
      if (status === 204) {
        const messages = this.underWay;
        this.underWay = 0;
        return messages > 0 ? this.tell(this.onsent, { messages }) : undefined;
      }
      if (TAKES_NO_MORE.includes(status)) {
        return this.readOnly();
      }
      if (this.readyState !== OPEN || (status >= 400 && status < 500 && status !== 408 && status !== 429)) {
        break;
      }
      await new Promise<void>((retry) => this.later(RETRY_MILLIS, retry));
    }
    this.waiting.length = 0;
    this.end(BROKEN, UNSENT);
  }

  /** The server is closing, or is another one by now: the word for it is in the events, if they go on to their end. */
  private readOnly(): void {
    this.waiting.length = 0;
    if (this.readyState <= OPEN) {
      this.readyState = CLOSING;
      this.patience = this.later(CLOSE_MILLIS, () => this.end(BROKEN, UNSENT));
    }
  }

  private end(code: number, reason: string): void {
    const { onclose } = this;
    this.readyState = CLOSED;
    this.base = "";
    this.waiting.length = 0;
    this.onclose = null;
    this.patience?.();
    this.ending.abort();
    this.tell(onclose, { code, reason });
  }

  private tell(handler: Handler, event: object): void {
    handler?.(event as never);
  }
}

/** Bytes come in base64, and a text that an event's line could not hold. */
function decoded(name: string | undefined, data: string): string | Uint8Array {
  if (!name) {
    return data;
  }
  const bytes = bytesFromBase64(data);
  return name === "text" ? new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes) : bytes;
}

/** Where the transport over HTTP is, beside a WebSocket endpoint of the usual name; nothing beside others. */
export function httpUrl(url: string): string | undefined {
  const match = /^ws(s?:\/\/.*)\/ws(\/terminal(\/[^/]*)?)$/.exec(url);
  return match ? `http${match[1]}/http${match[2]}` : undefined;
}
