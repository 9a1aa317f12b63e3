package io.tmuxbridge.core.tmux;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.pty.Pty;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An ordinary client, {@code tmux attach}, in a pseudo terminal of its own: it draws all there is to see of a session.
 * A {@link SessionGuard} sees to it that it never draws another one.
 *
 * <p>It says that it is an xterm with 256 colours, RGB and UTF-8. It leaves the session's environment as it is
 * ({@code -E}).
 *
 * <p><b>Threads:</b> any; starting and closing block for some milliseconds.
 */
public final class ScreenClient implements AutoCloseable {

    private static final String FORMAT = "#{pid} #{client_pid} #{client_created} #{session_id} #{client_flags}";
    private static final Logger LOG = LoggerFactory.getLogger(ScreenClient.class);
    private static final long SECONDS = 10;
    private static final long END_SECONDS = 1;

    private final TmuxServer server;
    private final Pty pty;
    private final String sessionId;
    /** What runs in the terminal, as long as it does: its number may be another's afterwards. */
    private final Optional<ProcessHandle> parent;
    /** The client's process; until tmux has told which that is, its parent. */
    private volatile long pid;

    /** What a client is up to. */
    private record Row(long server, long pid, String created, String sessionId, Set<String> flags) {}

    ScreenClient(TmuxServer server, Pty pty, String sessionId) {
        this.server = server;
        this.pty = pty;
        this.pid = pty.pid();
        this.parent = ProcessHandle.of(pid);
        this.sessionId = sessionId;
    }

    /**
     * Waits until it is attached and guarded; nothing that it drew before must be shown unless this succeeds.
     *
     * @param meant process id of the server whose session it is to draw
     */
    void awaitGuard(long meant) {
        try {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            Optional<Row> row = child(server.run(TmuxCommand.of("list-clients", "-F", FORMAT)));
            while (row.isEmpty()) {
                if (parent.filter(ProcessHandle::isAlive).isEmpty() || System.nanoTime() - until > 0) {
                    throw refused();
                }
                row = child(server.run(TmuxCommand.of("list-clients", "-F", FORMAT)));
            }
            pid = row.get().pid();
            if (row.get().server() != meant) {
                throw notThere();
            }
            Optional<Row> guarded = row(server.run(
                    SessionGuard.set(pid, row.get().created(), server.ids().own(sessionId)),
                    TmuxCommand.of("list-clients", "-F", FORMAT)));
            if (guarded.filter(this::isHere).isEmpty()) {
                throw refused();
            }
        } catch (TmuxBridgeException e) {
            leave();
            throw e;
        }
    }

    private TmuxBridgeException refused() {
        boolean there =
                server.run(TmuxCommand.of("has-session", "-t", sessionId)).ok();
        return there
                ? new TmuxBridgeException(
                        ErrorCode.UNAVAILABLE, "attaching to tmux session " + sessionId + " failed; try again")
                : notThere();
    }

    private TmuxBridgeException notThere() {
        return new TmuxBridgeException(ErrorCode.NOT_FOUND, "there is no tmux session " + sessionId);
    }

    private Optional<Row> row(Tmux.Result clients) {
        return rows(clients).stream().filter(row -> row.pid() == pid).findFirst();
    }

    /** The client whose parent runs in the terminal. */
    private Optional<Row> child(Tmux.Result clients) {
        return rows(clients).stream()
                .filter(row -> ProcessHandle.of(row.pid())
                        .flatMap(ProcessHandle::parent)
                        .equals(parent))
                .findFirst();
    }

    private static List<Row> rows(Tmux.Result clients) {
        return clients.lines().stream()
                .map(line -> line.split(" ", 5))
                .filter(words -> words.length == 5 && words[1].matches("\\d+"))
                .map(words -> new Row(
                        Long.parseLong(words[0]),
                        Long.parseLong(words[1]),
                        words[2],
                        words[3],
                        Set.of(words[4].split(","))))
                .toList();
    }

    private boolean isHere(Row row) {
        return row.sessionId().equals(sessionId) && !row.flags().contains("suspended");
    }

    /**
     * The pseudo terminal.
     *
     * @return what it draws, and takes
     */
    public Pty pty() {
        return pty;
    }

    /**
     * Starts a thread that reads what it draws.
     *
     * @param reading what the thread does; it ends when the client does
     */
    public void read(Runnable reading) {
        server.threads().newThread(reading).start();
    }

    /**
     * Which of some clients draw their sessions no more, by asking each server once for all.
     *
     * @param clients the clients
     * @return those that do not: they have ended, were suspended, or are attached to another session; of a server that
     *     does not answer, none
     */
    public static List<ScreenClient> look(List<ScreenClient> clients) {
        return clients.stream().collect(Collectors.groupingBy(client -> client.server)).entrySet().stream()
                .flatMap(each -> look(each.getKey(), each.getValue()))
                .toList();
    }

    private static Stream<ScreenClient> look(TmuxServer server, List<ScreenClient> clients) {
        return server
                .runIfItAnswers(TmuxCommand.of("list-clients", "-F", FORMAT))
                .filter(told -> told.ok() || told.noServer())
                .map(ScreenClient::rows)
                .stream()
                .flatMap(rows -> clients.stream().filter(client -> rows.stream().noneMatch(client::isShownBy)));
    }

    private boolean isShownBy(Row row) {
        return row.pid() == pid && isHere(row);
    }

    /**
     * Takes away the guards of clients that are gone, which a bridge that was killed has left behind; of a server that
     * does not answer, none.
     *
     * @param tmux the tmux
     */
    public static void sweep(Tmux tmux) {
        tmux.servers().all().forEach(ScreenClient::sweep);
    }

    private static void sweep(TmuxServer server) {
        try {
            Set<Long> left =
                    SessionGuard.of(server.runIfThere(SessionGuard.show()).lines());
            if (!left.isEmpty()) {
                rows(server.run(TmuxCommand.of("list-clients", "-F", FORMAT))).forEach(row -> left.remove(row.pid()));
                left.forEach(pid -> server.run(SessionGuard.unset(pid)));
            }
        } catch (TmuxBridgeException e) {
            LOG.debug("guards that were left behind could not be looked for: {}", e.getMessage());
        }
    }

    /** Ends the client; the session lives on. */
    @Override
    public void close() {
        try {
            server.doorway().pass(() -> {
                leave();
                return true;
            });
        } catch (TmuxBridgeException busy) {
            leave();
        }
    }

    /** The command behind it is answered when the server has seen the client go. */
    private void leave() {
        parent.filter(ProcessHandle::isAlive).ifPresent(ScreenClient::endChildOf);
        pty.close();
        server.run(SessionGuard.unset(pid));
    }

    /** Its parent ends with it, when the client is gone. */
    private static void endChildOf(ProcessHandle parent) {
        parent.children().forEach(ProcessHandle::destroyForcibly);
        parent.onExit().completeOnTimeout(parent, END_SECONDS, TimeUnit.SECONDS).join();
    }
}
