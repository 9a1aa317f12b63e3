/**
 * One terminal as this client views it: connects and reconnects, takes output only where it belongs, tells the server
 * what was parsed, and sees that no keystroke is lost or doubled.
 *
 * A session that gets another name is the same one: the next connect names it by that.
 *
 * States: `idle` until the socket is live, `connecting` until `connected`, `live`, `backoff` while the line is down or
 * a refused connect waits to be tried again, `ended` for good (see `ending`). It works on events of the socket alone.
 */
import { CloseCode, closeCodeOf } from "./close-codes.js";
import { utf8 } from "./codec.js";
import { connectMessage } from "./connect-message.js";
import type { Connected, Output, ServerError, ServerEvent, ServerMessage } from "./messages.js";
import { Retries } from "./retries.js";
import { afterDismissal, afterRefusal } from "./terminal-fate.js";
import type { Fate } from "./terminal-fate.js";
import { TerminalStatus } from "./terminal-status.js";
import type { Ending, Line, TerminalOptions } from "./terminal-types.js";

export class TerminalChannel extends TerminalStatus {
  private readonly retries: Retries;
  private attempt = 0;

  constructor(
    private readonly line: Line<TerminalChannel>,
    private readonly options: TerminalOptions,
  ) {
    super(line.environment, line, options);
    this.retries = new Retries(
      this.environment,
      () => this.connect(),
      () => this.refresh(),
    );
  }

  /**
   * Types. False, and nothing is taken, if it cannot be: ended, read-only, or too much waits already (4 MiB while the
   * line is up, 64 KiB while it is down).
   */
  input(data: string | Uint8Array): boolean {
    if (this.current === "ended" || this.access === "read") {
      return false;
    }
    this.line.userIsThere();
    const taken = this.sender.offer(typeof data === "string" ? utf8(data) : data);
    this.emit("pending", this.pendingInput);
    return taken;
  }

  /** Stops viewing. The tmux session lives on. */
  disconnect(): void {
    this.say({ type: "disconnect" });
    this.end({ code: CloseCode.NORMAL, reason: "closed by this client" });
  }

  /** Called by the socket: it is live. */
  lineUp(): void {
    if (this.current !== "connecting") {
      this.connect(); // one that a listener of the socket made has done so already
    }
  }

  /** Called by the socket: it is gone, and will be back. */
  lineDown(): void {
    this.quiet();
    if (this.current !== "ended" && this.current !== "idle") {
      this.become("backoff");
    }
  }

  /** Called by the socket: it is gone for good. */
  lineEnded(ending: Ending): void {
    this.end(ending);
  }

  /** What comes next has to be a snapshot, even if the stream could go on. */
  requireSnapshot(): void {
    this.intake.requireSnapshot();
  }

  /** Called by the socket with every message about this terminal. */
  receive(message: ServerMessage): void {
    if (this.current === "ended") {
      return;
    }
    switch (message.type) {
      case "connected":
        return this.connected(message);
      case "output":
        return this.output(message);
      case "input-ack":
        this.sender.acknowledge(message.seq);
        return this.emit("pending", this.pendingInput);
      case "resize":
        this.intake.resized(message.offset);
        return this.emit("size", { cols: message.cols, rows: message.rows });
      case "event":
        this.granted(message);
        return this.emit("event", message);
      case "error":
        return this.failed(message);
      case "disconnect":
        return this.dismissed(message.code ?? closeCodeOf(message.reason) ?? CloseCode.NORMAL, message.reason);
      case "echo-ack":
        return this.emit("echo", { seq: message.seq, offset: message.offset });
      case "check":
        return this.emit("check", { offset: message.offset, hash: message.hash });
      default:
        return; // of a later version
    }
  }

