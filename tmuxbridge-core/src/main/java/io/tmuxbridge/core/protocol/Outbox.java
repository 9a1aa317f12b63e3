package io.tmuxbridge.core.protocol;

import io.tmuxbridge.core.codec.ServerMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Messages of one terminal that wait to leave, beside its output, in their order. However little a connection takes,
 * there is a bounded number of them: of those of which only the last says anything, only the last waits.
 *
 * <p><b>Threads:</b> guarded by its {@link Channel}.
 */
final class Outbox {

    /** Events that may wait for a slow connection; more are dropped and counted. */
    private static final int MAX_EVENTS = 256;

    /** These may have 100 KB each, and a clipboard has what was put there last. */
    private static final String LARGE = "clipboard";

    private final Deque<ServerMessage> waiting = new ArrayDeque<>();

    /** The next one, or nothing. */
    @Nullable
    ServerMessage poll() {
        return waiting.pollFirst();
    }

    void add(ServerMessage message) {
        waiting.addLast(message);
    }

    /** Something happened of which every time counts, mostly; false when too much waits already, and it is dropped. */
    boolean offer(ServerMessage message) {
        if (message instanceof ServerMessage.Event event && event.name().equals(LARGE)) {
            state(event);
            return true;
        }
        return waiting.size() < MAX_EVENTS && waiting.add(message);
    }

    /** How something is now. */
    void state(ServerMessage.Event event) {
        replace(
                each -> each instanceof ServerMessage.Event other
                        && other.name().equals(event.name()),
                event);
    }

    /** How far something has come. */
    void progress(ServerMessage message) {
        replace(each -> each.getClass() == message.getClass(), message);
    }

    private void replace(Predicate<ServerMessage> older, ServerMessage message) {
        waiting.removeIf(older);
        waiting.addLast(message);
    }
}
