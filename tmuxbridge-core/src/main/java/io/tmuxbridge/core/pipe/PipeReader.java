package io.tmuxbridge.core.pipe;

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
    private boolean silenced;
    private boolean stopped;
    private boolean atEnd;
    /** How many of the bytes since it was silenced the client has told: it reads no more than that. */
    private long known;

    private final KeptBytes tail = new KeptBytes();
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
    private int readMuch() {
        try {
            return from.readMuch(awaitMost());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private int awaitMost() throws InterruptedException {
        synchronized (passing) {
            while (silenced && !stopped && tail.total() >= known) {
                passing.wait();
            }
            return silenced && !stopped ? (int) Math.min(PipedOutput.ALL, known - tail.total()) : PipedOutput.ALL;
        }
    }

    private void pass(int length) {
        synchronized (passing) {
            from.pass(length, silenced ? tail::add : to);
            taken = silenced ? taken : from.taken();
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
        boolean tells;
        synchronized (passing) {
            byte[] kept = silenced ? tail(0) : new byte[0];
            for (int at = 0; at < kept.length; at += ENOUGH) {
                to.bytes(kept, at, Math.min(ENOUGH, kept.length - at));
            }
            tells = silenced && atEnd;
            silenced = false;
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
            silenced = true;
        }
    }

    /**
     * The client has told so many of the bytes that came since it was silenced, or are to come.
     *
     * @param bytes how many; {@link Long#MAX_VALUE} when it tells no more, and all is to be read
     */
    public void told(long bytes) {
        synchronized (passing) {
            known = Math.max(known, bytes);
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
            boolean kept = from >= tail.forgotten() && from < tail.total();
            return kept ? tail.last((int) (tail.total() - from)) : new byte[0];
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
