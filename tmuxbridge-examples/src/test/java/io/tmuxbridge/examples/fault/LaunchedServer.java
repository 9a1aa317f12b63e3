package io.tmuxbridge.examples.fault;

import io.tmuxbridge.examples.Launcher;
import io.tmuxbridge.testkit.PrintedLines;
import io.tmuxbridge.testkit.TmuxServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The launcher as a process of its own, over a tmux server, on one port through all its lives. Nobody signs in unless
 * options say how. {@code -Dfaults.launcher=FILE} runs that script instead of the classes of the test.
 *
 * <p><b>Threads:</b> one at a time; {@link #port} from any.
 */
public final class LaunchedServer implements AutoCloseable {

    private final TmuxServer tmux;
    private final Path directory;
    private final List<String> options;
    private Process process;
    private volatile int port;

    /** Starts the first one; it leaves its runtime file in the directory. */
    public LaunchedServer(TmuxServer tmux, Path directory, String... options) throws IOException {
        this.tmux = tmux;
        this.directory = directory;
        this.options = List.of(options);
        this.process = launch();
        awaitReady();
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** Kills it as nothing can be caught, and starts the next one at the same port. */
    void killAndRestart() throws Exception {
        kill();
        restart();
    }

    /** Starts the next one at the port of the one that was killed. */
    public void restart() throws IOException {
        process = launch();
        awaitReady();
    }

    /** Kills it as nothing can be caught. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the server outlives kill -9");
        }
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(launcher());
        command.addAll(List.of(
                "serve",
                "--port",
                String.valueOf(port),
                "--tmux",
                TmuxServer.binary(),
                "--tmux-socket",
                tmux.socketName()));
        if (!options.contains("--auth")) {
            command.addAll(List.of("--auth", "none"));
        }
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("XDG_RUNTIME_DIR", directory.toString());
        builder.redirectError(
                ProcessBuilder.Redirect.appendTo(directory.resolve("server.log").toFile()));
        return builder.start();
    }

    private static List<String> launcher() {
        String script = System.getProperty("faults.launcher", "");
        if (!script.isEmpty()) {
            return List.of(script);
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xss512k",
                "-Xmx160m",
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName());
    }

    private void awaitReady() throws IOException {
        String line = PrintedLines.of(process).next();
        if (line == null || !line.startsWith("tmuxbridge ready http")) {
            throw new IllegalStateException("no ready line but " + line + "; standard error: "
                    + Files.readString(directory.resolve("server.log")));
        }
        port = URI.create(line.substring("tmuxbridge ready ".length())).getPort();
    }

    @Override
    public void close() throws Exception {
        process.toHandle().destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
