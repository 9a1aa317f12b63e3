package io.tmuxbridge.core.feed;

import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.PaneEnd;
import io.tmuxbridge.core.stream.PaneLookup;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.ControlListener;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what is left when something went wrong under a feed, and has the feed ended or its client replaced. One
 * look is under way at a time; one that fails is repeated a number of times.
 *
 * <p><b>Threads:</b> any; the look itself runs on the work executor.
 */
final class PaneRecovery {

    private static final Logger LOG = LoggerFactory.getLogger(PaneRecovery.class);
    private static final long RETRY_MILLIS = 100;
    private static final int MAX_RETRIES = 20;
    private static final long SELDOM_MILLIS = 2000;
    /** A client that lived no longer may have been sent away as it came, by a hook of the user's. */
    private static final long SHORT_LIFE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** So many of these are replaced at once, the others when the feed is looked at next. */
    private static final int SHORT_LIVES = 4;

    private final PaneFeed feed;
    private final PaneLinks links;
    private final StreamContext context;
    private final PaneLookup lookup;
    private final PaneCustody custody;
    /** Why the client ended; absent while none has. */
    private volatile Optional<String> left = Optional.empty();

    private volatile long began = System.nanoTime() - SHORT_LIFE_NANOS;
    private volatile int shortLives;
    private volatile boolean held;
    private volatile boolean dead;
    private final AtomicBoolean looking = new AtomicBoolean();

    PaneRecovery(PaneFeed feed, PaneLinks links, StreamContext context, PaneLookup lookup, PaneCustody custody) {
        this.feed = feed;
        this.links = links;
        this.context = context;
        this.lookup = lookup;
        this.custody = custody;
    }

    /** The client of the feed ended: looks at once, or leaves it to the next {@link #look} after many short lives. */
    void lost(String reason) {
        LOG.debug("control client of {} ended: {}", feed.address().paneId(), reason);
        left = Optional.of(reason);
        shortLives = System.nanoTime() - began < SHORT_LIFE_NANOS ? shortLives + 1 : 0;
        if (shortLives < SHORT_LIVES) {
            look(0);
        }
    }

    /** Unless the client has just ended: {@link #lost} is to come, and with it whether the next one has to go on. */
    void look() {
        if (links.needClient() || feed.client().filter(ControlClient::isOpen).isPresent()) {
            look(0);
        }
    }

    /** Looks no more until {@link #release}: what is going on is known, and the pane's stream has not ended yet. */
    void hold() {
        held = true;
    }

    /** Looks, and goes on looking. */
    void release() {
        held = false;
        look(0);
    }

    /** The program has ended and all that it printed was read: a pane that was kept for that has ended. */
    void dead() {
        dead = true;
        release();
    }

    private void look(int attempt) {
        if (!held && !feed.hasEnded() && looking.compareAndSet(false, true)) {
            context.work().execute(() -> {
                try {
                    lookNow(attempt);
                } catch (RuntimeException e) {
                    retry(attempt, e);
                } finally {
                    looking.set(false);
                }
            });
        }
    }

    private void lookNow(int attempt) {
        // Before that, what its program printed last is the client's to tell, or the next one's.
        boolean kept = dead && custody.keeps() && !goesOn();
        PaneLookup.Found found = lookup.look(feed.address(), kept);
        if (held) {
            // Since it began: the pane may be gone only because its rest is read.
            return;
        }
        if (found.gone() && links.haveRest()) {
            lookLater(attempt);
        } else if (found.end().filter(PaneEnd.TMUX_ENDED::equals).isPresent()) {
            nothingLeft(attempt);
        } else if (found.gone() && found.end().isPresent()) {
            gone(found.end().get());
        } else if (found.end().isPresent()) {
            feed.end(found.end().get());
        } else if (links.needClient()) {
            replace(found.address());
            context.metrics().add("stream.clients.replaced", 1);
        }
    }

    /**
     * Sessions that go one by one leave no server behind either: the client was told whether that ended, and may not be
     * read yet.
     */
    private void nothingLeft(int attempt) {
        if (left.isEmpty() && attempt < MAX_RETRIES) {
            lookLater(attempt + 1);
        } else {
            boolean session =
                    left.filter(ControlListener.SESSION_DESTROYED::equals).isPresent();
            gone(session ? PaneEnd.SESSION_ENDED : PaneEnd.TMUX_ENDED);
        }
    }

    /** The pane is gone; when another feed reads its end, this one ends with that. */
    private void gone(PaneEnd why) {
        Optional<CompletableFuture<OutputLog>> other = custody.hold().endOfOther();
        if (other.isPresent()) {
            hold();
            other.get().thenAccept(whole -> feed.complete(whole, () -> feed.end(why)));
        } else if (goesOn()) {
            hold();
            // Viewers may have the pipe wait for seconds.
            context.threads().newThread(() -> endBehindRest(why)).start();
        } else if (custody.keeps() && custody.pipe().isThere() && left.isEmpty()) {
            // What it has told comes first; when it has ended, this is looked at again.
            feed.client().ifPresent(ControlClient::close);
        } else {
            feed.end(why);
        }
    }

    /** Whether the next client is to go on from the pipe, even of a pane whose program has ended. */
    private boolean goesOn() {
        return links.needClient() && custody.pipe().isThere();
    }

    private void endBehindRest(PaneEnd why) {
        try {
            links.readRest();
        } finally {
            feed.end(why);
        }
    }

    private void replace(PaneAddress at) {
        Optional<String> before = left;
        left = Optional.empty();
        dead = false;
        began = System.nanoTime();
        try {
            feed.attach(at, () -> {});
        } catch (RuntimeException e) {
            left = left.or(() -> before);
            throw e;
        }
    }

    private void retry(int attempt, RuntimeException failure) {
        LOG.debug("following {} failed, attempt {}", feed.address().paneId(), attempt, failure);
        if (attempt == MAX_RETRIES) {
            LOG.warn("pane {} cannot be followed for now: {}", feed.address().paneId(), failure.getMessage());
        }
        // Nothing was seen, so nothing has ended: however long tmux cannot be asked.
        lookLater(attempt + 1);
    }

    private void lookLater(int attempt) {
        long millis = attempt <= MAX_RETRIES ? RETRY_MILLIS : SELDOM_MILLIS;
        context.timer().schedule(() -> look(attempt), millis, TimeUnit.MILLISECONDS);
    }
}
