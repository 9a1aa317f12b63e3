package io.tmuxbridge.core.access;

import java.util.Map;
import java.util.Optional;

/**
 * What each message and each method takes: the one place where it is written down. {@code docs/security.md} shows the
 * same table to people; tests hold that nothing that a client can say is missing in either.
 *
 * <p>{@code auth} and {@code ping} take nothing and stand here as {@link Entry#OPEN}.
 *
 * <p><b>Threads:</b> immutable.
 */
public final class AccessTable {

    /** Open to whoever has a connection, or for those who may do something. */
    public record Entry(Optional<Action> action) {
        static final Entry OPEN = new Entry(Optional.empty());

        static Entry of(Action action) {
            return new Entry(Optional.of(action));
        }
    }

    private static final Map<String, Entry> MESSAGES = Map.of(
            "auth", Entry.OPEN,
            "ping", Entry.OPEN,
            "connect", Entry.of(Action.VIEW),
            "input", Entry.of(Action.WRITE),
            "resize", Entry.of(Action.VIEW),
            "ack", Entry.of(Action.VIEW),
            "refresh", Entry.of(Action.VIEW),
            "disconnect", Entry.of(Action.VIEW));

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
     * What a message takes.
     *
     * @param type its type on the wire
     * @return its entry, empty for a type that is in no table
     */
    public static Optional<Entry> message(String type) {
        return Optional.ofNullable(MESSAGES.get(type));
    }

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
     * @return entries by type
     */
    public static Map<String, Entry> messages() {
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
