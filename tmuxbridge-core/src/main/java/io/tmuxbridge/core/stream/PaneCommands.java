package io.tmuxbridge.core.stream;

import io.tmuxbridge.core.terminal.Capture;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.ControlOptions;
import io.tmuxbridge.core.tmux.Reply;
import io.tmuxbridge.core.tmux.Tmux;
import io.tmuxbridge.core.tmux.TmuxCapability;
import io.tmuxbridge.core.tmux.TmuxCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The commands that a link sends about its pane.
 *
 * <p><b>Threads:</b> immutable.
 */
public final class PaneCommands {

    private static final int PAUSE_AFTER_SECONDS = 30;
    private static final int MOST_UNANSWERED = 16;
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PaneAddress address;

    /** Commands for one pane. */
    public PaneCommands(PaneAddress address) {
        this.address = address;
    }

    /**
     * How the client of a pane is attached. It never says a size, and from 3.3 on does not count for that reason; it is
     * not marked, so that the marked client that carries sizes does not count either. What was permitted is this pane:
     * another server may have one of its number by now.
     */
    public static ControlOptions options(Tmux tmux, PaneAddress of) {
        boolean ignoreSize = !tmux.has(TmuxCapability.PER_WINDOW_SIZE);
        return new ControlOptions(PAUSE_AFTER_SECONDS, ignoreSize, false, of.server());
    }

    /** One line that is a whole capture and, behind it, whether the pane has ended; atomic in tmux. */
    public List<TmuxCommand> capture(CaptureWants.Request request) {
        List<TmuxCommand> commands = new ArrayList<>();
        commands.addAll(capture(request.history()));
        if (request.resume()) {
            commands.add(go(address.pane()));
        }
        return commands;
    }

    /** The same for its own sake. */
    public List<TmuxCommand> capture(int history) {
        List<TmuxCommand> commands = new ArrayList<>();
        for (List<String> words : Capture.commands(address.paneId(), history)) {
            commands.add(
                    TmuxCommand.of(words.get(0), words.subList(1, words.size()).toArray(String[]::new)));
        }
        commands.add(TmuxCommand.of("display-message", "-p", "-t", address.paneId(), "#{pane_dead}"));
        return commands;
    }

    /** The capture that a reply to {@link #capture(int)} brought. */
    public Capture captured(Reply reply, int history) {
        return Capture.parse(reply.bodies().subList(0, parts(history)), history);
    }

    /** What the same reply says of whether the pane has ended. */
    public byte[] dead(Reply reply, int history) {
        return reply.bodies().get(parts(history));
    }

    private int parts(int history) {
        return Capture.commands(address.paneId(), history).size();
    }

    /**
     * How the pane is: dead, in a mode, its process, where its cursor is, and its size, what its session consists of,
     * and which session it is in: some commands move the cursor, {@code rotate-window} changes sizes, and send nothing.
     */
    public TmuxCommand look() {
        return TmuxCommand.of(
                "display-message",
                "-p",
                "-t",
                address.paneId(),
                "#{pane_dead} #{pane_in_mode} #{pane_pid} #{cursor_x},#{cursor_y},#{history_size}"
                        + " #{pane_width}x#{pane_height} " + PaneEvent.SessionSeen.FORMAT
                        + " #{session_id} #{window_linked_sessions}");
    }

    /** Whether to ask how the pane is: a tmux that answers nothing is not asked ever more. */
    public static boolean mayAsk(ControlClient by) {
        return by.outstanding() < MOST_UNANSWERED || by.oldestOutstandingNanos() < STUCK_NANOS;
    }

    /** The client is told nothing more of a pane. */
    public static TmuxCommand pause(int pane) {
        return TmuxCommand.of("refresh-client", "-A", "%" + pane + ":pause");
    }

    /** The client is told of a pane again, from where tmux is now. */
    public static TmuxCommand go(int pane) {
        return TmuxCommand.of("refresh-client", "-A", "%" + pane + ":continue");
    }
}
