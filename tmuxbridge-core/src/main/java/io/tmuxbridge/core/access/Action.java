package io.tmuxbridge.core.access;

import io.tmuxbridge.access.Role;

/** What a caller may want to do, and the role it takes. */
public enum Action {
    /** See sessions and what they show. */
    VIEW(Role.VIEWER),
    /** Type into a terminal and have a say in its size. */
    WRITE(Role.OPERATOR),
    /** Create, rename, arrange and end sessions, windows and panes. */
    MANAGE(Role.OPERATOR);

    private final Role needed;

    Action(Role needed) {
        this.needed = needed;
    }

    Role needed() {
        return needed;
    }
}
