package io.tmuxbridge.core.viewer;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Which numbered inputs of one client were taken, so that each is applied exactly once however often it is sent, and
 * none disappears without a word.
 *
 * <p>An input is <em>accepted</em> when it is handed on in order, and <em>settled</em> when its fate is known: tmux has
 * taken it, or it may not have arrived because tmux or the client that carried it went away. Fates may become known in
 * any order; what is told to the client is the number up to which all are settled, and which of them may be lost.
 *
 * <p><b>Threads:</b> any; guarded by the monitor.
 */
public final class InputLedger {

    /** Runs of lost inputs that are remembered; beyond this the two oldest become one that spans both. */
    private static final int MAX_RUNS = 64;

    private final LongSupplier nanoTime;
    private final Set<Long> early = new HashSet<>();
    private final List<Run> lost = new ArrayList<>();
    private long accepted;
    private long settled;

    /**
     * Inputs that may not have arrived.
     *
     * @param first number of the first
     * @param last number of the last
     */
    public record Lost(long first, long last) {}

    private record Run(Lost inputs, long at) {}

    /** Creates a ledger that expects input 1. */
    public InputLedger() {
        this(System::nanoTime);
    }

    InputLedger(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Decides on an input; one that is to be applied counts as accepted from now on.
     *
     * @param seq its number, 0 when it has none
     * @return true when it is to be applied, false when it was accepted before
     * @throws TmuxBridgeException {@link ErrorCode#INPUT_GAP} when one before it is missing
     */
    public synchronized boolean accept(long seq) {
        if (seq == 0) {
            return true;
        }
        if (seq > accepted + 1) {
            throw new TmuxBridgeException(
                    ErrorCode.INPUT_GAP,
                    "input " + seq + " skips: the next one is " + (accepted + 1) + "; send those between first");
        }
        if (seq <= accepted) {
            return false;
        }
        accepted = seq;
        return true;
    }

    /**
     * Whether an input is the next one, which {@link #accept} would accept.
     *
     * @param seq its number, 0 when it has none
     * @return false when it was accepted before or skips a number
     */
    public synchronized boolean expects(long seq) {
        return seq == 0 || seq == accepted + 1;
    }

    /**
     * An input that was accepted could not even be queued: it counts as not sent.
     *
     * @param seq its number, the last accepted one
     */
    public synchronized void withdraw(long seq) {
        if (seq != 0 && seq == accepted) {
            accepted = seq - 1;
        }
    }

    /**
     * The fate of an input is known.
     *
     * @param seq its number, 0 when it has none
     * @param taken whether tmux has taken it; when not, it may or may not have arrived
     */
    public synchronized void settle(long seq, boolean taken) {
        if (seq <= settled) {
            return;
        }
        if (!taken) {
            remember(seq);
        }
        early.add(seq);
        while (early.remove(settled + 1)) {
            settled++;
        }
        notifyAll();
    }

    /** {@return whether none was accepted so far} */
    public synchronized boolean isEmpty() {
        return accepted == 0;
    }

    /**
     * Up to where everything is settled.
     *
     * @return a number, 0 when nothing is
     */
    public synchronized long settled() {
        return settled;
    }

    /**
     * Waits until everything accepted is settled.
     *
     * @param millis how long to wait at most
     */
    public synchronized void awaitSettled(long millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            for (long left = millis; settled < accepted && left > 0; ) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What may not have arrived.
     *
     * @param nanos how far to look back
     * @return runs of inputs lost since then, oldest first
     */
    public synchronized List<Lost> lost(long nanos) {
        long now = nanoTime.getAsLong();
        lost.removeIf(run -> now - run.at() > nanos);
        return lost.stream().map(Run::inputs).toList();
    }

    private void remember(long seq) {
        int size = lost.size();
        if (size > 0 && lost.get(size - 1).inputs().last() == seq - 1) {
            Run before = lost.remove(size - 1);
            lost.add(new Run(new Lost(before.inputs().first(), seq), nanoTime.getAsLong()));
            return;
        }
        lost.add(new Run(new Lost(seq, seq), nanoTime.getAsLong()));
        if (lost.size() > MAX_RUNS) {
            Run oldest = lost.remove(0);
            Run next = lost.remove(0);
            lost.add(0, new Run(new Lost(oldest.inputs().first(), next.inputs().last()), next.at()));
        }
    }
}
