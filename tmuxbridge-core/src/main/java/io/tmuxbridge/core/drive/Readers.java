package io.tmuxbridge.core.drive;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.redact.Lens;
import io.tmuxbridge.core.session.Attachment;
import io.tmuxbridge.core.viewer.Delivery;
import io.tmuxbridge.core.viewer.Viewer;
import io.tmuxbridge.core.viewer.ViewerOutput;
import io.tmuxbridge.pane.PaneOutput;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for output of one driven pane. When the log grows they read on, all in one turn of a worker, as far as
 * the log reached when it began: however much is printed, a turn ends, and times are looked at in each.
 *
 * <p>They never read on the thread that reads tmux: a pattern may take its time.
 *
 * <p><b>Threads:</b> any; tasks and followers belong to the lane.
 */
final class Readers {

    /** Most that wait at once; more are refused. Each keeps at most some 200 KB, a command's output at most 4 MB. */
    static final int MOST = 1024;

    /** After so long the others have their turn first: a pattern may take a second, and is given up then. */
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final DriveContext context;
    private final Marks marks = new Marks();
    private final Serial lane;
    private final AtomicBoolean rung = new AtomicBoolean();
    private final Deque<Task> tasks = new ArrayDeque<>();
    private final List<Follower> followers = new ArrayList<>();
    private @Nullable Attachment attachment;
    /** Set before those who wait are told, so that nothing of what still comes is looked for. */
    private volatile @Nullable RuntimeException over;

    private volatile boolean paneEnded;
    private volatile Runnable whenOver = () -> {};

    /** The executor is for what patterns take: they may not have those that everybody waits for. */
    Readers(DriveContext context, Executor matching) {
        this.context = context;
        this.lane = new Serial(matching);
    }

    Marks marks() {
        return marks;
    }

    /** From now on there is a log to read. */
    void begin(Attachment value) {
        lane.run(() -> attachment = value);
        ring();
    }

    /** What is done when the pane has ended and everybody who waited was told. */
    void whenOver(Runnable task) {
        whenOver = task;
        ring();
    }

    /** The log grew, or somebody's time may be over: looks after all of them, once for many calls. */
    void ring() {
        if (rung.compareAndSet(false, true)) {
            lane.run(this::turn);
        }
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
        lane.run(() -> {
            if (!paneEnded && !waiting.isOver()) {
                waiting.fail(Sent.lost());
            }
        });
    }

    void add(Task task) {
        lane.run(() -> {
            RuntimeException why = over;
            if (why != null) {
                task.fail(why);
            } else if (tasks.size() >= MOST) {
                context.metrics().add("drivers.refused", 1);
                task.fail(new TmuxBridgeException(ErrorCode.LIMIT, MOST + " wait for this pane already"));
            } else {
                tasks.add(task);
                turn();
            }
        });
    }

    void subscribe(Flow.Subscriber<? super PaneOutput> subscriber, Runnable check) {
        RuntimeException refused = null;
        try {
            check.run();
        } catch (RuntimeException e) {
            refused = e;
        }
        RuntimeException why = refused;
        lane.run(() -> subscribe(subscriber, why == null ? over : why));
    }

    private void subscribe(Flow.Subscriber<? super PaneOutput> subscriber, @Nullable RuntimeException refused) {
        Attachment at = attachment;
        if (at == null) {
            throw new IllegalStateException("nothing is attached yet");
        }
        RuntimeException why = refused != null || followers.size() < MOST
                ? refused
                : new TmuxBridgeException(ErrorCode.LIMIT, MOST + " follow this pane already");
        Viewer viewer = new Viewer(
                at.terminal().feed(),
                at.viewer().lens(),
                Delivery.FRESH,
                0,
                at.viewer().position());
        viewer.refresh();
        Follower follower =
                new Follower(subscriber, viewer, at.terminal().feed().epoch(), this::ring);
        subscriber.onSubscribe(follower);
        if (why != null) {
            follower.fail(why);
        } else {
            followers.add(follower);
            turn();
        }
    }

    private void turn() {
        rung.set(false);
        Attachment at = attachment;
        if (at == null || over != null) {
            return;
        }
        boolean last = paneEnded;
        long end = at.terminal().feed().log().head();
        drain(at.viewer(), end);
        Lens lens = at.viewer().lens();
        boolean all = advance(lens, end);
        followers.removeIf(follower -> follower.advance(end));
        if (last && all) {
            tasks.forEach(Task::ended);
            tasks.clear();
            followers.removeIf(follower -> {
                if (follower.hasAll()) {
                    follower.complete();
                }
                return follower.hasAll();
            });
            if (followers.isEmpty()) {
                whenOver.run();
            }
        }
    }

    /** All of those who wait read on, or some of them, and the rest in another turn, which begins with them. */
    private boolean advance(Lens lens, long end) {
        long begun = System.nanoTime();
        for (int left = tasks.size(); left > 0; left--) {
            Task task = tasks.removeFirst();
            if (!isDone(task, lens, end)) {
                tasks.addLast(task);
            }
            if (left > 1 && System.nanoTime() - begun > TURN_NANOS) {
                ring();
                return false;
            }
        }
        return true;
    }

    private boolean isDone(Task task, Lens lens, long end) {
        try {
            return task.advance(lens, end, marks);
        } catch (RuntimeException | Error e) {
            task.fail(e);
            return true;
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

    /** Nobody waits here any more. */
    void end(RuntimeException why) {
        over = why;
        lane.run(() -> {
            tasks.forEach(task -> task.fail(why));
            tasks.clear();
            followers.forEach(follower -> follower.fail(why));
            followers.clear();
        });
    }
}
