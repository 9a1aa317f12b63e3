package io.tmuxbridge.core.tmux;

import io.tmuxbridge.testkit.TmuxServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** A private server and the bridge's view of it, for tests. */
final class RealTmux implements AutoCloseable {

    static final String THREAD = "tmux-test-reader";
    static final ThreadFactory THREADS = task -> {
        Thread thread = new Thread(null, task, THREAD, 256 * 1024);
        thread.setDaemon(true);
        return thread;
    };
    static final ControlOptions OPTIONS = new ControlOptions(10, true, false);

    final TmuxServer server = TmuxServer.create();
    final Tmux tmux = Tmux.probe(settings(), THREADS, TmuxLoad.unbounded());

    TmuxSettings settings() {
        return new TmuxSettings(Path.of(TmuxServer.binary()), Optional.of(server.socketName()), Optional.empty());
    }

    ControlClient attach(String session, ControlListener listener) {
        return tmux.attach(session, listener, OPTIONS);
    }

    /** Sends and waits. */
    static Reply send(ControlClient client, String name, String... args) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        client.send(TmuxCommand.of(name, args), reply::complete);
        return get(reply);
    }

    /** Asks and waits. */
    static Reply query(ControlClient client, TmuxCommand... commands) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        client.query(List.of(commands), reply::complete);
        return get(reply);
    }

    static <T> T get(CompletableFuture<T> future) {
        return future.orTimeout(10, TimeUnit.SECONDS).join();
    }

    static String body(Reply reply, int index) {
        return new String(reply.bodies().get(index), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }
}
