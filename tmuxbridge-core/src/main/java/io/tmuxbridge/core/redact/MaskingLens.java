package io.tmuxbridge.core.redact;

import io.tmuxbridge.core.log.LogRead;
import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.replica.Replica;
import io.tmuxbridge.core.replica.ScreenHash;
import io.tmuxbridge.core.stream.Feed;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.terminal.ByteSink;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pane with its secrets masked, for all of its viewers who must not see them: a second log beside the pane's, with
 * the same positions, that is written when one of them reads. It ends before what is held back.
 *
 * <p>It lives as long as the pane is followed, so a viewer that comes back in the middle of a secret finds it masked.
 *
 * <p><b>Threads:</b> any; guarded by the monitor, within which only the pane's log is called.
 */
public final class MaskingLens implements Lens {

    private static final int CHUNK = 64 * 1024;

    private final Feed feed;
    private final Redactor redactor;
    private final StreamContext context;
    private final Runnable wake;
    private final ByteSink decided = new ByteSink();

    private @Nullable OutputLog log;
    private @Nullable StreamRedactor stream;
    private long position;
    private long held = Long.MAX_VALUE;
    private long heldSince;
    private boolean waiting;
    private long masked;
    private long forced;
    private @Nullable Snapshot lastRaw;
    private @Nullable Snapshot lastShown;
    private volatile @Nullable CheckedAs lastChecked;

    private record CheckedAs(PaneEvent.Checked event, PaneEvent.Checked shown) {}

    /**
     * Sees nothing yet.
     *
     * @param feed the pane
     * @param redactor what is masked
     * @param context timers and metrics of the bridge
     * @param wake called when there may be more to read although nothing was printed
     */
    public MaskingLens(Feed feed, Redactor redactor, StreamContext context, Runnable wake) {
        this.feed = feed;
        this.redactor = redactor;
        this.context = context;
        this.wake = wake;
    }

    @Override
    public synchronized boolean begin(Snapshot snapshot) {
        OutputLog current = log;
        if (current == null || !feed.log().holds(position)) {
            if (current != null) {
                current.release();
            }
            log = new OutputLog(context.limits().logBytesPerPane(), snapshot.offset(), context.logs());
            follow(snapshot);
            return true;
        }
        return snapshot.offset() >= current.base();
    }

    /** The log, once somebody has begun. */
    public synchronized Optional<OutputLog> log() {
        return Optional.ofNullable(log);
    }

    private void follow(Snapshot snapshot) {
        StreamRedactor next = new StreamRedactor(
                redactor.program(),
                snapshot.size(),
                snapshot.offset(),
                redactor.policy().holdBytes());
        next.prime(snapshot.data());
        stream = next;
        masked = 0;
        forced = 0;
        position = snapshot.offset();
        held = Long.MAX_VALUE;
    }

    @Override
    public synchronized boolean holds(long at) {
        OutputLog current = log;
        return current != null && current.base() <= at && feed.log().holds(position);
    }

    @Override
    public synchronized LogRead read(long at, int max) {
        OutputLog current = log;
        if (current == null || !pull(current, at + max)) {
            return new LogRead.Lost(feed.log().head());
        }
        return current.read(at, max);
    }

    /** Masks what the pane has printed, until there is enough; false when some of it is gone already. */
    private boolean pull(OutputLog to, long enough) {
        boolean all = false;
        while (!all && to.head() < enough) {
            StreamRedactor from = requireStream();
            LogRead read = feed.log().read(position, CHUNK);
            if (read instanceof LogRead.Bytes bytes) {
                from.feed(bytes.data(), decided);
                position = bytes.end();
                append(to);
            } else if (read instanceof LogRead.Barrier barrier) {
                force(to);
                cross(barrier, to);
            } else if (read instanceof LogRead.Lost) {
                return false;
            } else {
                all = true;
            }
        }
        holdBack(to);
        return true;
    }

    /** Its log forgets by what its barriers are, and is to lead nobody across what the pane's does not. */
    private void cross(LogRead.Barrier barrier, OutputLog to) {
        if (barrier.stands()) {
            to.screen(barrier.next(), barrier.gap());
        } else {
            to.barrier(barrier.next(), barrier.gap());
        }
        follow(barrier.next());
    }

    private void append(OutputLog to) {
        count(requireStream());
        if (decided.size() > 0) {
            to.append(decided.buffer(), 0, decided.size());
            decided.reset();
        }
    }

    /** Sees to it that what is held back is let go of in time. */
    private void holdBack(OutputLog to) {
        long first = requireStream().firstHeld();
        if (first == Long.MAX_VALUE) {
            held = first;
            return;
        }
        long now = System.nanoTime();
        if (first != held) {
            held = first;
            heldSince = now;
        }
        if (feed.hasEnded() || now - heldSince >= redactor.policy().holdTime().toNanos()) {
            force(to);
            held = Long.MAX_VALUE;
        } else if (!waiting) {
            waiting = true;
            long left = redactor.policy().holdTime().toNanos() - (now - heldSince);
            context.after(left + 1, () -> context.work().execute(this::expire));
        }
    }

    private void expire() {
        synchronized (this) {
            waiting = false;
            OutputLog current = log;
            if (current != null) {
                holdBack(current);
            }
        }
        wake.run();
    }

    private void force(OutputLog to) {
        requireStream().force(decided);
        append(to);
    }

    private void count(StreamRedactor from) {
        if (from.masked() > masked) {
            context.metrics().add("redaction.masked", from.masked() - masked);
            masked = from.masked();
        }
        if (from.forced() > forced) {
            context.metrics().add("redaction.forced", from.forced() - forced);
            forced = from.forced();
        }
    }

    private StreamRedactor requireStream() {
        StreamRedactor current = stream;
        if (current == null) {
            throw new IllegalStateException("no viewer has begun yet");
        }
        return current;
    }

    @Override
    public synchronized Snapshot show(Snapshot snapshot) {
        begin(snapshot);
        Snapshot shown = lastShown;
        if (shown == null || lastRaw != snapshot) {
            shown = redactor.mask(snapshot);
            lastRaw = snapshot;
            lastShown = shown;
        }
        return shown;
    }

    /** Of a screen that was compared with tmux, the hash of what is to be seen of it. */
    @Override
    public PaneEvent show(PaneEvent event) {
        if (!(event instanceof PaneEvent.Checked checked)) {
            return event;
        }
        CheckedAs last = lastChecked;
        if (last == null || last.event() != event) {
            last = new CheckedAs(checked, masked(checked));
            lastChecked = last;
        }
        return last.shown();
    }

    private PaneEvent.Checked masked(PaneEvent.Checked checked) {
        Snapshot shown = redactor.mask(checked.screen());
        Replica replica = new Replica(shown.size().cols(), shown.size().rows());
        replica.write(shown.data());
        return new PaneEvent.Checked(checked.offset(), ScreenHash.of(replica), shown);
    }

    @Override
    public boolean masks() {
        return true;
    }
}
