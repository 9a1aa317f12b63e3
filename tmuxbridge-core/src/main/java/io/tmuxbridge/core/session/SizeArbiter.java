package io.tmuxbridge.core.session;

import io.tmuxbridge.SizePolicy;
import io.tmuxbridge.TerminalSize;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides on one size for a window whose viewers wish for several.
 *
 * <p>Hidden viewers have no say. Where all count alike (smallest, largest), a viewer that has not typed for
 * {@link #IDLE} is left out while another one has: a forgotten tab on a telephone does not keep everybody's terminal
 * small.
 *
 * <p><b>Threads:</b> pure function.
 */
final class SizeArbiter {

    /** How long somebody may not type and still has a say among those who do. */
    static final Duration IDLE = Duration.ofMinutes(10);

    /**
     * What one viewer wishes for.
     *
     * @param size its size
     * @param visible whether somebody can see it
     * @param owns whether it is the session's owner's
     * @param joined order of joining
     * @param active order of last activity
     * @param activeNanos time of last activity
     */
    record Wish(TerminalSize size, boolean visible, boolean owns, long joined, long active, long activeNanos) {}

    private SizeArbiter() {}

    /** The size that follows from these wishes; empty when nobody has a say. */
    static Optional<TerminalSize> decide(SizePolicy policy, List<Wish> all, long nowNanos) {
        if (policy.size().isPresent()) {
            return all.isEmpty() ? Optional.empty() : policy.size();
        }
        List<Wish> wishes = all.stream().filter(Wish::visible).toList();
        return switch (policy.rule()) {
            case LATEST_ACTIVE, FIXED -> latest(wishes).map(Wish::size);
            case OWNER -> owner(wishes).map(Wish::size);
            case SMALLEST -> awake(wishes, nowNanos).stream().map(Wish::size).reduce(SizeArbiter::least);
            case LARGEST -> awake(wishes, nowNanos).stream().map(Wish::size).reduce(SizeArbiter::most);
        };
    }

    /** Whose size the decision is: empty when it is nobody's own. */
    static Optional<Wish> whose(SizePolicy policy, List<Wish> all, long nowNanos) {
        if (policy.size().isPresent()) {
            return Optional.empty();
        }
        List<Wish> wishes = all.stream().filter(Wish::visible).toList();
        return switch (policy.rule()) {
            case LATEST_ACTIVE, FIXED -> latest(wishes);
            case OWNER -> owner(wishes);
            case SMALLEST, LARGEST -> {
                Optional<TerminalSize> size = decide(policy, all, nowNanos);
                yield latest(awake(wishes, nowNanos).stream()
                        .filter(wish -> size.filter(wish.size()::equals).isPresent())
                        .toList());
            }
        };
    }

    /** Whether time alone can change a decision. */
    static boolean needsTime(SizePolicy policy) {
        return policy.rule() == SizePolicy.Rule.SMALLEST || policy.rule() == SizePolicy.Rule.LARGEST;
    }

    private static Optional<Wish> latest(List<Wish> wishes) {
        return wishes.stream().max(Comparator.comparingLong(Wish::active));
    }

    /** The owner's, the one active last if there are several; else that of the one who is there longest. */
    private static Optional<Wish> owner(List<Wish> wishes) {
        return wishes.stream()
                .filter(Wish::owns)
                .max(Comparator.comparingLong(Wish::active))
                .or(() -> wishes.stream().min(Comparator.comparingLong(Wish::joined)));
    }

    private static List<Wish> awake(List<Wish> wishes, long nowNanos) {
        List<Wish> awake = wishes.stream()
                .filter(wish -> nowNanos - wish.activeNanos() < IDLE.toNanos())
                .toList();
        return awake.isEmpty() ? wishes : awake;
    }

    private static TerminalSize least(TerminalSize a, TerminalSize b) {
        return new TerminalSize(Math.min(a.cols(), b.cols()), Math.min(a.rows(), b.rows()));
    }

    private static TerminalSize most(TerminalSize a, TerminalSize b) {
        return new TerminalSize(Math.max(a.cols(), b.cols()), Math.max(a.rows(), b.rows()));
    }
}
