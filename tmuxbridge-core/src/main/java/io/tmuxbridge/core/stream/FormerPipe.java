package io.tmuxbridge.core.stream;

import io.tmuxbridge.core.pipe.PipeReader;
import io.tmuxbridge.core.pipe.PipedOutput;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The pipe that a pane came through while it flooded, from when its client tells it again until another pipe has taken
 * its place or none is needed. A program that exits meanwhile has tmux refuse that: then what waits in this pipe keeps
 * the pane, and with it what tmux has yet to tell, so it is read no further than the client has told.
 *
 * <p><b>Threads:</b> the client's reader, but for {@link #drop} and what asks about it.
 */
final class FormerPipe {

    private volatile @Nullable PipeReader reader;
    /** How many bytes its client is ahead of what was passed of it. */
    private long ahead;

    private long aheadAtLook;
    private long silentSince;

    /** This is it; the client has told so many bytes that it did not pass. */
    void begins(PipeReader pipe, int bytes) {
        reader = pipe;
        ahead = bytes;
        pipe.told(bytes);
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

    /** The client told that many bytes. As much is left unread as of any pipe while a pane prints. */
    void told(int length) {
        ahead += length;
        PipeReader pipe = reader;
        if (pipe != null) {
            pipe.told(ahead - PipedOutput.LEFT_UNREAD);
        }
    }

    /** The pane is well: when it is silent, nothing is left unread, so that tmux may give it up when it has ended. */
    void seen(long nowNanos) {
        PipeReader pipe = reader;
        if (ahead != aheadAtLook) {
            aheadAtLook = ahead;
            silentSince = nowNanos;
        } else if (pipe != null
                && nowNanos - silentSince >= TimeUnit.MILLISECONDS.toNanos(PipedOutput.SILENCE_MILLIS)) {
            pipe.told(ahead);
        }
    }

    /** The client tells no more: all is to be read. */
    void readAll() {
        PipeReader pipe = reader;
        if (pipe != null) {
            pipe.told(Long.MAX_VALUE);
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
        PipeReader pipe = reader;
        reader = null;
        if (pipe != null) {
            pipe.stop();
        }
    }
}
