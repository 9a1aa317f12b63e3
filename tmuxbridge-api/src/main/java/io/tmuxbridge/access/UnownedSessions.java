package io.tmuxbridge.access;

/** Who may do what with a session that has no owner: one created in a terminal, or before ownership existed. */
public enum UnownedSessions {
    /** The session does not exist for anybody but admins. The default. */
    CLOSED(Permission.NONE),
    /** Everybody who is admitted can view it. */
    READ(Permission.READ),
    /** Everybody who is admitted can view it, and operators can write. */
    WRITE(Permission.WRITE);

    private final Permission permission;

    UnownedSessions(Permission permission) {
        this.permission = permission;
    }

    /**
     * Returns what everybody may do with such a session.
     *
     * @return the permission
     */
    public Permission permission() {
        return permission;
    }
}
