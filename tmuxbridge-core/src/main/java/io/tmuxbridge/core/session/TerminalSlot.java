package io.tmuxbridge.core.session;

/**
 * A place for one terminal among {@link Terminals}.
 *
 * <p><b>Threads:</b> its monitor is held while the terminal is opened, so that others wait for it; who enters is
 * guarded by the monitor of the map that it is in.
 */
final class TerminalSlot {

    final Terminal terminal;
    boolean open;
    /** Viewers on their way in: the terminal is not closed under them. */
    int entering;

    TerminalSlot(Terminal terminal) {
        this.terminal = terminal;
    }
}
