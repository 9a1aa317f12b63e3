package io.tmuxbridge.core.protocol;

import io.tmuxbridge.core.codec.ServerMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What waits to leave of one terminal, and whose turn it is. Of news (events, answers to input) only the last of each
 * kind waits: it says how things are, or how far they have come, and however little a connection takes, there is a
 * bounded number of them. As long as there are both, news and output take turns: a program can make news without end,
 * and the viewer is to see what it prints all the same.
 *
 * <p><b>Threads:</b> guarded by its {@link Channel}.
 */
final class Outbox {

    private final Deque<ServerMessage> news = new ArrayDeque<>();
    private final Deque<ServerMessage> screen = new ArrayDeque<>();
    private boolean told;

    /**
     * The next one.
     *
     * @param more news that is looked for when no other waits
     * @param output what the viewer has
     */
    Optional<ServerMessage> next(Supplier<Optional<ServerMessage>> more, Supplier<Optional<ServerMessage>> output) {
        if (!screen.isEmpty()) {
            return part();
        }
        Optional<ServerMessage> first = told ? Optional.empty() : news(more);
        told = first.isPresent();
        return first.or(output).or(() -> news(more));
    }

    private Optional<ServerMessage> news(Supplier<Optional<ServerMessage>> more) {
        return Optional.ofNullable(news.pollFirst()).or(more);
    }

    /** A screen and what belongs before it leave one after the other; returns the first of them. */
    Optional<ServerMessage> screen(List<ServerMessage> parts) {
        screen.addAll(parts);
        return part();
    }

    private Optional<ServerMessage> part() {
        return Optional.ofNullable(screen.pollFirst());
    }

    /** News, in the place of older news of the same kind: what was acknowledged never becomes less. */
    void tell(ServerMessage message) {
        if (message instanceof ServerMessage.InputAck ack && news.stream().anyMatch(each -> includes(each, ack))) {
            return;
        }
        news.removeIf(each -> kind(each).equals(kind(message)));
        news.addLast(message);
    }

    private static boolean includes(ServerMessage earlier, ServerMessage.InputAck ack) {
        return earlier instanceof ServerMessage.InputAck known && known.seq() > ack.seq();
    }

    private static Object kind(ServerMessage message) {
        return message instanceof ServerMessage.Event event ? event.name() : message.getClass();
    }

    /** Whether no news waits. */
    boolean isEmpty() {
        return news.isEmpty();
    }
}
