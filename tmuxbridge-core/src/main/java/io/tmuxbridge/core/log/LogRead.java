package io.tmuxbridge.core.log;

import java.nio.ByteBuffer;

/** What a reader finds at its position of an {@link OutputLog}. */
public sealed interface LogRead {

    /** Nothing yet: the position is the head. */
    record AtHead() implements LogRead {}

    /**
     * Bytes that follow.
     *
     * @param offset position of the first
     * @param data whole characters, read-only; read through a duplicate
     */
    record Bytes(long offset, ByteBuffer data) implements LogRead {
        /**
         * Where the stream goes on.
         *
         * @return position after the last byte
         */
        public long end() {
            return offset + data.remaining();
        }
    }

    /**
     * The stream cannot be followed across this point by bytes: go on from a snapshot.
     *
     * @param next the one at this point, for a reader that skips nothing
     * @param newest the one at the last such point, for a reader that would rather be up to date
     * @param between how many bytes were printed between the two
     * @param gap whether output is missing before the next one, or may be
     * @param gaps whether it is before any of them
     * @param stands whether the next one stands for bytes before it that are not in the log
     */
    record Barrier(Snapshot next, Snapshot newest, long between, boolean gap, boolean gaps, boolean stands)
            implements LogRead {

        /** Whether output is missing before the next one for who wants each byte, and for whom no screen stands. */
        public boolean isMissing() {
            return gap || stands;
        }
    }

    /**
     * The position is no longer kept.
     *
     * @param base the oldest position that is
     */
    record Lost(long base) implements LogRead {}
}
