package io.tmuxbridge.examples.cli;

import io.tmuxbridge.examples.cli.Outgoing.Position;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a client has written a stream to its terminal, and what it may write next: output at exactly that offset, or a
 * snapshot, which begins anew. After anything else only a snapshot will do.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class StreamPosition {

    private @Nullable String epoch;
    private long written;
    private boolean snapshotAwaited;

    /** What may be done with a piece of output. */
    enum Verdict {
        WRITE,
        IGNORE,
        ASK_FOR_SNAPSHOT
    }

    Optional<Position> resume() {
        return Optional.ofNullable(epoch).map(known -> new Position(known, written));
    }

    /** The stream goes on there; what is not resumed begins with a snapshot, which is awaited until it has come. */
    void connected(String newEpoch, long offset, boolean resumed) {
        epoch = newEpoch;
        if (!resumed) {
            written = offset;
            snapshotAwaited = true;
        }
    }

    boolean awaitsSnapshot() {
        return snapshotAwaited;
    }

    /** Nothing counts any more: the next stream is another one. */
    void forget() {
        epoch = null;
        written = 0;
    }

    boolean isAt(long offset) {
        return written == offset;
    }

    void awaitSnapshot() {
        snapshotAwaited = true;
    }

    Verdict judge(boolean snapshot, long offset) {
        if (snapshot) {
            return Verdict.WRITE;
        } else if (snapshotAwaited) {
            return Verdict.IGNORE;
        }
        return offset == written ? Verdict.WRITE : Verdict.ASK_FOR_SNAPSHOT;
    }

    void written(boolean snapshot, long end) {
        written = end;
        snapshotAwaited &= !snapshot;
    }
}
