package io.tmuxbridge.core.stream;

import io.tmuxbridge.core.log.LogRead;
import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.core.log.Snapshot;
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

    /**
     * Reads up to a place and compares with a snapshot taken there, which it follows from there on when it cannot get
     * there.
     */
    Optional<Difference> compare(long offset, Snapshot snapshot) {
        Replica before = shown;
        if (before == null || !read(before, offset)) {
            begin(offset, snapshot);
            return Optional.empty();
        }
        return Difference.between(before, replica(snapshot), tailsTold);
    }

    /** The same for a snapshot that viewers begin with: from a difference on it follows the snapshot. */
    Optional<Difference> reach(Snapshot beginning) {
        Optional<Difference> difference = compare(beginning.offset(), beginning);
        if (difference.isPresent()) {
            begin(beginning.offset(), beginning);
        }
        return difference;
    }

    /** From a place on it shows what a snapshot has. */
    void begin(long offset, Snapshot snapshot) {
        shown = replica(snapshot);
        position = offset;
    }

    private static Replica replica(Snapshot of) {
        Replica replica = new Replica(of.size().cols(), of.size().rows());
        replica.write(of.data());
        return replica;
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
