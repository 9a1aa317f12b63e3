package io.tmuxbridge.core.flood;

import io.tmuxbridge.core.stream.CaptureWants;
import io.tmuxbridge.core.stream.HoldBack;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.core.stream.PaneStream;
import io.tmuxbridge.core.stream.Pauses;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.terminal.Capture;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The other way of a pane that floods, while all who watch may skip and only draw: the pane stays paused on its client,
 * its pipe is ended, so that tmux runs as if nobody watched, and its screen is captured some times a second. Each
 * screen is a barrier in the log.
 *
 * <p>It is over, with a last snapshot that has the history as well, when two screens are the same, when somebody types,
 * when somebody comes who wants bytes, or nobody is left. If the pane floods on, it comes here again.
 *
 * <p><b>Threads:</b> {@link #begin}, {@link #captured} and {@link #closed} are the reader's, the others may be called
 * by any.
 */
public final class FloodScreens {

    private final StreamContext context;
    private final PaneStream stream;
    private final CaptureWants wants;
    private final Pauses pauses;
    private final HoldBack holding;
    private final Consumer<PaneEvent> events;
    private final Runnable capture;
    private final AtomicBoolean due = new AtomicBoolean();

    private volatile boolean on;
    private @Nullable Capture last;

    /** They are off. */
    public FloodScreens(
            StreamContext context,
            PaneStream stream,
            CaptureWants wants,
            Pauses pauses,
            HoldBack holding,
            Consumer<PaneEvent> events,
            Runnable capture) {
        this.context = context;
        this.stream = stream;
        this.wants = wants;
        this.pauses = pauses;
        this.holding = holding;
        this.events = events;
        this.capture = capture;
    }

    /** Whether the pane is shown that way. */
    public boolean isOn() {
        return on;
    }

    /**
     * The pane is paused on its client and nothing else tells what it prints. What is wanted from now on is captured by
     * the caller.
     */
    public void begin() {
        context.metrics().add("stream.floods.screens", 1);
        pauses.hold();
        last = null;
        context.screens().begins();
        synchronized (this) {
            wants.screensOnly(stream.verifier().linesAbove());
            on = true;
        }
        wants.wantScreen();
        next();
        events.accept(new PaneEvent.Screens(true));
        watched();
    }

    private void frame() {
        synchronized (this) {
            if (!on) {
                return;
            }
            wants.wantScreen();
        }
        capture.run();
    }

    /** A capture was taken. */
    public void captured(Capture now) {
        Capture before = last;
        last = now;
        if (before != null && isSame(before, now)) {
            leave();
        } else {
            next();
        }
    }

    private static boolean isSame(Capture before, Capture now) {
        return before.state().equals(now.state()) && Arrays.equals(before.screen(), now.screen());
    }

    /** Sees to it that another screen is captured, whatever became of the last one. */
    public void next() {
        if (on && due.compareAndSet(false, true)) {
            context.after(context.screens().interval(), () -> {
                due.set(false);
                frame();
            });
        }
    }

    /** Others watch than before. */
    public void watched() {
        if (!holding.drawOnly()) {
            leave();
        }
    }

    /**
     * The pane is to be told by its client again.
     *
     * @return whether it was shown that way
     */
    public boolean leave() {
        boolean was = ends(true);
        if (was) {
            capture.run();
        }
        return was;
    }

    /** The client has ended: nothing is captured by it any more. */
    public void closed() {
        ends(false);
    }

    private boolean ends(boolean goesOn) {
        if (!on) {
            return false;
        }
        synchronized (this) {
            if (!on) {
                return false;
            }
            on = false;
            if (goesOn) {
                wants.goOn();
            }
        }
        context.screens().ends();
        events.accept(new PaneEvent.Screens(false));
        return true;
    }
}
