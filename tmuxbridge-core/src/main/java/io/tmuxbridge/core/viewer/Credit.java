package io.tmuxbridge.core.viewer;

/**
 * What an emulator may be given that acknowledges what it has parsed: so much may be under way to it. One that never
 * does has credit without end.
 *
 * <p><b>Threads:</b> guarded by its viewer's monitor.
 */
final class Credit {

    /** Bytes under way to an emulator. */
    static final int BYTES = 512 * 1024;

    private static final long NEVER = -1;

    private long acknowledged = NEVER;

    /** Everything up to a position was parsed. */
    void acknowledge(long position) {
        acknowledged = Math.max(acknowledged, position);
    }

    /** Positions are those of another log, of which everything up to this one counts as parsed. */
    void moveTo(long position) {
        acknowledged = acknowledged == NEVER ? NEVER : position;
    }

    /** Whether nothing more may be given to an emulator that was given everything up to a position. */
    boolean isSpent(long position) {
        return acknowledged != NEVER && position - acknowledged > BYTES;
    }
}
