package io.tmuxbridge.core.protocol;

import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.core.access.Action;
import io.tmuxbridge.core.codec.ServerMessage;
import io.tmuxbridge.core.directory.AccessRecords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each caller sees of the list of sessions, so that nobody is told of changes to sessions that do not exist for
 * it.
 *
 * <p>Admins are told of every change. For the others what they see now is compared with what they saw when they were
 * told last; callers who were never told are told once too often rather than once too little.
 *
 * <p><b>Threads:</b> {@link #look} and {@link #changedFor} by one thread at a time; {@link #look} blocks for
 * milliseconds.
 */
final class ListNews {

    private static final Logger LOG = LoggerFactory.getLogger(ListNews.class);
    /** Callers that are remembered; more are forgotten together, and told once too often. */
    private static final int MAX_CALLERS = 10_000;

    private final Services services;
    private final Map<String, Integer> told = new ConcurrentHashMap<>();
    private final Map<String, Boolean> answers = new ConcurrentHashMap<>();
    private volatile List<AccessRecords.Entry> entries = List.of();
    private volatile Map<String, SessionInfo> sessions = Map.of();

    ListNews(Services services) {
        this.services = services;
    }

    /** Looks at the sessions. */
    void look() {
        answers.clear();
        try {
            entries = services.records().all();
            sessions = services.directory().list().stream()
                    .collect(Collectors.toMap(SessionInfo::id, Function.identity(), (one, other) -> one));
        } catch (TmuxBridgeException e) {
            LOG.debug("sessions cannot be looked at; everybody is told of a change", e);
            told.clear();
        }
    }

    /** Tells a connection, if its caller sees a difference. */
    void tell(Conversation conversation) {
        conversation
                .caller()
                .filter(this::changedFor)
                .ifPresent(who ->
                        conversation.send(new ServerMessage.Event(Optional.empty(), "sessions-changed", Map.of())));
    }

    /** Whether its list is another one than before; the same answer for all of its connections until the next look. */
    private boolean changedFor(Caller caller) {
        if (services.gate().seesAll(caller)) {
            return true;
        }
        return answers.computeIfAbsent(caller.name(), name -> {
            if (told.size() >= MAX_CALLERS) {
                told.clear();
            }
            int now = seenBy(caller);
            Integer before = told.put(name, now);
            return before == null || before != now;
        });
    }

    private int seenBy(Caller caller) {
        return entries.stream()
                .filter(entry -> services.gate().permits(caller, Action.VIEW, entry.access()))
                .map(entry -> List.of(entry, shown(entry)))
                .toList()
                .hashCode();
    }

    private List<Object> shown(AccessRecords.Entry entry) {
        SessionInfo session = sessions.get(entry.id());
        return session == null ? List.of() : List.of(session.name(), session.windowCount(), session.size());
    }
}
