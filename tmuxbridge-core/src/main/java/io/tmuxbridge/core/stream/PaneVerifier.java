package io.tmuxbridge.core.stream;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.replica.Difference;
import io.tmuxbridge.core.terminal.Capture;
import io.tmuxbridge.core.terminal.SnapshotWriter;
import io.tmuxbridge.core.terminal.Tracked;
import io.tmuxbridge.core.tmux.TmuxCapability;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alarm: compares what viewers of a pane have with what tmux has. When the pane has been quiet for a moment, or
 * never is and some seconds have passed, its screen is captured once more, and a {@link Follower} that has read the
 * very bytes viewers have read must show the same as one that reads a snapshot made of that capture.
 *
 * <p>When both show the same, viewers are told the hash of it, so that each can compare for itself. When not, that is
 * counted and logged, and viewers get a new snapshot. A pane that stays quiet is not looked at again, and one without
 * viewers never is.
 *
 * <p><b>Threads:</b> any; guarded by the monitor, which is not held while screens are compared. That happens on the
 * work executor, one comparison at a time.
 */
public final class PaneVerifier {

    private static final Logger LOG = LoggerFactory.getLogger(PaneVerifier.class);

    /** Of a pane that is never quiet every so many-th look is a verification. */
    private static final int RESTLESS_LOOKS = 6;
    /** A pane that prints more than this between two looks at it is only verified when it is quiet. */
    private static final int RESTLESS_BYTES = 128 * 1024;
    /** So many times in a row a snapshot is sent for a difference at one place; it does not go away, then. */
    private static final int MOST_CORRECTIONS = 2;
    /** Snapshots that viewers began with and that were not compared yet. */
    private static final int MOST_BEGINNINGS = 4;

    private final StreamContext context;
    private final OutputLog log;
    private final PaneListener listener;
    private final IntConsumer correction;
    private final VerifierAlarm alarm;
    private final Follower follower;
    private final Deque<Beginning> beginnings = new ArrayDeque<>();

    private int viewers;
    private int history;
    private int linesAbove;
    private boolean busy;
    private boolean suspect = true;
    private boolean doubted;
    private long verified = -1;
    private long looked = -1;
    private int restless;
    private long correctedAt = -1;
    private int corrections;
    private volatile @Nullable Snapshot lastBeginning;

    /** A snapshot that viewers may begin with; {@code anew} when nobody goes on across it by bytes. */
    private record Beginning(Snapshot snapshot, boolean anew) {}

    PaneVerifier(
            StreamContext context,
            OutputLog log,
            PaneListener listener,
            IntConsumer correction,
            Supplier<String> name) {
        this.context = context;
        this.log = log;
        this.listener = listener;
        this.correction = correction;
        this.alarm = new VerifierAlarm(log, name);
        this.follower = new Follower(log, context.tmux().has(TmuxCapability.CAPTURE_TRAILING_CELLS));
    }

    /**
     * Others watch than before. The pane is verified once after each change, and no more when nobody does.
     *
     * @param watchers who
     */
    public synchronized void watchedBy(Watchers watchers) {
        viewers = watchers.count();
        history = watchers.history();
        linesAbove = watchers.context();
        suspect = true;
    }

    /** Something happened that no output tells of. */
    public synchronized void suspect() {
        suspect = true;
    }

    /**
     * Whether to capture the screen for a comparison now; who is told so owes {@link #captured} or {@link #givenUp}.
     */
    public synchronized boolean due() {
        long head = log.head();
        boolean quiet = head == looked;
        restless = quiet ? 0 : restless + 1;
        boolean bounded = head - looked <= RESTLESS_BYTES;
        looked = head;
        boolean wanted = quiet ? suspect || verified != head : bounded && (doubted || restless % RESTLESS_LOOKS == 0);
        if (busy || viewers == 0 || !wanted) {
            return false;
        }
        busy = true;
        return true;
    }

