package io.tmuxbridge.core.stream;

import io.tmuxbridge.core.pipe.PipeReader;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.TmuxCommand;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is left in the pipe of a pane that floods when the pane or its client ends: read before anybody hears of the
 * end.
 *
 * <p><b>Threads:</b> the reader's, but for {@link #ended}.
 */
final class FloodRest {

    /** The end of a pane or of its client is told within that time, whatever is still in the pipe. */
    private static final long END_MILLIS = 5000;
    /** A pipe is empty for which nothing came for as long, and a pane that goes on is listened to so many times. */
    private static final long REST_MILLIS = 50;

    private static final int MOST_RESTS = 20;

    private final StreamContext context;
    private final PaneAddress address;
    private volatile @Nullable Runnable atEnd;

    FloodRest(StreamContext context, PaneAddress address) {
        this.context = context;
        this.address = address;
    }

    /** Whether somebody waits for the end of the pipe. */
    boolean isAwaited() {
        return atEnd != null;
    }

    /** The pipe has ended; whether somebody waited for that here. */
    boolean ended() {
        Runnable then = atEnd;
        if (then != null) {
            then.run();
        }
        return then != null;
    }

    /** Does something when the pipe has ended: at once when there is none, or somebody waits for its end already. */
    void after(@Nullable PipeReader last, Runnable then) {
        if (last == null || atEnd != null) {
            then.run();
            return;
        }
        atEnd = then;
        context.timer().schedule(last::stop, END_MILLIS, TimeUnit.MILLISECONDS);
        last.goOn();
        if (last.awaitEnd(0)) {
            then.run();
        }
    }

    /**
     * Ends the pane for good, which ends the pipe, and reads it to its end.
     *
     * @return whether there is a pipe
     */
    boolean finish(@Nullable PipeReader last, ControlClient by, Runnable begins, Runnable done) {
        if (last == null || atEnd != null) {
            return last != null;
        }
        begins.run();
        atEnd = done;
        by.sendAlone(TmuxCommand.of("kill-pane", "-t", address.paneId()), reply -> {
            if (!last.awaitEnd(END_MILLIS)) {
                last.stop();
            }
        });
        last.goOn();
        return true;
    }

    /** Reads what there is, for a moment, and no more. */
    void drain(PipeReader last) {
        last.goOn();
        long before = -1;
        for (int i = 0; i < MOST_RESTS && !last.awaitEnd(REST_MILLIS) && last.bytes() != before; i++) {
            before = last.bytes();
        }
        last.stop();
        last.awaitEnd(END_MILLIS);
    }
}
