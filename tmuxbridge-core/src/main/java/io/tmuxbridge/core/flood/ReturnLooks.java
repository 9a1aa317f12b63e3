package io.tmuxbridge.core.flood;

/**
 * What the looks of a {@link FloodReturn} found, one after the other.
 *
 * <p><b>Threads:</b> the client's reader.
 */
final class ReturnLooks {

    private static final long LOOK_MILLIS = 50;

    /**
     * tmux may have answered one look while what it had for the pipe waited for the shell command, and the next before
     * it wrote that.
     */
    private static final int SILENT_LOOKS = 3;

    /** A pipe that has been stuck for half a minute is not waited for any longer. */
    private static final int MOST_SAME_LOOKS = 600;

    /**
     * Where so little comes between two looks, some more follow at once: a program that turns a wheel ten times a
     * second is never silent for long.
     */
    private static final int LITTLE_BYTES = 16 * 1024;

    private static final int QUICK_LOOKS = 4;
    private static final long QUICK_MILLIS = 2;

    /** One that is not silent even then has three seconds until the way back does with what is known. */
    private static final int MOST_LITTLE_LOOKS = 60;

    private long told = -1;
    private long idle = -1;
    private long piped = -1;
    private long pipedBefore;
    private long toldBefore;
    private int same;
    private int silent;
    private int little;
    private int quick;

    /**
     * Nobody has looked yet.
     *
     * @param piped how many bytes have come through the pipe
     */
    ReturnLooks(long piped) {
        this.pipedBefore = piped;
    }

    /**
     * Somebody has.
     *
     * @param nowTold how many bytes the client has told
     * @param nowPiped how many have come through the pipe
     * @param nowIdle the same if nothing more can come, negative otherwise
     */
    void looked(long nowTold, long nowPiped, long nowIdle) {
        boolean isSame = nowTold == told && nowPiped == piped;
        silent = isSame && nowIdle >= 0 && nowIdle == idle ? silent + 1 : 0;
        told = nowTold;
        piped = nowPiped;
        idle = nowIdle;
        if (quick > 0) {
            quick--;
            return;
        }
        same = isSame ? same + 1 : 0;
        boolean few = piped - pipedBefore < LITTLE_BYTES;
        // Where the client tells nothing the pipe may only be stuck, and is waited for.
        little = few ? little + (told == toldBefore ? 0 : 1) : 0;
        quick = few && !areSlow() ? QUICK_LOOKS : 0;
        pipedBefore = piped;
        toldBefore = told;
    }

    /** How long to wait before the next one. */
    long pauseMillis() {
        return quick > 0 ? QUICK_MILLIS : LOOK_MILLIS;
    }

    /** Whether both have come to the same place, for nothing came. */
    boolean areSilent() {
        return silent >= SILENT_LOOKS;
    }

    /** Whether nothing has come for so long, although something may. */
    boolean areStuck() {
        return same >= MOST_SAME_LOOKS;
    }

    /** Whether so little has come for so long that nobody should wait for more. */
    boolean areSlow() {
        return little >= MOST_LITTLE_LOOKS;
    }
}
