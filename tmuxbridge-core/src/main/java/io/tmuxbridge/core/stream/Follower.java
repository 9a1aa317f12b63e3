package io.tmuxbridge.core.stream;

import io.tmuxbridge.core.replica.Difference;
import io.tmuxbridge.core.replica.Replica;
import io.tmuxbridge.core.replica.ScreenHash;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the log that shows what viewers show: it begins with a snapshot and reads on when it is asked to. It lags
 * behind as long as nobody asks; when the log has forgotten what comes next, it begins anew.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Follower {

    private static final int CHUNK = 64 * 1024;

    private final OutputLog log;
    private final boolean tailsTold;
    private @Nullable Replica shown;
    private long position;

    Follower(OutputLog log, boolean tailsTold) {
        this.log = log;
        this.tailsTold = tailsTold;
    }

    /** What it shows stands for nobody any more. */
    void forget() {
        shown = null;
    }

    /** Reads up to a place and compares with a snapshot taken there; from a difference on it follows the snapshot. */
    Optional<Difference> reach(long offset, Snapshot snapshot) {
        Replica wanted = new Replica(snapshot.size().cols(), snapshot.size().rows());
        wanted.write(snapshot.data());
        Replica before = shown;
        Optional<Difference> difference = before != null && read(before, offset)
                ? Difference.between(before, wanted, tailsTold)
                : Optional.empty();
        if (before == null || position != offset || difference.isPresent()) {
            shown = wanted;
            position = offset;
        }
        return difference;
    }

    /** The hash of what it shows, if it shows anything. */
    Optional<String> hash() {
        return Optional.ofNullable(shown).map(ScreenHash::of);
    }

    private boolean read(Replica into, long offset) {
        while (position < offset) {
            if (!(log.read(position, CHUNK) instanceof LogRead.Bytes bytes)) {
                return false;
            }
            ByteBuffer data = bytes.data().duplicate();
            data.limit((int) Math.min(data.limit(), data.position() + offset - position));
            position += data.remaining();
            into.write(data);
        }
        return position == offset;
    }
}
