/**
 * The terminals of one socket, and who a message is for. Channels are numbers of one connection and die with it.
 *
 * A connect that was refused never got a channel, and the refusal names no more than the session: it is for the one
 * that has waited longest, as a server answers connects in the order in which they came.
 */
import type { Connected, ServerMessage } from "./messages.js";
import type { TerminalChannel } from "./terminal-channel.js";

export class Roster {
  private readonly terminals = new Set<TerminalChannel>();
  private readonly byChannel = new Map<number, TerminalChannel>();
  /** Connects that were sent on this connection and not answered, in their order. */
  private unanswered: { terminal: TerminalChannel; sessionId: string }[] = [];

  /** `stray` is called for an answer to a connect that nobody waits for any more. */
  constructor(private readonly stray: (message: Connected) => void) {}

  add(terminal: TerminalChannel): void {
    this.terminals.add(terminal);
  }

  remove(terminal: TerminalChannel): void {
    this.terminals.delete(terminal);
    this.forgetChannel(terminal);
  }

  /** What still comes on the terminal's present channel is for nobody. */
  forgetChannel(terminal: TerminalChannel): void {
    for (const [channel, owner] of this.byChannel) {
      if (owner === terminal) {
        this.byChannel.delete(channel);
      }
    }
  }

  /** The terminal sends its connect now. */
  connects(terminal: TerminalChannel): void {
    this.unanswered.push({ terminal, sessionId: terminal.sessionId });
  }

  /** The connection is gone, and with it what its channels meant, and all answers that it owed. */
  forgetChannels(): void {
    this.byChannel.clear();
    this.unanswered = [];
  }

  /** The terminals there are now. */
  get all(): TerminalChannel[] {
    return [...this.terminals];
  }

  /**
   * Hands the message to the terminal it is about. False if it is about none; what is for a closed channel is dropped.
   */
  deliver(message: ServerMessage): boolean {
    if (message.type === "connected") {
      const terminal = this.answered((connect) => connect.terminal.clientId === message.clientId);
      if (terminal && this.terminals.has(terminal)) {
        this.byChannel.set(message.channel, terminal);
        terminal.receive(message);
      } else {
        this.stray(message);
      }
      return true;
    }
    const channel = "channel" in message ? message.channel : undefined;
    if (channel !== undefined) {
      this.byChannel.get(channel)?.receive(message);
      return true;
    }
    if (message.type === "error" && message.sessionId !== undefined) {
      const terminal = this.answered((connect) => connect.sessionId === message.sessionId);
      terminal?.receive(message);
      return terminal !== undefined;
    }
    return false;
  }

  /** The first of the connects not answered that matches is answered now. Whose it is. */
  private answered(matches: (connect: { terminal: TerminalChannel; sessionId: string }) => boolean) {
    const at = this.unanswered.findIndex(matches);
    return at < 0 ? undefined : this.unanswered.splice(at, 1)[0]?.terminal;
  }
}
