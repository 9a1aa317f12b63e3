package io.tmuxbridge.core.drive;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.session.Attachment;
import io.tmuxbridge.core.viewer.Delivery;
import io.tmuxbridge.core.viewer.Viewer;
import io.tmuxbridge.core.viewer.ViewerOutput;
import io.tmuxbridge.pane.PaneOutput;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for output of one driven pane. When the log grows they read on, all in one turn of a worker, as far as
 * the log reached when it began: however much is printed, a turn ends, and times are looked at in each.
 *
 * <p>They never read on the thread that reads tmux: a pattern may take its time. Who matches one has a lane of its own,
 * on workers that nobody else waits for, and so have those who follow ({@link Followers}); the others are in the lane
 * that has turns when the log grows, and lets the other ones know.
 *
 * <p><b>Threads:</b> any.
 */
final class Readers {

    /** Most that wait at once; more are refused. Each keeps at most some 200 KB, a command's output at most 4 MB. */
    static final int MOST = 1024;

    private final DriveContext context;
    private final Marks marks = new Marks();
    private final TaskLane plain;
    private final TaskLane patterns;
    private final Followers followers;
    private volatile @Nullable Attachment attachment;
    /** Set before those who wait are told, so that nothing of what still comes is looked for. */
    private volatile @Nullable RuntimeException over;

    private volatile boolean paneEnded;
    private volatile boolean gap;
    private volatile Runnable whenOver = () -> {};

    /**
     * Nobody waits.
     *
     * @param matching for what patterns take: they may not have the workers that everybody waits for
     * @param following for what followers do: neither may they
     */
    Readers(DriveContext context, Executor matching, Executor following) {
        this.context = context;
        this.plain = new TaskLane(context.work(), this::turn);
        this.patterns = new TaskLane(matching, this::match);
        this.followers = new Followers(following, new Followed());
    }

    Marks marks() {
        return marks;
    }

    /** From now on there is a log to read. */
    void begin(Attachment value) {
        attachment = value;
        ring();
    }

    /** What is done when the pane has ended and everybody who waited was told. */
    void whenOver(Runnable task) {
        whenOver = task;
        ring();
    }

    /** The log grew, or somebody's time may be over: looks after all of them, once for many calls. */
    void ring() {
        plain.ring();
    }

    /** Output is missing for which nothing stands; told before the end. */
    void gap() {
        gap = true;
    }

    /** What followers were shown is wrong; the others read no screens but for what is missing. */
    void corrected(Snapshot snapshot) {
        followers.correct(snapshot);
    }

    void paneEnded() {
        paneEnded = true;
        ring();
    }

    <T> Waiting<T> waiting(CompletableFuture<T> result, Duration timeout) {
        return new Waiting<>(result, context.timer(), context.work(), timeout, this::ring);
    }

    /** What was typed was lost: who waits for what comes of it fails, unless the pane has ended. */
    void lost(Waiting<?> waiting) {
        plain.run(() -> {
            if (!paneEnded && !waiting.isOver()) {
                waiting.fail(Sent.lost());
            }
        });
    }

    /**
     * Refuses one more when too many wait. To be asked in the lane of calls before anything is done for it: all who
     * wait are added there, so that the place is still free when it comes.
     */
    void requirePlace() {
        if (plain.count() + patterns.count() >= MOST) {
            context.metrics().add("drivers.refused", 1);
            throw new TmuxBridgeException(ErrorCode.LIMIT, MOST + " wait for this pane already");
        }
    }

    void add(Task task) {
        if (task.matches()) {
            patterns.add(task, this::ring);
        } else {
            plain.add(task, this::turn);
        }
    }

    Runnable subscribing(Flow.Subscriber<? super PaneOutput> subscriber, Runnable check) {
        Objects.requireNonNull(subscriber, "subscriber");
        return () -> subscribe(subscriber, check);
    }

    private void subscribe(Flow.Subscriber<? super PaneOutput> subscriber, Runnable check) {
        RuntimeException refused = null;
        try {
            check.run();
        } catch (RuntimeException e) {
            refused = e;
        }
        RuntimeException why = refused;
        plain.run(() -> subscribe(subscriber, why == null ? over : why));
    }

    private void subscribe(Flow.Subscriber<? super PaneOutput> subscriber, @Nullable RuntimeException refused) {
        Attachment at = attachment;
        if (at == null) {
            throw new IllegalStateException("nothing is attached yet");
        }
        Viewer viewer = new Viewer(
                at.terminal().feed(),
                at.viewer().lens(),
                Delivery.FRESH,
                0,
                at.viewer().position());
        viewer.refresh();
        followers.add(new Follower(subscriber, viewer, at.terminal().feed().epoch(), followers::ring), refused);
    }

    /** Where the pane stands; nowhere before there is a log. */
    private long head() {
        Attachment at = attachment;
        return at == null ? 0 : at.terminal().feed().log().head();
    }

    private void turn() {
        Attachment at = attachment;
        if (at == null || over != null) {
            return;
        }
        boolean last = paneEnded;
        long end = at.terminal().feed().log().head();
        drain(at.viewer(), end);
        boolean all = plain.advance(at.viewer().lens(), end, marks);
        if (!followers.isEmpty()) {
            followers.ring();
        }
        if (patterns.count() > 0) {
            patterns.ring();
        }
        if (last && all) {
            plain.ended(gap);
            if (followers.isEmpty() && patterns.count() == 0) {
                whenOver.run();
            }
        }
    }

    /** A turn of those who match patterns; when it was their last one, the others are told. */
    private void match() {
        Attachment at = attachment;
        if (at == null || over != null) {
            return;
        }
        boolean last = paneEnded;
        long end = at.terminal().feed().log().head();
        if (patterns.advance(at.viewer().lens(), end, marks) && last) {
            patterns.ended(gap);
            ring();
        }
    }

    /** The attachment's own viewer has nobody to show things to, and is not behind. */
    private static void drain(Viewer viewer, long end) {
        ViewerOutput output = viewer.next(Task.CHUNK);
        while (!(output instanceof ViewerOutput.Nothing)
                && !(output instanceof ViewerOutput.TooSlow)
                && viewer.position() < end) {
            output = viewer.next(Task.CHUNK);
        }
    }

    /** Nobody waits here any more: all fail. */
    void end(RuntimeException why) {
        end(why, follower -> follower.fail(why));
    }

    /** The same, as its driver wants no more: to those who follow that is the end, and no failure. */
    void close(RuntimeException why) {
        end(why, Follower::complete);
    }

    private void end(RuntimeException why, Consumer<Follower> last) {
        over = why;
        plain.end(why);
        patterns.end(why);
        followers.end(why, last);
    }

    private final class Followed implements Followers.Source {
        @Override
        public boolean hasEnded() {
            return paneEnded;
        }

        @Override
        public boolean hasGapAtTheEnd() {
            return gap;
        }

        @Override
        public long head() {
            return Readers.this.head();
        }

        @Override
        public void left() {
            ring();
        }
    }
}
