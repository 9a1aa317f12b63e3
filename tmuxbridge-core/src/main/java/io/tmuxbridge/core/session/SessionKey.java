package io.tmuxbridge.core.session;

import io.tmuxbridge.core.stream.PaneAddress;

/**
 * Identity of a session across tmux servers: another server that has taken the place of one that is still viewed has
 * sessions of the same ids, and perhaps of somebody else.
 *
 * @param server process id of its tmux server
 * @param id {@code $} and a number
 */
record SessionKey(long server, String id) {

    static SessionKey of(PaneAddress address) {
        return new SessionKey(address.server(), address.sessionId());
    }

    static SessionKey of(Terminal terminal) {
        return of(terminal.feed().address());
    }
}
