package io.tmuxbridge.core.protocol;

import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Quotas;
import io.tmuxbridge.core.access.Gate;
import io.tmuxbridge.core.input.InputPace;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each caller has used up of what all of its connections may send and ask for together.
 *
 * <p>Callers who were quiet for long are forgotten: they have everything again.
 *
 * <p><b>Threads:</b> any.
 */
final class Allowance {

    private static final long REST_NANOS = 10_000_000_000L;

    private final Gate gate;
    private final Quotas quotas;
    private final Map<String, One> callers = new ConcurrentHashMap<>();

    private static final class One {
        private final Meter meter;
        private final Pace pace;
        private final InputPace typing;
        private final Object creating = new Object();
        private volatile long used;

        One(String who, Quotas quotas, long now) {
            meter = new Meter(quotas.perCaller(), now);
            pace = new Pace(quotas.requestsPerSecondPerCaller(), now);
            typing = new InputPace(who, quotas.inputPerSecondPerCaller(), System::nanoTime);
            used = now;
        }
    }

    Allowance(Gate gate, Quotas quotas) {
        this.gate = gate;
        this.quotas = quotas;
    }

    /** Counts a message of the caller's; false when it is too much. Admins could do worse, and are not counted. */
    boolean take(Caller caller, int size, long now) {
        return gate.seesAll(caller) || of(caller.name()).meter.take(size, now);
    }

    /** How long a request of the caller's has to wait, in nanoseconds. Admins need not. */
    long wait(Caller caller) {
        return gate.seesAll(caller) ? 0 : of(caller.name()).pace.take(System.nanoTime());
    }

    /** How much of tmux's time the caller may take by typing. Admins may take all. */
    InputPace typing(Caller caller) {
        return gate.seesAll(caller) ? InputPace.free(caller.name()) : of(caller.name()).typing;
    }

    /** Held while a session is made for the caller: of several at once each would find room for one. */
    Object creating(Caller caller) {
        return gate.seesAll(caller) ? new Object() : of(caller.name()).creating;
    }

    /** Forgets who has been quiet, and of whom nothing waits. */
    void tidy(long now) {
        callers.values()
                .removeIf(one -> now - one.used > REST_NANOS && one.pace.isRested(now) && one.typing.isRested());
    }

    private One of(String who) {
        long now = System.nanoTime();
        One one = callers.computeIfAbsent(who, name -> new One(name, quotas, now));
        one.used = now;
        return one;
    }
}
