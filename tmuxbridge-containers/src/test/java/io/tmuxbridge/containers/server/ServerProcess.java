package io.tmuxbridge.containers.server;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One server in a process of its own, at a free port of 127.0.0.1, with an empty home. Ended by its process, never by a
 * name.
 */
public final class ServerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(170);

    private final ServerKind kind;
    private final Process process;
    private final int port;
    private final Path directory;
    private final Path log;

    private ServerProcess(ServerKind kind, Process process, int port, Path directory, Path log) {
        this.kind = kind;
        this.process = process;
        this.port = port;
        this.directory = directory;
        this.log = log;
    }

    /**
     * Starts one and waits until the application answers.
     *
     * @param kind which
     * @param war what to deploy
     * @param contextPath where: empty, or a name with a slash before it
     * @param environment variables beside those of this process
     * @param readyPath what answers neither 404 nor an error of the server once the application runs, below its context
     *     path
     */
    public static ServerProcess start(
            ServerKind kind, Path war, String contextPath, Map<String, String> environment, String readyPath)
            throws IOException {
        Path directory = Files.createTempDirectory("tmuxbridge-" + kind.name().toLowerCase(java.util.Locale.ROOT));
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.add("-Duser.home=" + directory);
        command.add("-Djava.io.tmpdir=" + Files.createDirectory(directory.resolve("tmp")));
        command.addAll(kind.command(new ServerKind.Task(war.toRealPath(), contextPath, port, directory)));
        Path log = directory.resolve("out.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeAll(List.of("TMUX", "TMUX_PANE"));
        builder.environment().put("WLP_USER_DIR", directory.resolve("usr").toString());
        builder.environment().putAll(environment);
        ServerProcess server = new ServerProcess(kind, builder.start(), port, directory, log);
        boolean runs = false;
        try {
            server.awaitAnswer(contextPath + readyPath);
            runs = true;
            return server;
        } catch (RuntimeException e) {
            throw new IllegalStateException(kind + " did not start; it said:\n" + server.log(), e);
        } finally {
            if (!runs) {
                server.close();
            }
        }
    }

    public int port() {
        return port;
    }

    public String log() throws IOException {
        return Files.readString(log, StandardCharsets.ISO_8859_1);
    }

    /** Asks it to end, and insists after a while. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    private void awaitAnswer(String path) {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreException(ConnectException.class)
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("the process ended with " + process.exitValue());
                    }
                    return accepts() && answers(client, request);
                });
    }

    private static boolean answers(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status != 404 && status < 500; // Payara says 500 while it deploys
        } catch (IOException e) {
            return false; // it listens, and is not ready yet
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
