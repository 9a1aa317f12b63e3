package io.tmuxbridge.access;

/** What a caller may do, from least to most. */
public enum Role {
    /** Views, and changes nothing. */
    VIEWER,
    /** Views, types, and manages sessions. */
    OPERATOR,
    /** Everything, in every session. */
    ADMIN;

    /**
     * Returns whether this role covers another one.
     *
     * @param needed the role that is required
     * @return true when this role is at least that one
     */
    public boolean covers(Role needed) {
        return ordinal() >= needed.ordinal();
    }
}
