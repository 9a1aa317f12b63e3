package io.tmuxbridge.access;

/** Who may do what with a session that has no owner: one that was made in a terminal, or before there were owners. */
public enum UnownedSessions {
    /** It does not exist for anybody but admins. The default. */
    CLOSED(Permission.NONE),
    /** Whoever comes in sees it. */
    READ(Permission.READ),
    /** Whoever comes in sees it, and operators write. */
    WRITE(Permission.WRITE);

    private final Permission permission;

    UnownedSessions(Permission permission) {
        this.permission = permission;
    }

    /**
     * What everybody may do with such a session.
     *
     * @return the permission
     */
    public Permission permission() {
        return permission;
    }
}
