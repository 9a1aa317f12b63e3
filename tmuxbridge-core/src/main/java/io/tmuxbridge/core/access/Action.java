package io.tmuxbridge.core.access;

import io.tmuxbridge.access.Permission;
import io.tmuxbridge.access.Role;

/** What a caller may want to do: the role it takes, and the permission for the session it is about. */
public enum Action {
    /** Anything that anybody may who is known, and that is about no session. */
    KNOW(Role.VIEWER, Permission.NONE, false),
    /** See a session and what it shows. */
    VIEW(Role.VIEWER, Permission.READ, false),
    /** Type into a terminal and have a say in its size. */
    WRITE(Role.OPERATOR, Permission.WRITE, false),
    /** Create, choose, name, split and end windows and panes of a session. */
    ARRANGE(Role.OPERATOR, Permission.WRITE, true),
    /** Create a session. */
    CREATE(Role.OPERATOR, Permission.NONE, true),
    /** Rename and end a session. */
    MANAGE(Role.OPERATOR, Permission.OWN, true),
    /** Say who may do what with a session, and share it. */
    SHARE(Role.OPERATOR, Permission.OWN, false);

    private final Role role;
    private final Permission permission;
    private final boolean changes;

    Action(Role role, Permission permission, boolean changes) {
        this.role = role;
        this.permission = permission;
        this.changes = changes;
    }

    /**
     * The role it takes.
     *
     * @return the least one
     */
    public Role role() {
        return role;
    }

    /**
     * The permission it takes for the session that it is about.
     *
     * @return the least one, {@link Permission#NONE} when it is about no session
     */
    public Permission permission() {
        return permission;
    }

    /**
     * Whether it changes what a list of sessions shows.
     *
     * @return true when others should look again
     */
    public boolean changes() {
        return changes;
    }
}
