package io.tmuxbridge.core.tmux;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.pty.PtyProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A tmux binary that was found and is new enough, and one server of it, which need not run yet.
 *
 * <p><b>Threads:</b> any; {@link #run} and {@link #attach} block the caller.
 */
public final class Tmux {

    private static final long SECONDS = 10;
    /** What tmux tells every control client of, attached or not. */
    private static final Set<String> TOLD_TO_ALL =
            Set.of("new-session", "kill-session", "kill-window", "kill-pane", "rename-session", "select-window");

    private final TmuxSettings settings;
    private final TmuxVersion version;
    private final Set<TmuxCapability> capabilities;
    private final ThreadFactory threads;
    private final Doorway doorway = new Doorway();
    private final TmuxLoad load;
    private final ControlClients clients;

    private Tmux(TmuxSettings settings, TmuxVersion version, ThreadFactory threads, TmuxLoad load) {
        this.load = load;
        this.settings = settings;
        this.version = version;
        this.threads = threads;
        capabilities = TmuxCapability.all(version);
        clients = new ControlClients(this, settings, doorway, threads, load);
    }

    /**
     * Finds the binary and asks its version. Starts no server.
     *
     * @param settings how to reach tmux
     * @param threads makes the threads that read from tmux: platform threads, daemons; virtual ones do not work
     * @param load bounds the commands under way
     * @return the tmux found
     * @throws TmuxBridgeException {@link ErrorCode#UNAVAILABLE} when there is none, it does not run or is older than 3.2a;
     *     the message tells what to install
     */
    public static Tmux probe(TmuxSettings settings, ThreadFactory threads, TmuxLoad load) {
        String searchPath = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        var binary = TmuxBinary.find(settings.binary(), searchPath);
        TmuxVersion version = TmuxBinary.version(binary, threads);
        return new Tmux(
                new TmuxSettings(binary, settings.socketName(), settings.socketPath(), settings.serverPrefix()),
                version,
                threads,
                load);
    }

    /**
     * The binary's version. A server that runs already may be another one: ask it for {@code #{version}}.
     *
     * @return the version
     */
    public TmuxVersion version() {
        return version;
    }

    /**
     * What that version can do.
     *
     * @return an unmodifiable set
     */
    public Set<TmuxCapability> capabilities() {
        return capabilities;
    }

    /**
     * Whether that version can do something.
     *
     * @param capability what
     * @return true when it can
     */
    public boolean has(TmuxCapability capability) {
        return capabilities.contains(capability);
    }

    /**
     * Runs commands: those that only ask by a control client when one is there, others by a process of their own. Not for
     * readers of control clients. A command that needs a server ({@code new-session}) starts one, with our environment but for
     * {@code TMUX} and {@code TMUX_PANE}.
     *
     * @param commands one or more, run one after the other up to the first failure
     * @return what came of it, a failure of tmux included
     * @throws TmuxBridgeException {@link ErrorCode#UNAVAILABLE} when tmux does not end within 10 s or cannot be run,
     *     {@link ErrorCode#LIMIT} when too many commands are under way
     */
    public Result run(TmuxCommand... commands) {
        if (commands.length == 0) {
            throw new IllegalArgumentException("tmux without a command would start a session");
        }
        return clients.reads().ask(commands).orElseGet(() -> runByProcess(commands));
    }

    private Result runByProcess(TmuxCommand... commands) {
        List<String> line = new ArrayList<>();
        if (Stream.of(commands).anyMatch(command -> command.name().equals("new-session"))) {
            line.addAll(settings.serverPrefix());
        }
        line.addAll(settings.commandLine());
        for (int i = 0; i < commands.length; i++) {
            if (i > 0) {
                line.add(";");
            }
            line.addAll(commands[i].argv());
        }
        boolean told = Stream.of(commands).anyMatch(command -> TOLD_TO_ALL.contains(command.name()));
        load.take(commands.length);
        try {
            return told ? doorway.pass(() -> run(line)) : run(line);
        } finally {
            load.give(commands.length);
        }
    }

    private Result run(List<String> line) {
        try {
            return TmuxProcess.run(line, SECONDS, threads);
        } catch (IOException e) {
            throw unavailable("tmux cannot be run: " + e.getMessage(), e);
        }
    }

    /**
     * Attaches a client in control mode and waits for tmux's greeting. Never starts a server.
     *
     * @param sessionId the session's id, for example {@code $3}
     * @param listener told what tmux says; may be called before this method returns, and is not called any more when it
     *     throws
     * @param options flags of the client
     * @return an attached client, to be closed by the caller
     * @throws TmuxBridgeException {@link ErrorCode#NOT_FOUND} when there is no such session, {@link ErrorCode#UNAVAILABLE}
     *     when there is no server or it does not answer within 10 s
     */
    public ControlClient attach(String sessionId, ControlListener listener, ControlOptions options) {
        return clients.attach(sessionId, listener, options);
    }

    /**
     * Attaches an ordinary client in a pseudo terminal. Never starts a server. Blocks for some milliseconds.
     *
     * @param ptys makes the pseudo terminal
     * @param sessionId the session's id
     * @param size columns and rows
     * @param writes whether it takes keys, and counts for the sizes of windows
     * @return an attached client that draws that session and no other, to be closed by the caller
     * @throws TmuxBridgeException {@link ErrorCode#NOT_FOUND} or {@link ErrorCode#UNAVAILABLE}
     */
    public ScreenClient draw(PtyProvider ptys, String sessionId, TerminalSize size, boolean writes) {
        return new ScreenClients(this, doorway, settings.commandLine(), threads).start(ptys, sessionId, size, writes);
    }

    /**
     * Ends control clients that a bridge which was killed has left behind. To be called before anybody views.
     *
     * @throws TmuxBridgeException {@link ErrorCode#UNAVAILABLE} when tmux does not answer
     */
    public void sweep() {
        run(TmuxCommand.of("list-clients", "-F", "#{client_control_mode} #{client_pid}")).lines().stream()
                .filter(line -> line.matches("1 \\d{1,9}"))
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line.substring(2))).stream())
                .forEach(client -> doorway.pass(() -> {
                    OrphanedClients.endIfOrphaned(client);
                    return true;
                }));
    }

    /** Waits until all control clients have gone, two seconds at most. To be called when they were closed. */
    public void end() {
        clients.end();
    }

    private static TmuxBridgeException unavailable(String message, @Nullable Throwable cause) {
        return new TmuxBridgeException(ErrorCode.UNAVAILABLE, message, cause);
    }

    /**
     * What came of a run.
     *
     * @param exitCode 0 for success
     * @param lines what was printed
     * @param error what was printed as an error, without white space around it
     */
    public record Result(int exitCode, List<String> lines, String error) {

        /**
         * Whether all commands succeeded.
         *
         * @return true when they did
         */
        public boolean ok() {
            return exitCode == 0;
        }

        /**
         * Whether it failed because no server runs.
         *
         * @return true when so
         */
        public boolean noServer() {
            return !ok()
                    && (error.startsWith("no server running")
                            || error.startsWith("error connecting to")
                                    && (error.contains("No such file") || error.contains("refused"))
                            || error.startsWith("no sessions")
                            || error.contains("server exited")
                            || error.contains("lost server"));
        }
    }
}
