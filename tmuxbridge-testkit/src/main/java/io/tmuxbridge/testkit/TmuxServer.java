package io.tmuxbridge.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A private tmux server for one test: its own socket, no configuration file, a clean environment in UTF-8.
 *
 * <p>The binary is the system property or environment variable {@code TMUX_BINARY}, or {@code tmux} from the PATH. The
 * server starts with the first session and ends with {@link #close}, or with the JVM.
 *
 * <p><b>Threads:</b> any.
 */
public final class TmuxServer implements AutoCloseable {

    private static final long SECONDS = 20;
    private static final long SECONDS_TO_END = 5;
    /** What tmux says of its server. */
    private static final String WHO = "#{pid} #{socket_path}";

    private final String binary;
    private final String socketName;
    private volatile Optional<Path> socket = Optional.empty();
    private volatile long pid = -1;

    private TmuxServer(String binary, String socketName) {
        this.binary = binary;
        this.socketName = socketName;
        OpenServers.add(this);
    }

    /**
     * Prepares a server; nothing runs yet.
     *
     * @return a server with a socket name of its own
     */
    public static TmuxServer create() {
        return new TmuxServer(
                binary(), "tmuxbridge-test-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID());
    }

    /**
     * Another server, as a bridge that spreads its sessions makes it; to be closed by itself.
     *
     * @param number its number, 1 for the one after this one
     * @return the server whose socket has this one's name and that number
     */
    public TmuxServer further(int number) {
        return new TmuxServer(binary, socketName + "-" + number);
    }

    /**
     * The tmux binary that tests use.
     *
     * @return a path or a bare name
     */
    public static String binary() {
        return Optional.ofNullable(System.getProperty("TMUX_BINARY"))
                .or(() -> Optional.ofNullable(System.getenv("TMUX_BINARY")))
                .filter(value -> !value.isBlank())
                .orElse("tmux");
    }

    /**
     * The name to reach it by, as with {@code tmux -L}.
     *
     * @return the socket name
     */
    public String socketName() {
        return socketName;
    }

    /**
     * Creates a detached session.
     *
     * @param name the session's name
     * @param cols width in cells
     * @param rows height in cells
     * @param command what to run in it, as words; a shell when empty
     * @return the session's id, for example {@code $0}
     */
    public String newSession(String name, int cols, int rows, String... command) {
        List<String> words =
                new ArrayList<>(List.of("new-session", "-d", "-P", "-F", "#{session_id} " + WHO, "-s", name));
        words.addAll(List.of("-x", Integer.toString(cols), "-y", Integer.toString(rows)));
        if (command.length > 0) {
            words.add("--");
            words.addAll(List.of(command));
        }
        String[] made = tmux(words.toArray(String[]::new)).split(" ", 2);
        remember(made[1]);
        return made[0];
    }

    /**
     * Runs a tmux command on this server.
     *
     * @param args the command's words
     * @return what it printed, without the last newline
     * @throws IllegalStateException when it fails; the message has tmux's words
     */
    public String tmux(String... args) {
        Ran ran = run(args);
        if (ran.exitCode() != 0) {
            throw new IllegalStateException(
                    "tmux " + String.join(" ", args) + " failed: " + ran.error().strip());
        }
        return ran.output().endsWith("\n")
                ? ran.output().substring(0, ran.output().length() - 1)
                : ran.output();
    }

    /**
     * The server's process.
     *
     * @return its id
     */
    public long pid() {
        if (pid < 0) {
            remember();
        }
        return pid;
    }

    private void remember() {
        rememberIfRunning();
        if (pid < 0) {
            throw new IllegalStateException("no server runs at " + this);
        }
    }

    private void rememberIfRunning() {
        Ran ran = pid < 0 ? run("-N", "display-message", "-p", WHO) : new Ran(1, "", "");
        if (ran.exitCode() == 0) {
            remember(ran.output().strip());
        }
    }

    private void remember(String who) {
        String[] fields = who.split(" ", 2);
        socket = Optional.of(Path.of(fields[1]));
        pid = Long.parseLong(fields[0]);
    }

    /** Ends the server, by force when it must be, and removes its socket. */
    @Override
    public void close() {
        OpenServers.remove(this);
        rememberIfRunning();
        Optional<ProcessHandle> process = pid < 0 ? Optional.empty() : ProcessHandle.of(pid);
        try {
            run(SECONDS_TO_END, "kill-server");
        } catch (IllegalStateException e) {
            process.ifPresent(ProcessHandle::destroyForcibly); // it does not answer
        }
        process.ifPresent(TmuxServer::end);
        try {
            Files.deleteIfExists(socket.isPresent() ? socket.get() : usualSocket());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where tmux(1) puts its sockets; for a server that was killed before it was asked. */
    private Path usualSocket() throws IOException {
        Path probe = Files.createTempFile("tmuxbridge-test", ".uid");
        Object uid = Files.getAttribute(probe, "unix:uid");
        Files.delete(probe);
        String directory = Optional.ofNullable(System.getenv("TMUX_TMPDIR")).orElse("/tmp");
        return Path.of(directory, "tmux-" + uid, socketName);
    }

    /** A process that only waits to be collected has no command any more, and its id may belong to another by now. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive()
                && process.info()
                        .command()
                        .filter(path -> path.contains("tmux"))
                        .isPresent();
    }

    /** The server is no child of ours: the JDK would look for its end at growing intervals only. */
    private static void end(ProcessHandle process) {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        while (runs(process)) {
            if (System.nanoTime() > patience) {
                process.destroyForcibly();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private Ran run(String... args) {
        return run(SECONDS, args);
    }

    private Ran run(long seconds, String... args) {
        List<String> line = new ArrayList<>(List.of(binary, "-u", "-L", socketName, "-f", "/dev/null"));
        line.addAll(List.of(args));
        return Ran.command(line, seconds);
    }

    /** The name of the socket, for messages. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "tmux -L %s", socketName);
    }
}
