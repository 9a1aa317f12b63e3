package io.tmuxbridge.core.tmux;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.pty.PtyProvider;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;

/**
 * A tmux binary that was found and is new enough, and the servers of it that the bridge uses, which need not run yet:
 * one, or several over which it spreads the sessions that it makes. Ids tell of which server they are
 * ({@link ServerIds}).
 *
 * <p><b>Threads:</b> any; {@link #run} and {@link #attach} block the caller.
 */
public final class Tmux {

    private final TmuxVersion version;
    private final Set<TmuxCapability> capabilities;
    private final TmuxServers servers;

    private Tmux(TmuxVersion version, TmuxServers servers) {
        this.version = version;
        this.servers = servers;
        capabilities = TmuxCapability.all(version);
    }

    /**
     * Finds the binary, asks its version and that of servers that run already. Starts no server.
     *
     * @param settings how to reach tmux
     * @param threads makes the threads that read from tmux: platform threads, daemons; virtual ones do not work
     * @param load bounds the commands under way
     * @return the tmux found
     * @throws TmuxBridgeException {@link ErrorCode#UNAVAILABLE} when there is none, it does not run or is older than
     *     3.2a; the message tells what to install; {@link ErrorCode#INVALID} when it could not make the socket
     */
    public static Tmux probe(TmuxSettings settings, ThreadFactory threads, TmuxLoad load) {
        String searchPath = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        SocketCheck.check(settings);
        var binary = TmuxBinary.find(settings.binary(), searchPath);
        TmuxServers servers = TmuxServers.of(settings.with(binary), threads, load);
        return new Tmux(ServerVersions.oldest(TmuxBinary.version(binary, threads), servers.all()), servers);
    }

    TmuxServers servers() {
        return servers;
    }

    /** {@return the binary's version or, when a server ran already that is older, that one's} */
    public TmuxVersion version() {
        return version;
    }

    /** Returns what that version can do, unmodifiable. */
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
     * Runs commands: those that only ask by a control client when one is there, others by a process of their own. Not
     * for readers of control clients. When another server has taken the place of the one that clients are attached to,
     * that other one is asked. A command that needs a server ({@code new-session}) starts one, with our environment but
     * for {@code TMUX} and {@code TMUX_PANE}.
     *
     * <p>Commands with a target are run by its server, all of them; those without one by all servers that run, in turn.
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
        return servers.run(commands);
    }

    /**
     * Asks all servers. Of one of several that does not answer within 2 s what it said last to the same counts.
     *
     * @param command changes nothing and has no target
     * @return what came of it: what is missing need not be gone
     */
    public Result runOrRecall(TmuxCommand command) {
        return servers.runOrRecall(command);
    }

    /**
     * Asks the servers of some sessions, windows or panes alone, whatever the others do.
     *
     * @param ids whose servers; those of no server are passed over
     * @param commands one or more, which change nothing and have no target
     * @return what came of it; no lines when there is no server to ask
     * @throws TmuxBridgeException as for {@link #run}
     */
    public Result runByThoseOf(Collection<String> ids, TmuxCommand... commands) {
        return servers.runByThoseOf(ids, commands);
    }

    /**
     * Asks each server by itself: those that do not answer are passed over, after 10 s.
     *
     * @param commands one or more, which change nothing and have no target
     * @return what came of it, for each that answered or does not run
     */
    public List<Result> runByEach(TmuxCommand... commands) {
        return servers.runByEach(commands);
    }

    /** Returns whether there are several servers. */
    public boolean isSpread() {
        return servers.all().size() > 1;
    }

    /**
     * Which server an id is of.
     *
     * @param id of a session, window or pane
     * @return a number that is the same for ids of one server, -1 for those of none
     */
    public int serverOf(String id) {
        return servers.of(id).map(servers.all()::indexOf).orElse(-1);
    }

    /**
     * The encoder of what is typed into a pane.
     *
     * @param paneId the pane, for example {@code %5}
     * @return its encoder
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when it is no id of a pane, {@link ErrorCode#NOT_FOUND}
     *     when it is of no server
     */
    public SendKeys keys(String paneId) {
        return SendKeys.to(servers.having(TmuxText.paneId(paneId)).ids().own(paneId));
    }

    /**
     * A window's layout as tmux prints it, with the numbers of panes that ids have.
     *
     * @param windowId the window
     * @param layout as {@code #{window_layout}} prints it
     * @return the same layout, for showing; its checksum is tmux's
     */
    public String layout(String windowId, String layout) {
        return servers.of(windowId)
                .map(server -> server.ids().knownLayout(layout))
                .orElse(layout);
    }

    /**
     * Attaches a client in control mode and waits for tmux's greeting. Never starts a server.
     *
     * @param sessionId the session's id, for example {@code $3}
     * @param listener told what tmux says; may be called before this method returns, and is not called any more when it
     *     throws
     * @param options flags of the client
     * @return an attached client, to be closed by the caller
     * @throws TmuxBridgeException {@link ErrorCode#NOT_FOUND} when there is no such session, or only on another server
     *     than it was to be, {@link ErrorCode#UNAVAILABLE} when there is no server or it does not answer within 10 s
     */
    public ControlClient attach(String sessionId, ControlListener listener, ControlOptions options) {
        return servers.having(sessionId).attach(sessionId, listener, options);
    }

    /**
     * Attaches an ordinary client in a pseudo terminal. Never starts a server. Blocks for some milliseconds.
     *
     * @param ptys makes the pseudo terminal
     * @param sessionId the session's id
     * @param server process id of its server: another one may have a session of that id by now
     * @param size columns and rows
     * @param writes whether it takes keys, and counts for the sizes of windows
     * @return an attached client that draws that session and no other, to be closed by the caller
     * @throws TmuxBridgeException {@link ErrorCode#NOT_FOUND} or {@link ErrorCode#UNAVAILABLE}
     */
    public ScreenClient draw(PtyProvider ptys, String sessionId, long server, TerminalSize size, boolean writes) {
        return servers.having(sessionId).draw(ptys, sessionId, server, size, writes);
    }

    /**
     * Whether a control client is one of this bridge's own.
     *
     * @param pid its process id, which is no other bridge's client's
     */
    public boolean owns(long pid) {
        return servers.all().stream().anyMatch(server -> server.owns(pid));
    }

    /** Ends control clients that a bridge which was killed has left behind. To be called before anybody views. */
    public void sweep() {
        servers.all().forEach(TmuxServer::sweep);
    }

    /** Waits until all control clients have gone, two seconds at most. To be called when they were closed. */
    public void end() {
        servers.all().parallelStream().forEach(TmuxServer::end);
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
         * Whether all commands succeeded. A tmux that cannot make the socket of its server says so, and exits with 0.
         *
         * @return true when they did
         */
        public boolean ok() {
            return exitCode == 0 && !error.startsWith("error creating ");
        }

        /**
         * Whether it failed because no server runs, or one that has no session (its {@code exit-empty} is off).
         *
         * @return true when so
         */
        public boolean noServer() {
            return !ok()
                    && (error.startsWith("no server running")
                            || error.startsWith("error connecting to")
                                    && (error.contains("No such file") || error.contains("refused"))
                            || error.startsWith("no sessions")
                            || error.startsWith("no current target")
                            || error.contains("server exited")
                            || error.contains("lost server"));
        }
    }
}
