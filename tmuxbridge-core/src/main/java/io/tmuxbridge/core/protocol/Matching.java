package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * The workers that match patterns, which may take a second or two each, and how many searches of a caller wait for
 * them, on all of its connections: who comes again and again has no more of them wait than who stays.
 *
 * <p><b>Threads:</b> any; guarded by the monitor.
 */
final class Matching {

    /** Searches of one caller that wait; more are refused. */
    static final int MOST = 64;

    /** Workers that match patterns at a time, half of the fewest that there are; half of those for one caller. */
    private static final int WORKERS = 4;

    private final FairWork work;
    private final Map<String, Integer> waiting = new HashMap<>();

    Matching(FairWork work) {
        this.work = work;
    }

    /** The metric counts what had to wait for others of its caller's. */
    static Matching of(Services services) {
        return new Matching(new FairWork(
                new FewAtOnce(services.work(), WORKERS),
                WORKERS / 2,
                () -> services.metrics().add("matching.queued", 1)));
    }

    /** Runs what it is given for one caller. */
    Executor of(String who) {
        return work.of(who);
    }

    /**
     * One more search of a caller waits, until {@link #left}.
     *
     * @throws TmuxBridgeException {@link ErrorCode#LIMIT} when too many do
     */
    synchronized void enter(String who) {
        int now = waiting.getOrDefault(who, 0);
        if (now >= MOST) {
            throw new TmuxBridgeException(ErrorCode.LIMIT, MOST + " searches of " + who + " wait; slow down");
        }
        waiting.put(who, now + 1);
    }

    /** A search of a caller waits no longer: it is done, or is not to be done. */
    synchronized void left(String who) {
        waiting.computeIfPresent(who, (name, now) -> now > 1 ? now - 1 : null);
    }
}
