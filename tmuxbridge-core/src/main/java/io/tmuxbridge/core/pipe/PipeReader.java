package io.tmuxbridge.core.pipe;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads a pane's pipe to its end, on a thread of its own: a pane that floods comes that way.
 *
 * <p><b>Threads:</b> {@link #run} is the thread's; the others may be called by any.
 */
public final class PipeReader implements Runnable {

    /** Less than that at once, and the next read waits for more: each costs four programs a change of process. */
    private static final int ENOUGH = 32 * 1024;
    /** In a flood nobody sees a millisecond. */
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final PipedOutput from;
    private final PipedOutput.Sink to;
    private final Runnable ended;
    private final Object passing = new Object();
    private boolean begun;
    private boolean silenced;
    private boolean stopped;
    private boolean atEnd;
    private Untold tail = new Untold();
    /** How many of the next bytes the client has told; while silenced, of those since. */
    private long skipped;

    private volatile long bytes;
    private volatile long taken;
    private volatile boolean reading = true;

    /**
     * Creates it.
     *
     * @param from what to read; what its control client has told already is passed over
     * @param to takes the rest
     * @param ended run on its thread at the end
     */
    public PipeReader(PipedOutput from, PipedOutput.Sink to, Runnable ended) {
        this.from = from;
        this.to = to;
        this.ended = ended;
        this.taken = from.taken();
    }

    /**
     * Begins on a thread of its own; if it has begun before and was silenced, it goes on.
     *
     * @param threads make the thread
     * @param told how many bytes the client has told since it was silenced: they are passed over
     */
    public void begin(ThreadFactory threads, long told) {
        if (begun) {
            goOn(told);
        } else {
            begun = true;
            threads.newThread(this).start();
        }
    }

    @Override
    public void run() {
        try {
            for (int length = readMuch(); length >= 0; length = readMuch()) {
                pass(length);
                bytes += length;
                if (length < ENOUGH) {
                    LockSupport.parkNanos(GATHER_NANOS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            from.close();
            synchronized (this) {
                reading = false;
                notifyAll();
            }
            tellEnd();
        }
    }

    /** How many bytes came; -1 at the end. */
    private int readMuch() throws InterruptedException {
        int most = PipedOutput.ALL;
        synchronized (passing) {
            while (silenced && !stopped && tail.room() <= 0) {
                passing.wait();
            }
            most = silenced && !stopped ? (int) Math.min(most, tail.room()) : most;
        }
        return from.readMuch(most);
    }

    private void pass(int length) {
        synchronized (passing) {
            from.pass(length, silenced ? tail::add : this::give);
            taken = silenced ? taken : from.taken();
        }
    }

    private void give(byte[] buffer, int offset, int length) {
        int told = (int) Math.min(length, skipped);
        skipped -= told;
        if (told < length) {
            to.bytes(buffer, offset + told, length - told);
        }
    }

    private void tellEnd() {
        boolean told;
        synchronized (passing) {
            atEnd = true;
            told = !silenced;
        }
        if (told) {
            ended.run();
        }
    }

    /** If it was silenced: passes what has come since, and from now on all that comes, and tells the end. */
    public void goOn() {
        goOn(0);
    }

    private void goOn(long bytes) {
        boolean tells;
        synchronized (passing) {
            byte[] kept = silenced ? tail.from(skipped + bytes) : new byte[0];
            skipped = silenced ? Math.max(0, skipped + bytes - tail.total()) : skipped;
            for (int at = 0; at < kept.length; at += ENOUGH) {
                to.bytes(kept, at, Math.min(ENOUGH, kept.length - at));
            }
            tells = silenced && atEnd;
            silenced = false;
            taken = from.taken();
            passing.notifyAll();
        }
        if (tells) {
            ended.run();
        }
    }

    /**
     * Passes nothing more, and does not tell the end: what comes is kept for {@link #tail}. Nothing is being passed
     * when this returns. It reads no further than its client tells from now on ({@link #told}): what waits in the pipe
     * keeps a pane whose program has exited, and with it what tmux has yet to tell.
     */
    public void silence() {
        synchronized (passing) {
            if (!silenced) {
                silenced = true;
                tail = new Untold();
            }
        }
    }

    /**
     * The client has told so many of the bytes that came since it was silenced, or are to come.
     *
     * @param bytes how many
     * @param left how many of these are left unread
     */
    public void told(long bytes, long left) {
        synchronized (passing) {
            tail.told(bytes, left);
            passing.notifyAll();
        }
    }

    /** The client tells no more: it reads to the end. */
    public void readAll() {
        synchronized (passing) {
            tail.readAll();
            passing.notifyAll();
        }
    }

    /**
     * What came since it was silenced.
     *
     * @param from how many of the first bytes are left out
     * @return the others; nothing when they are not all kept any more
     */
    public byte[] tail(long from) {
        synchronized (passing) {
            return tail.from(skipped + from);
        }
    }

    /**
     * How many bytes came, if nothing more will come before tmux writes more.
     *
     * @return a number of bytes; -1 when more may come by itself
     */
    public long idleAt() {
        long at = taken;
        return from.isIdle(at) ? at : -1;
    }

    /**
     * Whether more may come.
     *
     * @return false at the end of the pipe
     */
    public boolean isReading() {
        return reading;
    }

    /**
     * How many bytes it has read.
     *
     * @return a number of bytes
     */
    public long bytes() {
        return bytes;
    }

    /**
     * Waits for the end.
     *
     * @param millis how long at most
     * @return whether it has ended
     */
    public synchronized boolean awaitEnd(long millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            long left = until - System.nanoTime();
            while (reading && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = until - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !reading;
    }

    /** Reads no more. */
    public void stop() {
        synchronized (passing) {
            stopped = true;
            passing.notifyAll();
        }
        from.close();
    }
}
