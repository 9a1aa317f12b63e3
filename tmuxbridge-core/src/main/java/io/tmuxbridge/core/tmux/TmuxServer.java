package io.tmuxbridge.core.tmux;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.pty.PtyProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One tmux server, which need not run yet. All ids are given and told as the bridge knows them ({@link ServerIds}).
 *
 * <p><b>Threads:</b> any; {@link #run}, {@link #attach} and {@link #draw} block the caller.
 */
final class TmuxServer {

    private static final Logger LOG = LoggerFactory.getLogger(TmuxServer.class);
    private static final long SECONDS = 10;
    /** For whoever is content with what it said last. */
    private static final long SHORT_SECONDS = 2;

    private static final TmuxCommand NAMES = TmuxCommand.of("list-sessions", "-F", "#{session_name}");
    private static final Tmux.Result NO_SERVER = new Tmux.Result(1, List.of(), "no server running");
    /** What tmux tells every control client of, attached or not. */
    private static final Set<String> TOLD_TO_ALL =
            Set.of("new-session", "kill-session", "kill-window", "kill-pane", "rename-session", "select-window");

    private final TmuxSettings settings;
    private final ServerIds ids;
    private final ThreadFactory threads;
    private final TmuxLoad load;
    private final SocketPlaces places;
    private final Doorway doorway = new Doorway();
    private final ControlClients clients;
    private final Silence silence;
    private final Map<List<String>, Tmux.Result> saidLast = new ConcurrentHashMap<>();

    TmuxServer(TmuxSettings settings, ServerIds ids, SocketPlaces places, ThreadFactory threads, TmuxLoad load) {
        this.places = places;
        this.settings = settings;
        this.ids = ids;
        this.threads = threads;
        this.load = load;
        this.clients = new ControlClients(this, new SocketFile(settings), load);
        this.silence = new Silence(threads, () -> runByProcess(SECONDS, NAMES));
    }

    ServerIds ids() {
        return ids;
    }

    ThreadFactory threads() {
        return threads;
    }

    /** Lets one client come or go at a time. */
    Doorway doorway() {
        return doorway;
    }

    /** The start of every command line. */
    List<String> commandLine() {
        return settings.commandLine();
    }

    /** See {@link Tmux#run}. */
    Tmux.Result run(TmuxCommand... commands) {
        return known(clients.reads().ask(commands).orElseGet(() -> runByProcess(SECONDS, commands)));
    }

    /**
     * Asks, unless there is no server to ask. One that somebody is attached to is there, even if its socket was
     * removed; one that did not answer is not waited for before it has answered again.
     */
    Tmux.Result runIfThere(TmuxCommand... commands) {
        return runIfThere(SECONDS, commands);
    }

    private Tmux.Result runIfThere(long seconds, TmuxCommand... commands) {
        return known(clients.reads().ask(commands).orElseGet(() -> runUnlessSilent(seconds, commands)));
    }

    /** The same; when it does not answer soon, what it said last, if it ever did. */
    Tmux.Result runOrRecall(TmuxCommand command) {
        Tmux.Result before = saidLast.get(command.words());
        try {
            Tmux.Result now = runIfThere(before == null ? SECONDS : SHORT_SECONDS, command);
            saidLast.put(command.words(), now);
            return now;
        } catch (TmuxBridgeException e) {
            if (before == null || e.code() != ErrorCode.UNAVAILABLE) {
                throw e;
            }
            return before;
        }
    }

    /** Whether it did not answer, and does not now. */
    boolean isSilent() {
        return silence.lasts();
    }

    /** The same; empty when it does not answer. */
    Optional<Tmux.Result> runIfItAnswers(TmuxCommand... commands) {
        try {
            return Optional.of(runIfThere(commands));
        } catch (TmuxBridgeException e) {
            LOG.debug("a tmux server is passed over: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private Tmux.Result runUnlessSilent(long seconds, TmuxCommand... commands) {
        if (places.isAbsent(settings)) {
            return NO_SERVER;
        }
        if (silence.lasts()) {
            throw new TmuxBridgeException(
                    ErrorCode.UNAVAILABLE,
                    "tmux does not answer (" + String.join(" ", settings.commandLine())
                            + "); try again in some seconds");
        }
        try {
            return runByProcess(seconds, commands);
        } catch (TmuxBridgeException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                silence.begins();
            }
            throw e;
        }
    }

    private Tmux.Result known(Tmux.Result result) {
        return result.ok()
                ? result
                : new Tmux.Result(result.exitCode(), result.lines(), ids.knownError(result.error()));
    }

    private Tmux.Result runByProcess(long seconds, TmuxCommand... commands) {
        List<String> line = new ArrayList<>();
        if (Stream.of(commands).anyMatch(command -> command.name().equals("new-session"))) {
            line.addAll(settings.serverPrefix());
        }
        line.addAll(settings.commandLine());
        for (int i = 0; i < commands.length; i++) {
            if (i > 0) {
                line.add(";");
            }
            line.addAll(ids.own(commands[i]).argv());
        }
        boolean told = Stream.of(commands).anyMatch(command -> TOLD_TO_ALL.contains(command.name()));
        load.take(commands.length);
        try {
            return told ? doorway.pass(() -> run(line, seconds)) : run(line, seconds);
        } finally {
            load.give(commands.length);
        }
    }

    private Tmux.Result run(List<String> line, long seconds) {
        try {
            Tmux.Result result = TmuxProcess.run(line, seconds, threads);
            if (result.ok()) {
                places.runs(settings);
            }
            return result;
        } catch (IOException e) {
            throw new TmuxBridgeException(ErrorCode.UNAVAILABLE, "tmux cannot be run: " + e.getMessage(), e);
        }
    }

    /** See {@link Tmux#attach}. */
    ControlClient attach(String sessionId, ControlListener listener, ControlOptions options) {
        return clients.attach(sessionId, listener, options);
    }

    /** See {@link Tmux#owns}. */
    boolean owns(long pid) {
        return clients.owns(pid);
    }

    /** See {@link Tmux#draw}. */
    ScreenClient draw(PtyProvider ptys, String sessionId, long pid, TerminalSize size, boolean writes) {
        return new ScreenClients(this).start(ptys, sessionId, pid, size, writes);
    }

    /** See {@link Tmux#sweep}; never throws. */
    void sweep() {
        runIfItAnswers(TmuxCommand.of("list-clients", "-F", "#{client_control_mode} #{client_pid}")).stream()
                .flatMap(result -> result.lines().stream())
                .filter(line -> line.matches("1 \\d{1,9}"))
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line.substring(2))).stream())
                .forEach(client -> doorway.pass(() -> {
                    OrphanedClients.endIfOrphaned(client);
                    return true;
                }));
    }

    /** The names of its sessions; none when it does not run. */
    List<String> sessionNames() {
        return Optional.of(runOrRecall(NAMES))
                .filter(Tmux.Result::ok)
                .map(Tmux.Result::lines)
                .orElse(List.of());
    }

    /** See {@link Tmux#end}. */
    void end() {
        clients.end();
    }
}
