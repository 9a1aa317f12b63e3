package io.tmuxbridge.access;

/** What a caller may do, from least to most. */
public enum Role {
    /** Sees, and changes nothing. */
    VIEWER,
    /** Sees, types, and manages sessions. */
    OPERATOR,
    /** Everything, in every session. */
    ADMIN;

    /**
     * Whether this role covers another one.
     *
     * @param needed the role that something asks for
     * @return true when this role is at least that one
     */
    public boolean covers(Role needed) {
        return ordinal() >= needed.ordinal();
    }
}
