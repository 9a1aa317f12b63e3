package io.tmuxbridge.core.drive;

import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.access.Gate;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Looks again whether somebody may see what it drives, when that is in doubt. A look that has not begun stands for
 * every doubt before it; one that tmux does not answer is repeated.
 *
 * <p>It comes before the calls that wait: however many those are, nobody goes on reading for as long as they take.
 *
 * <p><b>Threads:</b> any; the looking is done in the lane of calls.
 */
final class Looks {

    private static final long AGAIN_MILLIS = 500;

    private final DriveContext context;
    private final Serial calls;
    private final Runnable look;
    private final Consumer<TmuxBridgeException> refused;
    private final AtomicBoolean waits = new AtomicBoolean();

    /** The look throws when it may not, which is handed on. */
    Looks(DriveContext context, Serial calls, Runnable look, Consumer<TmuxBridgeException> refused) {
        this.context = context;
        this.calls = calls;
        this.look = look;
        this.refused = refused;
    }

    void again() {
        if (waits.compareAndSet(false, true)) {
            calls.first(this::now);
        }
    }

    private void now() {
        waits.set(false);
        try {
            look.run();
        } catch (TmuxBridgeException e) {
            if (Gate.isTemporary(e)) {
                context.timer().schedule(this::again, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            } else {
                refused.accept(e);
            }
        }
    }
}
