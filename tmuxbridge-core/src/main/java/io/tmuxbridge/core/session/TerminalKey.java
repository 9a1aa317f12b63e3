package io.tmuxbridge.core.session;

import io.tmuxbridge.core.stream.PaneAddress;

/** Identity of a pane across tmux servers: ids are never used twice by one server. */
record TerminalKey(long server, int pane) {

    static TerminalKey of(PaneAddress address) {
        return new TerminalKey(address.server(), address.pane());
    }
}
