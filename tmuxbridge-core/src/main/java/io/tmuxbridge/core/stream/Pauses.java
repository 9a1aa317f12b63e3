package io.tmuxbridge.core.stream;

import io.tmuxbridge.core.tmux.ControlClient;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a link has tmux hold back: the output of all other panes, and that of its own pane when tmux is late with it.
 * Then a snapshot stands for what tmux throws away, and the pane goes on behind it.
 *
 * <p><b>Threads:</b> {@link #printed}, {@link #told} and {@link #resumed} belong to the reader, the others may be
 * called by any thread.
 */
public final class Pauses {

    /** Output that tmux has held for longer is out of date: a viewer would rather see what is there now. */
    private static final long LATE_MILLIS = 500;

    private final StreamContext context;
    private final PaneAddress address;
    private final PaneStream stream;
    private final CaptureWants wants;
    private final Runnable displaces;
    private final Runnable capture;
    private final Set<Integer> others = new HashSet<>();

    private volatile @Nullable ControlClient client;
    private volatile boolean paused;

    /**
     * Prepares to.
     *
     * @param displaces run when tmux is told to throw output of the pane away: what it answered to questions from
     *     before that then stands too early in the stream
     * @param capture run when a capture is wanted
     */
    public Pauses(
            StreamContext context,
            PaneAddress address,
            PaneStream stream,
            CaptureWants wants,
            Runnable displaces,
            Runnable capture) {
        this.displaces = displaces;
        this.context = context;
        this.address = address;
        this.stream = stream;
        this.wants = wants;
        this.capture = capture;
    }

    /** A client came, to which other panes belong as well. */
    public void attached(ControlClient attached, List<Integer> otherPanes) {
        client = attached;
        otherPanes.forEach(this::other);
    }

    /** Another pane prints on this client. */
    public synchronized void other(int pane) {
        ControlClient to = client;
        if (to != null && others.add(pane)) {
            to.send(PaneCommands.pause(pane), reply -> {});
        }
    }

    /** The pane printed what tmux has held for so long, and its viewers may skip. */
    public void printed(long ageMillis) {
        ControlClient to = client;
        if (paused || ageMillis <= LATE_MILLIS || to == null) {
            return;
        }
        paused = true;
        context.metrics().add("stream.late", 1);
        to.send(PaneCommands.pause(address.pane()), reply -> {
            if (reply.ok()) {
                discontinued();
            }
        });
        // Behind the command: replies come on this thread, so none can be taken for what it was between the two.
        displaces.run();
    }

    /** tmux says that it has paused the pane, by itself or because it was told to. */
    public void told() {
        if (!paused) {
            paused = true;
            context.metrics().add("stream.paused", 1);
            discontinued();
        }
    }

    /** The pane is paused already, and is to stay so. */
    public void hold() {
        paused = true;
        stream.discontinued(false);
    }

    /** The pane goes on. */
    public void resumed() {
        paused = false;
    }

    /** Whether the pane is paused. */
    public boolean paused() {
        return paused;
    }

    private void discontinued() {
        stream.discontinued(true);
        wants.wantBarrier(true);
        capture.run();
    }
}
