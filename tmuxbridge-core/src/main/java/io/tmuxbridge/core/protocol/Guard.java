package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Permission;
import io.tmuxbridge.core.access.Action;
import io.tmuxbridge.core.access.Gate;
import io.tmuxbridge.core.access.SessionAccess;
import io.tmuxbridge.core.directory.AccessRecords;
import io.tmuxbridge.core.directory.SessionDirectory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Stands between what a client names and the sessions: finds which session is meant, and whether the caller may.
 *
 * <p>A session that the caller may not see does not exist for it: the answer is the one for a name that nobody has.
 * What a client named is replaced by the session's id before it goes on, so that no other session can take the name
 * between the check and the use. Admins see all, and nothing is looked up for them.
 *
 * <p><b>Threads:</b> any; blocks for some milliseconds.
 */
final class Guard {

    private final Gate gate;
    private final AccessRecords records;

    /** The session to go on with, and what is written down about it. */
    record Seen(String session, SessionAccess access) {}

    Guard(Gate gate, AccessRecords records) {
        this.gate = gate;
        this.records = records;
    }

    /** The session meant by a name or id, when the caller may do this with it. */
    Seen require(Caller caller, Action action, String session) {
        gate.require(caller, Action.VIEW);
        if (gate.seesAll(caller)) {
            return new Seen(session, SessionAccess.NONE);
        }
        AccessRecords.Entry entry = records.find(session);
        require(caller, action, List.of(entry), () -> SessionDirectory.noSession(session));
        return new Seen(entry.id(), entry.access());
    }

    /** Whether there is such a session, whoever may see it. */
    boolean isThere(String session) {
        try {
            records.find(session);
            return true;
        } catch (TmuxBridgeException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /**
     * The parameters of a request, when the caller may do this with each session, window and pane among them. Where a
     * window or pane is named and no session, not the path's session is meant but the one that it is in.
     */
    RpcParams narrow(Caller caller, Action action, Map<String, ?> params, Optional<String> pathSession) {
        gate.require(caller, action);
        boolean within = params.get("paneId") instanceof String || params.get("windowId") instanceof String;
        Supplier<Optional<String>> otherwise = () -> within ? around(caller, action, params, pathSession) : pathSession;
        if (gate.seesAll(caller) || action.permission() == Permission.NONE) {
            return new RpcParams(params, otherwise, caller);
        }
        Map<String, Object> narrowed = new HashMap<>(params);
        for (String name : List.of("paneId", "windowId")) {
            if (params.get(name) instanceof String id) {
                require(caller, action, records.holding(id), () -> AccessRecords.noWindowOrPane(id));
            }
        }
        Object session = params.get("sessionId");
        if (session instanceof String given) {
            narrowed.put("sessionId", require(caller, action, given).session());
        } else if (!within && pathSession.isPresent()) {
            narrowed.put("sessionId", require(caller, action, pathSession.get()).session());
        }
        return new RpcParams(narrowed, otherwise, caller);
    }

    /**
     * The session of the window or pane that is named; of several with which the caller may do this, the path's. Who
     * ends or renames a session has to name it, and so has who says what others may do with one of several: looked at
     * or arranged is the window, which is the same in all of them.
     */
    private Optional<String> around(Caller caller, Action action, Map<String, ?> params, Optional<String> pathSession) {
        if (action == Action.MANAGE) {
            return Optional.empty();
        }
        String id = String.valueOf(params.get(params.get("windowId") instanceof String ? "windowId" : "paneId"));
        List<AccessRecords.Entry> sessions = records.holding(id).stream()
                .filter(each -> gate.permits(caller, action, each.access()))
                .toList();
        Optional<AccessRecords.Entry> ofPath = sessions.stream()
                .filter(each -> pathSession.filter(each::isNamed).isPresent())
                .findFirst();
        if (ofPath.isEmpty() && sessions.size() > 1 && (action == Action.SHARE || action == Action.WRITE)) {
            throw new TmuxBridgeException(ErrorCode.INVALID, id + " is in several sessions: name sessionId");
        }
        return ofPath.or(() -> sessions.stream().findFirst()).map(AccessRecords.Entry::id);
    }

    /**
     * The session by which a caller comes to a window or pane: of several that have it and that the caller may see, one
     * that it may write.
     */
    String sessionOf(Caller caller, String id) {
        gate.require(caller, Action.VIEW);
        List<AccessRecords.Entry> seen = records.holding(id).stream()
                .filter(each -> gate.permits(caller, Action.VIEW, each.access()))
                .toList();
        return seen.stream()
                .filter(each -> gate.permits(caller, Action.WRITE, each.access()))
                .findFirst()
                .or(() -> seen.stream().findFirst())
                .map(AccessRecords.Entry::id)
                .orElseThrow(() -> AccessRecords.noWindowOrPane(id));
    }

    /** The sessions that the caller may see. */
    List<AccessRecords.Entry> visible(Caller caller) {
        return records.all().stream()
                .filter(each -> gate.permits(caller, Action.VIEW, each.access()))
                .toList();
    }

    private void require(
            Caller caller, Action action, List<AccessRecords.Entry> sessions, Supplier<TmuxBridgeException> notThere) {
        if (sessions.stream().noneMatch(each -> gate.permits(caller, Action.VIEW, each.access()))) {
            throw notThere.get();
        }
        gate.require(caller, action);
        if (sessions.stream().noneMatch(each -> gate.permits(caller, action, each.access()))) {
            throw new TmuxBridgeException(
                    ErrorCode.FORBIDDEN,
                    "that takes the permission to " + action.permission().wire() + " the session, which "
                            + caller.name() + " does not have");
        }
    }
}
