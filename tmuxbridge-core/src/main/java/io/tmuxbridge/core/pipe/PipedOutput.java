package io.tmuxbridge.core.pipe;

import java.util.concurrent.TimeUnit;

/**
 * A pane's output as it comes through a pipe, beside what the control client tells: counted, so that it is known where
 * the pipe goes on when the client has nothing more to tell.
 *
 * <p><b>Threads:</b> the client's reader thread, but for {@link #close}.
 */
public final class PipedOutput implements AutoCloseable {

    /** Less than that need not be thrown away. */
    public static final int STEP = 16 * 1024;

    /** What a named pipe holds (pipe(7)), in bytes. */
    public static final int ALL = 64 * 1024;

    /**
     * Left unread while the pane prints. The pipe, the shell command and the socket in front of it hold some 400 KiB;
     * what is beyond waits in tmux, and a pane for which something waits is not given up. Without that tmux gives a
     * pane up when its program has ended and its terminal seems empty, although the kernel has not handed over the last
     * kilobytes yet.
     */
    public static final int LEFT_UNREAD = 512 * 1024;

    /** A pane that has been silent for as long has nothing left in the kernel. */
    public static final long SILENCE_MILLIS = 100;

    /** How long a shell command may keep back what tmux has told before nothing is expected of it any more. */
    public static final long PATIENCE_MILLIS = 5000;

    private static final byte[] NOTHING = new byte[0];

    private final NamedPipe pipe;
    /** Most panes never need one. */
    private byte[] buffer = NOTHING;

    private long told;
    private long read;
    private long toldAtLook;
    private long silentSince;

    /** Takes a part of the output. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes it.
         *
         * @param buffer where the bytes are; the sink does not keep it
         * @param offset where they begin
         * @param length how many there are
         */
        void bytes(byte[] buffer, int offset, int length);
    }

    /**
     * Counts from here.
     *
     * @param pipe what the pane's output comes through, closed with this
     */
    public PipedOutput(NamedPipe pipe) {
        this.pipe = pipe;
    }

    /**
     * The client told that many bytes.
     *
     * @param length how many
     * @return whether enough lies in the pipe that {@link #looked} should be called soon
     */
    public boolean told(int length) {
        told += length;
        if (told - read >= LEFT_UNREAD + STEP) {
            throwAway(told - LEFT_UNREAD);
        }
        return isUnread();
    }

    /**
     * The pane lives. When it is silent as well, nothing is left unread, so that tmux may give it up when it ends.
     *
     * @param nowNanos the time, of {@link System#nanoTime}
     */
    public void looked(long nowNanos) {
        if (told != toldAtLook) {
            toldAtLook = told;
            silentSince = nowNanos;
        } else if (nowNanos - silentSince >= TimeUnit.MILLISECONDS.toNanos(SILENCE_MILLIS)) {
            throwAway(told);
        }
    }

    /**
     * Whether {@link #looked} should be called soon.
     *
     * @return true when much lies in the pipe
     */
    public boolean isUnread() {
        return told - read >= STEP;
    }

    /**
     * Whether nothing comes through it any more, as when somebody has piped the pane elsewhere.
     *
     * @param nowNanos the time, of {@link System#nanoTime}
     * @return true when what was told has not come for {@link #PATIENCE_MILLIS}
     */
    public boolean isDry(long nowNanos) {
        return isUnread()
                && told == toldAtLook
                && nowNanos - silentSince >= TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    }

    /**
     * How far it has been read.
     *
     * @return how many bytes were read and passed
     */
    public long taken() {
        return read;
    }

    /**
     * Whether nothing more will come through the pipe before tmux writes more into it.
     *
     * @param taken {@link #taken} when that was asked last on the thread that reads
     */
    boolean isIdle(long taken) {
        return pipe.isIdle(taken);
    }

    /**
     * Reads on, waiting for what comes.
     *
     * @return how many bytes came, or -1 at the end
     */
    public int read() {
        return pipe.read(prepared(STEP), STEP);
    }

    /** The same in larger pieces, where much is to come; at most {@code most} bytes. */
    int readMuch(int most) {
        return pipe.read(prepared(ALL), Math.min(most, ALL));
    }

    /**
     * Passes on what the client did not tell of the bytes that just came.
     *
     * @param length how many came
     * @param to takes them
     * @return how many that were
     */
    public int pass(int length, Sink to) {
        int known = (int) Math.max(0, Math.min(length, told - read));
        if (known < length) {
            to.bytes(buffer, known, length - known);
        }
        read += length;
        return length - known;
    }

    /** Lets go of the pipe; ends a {@link #read} that waits. */
    @Override
    public void close() {
        pipe.close();
    }

    private void throwAway(long upTo) {
        byte[] into = prepared(STEP);
        while (read < upTo) {
            int length = pipe.poll(into, (int) Math.min(STEP, upTo - read));
            if (length == 0) {
                return;
            }
            read += length;
        }
    }

    private byte[] prepared(int size) {
        if (buffer.length < size) {
            buffer = new byte[size];
        }
        return buffer;
    }
}
