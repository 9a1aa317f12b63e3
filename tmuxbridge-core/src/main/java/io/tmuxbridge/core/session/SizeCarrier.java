package io.tmuxbridge.core.session;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.ControlListener;
import io.tmuxbridge.core.tmux.ControlOptions;
import io.tmuxbridge.core.tmux.Notification;
import io.tmuxbridge.core.tmux.Reply;
import io.tmuxbridge.core.tmux.Tmux;
import io.tmuxbridge.core.tmux.TmuxCapability;
import io.tmuxbridge.core.tmux.TmuxCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A control client that gives windows of one session their sizes, and has no say in between.
 *
 * <p>The idea: tmux lets sizes follow the clients that count, all windows of a session at once, and takes them for new
 * sessions too. So this client does not count, because it is marked {@code ignore-size} while the clients of viewed
 * panes, which never say a size, are not. It tells tmux the sizes of all windows, those that stay and those that
 * change, without any effect; then it counts for the moment of one command. After that the sizes stay as they are, and
 * the first person who attaches decides as if there were no bridge.
 *
 * <p><b>Threads:</b> one caller at a time; {@link #give} blocks until tmux has answered.
 */
final class SizeCarrier implements AutoCloseable {

    private static final long SECONDS = 10;

    private final Tmux tmux;
    private final ControlClient client;
    private volatile long usedNanos = System.nanoTime();

    private SizeCarrier(Tmux tmux, ControlClient client) {
        this.tmux = tmux;
        this.client = client;
    }

    /** A client beside which carriers do not count, for a moment in which no pane of a server is followed. */
    static ControlClient anchor(Tmux tmux, String sessionId) {
        return tmux.attach(sessionId, new Deaf(), new ControlOptions(0, false, true));
    }

    static SizeCarrier attach(Tmux tmux, String sessionId) {
        return new SizeCarrier(tmux, tmux.attach(sessionId, new Deaf(), new ControlOptions(0, true, true)));
    }

    boolean isOpen() {
        return client.isOpen();
    }

    long idleNanos() {
        return System.nanoTime() - usedNanos;
    }

    /**
     * Gives windows their sizes.
     *
     * @param session all windows of the session
     * @param changes sizes by id of the window, at least one
     * @param first commands to run before it, for what the bridge remembers in tmux
     * @param last the same for afterwards
     * @throws TmuxBridgeException when tmux did not do all of it
     */
    void give(
            List<WindowCensus.Window> session,
            Map<String, TerminalSize> changes,
            List<TmuxCommand> first,
            List<TmuxCommand> last) {
        usedNanos = System.nanoTime();
        List<TmuxCommand> line = new ArrayList<>(first);
        line.addAll(sizes(session, changes));
        line.addAll(last);
        CompletableFuture<Reply> answered = new CompletableFuture<>();
        client.query(line, answered::complete);
        await(answered);
    }

    private List<TmuxCommand> sizes(List<WindowCensus.Window> session, Map<String, TerminalSize> changes) {
        List<TmuxCommand> line = new ArrayList<>();
        String last = "";
        TerminalSize anySize = changes.values().iterator().next();
        if (tmux.has(TmuxCapability.PER_WINDOW_SIZE)) {
            line.add(size(anySize.toString()));
            for (WindowCensus.Window window : session) {
                last = window.id() + ":" + changes.getOrDefault(window.id(), window.size());
                line.add(size(last));
            }
        } else {
            last = anySize.toString();
        }
        line.add(TmuxCommand.of("refresh-client", "-f", "!ignore-size", "-C", last));
        if (tmux.has(TmuxCapability.PER_WINDOW_SIZE)) {
            line.add(TmuxCommand.of("refresh-client", "-f", "ignore-size"));
        }
        return line;
    }

    private static TmuxCommand size(String size) {
        return TmuxCommand.of("refresh-client", "-C", size);
    }

    private static void await(CompletableFuture<Reply> answered) {
        try {
            Reply reply = answered.get(SECONDS, TimeUnit.SECONDS);
            if (!reply.ok()) {
                throw new TmuxBridgeException(ErrorCode.UNAVAILABLE, "tmux did not resize a window: " + reply.error());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TmuxBridgeException(ErrorCode.UNAVAILABLE, "interrupted while a window was resized", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new TmuxBridgeException(ErrorCode.UNAVAILABLE, "tmux did not resize a window in time", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /** It is there to say sizes; what tmux tells is heard by the clients of panes. */
    private static final class Deaf implements ControlListener {
        @Override
        public void output(int pane, byte[] buffer, int offset, int length, long ageMillis) {}

        @Override
        public void notification(Notification notification) {}

        @Override
        public void closed(String reason) {}
    }
}
