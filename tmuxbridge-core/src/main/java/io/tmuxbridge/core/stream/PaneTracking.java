package io.tmuxbridge.core.stream;

import io.tmuxbridge.access.OutputPolicy;
import io.tmuxbridge.core.terminal.ByteSink;
import io.tmuxbridge.core.terminal.Capture;
import io.tmuxbridge.core.terminal.Dialect;
import io.tmuxbridge.core.terminal.Normaliser;
import io.tmuxbridge.core.terminal.NormaliserListener;
import io.tmuxbridge.core.terminal.ScreenState;
import io.tmuxbridge.core.terminal.TerminalState;
import io.tmuxbridge.core.tmux.TmuxVersion;
import io.tmuxbridge.metrics.BridgeMetrics;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a pane's bytes from a capture to the place where some are missing, and from the next capture on again: a
 * normaliser with its tracker, both made anew at each beginning.
 *
 * <p><b>Threads:</b> the reader thread of the control client.
 */
final class PaneTracking {

    private static final Logger LOG = LoggerFactory.getLogger(PaneTracking.class);

    private final Dialect dialect;
    private final OutputPolicy policy;
    private final NormaliserListener events;
    private final BridgeMetrics metrics;
    private final Runnable untold;
    private final LongSupplier clock;

    private @Nullable TerminalState state;
    private @Nullable Normaliser normaliser;
    private boolean following;
    /** Since the last capture; the tracker is expected to differ from the next one. */
    private boolean isUntold;

    private long program;
    private long mayAskFrom;

    /**
     * Prepares to.
     *
     * @param untold run when, behind what was just read, only a capture tells what the screen shows; once a second, or
     *     a program could have tmux and all viewers do far more than it does. The alarm sees to the rest
     * @param clock {@link System#nanoTime}
     */
    PaneTracking(StreamContext context, NormaliserListener events, Runnable untold, LongSupplier clock) {
        TmuxVersion version = context.tmux().version();
        this.dialect = Dialect.of(version.major(), version.minor());
        this.policy = context.output();
        this.metrics = context.metrics();
        this.events = events;
        this.untold = untold;
        this.clock = clock;
        this.mayAskFrom = clock.getAsLong();
    }

    /** Whether bytes are followed. */
    boolean isFollowing() {
        return following;
    }

    /** Bytes are, or will be, missing: nothing is followed until the next capture. */
    void stop() {
        following = false;
    }

    /** Reads bytes of the pane; false when there is nothing to follow them from. */
    boolean feed(byte[] buffer, int offset, int length, ByteSink out) {
        Normaliser parser = normaliser;
        TerminalState tracker = state;
        if (!following || parser == null || tracker == null) {
            return false;
        }
        parser.feed(buffer, offset, length, out);
        if (!tracker.takeUntold()) {
            return true;
        }
        isUntold = true;
        if (clock.getAsLong() - mayAskFrom >= 0) {
            mayAskFrom = clock.getAsLong() + TimeUnit.SECONDS.toNanos(1);
            untold.run();
        }
        return true;
    }

    /** Lets the parser give up strings that were never ended, as tmux does. */
    void expire(long nowNanos) {
        Normaliser parser = normaliser;
        if (parser != null) {
            parser.flushTimedOut(nowNanos);
        }
    }

    /**
     * Takes a capture that stands exactly here, and follows from it. Of a program that is put in the place of another
     * one tmux reads with a parser of its own: nothing leads across, not even a string that was left open.
     *
     * @param resized whether it has another size than the one before
     * @return the tracker, which agrees with it
     */
    TerminalState captured(Capture capture, boolean resized) {
        ScreenState told = capture.state();
        TerminalState tracker = state;
        if (tracker == null || !following || told.pid() != program) {
            tracker = begin(capture);
        } else if (resized) {
            tracker.resize(told.cols(), told.rows());
        } else if (!isUntold) {
            compare(tracker, told);
        }
        isUntold = false;
        tracker.sync(told);
        following = true;
        program = told.pid();
        return tracker;
    }

    /** The tracker, if bytes were followed up to here. */
    @Nullable
    TerminalState followed() {
        return following ? state : null;
    }

    /** The tracker of what a program has left that has ended; nothing is followed from there. */
    TerminalState last(Capture capture) {
        TerminalState tracker = tracker(capture);
        tracker.sync(capture.state());
        return tracker;
    }

    private TerminalState begin(Capture capture) {
        TerminalState tracker = tracker(capture);
        Normaliser parser = new Normaliser(dialect, tracker, policy, events);
        parser.resume(capture.pendingBytes());
        state = tracker;
        normaliser = parser;
        return tracker;
    }

    /** A new one, with what captures do not tell and the one before knows. */
    private TerminalState tracker(Capture capture) {
        ScreenState told = capture.state();
        TerminalState tracker = new TerminalState(told.cols(), told.rows());
        TerminalState before = state;
        if (before != null) {
            tracker.goOnFrom(before, told.pid() == program);
        }
        if (capture.mainHasOtherSize()) {
            tracker.mainHasOtherSize();
        }
        return tracker;
    }

    private void compare(TerminalState tracker, ScreenState told) {
        tracker.differenceFrom(told).ifPresent(difference -> {
            metrics.add("stream.tracker.corrected", 1);
            LOG.debug("the tracker differed from tmux and was corrected: {}", difference);
        });
    }
}
