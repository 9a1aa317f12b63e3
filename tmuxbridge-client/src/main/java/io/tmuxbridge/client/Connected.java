package io.tmuxbridge.client;

import io.tmuxbridge.TerminalSize;

/**
 * How a terminal was connected.
 *
 * @param how how the stream continues
 * @param lostBytes bytes of the stream that are missing; greater than 0 only for {@link How#GAP}
 * @param paneId the pane being viewed: {@code %} and a number
 * @param size the terminal's size, not the viewer's
 * @param writes whether this viewer may type
 */
public record Connected(How how, long lostBytes, String paneId, TerminalSize size, boolean writes) {

    /** How a stream continues. */
    public enum How {
        /**
         * The stream starts anew: a snapshot follows. Unacknowledged input is reported to
         * {@link TerminalListener#inputLost} and not sent.
         */
        FRESH,
        /** The stream resumes at exactly the byte where it stopped. */
        RESUMED,
        /** The server no longer has the bytes in between: a snapshot follows. */
        GAP
    }
}
