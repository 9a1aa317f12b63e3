package io.tmuxbridge.core.viewer;

import io.tmuxbridge.core.log.Snapshot;
import java.nio.ByteBuffer;

/** What a viewer has to be sent next. */
public sealed interface ViewerOutput {

    /** Nothing now; the viewer is woken when there is. */
    record Nothing() implements ViewerOutput {}

    /**
     * The stream goes on.
     *
     * @param offset position of the first byte
     * @param data the bytes; read through a duplicate
     */
    record Bytes(long offset, ByteBuffer data) implements ViewerOutput {
        /**
         * Where the stream goes on after these.
         *
         * @return position after the last byte
         */
        public long end() {
            return offset + data.remaining();
        }
    }

    /**
     * The whole screen.
     *
     * @param snapshot the screen and its position
     * @param skipped bytes of output that this viewer will not see because it was too slow
     * @param gap whether other output is missing before it, which the bridge never had, or may be
     */
    record Screen(Snapshot snapshot, long skipped, boolean gap) implements ViewerOutput {}

    /** The viewer fell out of the log, or stands at a gap, and its delivery allows no skipping. */
    record TooSlow() implements ViewerOutput {}
}
