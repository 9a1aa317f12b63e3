package io.tmuxbridge.core.drive;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.log.Snapshot;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Those who follow one driven pane. What they do with its output is code of their own, which may take its time: they
 * have a lane of their own, on workers that nobody else waits for.
 *
 * <p><b>Threads:</b> any; followers are added, called and removed in the lane.
 */
final class Followers {

    /** The pane that is followed. */
    interface Source {

        /** Whether nothing more comes. */
        boolean hasEnded();

        /** Whether output is missing before the end, for which nothing stands; known when it has ended. */
        boolean hasGapAtTheEnd();

        /** Where it stands. */
        long head();

        /** Nobody follows any more, and nothing more comes. */
        void left();
    }

    private final Serial lane;
    private final Source source;
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean rung = new AtomicBoolean();
    private @Nullable RuntimeException over;

    Followers(Executor workers, Source source) {
        this.lane = new Serial(workers);
        this.source = source;
    }

    /** Whether nobody follows, or is about to. */
    boolean isEmpty() {
        return count.get() == 0;
    }

    /** One more follows, unless it is refused or there are too many. */
    void add(Follower follower, @Nullable RuntimeException refused) {
        RuntimeException why = count.incrementAndGet() <= Readers.MOST || refused != null
                ? refused
                : new TmuxBridgeException(ErrorCode.LIMIT, Readers.MOST + " follow this pane already");
        lane.run(() -> {
            follower.begin();
            followers.add(follower);
            RuntimeException bad = why == null ? over : why;
            if (bad != null) {
                follower.fail(bad);
            }
            turn();
        });
    }

    /** What all of them were shown is wrong; who comes meanwhile begins with a screen that is taken later. */
    void correct(Snapshot snapshot) {
        followers.forEach(follower -> follower.correct(snapshot));
    }

    /** Has a turn, one for many calls. */
    void ring() {
        if (rung.compareAndSet(false, true)) {
            lane.run(() -> {
                rung.set(false);
                turn();
            });
        }
    }

    private void turn() {
        boolean last = source.hasEnded();
        long end = source.head();
        for (Follower follower : followers) {
            boolean done = follower.advance(end);
            if (done || last && follower.hasAll() && follower.finish(source.hasGapAtTheEnd())) {
                followers.remove(follower);
                count.decrementAndGet();
            }
        }
        if (last && isEmpty()) {
            source.left();
        }
    }

    /**
     * Nobody follows here any more.
     *
     * @param why what whoever comes later is told
     * @param last what is told to those who are here
     */
    void end(RuntimeException why, Consumer<Follower> last) {
        followers.forEach(Follower::stop);
        lane.run(() -> {
            over = why;
            followers.forEach(last);
            turn();
        });
    }
}
