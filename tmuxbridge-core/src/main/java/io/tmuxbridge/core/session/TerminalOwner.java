package io.tmuxbridge.core.session;

import io.tmuxbridge.core.stream.PaneEvent;

/**
 * Whoever opened a terminal.
 *
 * <p><b>Threads:</b> any. No call may block.
 */
interface TerminalOwner {

    /** It has no viewers any more, or is over. */
    void idle(Terminal terminal);

    /** Something happened that concerns more than this terminal. */
    void happened(Terminal terminal, PaneEvent event);
}
