package io.tmuxbridge.core.flood;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What a {@link FloodRoad} needs of its link. */
public interface FloodPort {

    /** Whether a capture is wanted or under way, or the pane is paused for other reasons. */
    boolean isBusy();

    /** What was printed. */
    void printed(byte[] buffer, int offset, int length);

    /** From here on replies stand at another place, or at theirs again: then wanted captures may be sent. */
    void turned();

    /** Whether output may be skipped: no viewer wants each byte. */
    boolean maySkip();

    /** Whether screens can stand for what comes faster than anybody draws. */
    boolean mayOutrun();

    /** Nothing tells the stream any more: screens are to stand for it, once it has {@link #turned}. */
    void outran();

    /** Where the stream stands is not known any more. */
    void lostPlace();

    /** Waits while every viewer wants each byte and one is far behind. */
    void holdBack();

    /** Waits while the pipe is behind its client, but not for ever. */
    void awaitPipe(BooleanSupplier behind, Duration longest);

    /** Whether {@link #holdBack} would wait. */
    boolean isHeldBack();
}