  /** The right to type comes and goes while one is connected, and the session may get another name. */
  private granted({ name, access, newName }: ServerEvent): void {
    if (name === "session-renamed" && typeof newName === "string") {
      this.renamed(newName);
    } else if (name === "access" && this.last && (access === "read" || access === "write")) {
      this.last = { ...this.last, access };
    }
  }

  private connect(): void {
    if (this.current === "ended") {
      return;
    }
    this.quiet();
    this.become("connecting");
    if (this.current !== "connecting") {
      return; // a listener has disconnected it
    }
    this.sessionId = this.address;
    this.line.connects(this);
    this.line.send(
      connectMessage(
        { ...this.options, sessionId: this.address },
        {
          wish: this.wish.tell(),
          paneId: this.last?.paneId,
          resume: this.intake.position,
          clientId: this.clientId,
          attempt: ++this.attempt,
        },
      ),
    );
  }

  private connected(message: Connected): void {
    const first = this.last === undefined;
    this.last = message;
    this.retries.reset();
    const needsSnapshot = this.intake.connected(message);
    if (message.resume === "fresh" && !first) {
      this.reportNotSent("the server began anew while the connection was lost");
    }
    if (this.ending) {
      return this.line.send({ type: "disconnect", sessionId: this.sessionId, channel: message.channel });
    }
    this.become("live");
    if (this.current !== "live") {
      return; // a listener has disconnected it
    }
    this.emit("connected", message);
    this.emit("size", { cols: message.cols, rows: message.rows });
    if (needsSnapshot) {
      this.refresh();
    }
    this.tellSize(); // it may have changed while connect was under way
    this.sender.start(message.inputSeq, message.resume === "fresh");
    this.emit("pending", this.pendingInput);
  }

  private output(message: Output): void {
    const taken = this.intake.output(message);
    if (!taken) {
      return;
    }
    if (message.snapshot && message.cols !== undefined && message.rows !== undefined) {
      this.emit("size", { cols: message.cols, rows: message.rows });
    }
    this.emit("output", taken);
  }

  private failed(error: ServerError): void {
    if (this.current === "connecting") {
      return this.refused(error);
    }
    if (error.code === "input-gap" || (error.code === "limit" && this.sender.pending.inputs > 0)) {
      this.sender.resendAfter(error.code === "limit" ? 250 : 50);
    } else if (error.code === "forbidden") {
      this.reportNotSent(error.message);
    } else if (error.code === "input-lost" && error.seq !== undefined) {
      return this.emit("inputLost", { inputs: (error.lastSeq ?? error.seq) - error.seq + 1, seq: error.seq });
    }
    if (error.code === "limit" && this.intake.awaitsSnapshot) {
      this.retries.refreshLater();
    }
    this.emit("problem", error);
  }

  /** Connect was refused. */
  private refused(error: ServerError): void {
    if (error.code === "not-found" && this.sessionId !== this.address) {
      return this.connect(); // by the name that it had meanwhile
    }
    const fate = afterRefusal(error);
    if (!fate.ending) {
      this.emit("problem", error);
    }
    this.meet(fate);
  }

  /** The server ended this terminal, not the socket. */
  private dismissed(code: number, reason: string): void {
    this.line.forget(this);
    this.meet(afterDismissal(code, reason));
  }

  private meet(fate: Fate): void {
    if (fate.ending) {
      return this.end(fate.ending);
    }
    if (this.current === "ended") {
      return; // a listener has disconnected it
    }
    if (fate.snapshot) {
      this.intake.requireSnapshot();
    }
    this.quiet();
    this.retries.connectLater(fate.least);
    this.become("backoff");
  }

  private end(ending: Ending): void {
    if (this.current === "ended") {
      return;
    }
    this.quiet();
    this.over = ending;
    this.current = "ended"; // whoever hears of the rest can type nothing more
    this.reportNotSent(ending.reason);
    this.emit("state", "ended");
    this.line.gone(this);
  }

  private quiet(): void {
    this.intake.stop();
    this.sender.stop();
    this.retries.stop();
  }
}
