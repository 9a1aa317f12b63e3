package io.tmuxbridge.benchmarks.load;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Puts viewers on a server and numbered lines into its sessions, and tells what was lost, how late it came and what it
 * cost: {@code scripts/load}. Exits with 1 when a lossless viewer has not got every line once.
 *
 * <p><b>Threads:</b> the caller's; viewers share one thread, lines are written by another.
 */
public final class Load {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    private final LoadOptions options;
    private final List<LoadViewer> viewers = new ArrayList<>();
    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "viewers"));

    Load(LoadOptions options) {
        this.options = options;
    }

    /**
     * Runs it.
     *
     * @param arguments as the usage says
     * @throws Exception when the server cannot be started or reached
     */
    public static void main(String... arguments) throws Exception {
        LoadOptions options;
        try {
            options = LoadOptions.of(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("load: " + e.getMessage() + "\n" + LoadOptions.USAGE);
            System.exit(2);
            return;
        }
        LoadResult result = new Load(options).run();
        result.print(System.out);
        System.exit(result.isPerfect() || options.delivery().equals("fresh") ? 0 : 1);
    }

    LoadResult run() throws Exception {
        Path directory = Files.createTempDirectory("tmuxbridge-load");
        List<Path> pipes = pipes(directory);
        // The server is closed first: sessions end with their pipes, and tmux with its last session.
        try (LineSource source = new LineSource(pipes, options.rate());
                LoadServer server = LoadServer.of(options)) {
            String name = "load" + ProcessHandle.current().pid() + "n";
            for (int i = 0; i < pipes.size(); i++) {
                server.newSession(name + i, pipes.get(i));
            }
            return measure(server, source, name);
        } finally {
            executor.shutdownNow();
            for (Path pipe : pipes) {
                Files.deleteIfExists(pipe);
            }
            Files.delete(directory);
        }
    }

    private LoadResult measure(LoadServer server, LineSource source, String name) throws Exception {
        HttpClient client = HttpClient.newBuilder().executor(executor).build();
        // Nothing is written before all are there, so the warming begins later than said here by a moment.
        long measuredFrom =
                System.nanoTime() + TimeUnit.SECONDS.toNanos(options.warm()) + 20_000_000L * options.viewers();
        for (int i = 0; i < options.viewers(); i++) {
            view(client, server, name + i % options.sessions(), i, measuredFrom);
        }
        for (LoadViewer viewer : viewers) {
            viewer.shown().get(60, TimeUnit.SECONDS);
        }
        source.start();
        pauseUntil(measuredFrom);
        long begun = System.nanoTime();
        ProcessUse before = server.use();
        ProcessUse tmuxBefore = server.tmuxUse();
        pauseUntil(begun + TimeUnit.SECONDS.toNanos(options.seconds()));
        ProcessUse after = server.use();
        ProcessUse tmuxAfter = server.tmuxUse();
        source.stop();
        double seconds = (System.nanoTime() - begun) / 1e9;
        awaitEnd(source.written());
        return onViewersThread(() -> new LoadResult(
                options.subprotocols().stream()
                        .map(each -> row(each, source.written(), seconds))
                        .toList(),
                source.written(),
                after.cpuMillis() - before.cpuMillis(),
                tmuxAfter.cpuMillis() - tmuxBefore.cpuMillis(),
                after.rssKilobytes()));
    }

    private void view(HttpClient client, LoadServer server, String session, int index, long measuredFrom)
            throws Exception {
        String subprotocol =
                options.subprotocols().get(index % options.subprotocols().size());
        LoadViewer viewer = new LoadViewer(subprotocol, options.delivery(), measuredFrom, executor);
        WebSocket.Builder builder = client.newWebSocketBuilder().subprotocols("tmuxbridge.v1." + subprotocol);
        options.token().ifPresent(token -> builder.header("Authorization", "Bearer " + token));
        viewers.add(viewer);
        builder.buildAsync(server.viewers(session), viewer).get(30, TimeUnit.SECONDS);
    }

    /** Until every viewer has the last line, or nothing has come for a while. */
    private void awaitEnd(long last) throws Exception {
        long seen = -1;
        long since = System.nanoTime();
        while (System.nanoTime() - since < PATIENCE) {
            long now = onViewersThread(() -> viewers.stream()
                    .mapToLong(viewer ->
                            viewer.lines().hasSeen(last) ? 0 : viewer.lines().lines() + 1)
                    .sum());
            if (now == 0) {
                return;
            }
            if (now != seen) {
                seen = now;
                since = System.nanoTime();
            }
            pauseUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private LoadResult.Row row(String subprotocol, long written, double seconds) {
        List<LoadViewer> of = viewers.stream()
                .filter(each -> each.subprotocol().equals(subprotocol))
                .toList();
        Delays delays = new Delays();
        of.forEach(viewer -> delays.addAll(viewer.lines().delays()));
        return new LoadResult.Row(
                subprotocol,
                of.size(),
                of.stream().mapToLong(viewer -> viewer.lines().lost(written)).sum(),
                of.stream().mapToLong(viewer -> viewer.lines().repeated()).sum(),
                of.stream().mapToLong(LoadViewer::frames).sum() / seconds,
                of.stream().mapToLong(LoadViewer::bytes).sum() / seconds,
                delays,
                of.stream().flatMap(viewer -> viewer.trouble().stream()).toList());
    }

    private <T> T onViewersThread(Supplier<T> task) throws Exception {
        return CompletableFuture.supplyAsync(task, executor).get(60, TimeUnit.SECONDS);
    }

    private static void pauseUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private List<Path> pipes(Path directory) throws IOException, InterruptedException {
        List<Path> pipes = new ArrayList<>();
        for (int i = 0; i < options.sessions(); i++) {
            Path pipe = directory.resolve("s" + i);
            if (new ProcessBuilder("mkfifo", pipe.toString())
                            .inheritIO()
                            .start()
                            .waitFor()
                    != 0) {
                throw new IOException("mkfifo " + pipe + " failed");
            }
            pipes.add(pipe);
        }
        return pipes;
    }
}
