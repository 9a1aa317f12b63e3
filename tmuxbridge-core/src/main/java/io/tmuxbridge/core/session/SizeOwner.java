package io.tmuxbridge.core.session;

import io.tmuxbridge.SizePolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Whose size a window has.
 *
 * <p><b>Threads:</b> immutable.
 *
 * @param by what decides
 * @param caller name of the viewer's caller, with {@link By#VIEWER} only, and only where that one is known
 */
public record SizeOwner(By by, Optional<String> caller) {

    /** What can decide on a size. */
    public enum By {
        /** One viewer has the size it wished for. */
        VIEWER("viewer"),
        /** The policy: a fixed size, or one that was made of several viewers' wishes. */
        POLICY("policy"),
        /** tmux: a person is attached to it by other means, or no viewer has a say. */
        TMUX("tmux");

        private final String wire;

        By(String wire) {
            this.wire = wire;
        }

        /** What the protocol calls it. */
        public String wire() {
            return wire;
        }
    }

    /**
     * The owner that follows from what is wished for in a window, as {@link SizeArbiter#decide} decides; by name if it
     * is known.
     */
    static SizeOwner of(
            SizePolicy policy,
            WindowCensus.Window window,
            List<SizeWish> counting,
            long nowNanos,
            Predicate<SizeWish> known) {
        Map<SizeArbiter.Wish, SizeWish> wishes = counting.stream()
                .collect(Collectors.toMap(wish -> wish.snapshot(window.owners()), Function.identity()));
        List<SizeArbiter.Wish> all = List.copyOf(wishes.keySet());
        if (window.people() || SizeArbiter.decide(policy, all, nowNanos).isEmpty()) {
            return new SizeOwner(By.TMUX, Optional.empty());
        }
        Optional<SizeWish> whose =
                SizeArbiter.whose(policy, all, nowNanos).flatMap(wish -> Optional.ofNullable(wishes.get(wish)));
        return new SizeOwner(
                whose.isPresent() ? By.VIEWER : By.POLICY, whose.filter(known).map(SizeWish::caller));
    }
}
