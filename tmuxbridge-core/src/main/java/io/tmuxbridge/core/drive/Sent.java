package io.tmuxbridge.core.drive;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.viewer.InputLedger;
import io.tmuxbridge.pane.PanePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What was typed and not answered for: by the number of the input. As many as may wait for the pane, which bounds them
 * in bytes.
 *
 * <p><b>Threads:</b> any; guarded by the monitor.
 */
final class Sent {

    private final Executor work;
    private final TreeMap<Long, One> waiting = new TreeMap<>();
    private long last;
    private @Nullable RuntimeException over;

    private record One(CompletableFuture<PanePosition> future, PanePosition before) {}

    /** Results are handed over on the work executor. */
    Sent(Executor work) {
        this.work = work;
    }

    /** The number for an input; throws what it is refused with when nothing is to be typed any more. */
    synchronized long next(CompletableFuture<PanePosition> future, PanePosition before) {
        if (over != null) {
            throw over;
        }
        waiting.put(++last, new One(future, before));
        return last;
    }

    /** The input with the last number was refused, and nothing of it sent: the next one has its number. */
    synchronized void withdraw(long seq) {
        waiting.remove(seq);
        last = seq - 1;
    }

    void taken(long seq) {
        List<One> done = cut(0, seq);
        if (!done.isEmpty()) {
            work.execute(() -> done.forEach(one -> one.future.complete(one.before)));
        }
    }

    void lost(InputLedger.Lost inputs) {
        fail(cut(inputs.first(), inputs.last()), lost());
    }

    /** Nothing is typed any more. */
    void end(RuntimeException why) {
        synchronized (this) {
            over = why;
        }
        failAll(why);
    }

    void failAll(RuntimeException why) {
        fail(cut(0, Long.MAX_VALUE), why);
    }

    static TmuxBridgeException lost() {
        return new TmuxBridgeException(
                ErrorCode.INPUT_LOST, "tmux went away before it answered: what was typed may not have arrived");
    }

    private void fail(List<One> failed, RuntimeException why) {
        if (!failed.isEmpty()) {
            work.execute(() -> failed.forEach(one -> one.future.completeExceptionally(why)));
        }
    }

    private synchronized List<One> cut(long from, long to) {
        var some = waiting.subMap(from, true, to, true);
        List<One> found = new ArrayList<>(some.values());
        some.clear();
        return found;
    }
}
