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

/**
 * One tmux server, which need not run yet. All ids are given and told as the bridge knows them ({@link ServerIds}).
 *
 * <p><b>Threads:</b> any; {@link #run}, {@link #attach} and {@link #draw} block the caller.
 */
final class TmuxServer {

    private static final long SECONDS = 10;
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

    TmuxServer(TmuxSettings settings, ServerIds ids, SocketPlaces places, ThreadFactory threads, TmuxLoad load) {
        this.places = places;
        this.settings = settings;
        this.ids = ids;
        this.threads = threads;
        this.load = load;
        this.clients = new ControlClients(this, load);
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
        return clients.reads().ask(commands).orElseGet(() -> runByProcess(commands));
    }

    /** Asks, unless there is no server to ask. */
    Tmux.Result runIfThere(TmuxCommand... commands) {
        return places.isAbsent(settings) ? new Tmux.Result(1, List.of(), "no server running") : run(commands);
    }

    private Tmux.Result runByProcess(TmuxCommand... commands) {
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
            return told ? doorway.pass(() -> run(line)) : run(line);
        } finally {
            load.give(commands.length);
        }
    }

    private Tmux.Result run(List<String> line) {
        try {
            Tmux.Result result = TmuxProcess.run(line, SECONDS, threads);
            if (result.ok()) {
                places.runs(settings);
            }
            return new Tmux.Result(result.exitCode(), result.lines(), ids.knownError(result.error()));
        } catch (IOException e) {
            throw new TmuxBridgeException(ErrorCode.UNAVAILABLE, "tmux cannot be run: " + e.getMessage(), e);
        }
    }

    /** See {@link Tmux#attach}. */
    ControlClient attach(String sessionId, ControlListener listener, ControlOptions options) {
        return clients.attach(sessionId, listener, options);
    }

    /** See {@link Tmux#draw}. */
    ScreenClient draw(PtyProvider ptys, String sessionId, TerminalSize size, boolean writes) {
        return new ScreenClients(this).start(ptys, sessionId, size, writes);
    }

    /** See {@link Tmux#sweep}. */
    void sweep() {
        runIfThere(TmuxCommand.of("list-clients", "-F", "#{client_control_mode} #{client_pid}")).lines().stream()
                .filter(line -> line.matches("1 \\d{1,9}"))
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line.substring(2))).stream())
                .forEach(client -> doorway.pass(() -> {
                    OrphanedClients.endIfOrphaned(client);
                    return true;
                }));
    }

    /** The names of its sessions; none when it does not run. */
    List<String> sessionNames() {
        return Optional.of(runIfThere(TmuxCommand.of("list-sessions", "-F", "#{session_name}")))
                .filter(Tmux.Result::ok)
                .map(Tmux.Result::lines)
                .orElse(List.of());
    }

    /** See {@link Tmux#end}. */
    void end() {
        clients.end();
    }
}