    /** Lines of history to capture with the screen. */
    public synchronized int linesAbove() {
        return linesAbove;
    }

    /** The capture failed or proved nothing. */
    public synchronized void givenUp() {
        busy = false;
    }

    /** Viewers may begin with this snapshot, and must when it stands for what came before. */
    synchronized void taken(Snapshot snapshot, boolean anew) {
        if (anew) {
            beginnings.clear();
            suspect = true;
            doubted = false;
        } else if (beginnings.size() == MOST_BEGINNINGS) {
            beginnings.removeFirst();
            context.metrics().add("stream.verify.skipped", 1);
        }
        beginnings.addLast(new Beginning(snapshot, anew));
        lastBeginning = snapshot;
    }

    /**
     * The capture is there.
     *
     * @param capture what tmux told
     * @param tracked what was followed up to the same place
     * @param offset the place
     * @param differs what the tracker already knows to differ
     */
    void captured(Capture capture, Tracked tracked, long offset, Optional<String> differs) {
        context.work().execute(() -> {
            try {
                compare(capture, tracked, offset, differs);
            } catch (RuntimeException e) {
                LOG.warn("comparing a pane's screen failed; it is tried again when the pane changes", e);
                context.metrics().add("stream.verify.failed", 1);
                follower.forget();
            } finally {
                givenUp();
            }
        });
    }

    private void compare(Capture capture, Tracked tracked, long offset, Optional<String> differs) {
        Optional<Difference> begun = Optional.empty();
        for (Beginning beginning : beginningsUpTo(offset)) {
            if (beginning.anew()) {
                follower.forget();
            }
            begun = begun.or(() -> follower.reach(beginning.snapshot()));
        }
        byte[] truth = SnapshotWriter.write(capture, tracked);
        TerminalSize size =
                new TerminalSize(capture.state().cols(), capture.state().rows());
        boolean cut = capture.state().historySize() > capture.historyLines();
        Snapshot now = new Snapshot(offset, size, capture.historyLines(), cut, ByteBuffer.wrap(truth));
        Optional<Difference> difference =
                begun.or(() -> follower.compare(offset, now)).or(() -> differs.map(what -> new Difference(0, what)));
        if (difference.isEmpty()) {
            equal(offset, now);
        } else if (begun.isPresent() || !doubt()) {
            follower.begin(offset, now);
            differs(offset, difference.get());
        }
    }

    /**
     * Whether it is the first time that the pane does not seem right: then it is looked at once more. An answer of tmux
     * stands too early when tmux throws away output before it, as it does when a pane ends, or when it pauses one by
     * itself, which it tells only behind the answer.
     */
    private synchronized boolean doubt() {
        boolean first = !doubted;
        doubted = true;
        suspect = true;
        return first;
    }

    private synchronized List<Beginning> beginningsUpTo(long offset) {
        List<Beginning> found = new ArrayList<>();
        while (!beginnings.isEmpty() && beginnings.getFirst().snapshot().offset() <= offset) {
            found.add(beginnings.removeFirst());
        }
        return found;
    }

    private void equal(long offset, Snapshot screen) {
        synchronized (this) {
            verified = offset;
            suspect = false;
            doubted = false;
        }
        context.metrics().add("stream.verify.equal", 1);
        follower.hash().ifPresent(hash -> listener.event(new PaneEvent.Checked(offset, hash, screen)));
    }

    private void differs(long offset, Difference difference) {
        alarm.tell(offset, difference, lastBeginning);
        boolean again;
        int lines;
        synchronized (this) {
            lines = history;
            corrections = correctedAt == offset ? corrections + 1 : 1;
            correctedAt = offset;
            again = corrections <= MOST_CORRECTIONS;
            suspect = again;
            verified = offset;
            doubted = false;
        }
        context.metrics().add("stream.verify.differences", 1);
        if (again) {
            correction.accept(lines);
        }
    }
}
