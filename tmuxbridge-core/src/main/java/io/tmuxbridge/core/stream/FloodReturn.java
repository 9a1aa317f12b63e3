package io.tmuxbridge.core.stream;

import io.tmuxbridge.core.tmux.ControlClient;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * The way back of a {@link FloodRoad}: the client tells the pane again, and is listened to until the pipe has come to the same
 * place and has ended.
 *
 * <p><b>Threads:</b> the reader's, but for {@link #piped}.
 */
final class FloodReturn {

    /** After so many more bytes it is tried anew whether the pipe has come to where the client began. */
    private static final int STEP_BYTES = 16 * 1024;
    /** Bytes in which that cannot be found out are of a kind in which it never can. */
    private static final int MOST_BYTES = 2 << 20;

    private static final long STEP_MILLIS = 50;
    /** A pipe that was ended is read to its end within that time. */
    private static final long END_MILLIS = 5000;

    private final StreamContext context;
    private final PanePipe pipe;
    private final boolean another;
    private final ControlClient by;
    private final PipeReader reader;
    private final Overlap overlap = new Overlap();
    private final Runnable back;
    private boolean ending;
    private long nextTry = STEP_BYTES;
    private long toldAtStep = -1;
    private long pipedAtStep = -1;

    /**
     * Prepares to listen: to be created before the client is asked to tell the pane again.
     *
     * @param context what it needs of its bridge
     * @param pipe the pane's
     * @param another whether another pipe is to take the place of the one that ends
     * @param by the client
     * @param reader who reads the pipe
     * @param back run once, where the pipe was ended
     */
    FloodReturn(
            StreamContext context, PanePipe pipe, boolean another, ControlClient by, PipeReader reader, Runnable back) {
        this.context = context;
        this.pipe = pipe;
        this.another = another;
        this.by = by;
        this.reader = reader;
        this.back = back;
    }

    /** Looks after a while whether the pane says anything: the reply to a command brings the reader back here. */
    void begin() {
        context.timer().schedule(() -> by.send(pipe.ask(), reply -> listened()), STEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void listened() {
        boolean silent = overlap.told() == toldAtStep && overlap.piped() == pipedAtStep;
        toldAtStep = overlap.told();
        pipedAtStep = overlap.piped();
        if (silent) {
            endPipe();
        } else if (!ending) {
            begin();
        }
    }

    /** This came through the pipe; on the thread that reads it, from before the client was asked to tell the pane on. */
    void piped(byte[] buffer, int offset, int length) {
        overlap.piped(buffer, offset, length);
    }

    /** This the client told. */
    void told(byte[] buffer, int offset, int length) {
        overlap.told(buffer, offset, length);
        long total = overlap.told();
        if (!ending && total >= nextTry) {
            nextTry = total + STEP_BYTES;
            // What waits for the pipe when it ends is lost to it: it has to be among what was told.
            if (total >= MOST_BYTES || overlap.meets()) {
                endPipe();
            }
        }
    }

    /** Ends the pipe now. */
    void endPipe() {
        if (ending) {
            return;
        }
        ending = true;
        if (another) {
            context.work().execute(() -> pipe.begin(by, well -> back.run()));
        } else {
            by.send(pipe.end(), reply -> back.run());
        }
    }

    /**
     * Waits for what tmux has written into the pipe and adds what it had not.
     *
     * @param port takes what did not come through the pipe
     * @return whether that is known
     */
    boolean join(FloodPort port) {
        boolean whole = reader.awaitEnd(END_MILLIS);
        reader.stop();
        OptionalInt missing = whole ? overlap.missing() : OptionalInt.empty();
        missing.ifPresent(count -> add(overlap.last(count), port));
        return missing.isPresent();
    }

    /** In pieces that leave viewers the time to take them. */
    private static void add(byte[] rest, FloodPort port) {
        for (int at = 0; at < rest.length; at += STEP_BYTES) {
            port.printed(rest, at, Math.min(STEP_BYTES, rest.length - at));
            port.holdBack();
        }
    }
}
