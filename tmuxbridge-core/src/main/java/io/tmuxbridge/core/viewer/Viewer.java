package io.tmuxbridge.core.viewer;

import io.tmuxbridge.core.log.LogRead;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.redact.Lens;
import io.tmuxbridge.core.redact.Redactor;
import io.tmuxbridge.core.stream.Feed;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One reader of a pane's log: a position, a credit and a rule for falling behind.
 *
 * <p>Nothing is queued for a viewer. Whoever carries its output asks for the {@link #next} piece when the one before
 * has left; what piles up meanwhile piles up once, in the log, for all viewers.
 *
 * <p><b>Threads:</b> any; guarded by the monitor, but for what only reads one field. No method blocks.
 */
public final class Viewer {

    private static final ViewerOutput NOTHING = new ViewerOutput.Nothing();

    private volatile Feed feed;
    private final Delivery delivery;
    private volatile int history;
    private final Credit credit = new Credit();

    private volatile Lens lens;
    private volatile long position;
    private @Nullable Snapshot first;
    private @Nullable Snapshot correction;
    private boolean caughtUp;
    private boolean anew;
    private final WantedSnapshot wanted = new WantedSnapshot();
    private long skipped;
    /** Added to a position of the log to get the one that the viewer's client knows. */
    private volatile long shift;

    /** As the other one, but it is shown a snapshot first, as tmux has it, and goes on from there. */
    public Viewer(Feed feed, Lens lens, Delivery delivery, int history, Snapshot snapshot) {
        this(feed, lens, delivery, history, snapshot.offset());
        this.first = snapshot;
    }

    /**
     * Creates a viewer that goes on by bytes.
     *
     * @param feed what it reads
     * @param lens what it sees that through
     * @param delivery what happens when it falls behind
     * @param history lines of history it wants in snapshots
     * @param position where it stands, kept by the log
     */
    public Viewer(Feed feed, Lens lens, Delivery delivery, int history, long position) {
        this.feed = feed;
        this.lens = lens;
        this.delivery = delivery;
        this.history = history;
        this.position = position;
    }

    /** Position of the next byte that it will be given, as its client knows it. */
    public synchronized long position() {
        return position + shift;
    }

    /** What is added to a position of the log to get the one that its client knows; 0 unless it was moved. */
    public long shift() {
        return shift;
    }

    /** Its client knows other positions than the log's: that much is added to those. */
    public synchronized void shift(long value) {
        shift = value;
    }

    /**
     * From now on it reads another feed, beginning with a snapshot, whatever its delivery. The positions that it tells
     * go on behind those it has told.
     *
     * @param other what it reads
     * @param through what it sees that through
     * @return the position of the other log from which on it reads
     */
    public synchronized long moveTo(Feed other, Lens through) {
        long since = other.log().head();
        shift = shift + position + 1 - since;
        feed = other;
        position = since;
        credit.moveTo(since);
        correction = null;
        lookThrough(through);
        return since;
    }

    /** Lines of history that it wants in snapshots. */
    public int history() {
        return history;
    }

    /**
     * Bytes between its position and the head; any number while it moves to another feed. Without the monitor: feeds
     * ask under locks of their own, for which a capture may be waiting under the monitor.
     */
    public long lag() {
        return feed.log().head() - position;
    }

    /** Position after the newest byte of its pane, as its client knows it; without the monitor, like {@link #lag}. */
    public long head() {
        return feed.log().head() + shift;
    }

    /** What happens when it falls behind. */
    public Delivery delivery() {
        return delivery;
    }

    /**
     * Its emulator has parsed all up to a position. From the first call on, output of a live pane waits for credit.
     *
     * @param offset the position; one that was not reached yet is taken as the position reached
     */
    public synchronized void acknowledge(long offset) {
        credit.acknowledge(Math.min(offset - shift, position));
    }

    /** What it sees the pane through. */
    public Lens lens() {
        return lens;
    }

    /** From now on it looks through another lens, beginning with a snapshot; secrets may begin above the screen. */
    public synchronized void lookThrough(Lens other) {
        lens = other;
        history = other.masks() ? Math.max(history, Redactor.CONTEXT_LINES) : history;
        first = null;
        anew = true;
        wanted.ask(feed, history);
    }

    /** It wants a new snapshot, if none is on its way to it; one that may not skip gets it after all bytes before. */
    public synchronized void refresh() {
        if (!wanted.isDue() && first == null) {
            wanted.ask(feed, history);
        }
    }

    /** What it shows is wrong: from the snapshot's offset on it goes on from the snapshot, unless it is beyond it. */
    public synchronized void correct(Snapshot snapshot) {
        boolean begins = first != null && (first == snapshot || first.offset() > snapshot.offset());
        correction = position <= snapshot.offset() && !begins ? snapshot : correction;
    }

    /**
     * The next piece of output; the viewer's position moves beyond it.
     *
     * @param max most bytes of stream wanted at once
     * @return what to send now
     */
    public synchronized ViewerOutput next(int max) {
        Snapshot begin = first;
        if (begin != null) {
            first = null;
            return show(begin);
        }
        boolean ended = feed.hasEnded(); // Then nothing comes any more that anything has to wait for.
        if (wanted.isDue()) {
            Optional<Snapshot> taken = wanted.taken(feed, history);
            if (anew || delivery == Delivery.FRESH && (taken.isPresent() || !ended)) {
                return taken.map(this::show).orElse(NOTHING);
            }
            taken.ifPresent(this::showInTurn);
        }
        Snapshot due = correction;
        if (due != null && position == due.offset()) {
            return show(due);
        }
        if (!ended && credit.isSpent(position)) {
            boolean over = delivery != Delivery.FRESH && !feed.log().holds(position);
            return over ? new ViewerOutput.TooSlow() : NOTHING;
        }
        if (delivery == Delivery.FRESH
                && !ended
                && caughtUp
                && lag() > feed.log().room() / 2) {
            return jump();
        }
        LogRead read = lens.read(position, due == null ? max : (int) Math.min(max, due.offset() - position));
        if (read instanceof LogRead.Bytes bytes) {
            position = bytes.end();
            return new ViewerOutput.Bytes(bytes.offset() + shift, bytes.data());
        }
        if (read instanceof LogRead.Barrier barrier) {
            return cross(barrier);
        }
        if (read instanceof LogRead.Lost) {
            return delivery == Delivery.FRESH ? jump() : new ViewerOutput.TooSlow();
        }
        caughtUp = true;
        return NOTHING;
    }

    /** Who comes back to a gap is shown what is behind it: it would be cut off there for ever. */
    private ViewerOutput cross(LogRead.Barrier at) {
        if (delivery == Delivery.FRESH) {
            return show(at.newest(), at.between(), at.gaps());
        }
        boolean cutOff = at.isMissing() && caughtUp && delivery == Delivery.DISCONNECT;
        return cutOff ? new ViewerOutput.TooSlow() : show(at.next(), 0, at.isMissing());
    }

    /** Reading went on while the snapshot was taken: it may have been overtaken, and then another one is needed. */
    private void showInTurn(Snapshot snapshot) {
        if (position > snapshot.offset()) {
            wanted.ask(feed, history);
            return;
        }
        correction = snapshot;
        wanted.over();
    }

    /** When no more are taken, the newest has to do. */
    private ViewerOutput jump() {
        wanted.ask(feed, history);
        return feed.hasEnded() ? feed.snapshot(0, 0).map(this::show).orElse(NOTHING) : NOTHING;
    }

    private ViewerOutput show(Snapshot snapshot) {
        long missed = wanted.isDue() ? Math.max(0, snapshot.offset() - position) : 0;
        return show(snapshot, missed, feed.log().hasGap(position, snapshot.offset()));
    }

    private ViewerOutput show(Snapshot snapshot, long missed, boolean gap) {
        skipped += missed;
        if (correction != null && snapshot.offset() >= correction.offset()) {
            correction = null;
        }
        wanted.over();
        anew = false;
        caughtUp = true;
        position = snapshot.offset();
        return new ViewerOutput.Screen(lens.show(snapshot).shifted(shift), missed, gap);
    }

    /** Bytes that it has missed so far by being slow. */
    public synchronized long skipped() {
        return skipped;
    }
}
