package io.tmuxbridge.core.session;

import io.tmuxbridge.core.stream.PaneAddress;

/**
 * Identity of a terminal across tmux servers: a pane of a session, by ids that no server uses twice. A pane whose
 * window is in several sessions is a terminal of each, so that whoever came to it by one of them is judged, told and
 * ended by that one.
 */
record TerminalKey(long server, String sessionId, int pane) {

    static TerminalKey of(PaneAddress address) {
        return new TerminalKey(address.server(), address.sessionId(), address.pane());
    }

    /** Whether it is the same pane, perhaps of another session. */
    boolean isPaneOf(PaneAddress address) {
        return server == address.server() && pane == address.pane();
    }

    /**
     * Where to follow a pane that is followed for another session already, which sees to how it is kept and given back.
     */
    static PaneAddress besideAnother(PaneAddress at) {
        return new PaneAddress(at.server(), at.sessionId(), at.windowId(), at.pane(), false);
    }
}
