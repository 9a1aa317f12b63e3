package io.tmuxbridge.client.internal;

import io.tmuxbridge.client.spi.Connector;
import io.tmuxbridge.client.spi.Line;
import io.tmuxbridge.client.spi.LineListener;
import io.tmuxbridge.client.spi.RefusedException;
import io.tmuxbridge.client.spi.Target;
import io.tmuxbridge.transport.Subprotocol;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** A server in memory, the time, and the threads: everything happens when the test says so, on its thread. */
final class FakeServer implements Connector, Executor {

    final FakeTimer timer = new FakeTimer();
    final List<FakeLine> lines = new ArrayList<>();
    Optional<String> unreachable = Optional.empty();
    Optional<Error> failure = Optional.empty();
    /** Close codes with which the next lines are refused before they are open. */
    final Deque<Integer> refusals = new ArrayDeque<>();

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    /** A client of it, with waits of at most a second. */
    Client client(Optional<Supplier<String>> token) {
        return client(token, Subprotocol.BINARY);
    }

    Client client(Optional<Supplier<String>> token, Subprotocol subprotocol) {
        return client(token, subprotocol, this, () -> {});
    }

    /** A client with an executor of its own, that is told when the list of sessions changes. */
    Client client(Executor executor, Runnable onSessionsChanged) {
        return client(Optional.empty(), Subprotocol.BINARY, executor, onSessionsChanged);
    }

    private Client client(
            Optional<Supplier<String>> token, Subprotocol subprotocol, Executor executor, Runnable onSessionsChanged) {
        Settings settings = new Settings(
                URI.create("ws://server/ws/terminal"),
                Map.of("X-Header", "x"),
                token,
                token.isPresent(),
                subprotocol,
                this,
                Optional.of(executor),
                new Settings.Times(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(15)),
                256 << 10,
                onSessionsChanged);
        return new Client(settings, executor, timer);
    }

    @Override
    public Line open(Target target, LineListener listener) throws IOException {
        if (unreachable.isPresent()) {
            throw new IOException(unreachable.get());
        }
        if (!refusals.isEmpty()) {
            throw new RefusedException(refusals.remove(), "the handshake was refused", null);
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        FakeLine line = new FakeLine(target, listener);
        lines.add(line);
        return line;
    }

    FakeLine line() {
        return lines.get(lines.size() - 1);
    }

    /** Lets the wait for the next try pass. */
    FakeLine nextLine() {
        int before = lines.size();
        timer.pass(Duration.ofSeconds(1));
        if (lines.size() != before + 1) {
            throw new AssertionError("no new line but " + lines.size() + " after " + before);
        }
        return line();
    }

    /** One task after the other, as a listener may call the client. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (running) {
            return;
        }
        running = true;
        try {
            while (!tasks.isEmpty()) {
                tasks.remove().run();
            }
        } finally {
            running = false;
        }
    }
}
