package io.tmuxbridge.core.flood;

import io.tmuxbridge.core.pipe.PipeReader;
import io.tmuxbridge.core.pipe.PipedOutput;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The pipe that a pane came through while it flooded, from when its client tells it again until the next flood, or
 * until nobody needs it. The client may be megabytes behind then, of which tmux throws away what is left when the
 * program exits; but it gives up no pane for whose pipe something waits. So as much is left unread of this pipe as of
 * any while a pane prints, and what the client was never told comes from it.
 *
 * <p><b>Threads:</b> the client's reader, but for {@link #drop} and what asks.
 */
final class FormerPipe {

    private volatile @Nullable PipeReader reader;
    /** How many bytes its client is ahead of what was passed of it. */
    private volatile long ahead;

    private long released;
    private long aheadAtLook;
    private long silentSince;
    private boolean claimed;

    /** This is it; the client has told so many bytes that it did not pass. */
    void begins(PipeReader pipe, int bytes) {
        claimed = false;
        ahead = bytes;
        aheadAtLook = -1;
        released = 0;
        reader = pipe;
        pipe.told(bytes, PipedOutput.LEFT_UNREAD);
    }

    boolean is(PipeReader pipe) {
        return reader == pipe;
    }

    /** Whether there is one, read to its end or not. */
    boolean isThere() {
        return reader != null;
    }

    /** Whether there may be more in it. */
    boolean isReading() {
        PipeReader pipe = reader;
        return pipe != null && pipe.isReading();
    }

    /** How many bytes its client has told since, and some. */
    long ahead() {
        return ahead;
    }

    /** The client told that many bytes; whether {@link #seen} should be called soon. */
    boolean told(int length) {
        PipeReader pipe = reader;
        if (pipe == null) {
            return false;
        }
        long now = ahead + length;
        ahead = now;
        pipe.told(now, PipedOutput.LEFT_UNREAD);
        return isUnread();
    }

    /**
     * The pane is well: when it is silent, nothing is left unread, so that tmux may give it up when it has ended.
     *
     * @return whether that should be looked at again soon
     */
    boolean seen(long nowNanos) {
        PipeReader pipe = reader;
        if (pipe == null) {
            return false;
        }
        if (ahead != aheadAtLook) {
            aheadAtLook = ahead;
            silentSince = nowNanos;
        }
        boolean silent = nowNanos - silentSince >= TimeUnit.MILLISECONDS.toNanos(PipedOutput.SILENCE_MILLIS);
        if (silent) {
            released = ahead;
            pipe.told(released, 0);
        }
        return isUnread();
    }

    private boolean isUnread() {
        return ahead - released >= PipedOutput.STEP;
    }

    /** One of those who want to do something with it may: the next flood, or who ends it. */
    boolean claim() {
        boolean free = !claimed && isReading();
        claimed |= free;
        return free;
    }

    /** It was not done. */
    void unclaim() {
        claimed = false;
    }

    /** It is the caller's from now on; the client has told all up to {@link #ahead}. */
    @Nullable
    PipeReader take() {
        PipeReader pipe = reader;
        reader = null;
        return pipe;
    }

    /** The client tells no more: all is to be read. */
    void readAll() {
        PipeReader pipe = reader;
        if (pipe != null) {
            pipe.readAll();
        }
    }

    /** Reads it to its end, for some seconds at most. What the client did not tell. */
    byte[] rest() {
        PipeReader pipe = reader;
        if (pipe == null) {
            return new byte[0];
        }
        pipe.awaitEnd(PipedOutput.PATIENCE_MILLIS);
        byte[] tail = pipe.tail(ahead);
        pipe.stop();
        return tail;
    }

    /** It is not needed any more. */
    void drop() {
        PipeReader pipe = take();
        if (pipe != null) {
            pipe.stop();
        }
    }
}
