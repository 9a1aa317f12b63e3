package io.tmuxbridge.core.tmux;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines on their way to tmux: first those written and not yet answered, in the order in which answers will come,
 * then those that wait.
 *
 * <p>The idea: what is unanswered may still lie in the pipe to tmux, so as long as it is smaller than the pipe, a write
 * cannot block, whatever tmux does. (Linux gives smaller pipes to a user who has some 1,000 open; a write may then wait
 * for the server to read.) The rest waits in a queue bounded in bytes, and is written as answers come.
 *
 * <p><b>Threads:</b> any; one lock, held for moments and never during a write.
 */
final class CommandPipeline {

    /** The most bytes written and unanswered; somewhat less than half of what a pipe of Linux holds. */
    static final int WINDOW = 30 * 1024;

    /** The most bytes that wait, but for a few commands of the bridge itself. */
    static final int QUEUE = 1024 * 1024;

    private static final byte[] NOTHING = new byte[0];

    private final Object lock = new Object();
    private final OutputStream out;
    private final TmuxLoad load;
    private final ArrayDeque<Pending> written = new ArrayDeque<>();
    private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
    private int writtenBytes;
    private int waitingBytes;
    private boolean writing;
    private boolean closed;
    private volatile boolean broken;

    /** The load is of all pipelines together. */
    CommandPipeline(OutputStream out, TmuxLoad load) {
        this.out = out;
        this.load = load;
    }

    /**
     * Takes lines to be written in this order, nothing between them.
     *
     * @return false when the pipeline is closed and nothing was taken
     * @throws TmuxBridgeException {@link ErrorCode#LIMIT} when they do not fit, {@link ErrorCode#INVALID} for a line
     *     that never would; nothing was taken
     */
    boolean submit(List<Pending> lines) {
        return submit(lines, true);
    }

    /**
     * The same for what the bridge needs to follow panes, of which it never has more than a few for each under way: it
     * is not refused for want of room, as nobody would ask again.
     *
     * @return false when the pipeline is closed and nothing was taken
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} for a line that never fits; nothing was taken
     */
    boolean submitOwn(List<Pending> lines) {
        return submit(lines, false);
    }

    private boolean submit(List<Pending> lines, boolean refusable) {
        int bytes = 0;
        for (Pending pending : lines) {
            if (pending.line.length > WINDOW) {
                throw new TmuxBridgeException(
                        ErrorCode.INVALID,
                        "a tmux command of " + pending.line.length + " bytes is too long; keep it under " + WINDOW);
            }
            bytes += pending.line.length;
        }
        synchronized (lock) {
            if (closed) {
                return false;
            }
            if (refusable && waitingBytes + bytes > QUEUE) {
                throw new TmuxBridgeException(
                        ErrorCode.LIMIT,
                        waitingBytes + " bytes of commands wait for tmux, " + bytes + " more do not fit into " + QUEUE
                                + "; try again later");
            }
            if (refusable) {
                load.take(lines.size());
            } else {
                load.takeOwn(lines.size());
            }
            waiting.addAll(lines);
            waitingBytes += bytes;
        }
        flush();
        return true;
    }

    /** The line whose answer comes next. */
    @Nullable
    Pending head() {
        synchronized (lock) {
            return written.peek();
        }
    }

    /** The head was answered: takes it out and writes what fits now. */
    @Nullable
    Pending answered() {
        Pending head;
        boolean more;
        synchronized (lock) {
            head = written.poll();
            if (head != null) {
                writtenBytes -= head.line.length;
                load.give(1);
            }
            more = !waiting.isEmpty();
        }
        if (more) {
            flush();
        }
        return head;
    }

    /** Ends the input of a client that has gone ({@link ControlReader#endProcess}); what waits is never written. */
    void close() {
        synchronized (lock) {
            if (!closed) {
                closed = true;
                if (!writing) {
                    closeOut();
                }
            }
        }
    }

    /** Takes out everything that was not answered, in order. */
    List<Pending> drain() {
        synchronized (lock) {
            close();
            List<Pending> all = new ArrayList<>(written);
            all.addAll(waiting);
            load.give(all.size());
            written.clear();
            waiting.clear();
            writtenBytes = 0;
            waitingBytes = 0;
            return all;
        }
    }

    boolean isOpen() {
        synchronized (lock) {
            return !closed && !broken;
        }
    }

    int outstanding() {
        synchronized (lock) {
            return written.size() + waiting.size();
        }
    }

    long oldestOutstandingNanos() {
        synchronized (lock) {
            Pending head = written.peek();
            return head == null ? 0 : Math.max(1, System.nanoTime() - head.writtenNanos);
        }
    }

    /**
     * Writes what fits. One thread writes at a time and takes along what others submit meanwhile; none of them waits
     * for it, nor does the reader, which gets an answer, wakes and wants the lock while the write that caused it has
     * not returned.
     */
    private void flush() {
        synchronized (lock) {
            if (writing || closed) {
                return;
            }
            writing = true;
        }
        for (byte[] batch = nextBatch(); batch.length > 0; batch = nextBatch()) {
            try {
                out.write(batch);
                out.flush();
            } catch (IOException e) {
                // tmux is gone: the reader meets the end of its stream and fails what is left.
                broken = true;
            }
        }
    }

    /**
     * Takes out what may be written now, also when the pipeline was closed since it was submitted; when that is
     * nothing, ends the writer's turn.
     */
    private byte[] nextBatch() {
        synchronized (lock) {
            int bytes = 0;
            int lines = 0;
            for (Pending next : waiting) {
                if (writtenBytes + bytes + next.line.length > WINDOW) {
                    break;
                }
                bytes += next.line.length;
                lines++;
            }
            if (lines == 0) {
                writing = false;
                if (closed) {
                    closeOut();
                }
                return NOTHING;
            }
            return take(lines, bytes);
        }
    }

    private byte[] take(int lines, int bytes) {
        byte[] batch = new byte[bytes];
        long now = System.nanoTime();
        int at = 0;
        for (int i = 0; i < lines; i++) {
            Pending next = waiting.remove();
            next.writtenNanos = now;
            written.add(next);
            System.arraycopy(next.line, 0, batch, at, next.line.length);
            at += next.line.length;
        }
        writtenBytes += bytes;
        waitingBytes -= bytes;
        return batch;
    }

    private void closeOut() {
        try {
            out.close();
        } catch (IOException e) {
            broken = true;
        }
    }
}
