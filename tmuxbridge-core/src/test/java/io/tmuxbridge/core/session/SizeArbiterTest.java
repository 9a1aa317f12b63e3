package io.tmuxbridge.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.SizePolicy;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.session.SizeArbiter.Wish;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SizeArbiterTest {

    private static final long NOW = 1_000_000_000_000_000L;
    private static final TerminalSize WIDE = new TerminalSize(200, 30);
    private static final TerminalSize TALL = new TerminalSize(80, 50);

    /** Joined first, typed last. */
    private final Wish wide = new Wish(WIDE, true, false, 1, 9, NOW);

    private final Wish tall = new Wish(TALL, true, false, 2, 8, NOW);

    @Test
    void theOneActiveLastDecides() {
        assertThat(decide(SizePolicy.LATEST_ACTIVE, wide, tall)).contains(WIDE);
    }

    @Test
    void theSmallestIsTheLeastColumnsAndTheLeastRows() {
        assertThat(decide(SizePolicy.SMALLEST, wide, tall)).contains(new TerminalSize(80, 30));
    }

    @Test
    void theLargestIsTheMostColumnsAndTheMostRows() {
        assertThat(decide(SizePolicy.LARGEST, wide, tall)).contains(new TerminalSize(200, 50));
    }

    @Test
    void whoseTheSizeIsAgreesWithTheDecision() {
        assertThat(whose(SizePolicy.LATEST_ACTIVE, wide, tall)).contains(wide);
        Wish owner = new Wish(TALL, true, true, 3, 1, NOW);
        assertThat(whose(SizePolicy.OWNER, wide, tall, owner)).contains(owner);
        assertThat(whose(SizePolicy.OWNER, wide, tall)).contains(wide);
        Wish least = new Wish(new TerminalSize(60, 20), true, false, 4, 1, NOW);
        assertThat(whose(SizePolicy.SMALLEST, wide, tall, least)).contains(least);
    }

    @Test
    void aSizeThatNobodyWishedForIsNobodys() {
        assertThat(whose(SizePolicy.SMALLEST, wide, tall)).isEmpty();
        assertThat(whose(SizePolicy.LARGEST, wide, tall)).isEmpty();
        assertThat(whose(SizePolicy.fixed(WIDE), wide, tall)).isEmpty();
        assertThat(whose(SizePolicy.LATEST_ACTIVE)).isEmpty();
    }

    private static Optional<Wish> whose(SizePolicy policy, Wish... wishes) {
        return SizeArbiter.whose(policy, List.of(wishes), NOW);
    }

    @Test
    void theOwnerDecidesWhoeverTyped() {
        Wish owner = new Wish(TALL, true, true, 3, 1, NOW);
        assertThat(decide(SizePolicy.OWNER, wide, owner)).contains(TALL);
    }

    @Test
    void withoutTheOwnerTheOneWhoIsThereLongestDecides() {
        assertThat(decide(SizePolicy.OWNER, tall, wide)).contains(WIDE);
    }

    @Test
    void aFixedSizeNeedsAViewerButNotItsWish() {
        SizePolicy fixed = SizePolicy.fixed(new TerminalSize(100, 40));
        assertThat(decide(fixed, wide)).contains(new TerminalSize(100, 40));
        assertThat(decide(fixed)).isEmpty();
    }

    @Test
    void hiddenViewersHaveNoSay() {
        Wish hidden = new Wish(TALL, false, true, 3, 10, NOW);
        for (SizePolicy policy :
                List.of(SizePolicy.LATEST_ACTIVE, SizePolicy.SMALLEST, SizePolicy.LARGEST, SizePolicy.OWNER)) {
            assertThat(decide(policy, wide, hidden)).as("%s", policy).contains(WIDE);
            assertThat(decide(policy, hidden)).as("%s", policy).isEmpty();
        }
    }

    @Test
    void whoHasNotTypedForLongIsLeftOutWhereAllCountAlike() {
        long longAgo = NOW - SizeArbiter.IDLE.toNanos();
        Wish idle = new Wish(new TerminalSize(20, 10), true, false, 3, 1, longAgo);
        assertThat(decide(SizePolicy.SMALLEST, wide, idle)).contains(WIDE);
        assertThat(decide(SizePolicy.SMALLEST, idle)).contains(idle.size());
    }

    private static Optional<TerminalSize> decide(SizePolicy policy, Wish... wishes) {
        return SizeArbiter.decide(policy, List.of(wishes), NOW);
    }
}
