package io.tmuxbridge.client.internal;

import io.tmuxbridge.pane.PanePosition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a stream has come in, and how far it was taken by the application: output comes in at exactly the offset
 * where the last piece ended, or as a snapshot, which begins anew; after anything else only a snapshot will do. What
 * came in and was not taken is not counted when the line is given up: it comes again, so that no line leaves anything
 * behind in memory.
 *
 * <p><b>Threads:</b> in turns of the client.
 */
final class StreamPosition {

    private @Nullable String epoch;
    private long arrived;
    private long taken;
    private boolean arrivedAwaits;
    private boolean takenAwaits;

    /** What may be done with a piece of output. */
    enum Verdict {
        TAKE,
        IGNORE,
        ASK_FOR_SNAPSHOT
    }

    /** Where to go on, as far as the application has taken it. */
    Optional<PanePosition> resume() {
        return Optional.ofNullable(epoch).map(known -> new PanePosition(known, taken));
    }

    /** The line is given up: what was not taken is to come again. */
    void rewind() {
        arrived = taken;
        arrivedAwaits = takenAwaits;
    }

    /**
     * The stream goes on there; what is not resumed begins with a snapshot, which is awaited until it has come.
     *
     * @return true when a snapshot has to be asked for: there is nothing that the stream could go on from
     */
    boolean connected(PanePosition from, boolean resumed) {
        boolean goesOn = resumed && resume().filter(from::equals).isPresent() && !takenAwaits;
        epoch = from.epoch();
        if (!goesOn) {
            arrived = from.offset();
            taken = from.offset();
            arrivedAwaits = true;
            takenAwaits = true;
        }
        return resumed && !goesOn;
    }

    /** Judges a piece that came in, and counts it if it may be taken. */
    Verdict arrived(boolean snapshot, long offset, long end) {
        if (!snapshot && arrivedAwaits) {
            return Verdict.IGNORE;
        } else if (!snapshot && offset != arrived) {
            arrivedAwaits = true;
            return Verdict.ASK_FOR_SNAPSHOT;
        }
        arrived = end;
        arrivedAwaits = false;
        return Verdict.TAKE;
    }

    /** The application has been given a piece. */
    void taken(boolean snapshot, long end) {
        taken = end;
        takenAwaits &= !snapshot;
    }

    /** Nothing counts any more: the next stream is another one. */
    void forget() {
        epoch = null;
        arrived = 0;
        taken = 0;
        arrivedAwaits = false;
        takenAwaits = false;
    }
}
