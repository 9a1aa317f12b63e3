package io.tmuxbridge.core.flood;

import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.PaneCommands;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.Reply;
import io.tmuxbridge.core.tmux.TmuxCommand;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The way there of a {@link FloodRoad}: notices a flood, sees to it that the pane is piped and may be, and pauses it on
 * its client. The pause stands at its place in what the client tells, and what came through the pipe is counted since
 * it began: so it is known where the pipe goes on.
 *
 * <p><b>Threads:</b> the reader's; {@link #isPausing} may be called by any.
 */
final class FloodEntrance {

    /** After a refusal by the state of the pane nothing is asked for as long. */
    private static final long REFUSED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final StreamContext context;
    private final PaneAddress address;
    private final PanePipe pipe;
    private final FloodPort port;
    private final BooleanSupplier taken;
    private final FloodMeter meter;

    private boolean underWay;
    private volatile boolean pausing;
    private boolean refused;
    private long refusedSince;

    /**
     * Creates it.
     *
     * @param context what it needs of its bridge
     * @param address the pane
     * @param pipe the pane's
     * @param port whether somebody waits for captures
     * @param taken run when the client tells no more of the pane: takes the pipe, which goes on from there, if there is
     *     one
     */
    FloodEntrance(StreamContext context, PaneAddress address, PanePipe pipe, FloodPort port, BooleanSupplier taken) {
        this.context = context;
        this.address = address;
        this.pipe = pipe;
        this.port = port;
        this.taken = taken;
        this.meter = new FloodMeter(context.floods().pipe());
    }

    /** Whether the pane is paused, or will be in a moment. */
    boolean isPausing() {
        return pausing;
    }

    /** The client told so many bytes. */
    void printed(ControlClient by, int length) {
        boolean flood = meter.printed(length, System.nanoTime());
        if (flood && !underWay && !port.isBusy() && !pipe.isBeginning() && !isRefused()) {
            underWay = true;
            by.send(asked(), reply -> answered(by, reply));
        }
    }

    /** The pane is told by its client again. */
    void over() {
        underWay = false;
        pausing = false;
        meter.reset();
    }

    /** The pane cannot be taken just now. */
    void refuse() {
        over();
        refused = true;
        refusedSince = System.nanoTime();
    }

    private boolean isRefused() {
        return refused && System.nanoTime() - refusedSince < REFUSED_NANOS;
    }

    private TmuxCommand asked() {
        // Commands of panes are text of people: only whether there is one is asked.
        String format = "#{pane_pipe} #{?pane_start_command,1,0}";
        return TmuxCommand.of("display-message", "-p", "-t", address.paneId(), format);
    }

    private void answered(ControlClient by, Reply reply) {
        String told = reply.ok() ? new String(reply.bodies().get(0), StandardCharsets.US_ASCII).trim() : "";
        boolean piped = pipe.isThere();
        if (piped && told.equals("1 0") || piped && !address.ours() && told.startsWith("1 ")) {
            pause(by);
        } else if (!piped && !address.ours() && told.startsWith("0 ")) {
            context.work().execute(() -> pipe.begin(by, begun -> begun(by, begun)));
        } else {
            refuse();
        }
    }

    private void begun(ControlClient by, Begun begun) {
        if (begun == Begun.WELL) {
            pause(by);
        } else {
            refuse();
        }
    }

    private void pause(ControlClient by) {
        if (port.isBusy() || pipe.piped() == null && !pipe.former().claim()) {
            leaveNothing(by);
            over();
            return;
        }
        pausing = true;
        port.turned();
        by.send(PaneCommands.pause(address.pane()), this::paused);
    }

    /**
     * Of a pane that is not ours nobody reads the pipe before it is taken, and tmux gives up no pane for whose pipe
     * something waits.
     */
    private void leaveNothing(ControlClient by) {
        if (!address.ours() && pipe.piped() != null) {
            pipe.drop();
            pipe.end(by, reply -> {});
        }
    }

    private void paused(Reply reply) {
        if (!reply.ok() || !taken.getAsBoolean()) {
            pipe.former().unclaim();
            refuse();
        }
    }
}
