package io.tmuxbridge.client;

import io.tmuxbridge.TerminalSize;

/**
 * How a terminal was connected.
 *
 * @param how how the stream goes on
 * @param lostBytes bytes of the stream that are missing; more than 0 for {@link How#GAP} only
 * @param paneId the pane that is viewed, {@code %} and a number
 * @param size the terminal's size, not the viewer's
 * @param writes whether this viewer may type
 */
public record Connected(How how, long lostBytes, String paneId, TerminalSize size, boolean writes) {

    /** How a stream goes on. */
    public enum How {
        /**
         * It begins: a snapshot follows. Input that was not acknowledged is told to {@link TerminalListener#inputLost} and
         * not sent.
         */
        FRESH,
        /** At exactly the byte where it stood. */
        RESUMED,
        /** The server no longer has the bytes between: a snapshot follows. */
        GAP
    }
}
