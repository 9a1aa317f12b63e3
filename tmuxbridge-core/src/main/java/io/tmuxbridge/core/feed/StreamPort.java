package io.tmuxbridge.core.feed;

import io.tmuxbridge.core.flood.FloodPort;
import io.tmuxbridge.core.flood.FloodRoad;
import io.tmuxbridge.core.flood.FloodScreens;
import io.tmuxbridge.core.stream.CaptureWants;
import io.tmuxbridge.core.stream.HoldBack;
import io.tmuxbridge.core.stream.PaneStream;
import io.tmuxbridge.core.stream.Pauses;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * What a {@link FloodRoad} needs of its link: the stream, who waits for captures of it, and who is far behind in it.
 *
 * <p><b>Threads:</b> {@link #printed} is called by the one thread that the stream belongs to just then,
 * {@link #turned}, {@link #outran} and {@link #lostPlace} by the reader, the others by any.
 */
final class StreamPort implements FloodPort {

    private final PaneStream stream;
    private final FeedEvents events;
    private final CaptureWants wants;
    private final Pauses pauses;
    private final HoldBack holding;
    private final AtomicInteger disturbances;
    private final FloodScreens screens;
    private final Runnable capture;

    StreamPort(
            PaneStream stream,
            FeedEvents events,
            CaptureWants wants,
            Pauses pauses,
            HoldBack holding,
            AtomicInteger disturbances,
            FloodScreens screens,
            Runnable capture) {
        this.stream = stream;
        this.events = events;
        this.wants = wants;
        this.pauses = pauses;
        this.holding = holding;
        this.disturbances = disturbances;
        this.screens = screens;
        this.capture = capture;
    }

    @Override
    public boolean isBusy() {
        return wants.isBusy() || pauses.paused();
    }

    @Override
    public void printed(byte[] buffer, int offset, int length) {
        if (stream.bytes(buffer, offset, length)) {
            events.advanced();
        }
    }

    @Override
    public void turned() {
        disturbances.incrementAndGet();
        capture.run();
    }

    @Override
    public boolean maySkip() {
        return holding.maySkip();
    }

    @Override
    public boolean mayOutrun() {
        return holding.drawOnly();
    }

    @Override
    public void outran() {
        screens.begin();
    }

    @Override
    public void lostPlace() {
        stream.discontinued(true);
        wants.wantBarrier(false);
    }

    @Override
    public void holdBack() {
        if (holding.isNeeded()) {
            holding.holdBack();
        }
    }

    @Override
    public void awaitPipe(BooleanSupplier behind, Duration longest) {
        holding.awaitPipe(behind, longest);
    }

    @Override
    public boolean isHeldBack() {
        return holding.isNeeded();
    }
}
