package io.tmuxbridge.core.tmux;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Starts {@link ControlClient}s of one tmux server, and sees to it that none outlives the bridge.
 *
 * <p>tmux lets go of a client when it has written all that it has for it. When whoever reads it is gone before that, it
 * never does: the client stays attached, and {@code kill-server} waits for it for ever (seen on 3.3a). It goes when its
 * own process is ended.
 *
 * <p><b>Threads:</b> any; every method may block for some milliseconds, {@link #end} for two seconds.
 */
final class ControlClients {

    private static final long SECONDS = 10;
    /** For clients that were closed to go by themselves. */
    private static final long PATIENCE_MILLIS = 1_500;
    /** For clients to go whose process was told to end. */
    private static final long END_MILLIS = 500;

    private final TmuxServer server;
    private final TmuxLoad load;
    private final CarriedReads reads;
    private final Set<Process> open = ConcurrentHashMap.newKeySet();

    ControlClients(TmuxServer server, SocketFile socket, TmuxLoad load) {
        this.server = server;
        this.load = load;
        this.reads = new CarriedReads(socket::key);
    }

    /** See {@link Tmux#attach}. */
    ControlClient attach(String sessionId, ControlListener listener, ControlOptions options) {
        List<String> line = new ArrayList<>(server.commandLine());
        // Without -E the session gets the environment of the bridge, for every program that is begun in it from then
        // on.
        line.addAll(
                List.of("-N", "-C", "attach-session", "-E", "-t", server.ids().own(TmuxText.id(sessionId))));
        if (!options.flags().isEmpty()) {
            line.addAll(List.of("-f", options.flags()));
        }
        Optional<Object> socket = reads.socket();
        StayingListener staying = new StayingListener(listener, sessionId);
        ControlClient client = server.doorway().pass(() -> start(line, staying));
        Greeting.Outcome outcome = greeting(client);
        if (outcome.attached()) {
            settle(client, options);
            reads.add(client, socket);
            return client;
        }
        client.close();
        throw refused(sessionId, outcome.error());
    }

    private static void settle(ControlClient client, ControlOptions options) {
        try {
            ReachedServer reached = ReachedServer.ask(client, options.server());
            Farewell.prepare(client);
            reached.check();
        } catch (TmuxBridgeException e) {
            client.close();
            throw e;
        }
    }

    /** See {@link Tmux#owns}. */
    boolean owns(long pid) {
        return open.stream().anyMatch(client -> client.pid() == pid);
    }

    /** What can be asked by the clients there are. */
    CarriedReads reads() {
        return reads;
    }

    private ControlClient start(List<String> line, StayingListener listener) {
        try {
            Process process = OrphanedClients.owned(TmuxProcess.builder(line))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            open.add(process);
            ControlClient client =
                    new ControlClient(process, listener, server.threads(), server.doorway(), server.ids(), load);
            process.onExit().thenRun(() -> {
                open.remove(process);
                reads.remove(client);
            });
            listener.watch(client);
            client.start();
            greeting(client);
            return client;
        } catch (IOException e) {
            throw unavailable("tmux cannot be run: " + e.getMessage(), e);
        }
    }

    private static Greeting.Outcome greeting(ControlClient client) {
        try {
            return client.greeting().await(SECONDS * 1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Greeting.Outcome(false, "interrupted");
        }
    }

    /**
     * Without a server the client says why on its error stream only, which nobody reads; asked again, tmux says it
     * here.
     */
    private TmuxBridgeException refused(String sessionId, String told) {
        boolean silent = told.isEmpty() || told.equals(ControlClient.EOF);
        String error = silent
                ? server.run(TmuxCommand.of("has-session", "-t", sessionId)).error()
                : told;
        if (error.contains("can't find session")) {
            return new TmuxBridgeException(ErrorCode.NOT_FOUND, "there is no tmux session " + sessionId);
        }
        return unavailable(
                "attaching to tmux session " + sessionId + " failed: "
                        + (error.isEmpty() ? "the client ended at once; try again" : error),
                null);
    }

    private static TmuxBridgeException unavailable(String message, @Nullable Throwable cause) {
        return new TmuxBridgeException(ErrorCode.UNAVAILABLE, message, cause);
    }

    /**
     * Waits until the clients have gone, all of which were closed before; ends the processes of those that do not go.
     */
    void end() {
        if (!gone(PATIENCE_MILLIS)) {
            open.forEach(client -> client.toHandle().destroy());
            if (!gone(END_MILLIS)) {
                open.forEach(client -> client.toHandle().destroyForcibly());
            }
        }
    }

    private boolean gone(long millis) {
        CompletableFuture<?>[] exits = open.stream().map(Process::onExit).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(exits)
                .thenApply(all -> true)
                .completeOnTimeout(false, millis, TimeUnit.MILLISECONDS)
                .join();
    }
}
