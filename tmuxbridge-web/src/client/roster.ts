/** The terminals of one socket, and who a message is for. Channels are numbers of one connection and die with it. */
import type { ServerMessage } from "./messages.js";
import type { TerminalChannel } from "./terminal-channel.js";

export class Roster {
  private readonly terminals = new Set<TerminalChannel>();
  private readonly byChannel = new Map<number, TerminalChannel>();

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

  /** The connection is gone, and with it what its channels meant. */
  forgetChannels(): void {
    this.byChannel.clear();
  }

  /** Runs for each terminal; terminals may come and go meanwhile. */
  each(run: (terminal: TerminalChannel) => void): void {
    [...this.terminals].forEach(run);
  }

  /**
   * Hands the message to the terminal it is about. False if it is about none; what is for a closed channel is dropped.
   */
  deliver(message: ServerMessage): boolean {
    if (message.type === "connected") {
      const terminal = this.find((candidate) => candidate.clientId === message.clientId);
      if (terminal) {
        this.byChannel.set(message.channel, terminal);
        terminal.receive(message);
      }
      return true;
    }
    const channel = "channel" in message ? message.channel : undefined;
    if (channel !== undefined) {
      this.byChannel.get(channel)?.receive(message);
      return true;
    }
    if (message.type === "error" && message.sessionId !== undefined) {
      // A connect that was refused never got a channel.
      const terminal = this.find(
        (candidate) => candidate.awaitingConnected && candidate.sessionId === message.sessionId,
      );
      terminal?.receive(message);
      return terminal !== undefined;
    }
    return false;
  }

  private find(matches: (terminal: TerminalChannel) => boolean): TerminalChannel | undefined {
    return [...this.terminals].find(matches);
  }
}
