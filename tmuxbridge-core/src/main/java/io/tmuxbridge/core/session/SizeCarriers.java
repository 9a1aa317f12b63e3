package io.tmuxbridge.core.session;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.Tmux;
import io.tmuxbridge.core.tmux.TmuxCommand;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The carriers of sizes, one for a session, kept for a moment after each use: sizes come in bursts.
 *
 * <p><b>Threads:</b> any; {@link #give} is called by one thread at a time and blocks for some milliseconds.
 */
final class SizeCarriers implements AutoCloseable {

    private static final long KEEP_SECONDS = 5;

    private final StreamContext context;
    private final Map<String, SizeCarrier> carriers = new HashMap<>();
    private boolean closed;

    SizeCarriers(StreamContext context) {
        this.context = context;
    }

    /** Makes changes to windows of one session. */
    void give(String sessionId, WindowCensus census, List<SizeChange> changes) {
        Map<String, TerminalSize> sizes = new LinkedHashMap<>();
        changes.forEach(change ->
                change.size().ifPresent(size -> sizes.put(change.window().id(), size)));
        List<TmuxCommand> first = commands(changes, SizeChange::first);
        List<TmuxCommand> last = commands(changes, SizeChange::last);
        if (sizes.isEmpty()) {
            remember(last);
            return;
        }
        List<WindowCensus.Window> session = census.windows().values().stream()
                .filter(window -> window.sessions().contains(sessionId))
                .toList();
        if (session.stream().allMatch(WindowCensus.Window::anchored)) {
            carrier(sessionId).give(session, sizes, first, last);
        } else {
            anchored(sessionId, () -> carrier(sessionId).give(session, sizes, first, last));
        }
        context.metrics().add("sizes.changed", sizes.size());
    }

    private static List<TmuxCommand> commands(
            List<SizeChange> changes, Function<SizeChange, Optional<TmuxCommand>> which) {
        return changes.stream().flatMap(change -> which.apply(change).stream()).toList();
    }

    private void remember(List<TmuxCommand> commands) {
        Tmux.Result result = context.tmux().run(commands.toArray(TmuxCommand[]::new));
        if (!result.ok()) {
            throw new TmuxBridgeException(ErrorCode.UNAVAILABLE, result.error());
        }
    }

    /** Without any other client a carrier would count all the time, so it does not stay. */
    private void anchored(String sessionId, Runnable task) {
        try (ControlClient anchor = SizeCarrier.anchor(context.tmux(), sessionId)) {
            try {
                task.run();
            } finally {
                close(sessionId);
            }
        }
    }

    private void close(String sessionId) {
        synchronized (carriers) {
            Optional.ofNullable(carriers.remove(sessionId)).ifPresent(SizeCarrier::close);
        }
    }

    /** How many clients are attached to a session. */
    int count(String sessionId) {
        synchronized (carriers) {
            SizeCarrier known = carriers.get(sessionId);
            return known != null && known.isOpen() ? 1 : 0;
        }
    }

    @Override
    public void close() {
        synchronized (carriers) {
            closed = true;
            carriers.values().forEach(SizeCarrier::close);
            carriers.clear();
        }
    }

    private SizeCarrier carrier(String sessionId) {
        synchronized (carriers) {
            SizeCarrier known = carriers.get(sessionId);
            if (known != null && known.isOpen()) {
                return known;
            }
        }
        SizeCarrier fresh = SizeCarrier.attach(context.tmux(), sessionId);
        synchronized (carriers) {
            if (closed) {
                fresh.close();
            } else {
                carriers.put(sessionId, fresh);
                closeWhenIdle(sessionId, fresh);
            }
        }
        return fresh;
    }

    private void closeWhenIdle(String sessionId, SizeCarrier carrier) {
        context.timer()
                .schedule(
                        () -> {
                            if (carrier.idleNanos() < TimeUnit.SECONDS.toNanos(KEEP_SECONDS)) {
                                closeWhenIdle(sessionId, carrier);
                                return;
                            }
                            synchronized (carriers) {
                                carriers.remove(sessionId, carrier);
                            }
                            carrier.close();
                        },
                        KEEP_SECONDS,
                        TimeUnit.SECONDS);
    }
}
