package io.tmuxbridge.core.access;

import java.util.Map;
import java.util.Optional;

/**
 * What each message and each method takes: the one place where it is written down. {@code docs/security.md} shows the
 * same table to people; tests hold that nothing that a client can say is missing in either.
 *
 * <p><b>Threads:</b> immutable.
 */
public final class AccessTable {

    /** Empty for what is open to whoever has a connection. */
    private static final Map<String, Optional<Action>> MESSAGES = Map.of(
            "auth", Optional.empty(),
            "ping", Optional.empty(),
            "connect", Optional.of(Action.VIEW),
            "input", Optional.of(Action.WRITE),
            "resize", Optional.of(Action.VIEW),
            "ack", Optional.of(Action.VIEW),
            "refresh", Optional.of(Action.VIEW),
            "disconnect", Optional.of(Action.VIEW));

    private static final Map<String, Action> METHODS = Map.ofEntries(
            Map.entry("server.info", Action.KNOW),
            Map.entry("session.list", Action.KNOW),
            Map.entry("session.get", Action.VIEW),
            Map.entry("session.create", Action.CREATE),
            Map.entry("session.rename", Action.MANAGE),
            Map.entry("session.kill", Action.MANAGE),
            Map.entry("window.create", Action.ARRANGE),
            Map.entry("window.select", Action.ARRANGE),
            Map.entry("window.rename", Action.ARRANGE),
            Map.entry("window.kill", Action.ARRANGE),
            Map.entry("pane.split", Action.ARRANGE),
            Map.entry("pane.select", Action.ARRANGE),
            Map.entry("pane.resize", Action.ARRANGE),
            Map.entry("pane.zoom", Action.ARRANGE),
            Map.entry("pane.kill", Action.ARRANGE),
            Map.entry("pane.capture", Action.VIEW),
            Map.entry("pane.search", Action.VIEW),
            Map.entry("pane.send", Action.WRITE),
            Map.entry("pane.run", Action.WRITE),
            Map.entry("pane.await", Action.VIEW),
            Map.entry("viewer.list", Action.VIEW),
            Map.entry("access.get", Action.SHARE),
            Map.entry("access.grant", Action.SHARE),
            Map.entry("access.give", Action.SHARE),
            Map.entry("share.create", Action.SHARE),
            Map.entry("share.revoke", Action.SHARE),
            Map.entry("lease.get", Action.VIEW),
            Map.entry("lease.request", Action.WRITE),
            Map.entry("lease.grant", Action.WRITE),
            Map.entry("lease.take", Action.WRITE),
            Map.entry("lease.release", Action.WRITE));

    private AccessTable() {}

    /**
     * What a method takes.
     *
     * @param name its name
     * @return the action, empty when there is no such method
     */
    public static Optional<Action> method(String name) {
        return Optional.ofNullable(METHODS.get(name));
    }

    /**
     * All messages.
     *
     * @return what each takes, by its type on the wire; empty for what is open to whoever has a connection
     */
    public static Map<String, Optional<Action>> messages() {
        return MESSAGES;
    }

    /**
     * All methods.
     *
     * @return actions by name
     */
    public static Map<String, Action> methods() {
        return METHODS;
    }
}
