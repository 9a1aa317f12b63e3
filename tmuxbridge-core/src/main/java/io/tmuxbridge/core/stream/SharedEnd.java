package io.tmuxbridge.core.stream;

import io.tmuxbridge.core.log.LogRead;
import io.tmuxbridge.core.log.OutputLog;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The end of a pane that has two logs, because its window is in two sessions: only the feed that holds the pane
 * ({@link PaneHolds}) is sure to be told all. The end of the other log is looked for in that one's, and what stands
 * behind it there is what is missing.
 *
 * <p>The place counts only when there is just one that it can be: in text that repeats itself nobody can know.
 *
 * <p><b>Threads:</b> any.
 */
final class SharedEnd {

    /** Fewer bytes may stand anywhere. */
    private static final int LEAST = 64;
    /** Of a log that goes back further than the one that has all, so many at least are to be found. */
    private static final int SURE = 1024;
    /** So many are compared: text that repeats itself mostly has something before it that does not. */
    private static final int ENOUGH = 64 * 1024;

    private SharedEnd() {}

    /** What one log has behind the end of another; nothing when the place is not known. */
    static byte[] missing(OutputLog log, OutputLog whole) {
        byte[] known = last(log, ENOUGH);
        byte[] all = last(whole, whole.heldBytes());
        int least = Math.max(LEAST, Math.min(known.length, SURE));
        int place = -1;
        for (int end = all.length; end >= least && known.length >= least; end--) {
            int common = Math.min(end, known.length);
            if (Arrays.equals(all, end - common, end, known, known.length - common, known.length)) {
                if (place >= 0) {
                    return new byte[0];
                }
                place = end;
            }
        }
        return place < 0 ? new byte[0] : Arrays.copyOfRange(all, place, all.length);
    }

    /** The last bytes between two barriers. */
    private static byte[] last(OutputLog log, int most) {
        ByteArrayOutputStream last = new ByteArrayOutputStream();
        long position = Math.max(log.base(), log.head() - most);
        for (LogRead read = log.read(position, most);
                !(read instanceof LogRead.AtHead);
                read = log.read(position, most)) {
            if (read instanceof LogRead.Bytes bytes) {
                byte[] piece = new byte[bytes.data().remaining()];
                bytes.data().duplicate().get(piece);
                last.writeBytes(piece);
                position = bytes.end();
            } else if (read instanceof LogRead.Barrier barrier) {
                position = barrier.next().offset();
                if (position < log.head()) {
                    last.reset();
                }
            } else if (read instanceof LogRead.Lost lost) {
                position = lost.base();
                last.reset();
            }
        }
        return last.toByteArray();
    }
}
