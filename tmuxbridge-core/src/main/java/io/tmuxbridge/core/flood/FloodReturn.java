package io.tmuxbridge.core.flood;

import io.tmuxbridge.core.pipe.Overlap;
import io.tmuxbridge.core.pipe.PipeReader;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.Reply;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * The way back of a {@link FloodRoad}: the client tells the pane again, which is only remembered until the pipe has
 * come to where that began. From there what was remembered goes on in its place, and nobody waits for what is still in
 * the pipe: on a machine with much else to do that may be megabytes, which wait in tmux for the shell command of the
 * pipe.
 *
 * <p>When the pane is silent, it is back when the pipe has brought everything. When the pipe is too far behind to be
 * waited for, it stays what the pane comes through: nothing is lost by that.
 *
 * <p><b>Threads:</b> the client's reader; the timer has tmux asked.
 */
public final class FloodReturn {

    /** What is added at once to the stream; between such pieces viewers have the time to take them. */
    private static final int STEP_BYTES = 16 * 1024;
    /** So much is remembered before no more is read of the client until the pipe has come so far. */
    private static final int MOST_AHEAD = 1 << 20;

    /** A pipe that was further behind is not what the pane is read by for a while. */
    private static final int MOST_LAG = 1 << 20;

    private final StreamContext context;
    private final PanePipe pipe;
    private final PipeRelease release;
    private final ControlClient by;
    private final PipeReader reader;
    private final FloodPort port;
    private final Back back;
    private final Overlap overlap;
    private final ReturnLooks looks;
    /** The pipe has come so far, and what comes through it is thrown away. */
    private boolean met;

    private boolean over;

    /** Told how it went. */
    @FunctionalInterface
    interface Back {
        /**
         * Run once, on the reader's thread, before the pipe is ended, which it is not when it stays.
         *
         * @param outcome how it went
         */
        void back(Outcome outcome);
    }

    /** How it went. */
    enum Outcome {
        /** Nothing was lost. */
        WHOLE,
        /** The same, but the pipe was so far behind that the client does better. */
        LATE,
        /** Where the stream stands is not known. */
        LOST,
        /** The pane is not back: the pipe is too far behind and goes on. */
        STAYS
    }

    /**
     * Prepares to listen: to be created before the client is asked to tell the pane again.
     *
     * @param context what it needs of its bridge
     * @param pipe the pane's
     * @param release what becomes of the pipe when the client tells the pane again
     * @param by the client
     * @param reader who reads the pipe
     * @param overlap is told what comes through it
     * @param port takes what did not come through the pipe
     * @param back told
     */
    FloodReturn(
            StreamContext context,
            PanePipe pipe,
            PipeRelease release,
            ControlClient by,
            PipeReader reader,
            Overlap overlap,
            FloodPort port,
            Back back) {
        this.context = context;
        this.pipe = pipe;
        this.release = release;
        this.by = by;
        this.reader = reader;
        this.overlap = overlap;
        this.port = port;
        this.back = back;
        overlap.begin();
        this.looks = new ReturnLooks(reader.bytes());
    }

    /** The client was asked to tell the pane again. Looks after a while whether it says anything. */
    void begin(Reply asked) {
        if (!asked.ok()) {
            tellsNoMore();
        } else if (!over) {
            context.timer().schedule(this::look, looks.pauseMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        long piped = overlap.piped();
        boolean reading = reader.isReading();
        by.send(pipe.ask(), reply -> {
            if (!PaneState.isThere(reply)) {
                tellsNoMore();
            } else if (!over) {
                overlap.toldAll(piped);
                looked(reading, PaneState.isDead(reply));
                begin(reply);
            }
        });
    }

    /** The client has ended, or the pane has: what is left comes through the pipe, and others read it. */
    private void tellsNoMore() {
        overlap.release();
    }

    /** The pane is there, and the client has told all that it was to tell when this look began. */
    private void looked(boolean reading, boolean dead) {
        long piped = overlap.piped();
        looks.looked(overlap.told(), reader.bytes(), reader.idleAt());
        if (looks.areSilent() && !met) {
            joinUnlessPrinting(piped, dead);
        } else if (!reading && !met) {
            // The pane lives, so somebody has piped it elsewhere.
            joinWhenThere(overlap.missing());
        } else if (looks.areStuck()) {
            join(OptionalInt.empty());
        } else if (looks.areSlow() && (port.isBusy() || overlap.missing().isPresent())) {
            meet();
        }
    }

    /**
     * What tmux had for the pipe it has written since, and that would have come. What it had for the client it throws
     * away when the program has exited.
     */
    private void joinUnlessPrinting(long piped, boolean dead) {
        reader.silence();
        if (overlap.piped() == piped) {
            join(dead ? OptionalInt.of(0) : overlap.nothingMissing());
        } else {
            // Just now: that the client has yet to tell.
            reader.goOn();
        }
    }

    /** This the client told. */
    void told(byte[] buffer, int offset, int length) {
        overlap.told(buffer, offset, length);
        if (!met && overlap.told() >= MOST_AHEAD) {
            port.awaitPipe(this::isBehind, context.floods().patience());
            if (isBehind()) {
                over = true;
                back.back(Outcome.STAYS);
                return;
            }
        }
        if (met || overlap.isDecided() || overlap.told() >= MOST_AHEAD) {
            meet();
        }
    }

    private void meet() {
        if (!met) {
            met = true;
            reader.silence();
        }
        joinWhenThere(overlap.missing());
    }

    private void joinWhenThere(OptionalInt missing) {
        if (missing.isEmpty() || missing.getAsInt() >= 0) {
            join(missing);
        }
    }

    private boolean isBehind() {
        return !overlap.isDecided() && reader.isReading();
    }

    /** The client has ended, or the pipe is another's: nothing is added any more. */
    void stop() {
        over = true;
        overlap.release();
    }

    /** The stream is the client's from here on. */
    private void join(OptionalInt missing) {
        stop();
        reader.silence();
        missing.ifPresent(count -> add(overlap.last(count)));
        missing.ifPresent(count -> pipe.former().begins(reader, count));
        back.back(missing.isEmpty() ? Outcome.LOST : overlap.lag() > MOST_LAG ? Outcome.LATE : Outcome.WHOLE);
        if (missing.isEmpty()) {
            release.now(by, reader);
        } else {
            release.soon(by, reader);
        }
    }

    /** In pieces that leave viewers the time to take them. */
    private void add(byte[] rest) {
        for (int at = 0; at < rest.length; at += STEP_BYTES) {
            port.printed(rest, at, Math.min(STEP_BYTES, rest.length - at));
            port.holdBack();
        }
    }
}
