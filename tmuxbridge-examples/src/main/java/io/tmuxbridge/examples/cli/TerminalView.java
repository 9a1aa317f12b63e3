package io.tmuxbridge.examples.cli;

import java.nio.ByteBuffer;

/**
 * What shows a terminal to a person.
 *
 * <p><b>Threads:</b> any, also both methods at once.
 */
interface TerminalView {

    /** Writes bytes; returns when the terminal has taken them. */
    void output(ByteBuffer bytes);

    /** Shows a line over the picture, which is redrawn later. */
    void notice(String text);
}
