package io.tmuxbridge.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The server under load with its tmux: one that runs already, or one of our own that ends with this.
 *
 * <p><b>Threads:</b> one at a time. Closing ends the sessions that were made here, and what was started here.
 */
final class LoadServer implements AutoCloseable {

    private static final String READY = "tmuxbridge ready ";

    private final String tmuxSocket;
    private final boolean ownTmux;
    private final @Nullable Process process;
    private final URI address;
    private final long pid;
    private final List<String> sessions = new ArrayList<>();

    private LoadServer(String tmuxSocket, @Nullable Process process, URI address, long pid) {
        this.tmuxSocket = tmuxSocket;
        this.ownTmux = process != null;
        this.process = process;
        this.address = address;
        this.pid = pid;
    }

    static LoadServer of(LoadOptions options) throws IOException {
        if (options.url().isPresent()) {
            URI url = URI.create(options.url().get());
            return new LoadServer(
                    options.tmuxSocket().orElseThrow(), null, url, options.pid().orElse(0L));
        }
        String socket = "tmuxbridge-load-" + ProcessHandle.current().pid();
        List<String> command = new ArrayList<>(options.launcher());
        command.addAll(List.of("--port", "0", "--tmux-socket", socket, "--auth", "none"));
        Process started = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = started.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                return new LoadServer(socket, started, URI.create(line.substring(READY.length())), started.pid());
            }
        }
        throw new IOException("the server ended before it was ready: " + String.join(" ", command));
    }

    /** Makes a session that prints what comes through a named pipe. */
    void newSession(String name, Path pipe) throws IOException, InterruptedException {
        tmux("new-session", "-d", "-s", name, "-x", "80", "-y", "24", "cat", pipe.toString());
        sessions.add(name);
    }

    /** Where viewers of a session connect to. */
    URI viewers(String session) {
        String scheme = "https".equals(address.getScheme()) ? "wss" : "ws";
        return URI.create(scheme + "://" + address.getRawAuthority() + "/ws/terminal/" + session);
    }

    ProcessUse use() throws IOException {
        return ProcessUse.of(pid);
    }

    ProcessUse tmuxUse() throws IOException, InterruptedException {
        return ProcessUse.of(Long.parseLong(tmux("display-message", "-p", "#{pid}")));
    }

    private String tmux(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-L", tmuxSocket));
        if (ownTmux) {
            command.addAll(List.of("-f", "/dev/null"));
        }
        command.addAll(List.of(words));
        Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (run.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return said;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        Process own = process;
        if (own != null) {
            own.toHandle().destroy();
            if (!own.waitFor(10, TimeUnit.SECONDS)) {
                own.destroyForcibly().waitFor();
            }
        }
        if (ownTmux && !sessions.isEmpty()) {
            tmux("kill-server");
        } else {
            for (String session : sessions) {
                tmux("kill-session", "-t", "=" + session);
            }
        }
    }
}
