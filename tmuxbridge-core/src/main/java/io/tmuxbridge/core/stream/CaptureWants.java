package io.tmuxbridge.core.stream;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be captured of a pane. One capture is under way at a time; whatever is asked for meanwhile is joined
 * into the next one, so that a thousand viewers that ask at once cost two captures.
 *
 * <p><b>Threads:</b> any; guarded by the monitor.
 */
public final class CaptureWants {

    /**
     * One capture.
     *
     * @param serial its number, growing
     * @param history lines of history
     * @param barrier whether what came before cannot be followed across it
     * @param resume whether the pane is paused and goes on right after
     * @param correction whether viewers who got here by bytes are to go on from it
     * @param screen whether the pane is paused and stays so: there is no stream behind it
     */
    public record Request(
            long serial, int history, boolean barrier, boolean resume, boolean correction, boolean screen) {}

    private static final int NO_SCREENS = -1;

    private final int leastHistory;
    private long serial;
    private boolean wanted;
    private int history;
    private boolean barrier;
    private boolean resume;
    private boolean correction;
    private int screenHistory = NO_SCREENS;
    private @Nullable Request underWay;

    /** Nothing is wanted yet. */
    public CaptureWants(int leastHistory) {
        this.leastHistory = leastHistory;
    }

    /** Asks for a capture; returns the number that it, or a later one, will have. */
    public synchronized long want(int lines) {
        wanted = true;
        history = Math.max(history, lines);
        return serial + 1;
    }

    /** Asks for a capture that the stream cannot be followed across. */
    public synchronized void wantBarrier(boolean paneIsPaused) {
        want(leastHistory);
        barrier = true;
        resume |= paneIsPaused;
    }

    /** Asks for a capture that all viewers go on from. */
    synchronized void wantCorrection(int lines) {
        want(Math.max(leastHistory, lines));
        correction = true;
    }

    /** Until {@link #goOn} the pane is paused, and captures are of its screen with so many lines above it. */
    public synchronized void screensOnly(int linesAbove) {
        screenHistory = linesAbove;
    }

    /** Whether captures are of the screen alone, for now. */
    public synchronized boolean isOfScreens() {
        return screenHistory != NO_SCREENS;
    }

    /** Asks for a capture of the screen. */
    public synchronized void wantScreen() {
        wanted = true;
    }

    /** Asks for a capture behind which the pane goes on. */
    public synchronized void goOn() {
        screenHistory = NO_SCREENS;
        wantBarrier(true);
    }

    /** The next capture to send, if one is wanted and none is under way. */
    public synchronized Optional<Request> next() {
        if (!wanted || underWay != null) {
            return Optional.empty();
        }
        boolean screen = isOfScreens();
        int lines = screen ? screenHistory : Math.max(history, leastHistory);
        Request request = new Request(++serial, lines, barrier || screen, resume, correction, screen);
        underWay = request;
        // What somebody wants above the screen comes with the first capture that has lines there.
        int owed = screen ? history : 0;
        clear();
        history = owed;
        return Optional.of(request);
    }

    /** Whether a capture is wanted or under way. */
    public synchronized boolean isBusy() {
        return wanted || underWay != null;
    }

    /** The capture under way is done with. */
    public synchronized void done() {
        underWay = null;
    }

    /** The capture under way proved nothing and has to be taken again. */
    public synchronized void again(Request request) {
        underWay = null;
        want(request.history());
        barrier |= request.barrier();
        correction |= request.correction();
    }

    /**
     * The control client is lost, and with it the capture under way.
     *
     * @param gap whether an unknown part of the stream is lost as well
     */
    public synchronized void lost(boolean gap) {
        Request before = underWay;
        if (before != null) {
            again(before);
        }
        resume = false;
        screenHistory = NO_SCREENS;
        want(leastHistory);
        barrier |= gap;
    }

    private void clear() {
        wanted = false;
        history = 0;
        barrier = false;
        resume = false;
        correction = false;
    }
}
