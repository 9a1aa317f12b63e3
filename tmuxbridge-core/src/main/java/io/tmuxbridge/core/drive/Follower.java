package io.tmuxbridge.core.drive;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.viewer.Viewer;
import io.tmuxbridge.core.viewer.ViewerOutput;
import io.tmuxbridge.pane.PaneOutput;
import io.tmuxbridge.pane.PanePosition;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscriber of a pane's output: a viewer of its own, which is asked for as many pieces as the subscriber wants.
 *
 * <p>Nothing is queued for it. When it is slow, what it misses is in the log, and then gone from it; it goes on with a
 * screen.
 *
 * <p><b>Threads:</b> the subscriber is called by one thread at a time, from the followers' lane; it may call from any.
 */
final class Follower implements Flow.Subscription {

    private static final int PIECE = 64 * 1024;

    private final Flow.Subscriber<? super PaneOutput> subscriber;
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

    private final Viewer viewer;
    private final String epoch;
    private final Runnable ring;
    private final AtomicLong wanted = new AtomicLong();
    private volatile boolean over;
    private volatile boolean stopped;
    private volatile boolean bad;

    Follower(Flow.Subscriber<? super PaneOutput> subscriber, Viewer viewer, String epoch, Runnable ring) {
        this.subscriber = subscriber;
        this.viewer = viewer;
        this.epoch = epoch;
        this.ring = ring;
    }

    /** Tells the subscriber, once and first of all. One that throws does not follow. */
    void begin() {
        try {
            subscriber.onSubscribe(this);
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            bad = true;
        } else {
            wanted.accumulateAndGet(n, (now, more) -> now + more < 0 ? Long.MAX_VALUE : now + more);
        }
        ring.run();
    }

    @Override
    public void cancel() {
        over = true;
        ring.run();
    }

    /**
     * Hands over what is wanted and there.
     *
     * @param end where the pane stood when the turn began
     * @return true when it is over
     */
    boolean advance(long end) {
        if (bad && !over) {
            fail(new IllegalArgumentException("a subscriber must request more than zero"));
        }
        boolean more = true;
        while (more && !over && !stopped && wanted.get() > 0) {
            ViewerOutput output = viewer.next(PIECE);
            if (output instanceof ViewerOutput.Bytes bytes) {
                give(new PaneOutput.Bytes(
                        new PanePosition(epoch, bytes.offset()), bytes.data().duplicate()));
            } else if (output instanceof ViewerOutput.Screen screen) {
                give(new PaneOutput.Screen(
                        new PanePosition(epoch, screen.snapshot().offset()),
                        screen.snapshot().size(),
                        screen.snapshot().data().duplicate(),
                        screen.skipped(),
                        screen.gap()));
            } else if (output instanceof ViewerOutput.TooSlow) {
                fail(new TmuxBridgeException(ErrorCode.LIMIT, "the follower was slower than the log reaches"));
            } else {
                break;
            }
            more = viewer.position() < end;
        }
        return over;
    }

    private void give(PaneOutput piece) {
        if (wanted.get() != Long.MAX_VALUE) {
            wanted.decrementAndGet();
        }
        try {
            subscriber.onNext(piece);
        } catch (RuntimeException | Error e) {
            // By the rules of Flow a subscriber that throws is cancelled; it is told, in case it wants to know.
            fail(e);
        }
    }

    /** It is handed nothing more, not in a turn that is under way either, and is about to be told its end. */
    void stop() {
        stopped = true;
    }

    /** Whether everything printed was handed over. */
    boolean hasAll() {
        return over || viewer.lag() <= 0;
    }

    /**
     * Everything was handed over, and nothing more comes.
     *
     * @param gap whether output is missing before the end, of which it is told when it asks for one more piece
     * @return true when it is over
     */
    boolean finish(boolean gap) {
        if (gap && !over) {
            if (wanted.get() == 0) {
                return false;
            }
            give(new PaneOutput.Gap(new PanePosition(epoch, viewer.position())));
        }
        complete();
        return true;
    }

    /** What it was shown is wrong: from that snapshot on it goes on from there. */
    void correct(Snapshot snapshot) {
        viewer.correct(snapshot);
    }

    void complete() {
        if (!over) {
            over = true;
            tellEnd(subscriber::onComplete);
        }
    }

    void fail(Throwable why) {
        if (!over) {
            over = true;
            tellEnd(() -> subscriber.onError(why));
        }
    }

    /** Others follow as well, and are to be told whatever this one does. */
    private void tellEnd(Runnable end) {
        try {
            end.run();
        } catch (RuntimeException | Error e) {
            LOG.warn("a subscriber failed on the end of what it followed", e);
        }
    }
}
