package io.tmuxbridge.core.flood;

import io.tmuxbridge.core.pipe.PipeReader;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.TmuxCommand;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What is left in the pipe of a pane that floods when the pane or its client ends: read before anybody hears of the
 * end.
 *
 * <p><b>Threads:</b> the reader's, but for {@link #ended}.
 */
final class FloodRest {

    /** A pipe that brings nothing for as long, while no viewer has it wait, is not waited for. */
    private static final long END_MILLIS = 5000;
    /** A pipe is looked at after as long, and a pane that goes on is listened to so many times. */
    private static final long REST_MILLIS = 50;

    private static final int MOST_RESTS = 20;
    /** And so many times more while viewers have the pipe wait, or its command still has something to bring. */
    private static final int MOST_HELD_RESTS = 400;

    private final StreamContext context;
    private final PaneAddress address;
    private final FloodPort port;
    private final AtomicBoolean telling = new AtomicBoolean();
    private final CountDownLatch told = new CountDownLatch(1);
    private volatile @Nullable Runnable atEnd;

    FloodRest(StreamContext context, PaneAddress address, FloodPort port) {
        this.context = context;
        this.address = address;
        this.port = port;
    }

    /** Whether who waited for the end of the pipe has been told. */
    boolean isOver() {
        return told.getCount() == 0;
    }

    /** Whether somebody waits for the end of the pipe. */
    boolean isAwaited() {
        return atEnd != null;
    }

    /** The pipe has ended; whether somebody waited for that here. */
    boolean ended() {
        Runnable then = atEnd;
        if (then != null && telling.compareAndSet(false, true)) {
            then.run();
            told.countDown();
        }
        return then != null;
    }

    /** Does something when the pipe has ended, at once when there is none; once for whoever asks for it meanwhile. */
    void after(@Nullable PipeReader last, Runnable then) {
        if (last == null) {
            then.run();
            return;
        }
        if (atEnd != null) {
            return;
        }
        atEnd = then;
        stopWhenStuck(last, last.bytes());
        passOn(last);
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
        by.sendAlone(TmuxCommand.of("kill-pane", "-t", address.paneId()), reply -> stopWhenStuck(last, last.bytes()));
        passOn(last);
        return true;
    }

    /** Who waits for the end is told of it by who reads the pipe, unless that has come to it before. */
    private void passOn(PipeReader last) {
        last.goOn();
        if (last.awaitEnd(0)) {
            ended();
        }
    }

    private void stopWhenStuck(PipeReader last, long before) {
        context.timer()
                .schedule(
                        () -> {
                            long now = last.bytes();
                            if (now == before && !port.isHeldBack()) {
                                last.stop();
                            } else if (last.isReading()) {
                                stopWhenStuck(last, now);
                            }
                        },
                        END_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    /** Reads what there is, for a moment and as long as viewers or the pipe's command have it wait, and no more. */
    void drain(PipeReader last) {
        last.goOn();
        long before = -1;
        boolean waited = true;
        int rests = 0;
        int held = 0;
        while (rests < MOST_RESTS && held < MOST_HELD_RESTS && !last.awaitEnd(REST_MILLIS)) {
            boolean still = last.bytes() == before;
            boolean waits = port.isHeldBack() || still && last.idleAt() < 0;
            if (still && !waits && !waited) {
                break;
            }
            before = last.bytes();
            waited = waits;
            held += waits ? 1 : 0;
            rests += waits ? 0 : 1;
        }
        last.stop();
        last.awaitEnd(END_MILLIS);
        awaitTold();
    }

    /** Who waits for the end is told by the thread that read the pipe, and first. */
    private void awaitTold() {
        try {
            if (atEnd != null && !told.await(END_MILLIS, TimeUnit.MILLISECONDS)) {
                context.metrics().add("stream.pipes.given-up", 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
