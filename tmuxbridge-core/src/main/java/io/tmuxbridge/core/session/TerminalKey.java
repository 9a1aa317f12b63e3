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
}
