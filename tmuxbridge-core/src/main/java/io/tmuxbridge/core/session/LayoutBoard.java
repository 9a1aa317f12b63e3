package io.tmuxbridge.core.session;

import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.directory.SessionLayout;
import io.tmuxbridge.core.directory.SessionReader;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.Reply;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the layouts of viewed sessions in step with tmux.
 *
 * <p>What tmux notifies of is taken only for a sign that something may have changed; the layout is then read whole, so
 * that no order of changes can lead astray. One read of a session is under way at a time; a sign that comes meanwhile
 * leads to another one afterwards. So the last layout read is the true one, however many signs there were and however
 * many clients brought them, and a burst costs a read each {@link #GATHER_MILLIS}.
 *
 * <p><b>Threads:</b> any; guarded by the monitor, which is not held while tmux is asked or a layout is told. Layouts of
 * one session are told one after the other.
 */
final class LayoutBoard {

    private static final Logger LOG = LoggerFactory.getLogger(LayoutBoard.class);
    private static final long GATHER_MILLIS = 50;

    private final StreamContext context;
    private final Function<SessionKey, List<Terminal>> terminals;
    private final Consumer<String> panesChanged;
    private final AtomicLong versions = new AtomicLong();
    private final Map<SessionKey, Followed> sessions = new HashMap<>();

    private static final class Followed {
        private boolean reading;
        private boolean again;
        private @Nullable SessionLayout last;
        private String word = "";
    }

    /**
     * Follows nothing yet.
     *
     * @param terminals the terminals of a session: their viewers are told, one of their clients reads
     * @param panesChanged told of a session when its windows are others, or have other panes
     */
    LayoutBoard(StreamContext context, Function<SessionKey, List<Terminal>> terminals, Consumer<String> panesChanged) {
        this.context = context;
        this.terminals = terminals;
        this.panesChanged = panesChanged;
    }

    /** The newest layout read, if there is one. */
    synchronized Optional<SessionLayout> known(SessionKey session) {
        return Optional.ofNullable(sessions.get(session)).map(followed -> followed.last);
    }

    /**
     * Something may have changed. Does not block.
     *
     * @param session the session
     * @param windowId the window that it was about, when only one of this session matters; else empty
     */
    void sign(SessionKey session, String windowId) {
        synchronized (this) {
            Followed followed = sessions.computeIfAbsent(session, key -> new Followed());
            if (followed.reading) {
                followed.again = true;
                return;
            }
            SessionLayout last = followed.last;
            if (!windowId.isEmpty()
                    && last != null
                    && last.windows().stream().noneMatch(window -> window.id().equals(windowId))) {
                return;
            }
            followed.reading = true;
        }
        context.work().execute(() -> read(session));
    }

    /**
     * A session was looked at. It is read again unless it is the one that was read last: to compare with the look
     * before would not do, for what was read in between may since have been undone.
     *
     * @param word as {@link SessionLayout#word()}
     */
    void seen(SessionKey session, String word) {
        synchronized (this) {
            Followed followed = sessions.get(session);
            boolean first = followed != null && followed.last == null && followed.reading;
            if (followed == null || first || word.equals(followed.word)) {
                return;
            }
        }
        sign(session, "");
    }

    /** The session is not viewed any more. */
    synchronized void forget(SessionKey session) {
        sessions.remove(session);
    }

    private void read(SessionKey session) {
        Followed followed;
        synchronized (this) {
            followed = sessions.get(session);
            if (followed == null) {
                return;
            }
            followed.again = false;
        }
        Optional<ControlClient> client = client(session);
        if (client.isEmpty()) {
            forget(session);
            return;
        }
        try {
            client.get()
                    .query(
                            SessionReader.commands(session.id(), context.output()),
                            reply -> context.work().execute(() -> answered(session, followed, reply)));
        } catch (TmuxBridgeException e) {
            answered(session, followed, Reply.failure(String.valueOf(e.getMessage())));
        }
    }

    private void answered(SessionKey session, Followed followed, Reply reply) {
        try {
            if (reply.ok()) {
                List<String> lines = reply.bodies().stream()
                        .flatMap(body -> new String(body, StandardCharsets.UTF_8).lines())
                        .toList();
                take(
                        session,
                        followed,
                        SessionReader.layout(session.id(), versions.incrementAndGet(), lines, context.tmux()::layout));
            } else if (!reply.error().startsWith("can't find")) {
                LOG.debug("the layout of {} was not read: {}", session, reply.error());
                synchronized (this) {
                    followed.again = true;
                }
            }
        } catch (RuntimeException | Error e) {
            LOG.error("the layout of {} could not be told", session, e);
        }
        context.timer().schedule(() -> next(session, followed), GATHER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void take(SessionKey session, Followed followed, SessionLayout layout) {
        SessionLayout before;
        synchronized (this) {
            before = followed.last;
            if (before != null && !layout.differsFrom(before)) {
                return;
            }
            followed.last = layout;
            followed.word = layout.word();
        }
        context.metrics().add("layouts.changed", 1);
        if (before != null && !before.panes().equals(layout.panes())) {
            panesChanged.accept(layout.sessionId());
        }
        for (Terminal terminal : terminals.apply(session)) {
            terminal.attachments().forEach(each -> each.port().layout(layout));
        }
    }

    private Optional<ControlClient> client(SessionKey session) {
        return terminals.apply(session).stream()
                .filter(terminal -> !terminal.ended())
                .flatMap(terminal -> terminal.feed().client().stream())
                .findFirst();
    }

    private void next(SessionKey session, Followed followed) {
        synchronized (this) {
            if (!followed.again) {
                followed.reading = false;
                return;
            }
        }
        context.work().execute(() -> read(session));
    }
}
