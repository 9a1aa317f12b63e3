package io.tmuxbridge.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogBudgetTest {

    private static final int MEGABYTE = 1 << 20;
    private static final int LIMIT = 1 << 20;

    private final LogBudget budget = new LogBudget(LIMIT);

    private OutputLog log() {
        return new OutputLog(MEGABYTE, 0, budget);
    }

    private static void fill(OutputLog log, int bytes) {
        byte[] chunk = new byte[4096];
        for (int left = bytes; left > 0; left -= chunk.length) {
            log.append(chunk, 0, Math.min(left, chunk.length));
        }
    }

    @Test
    void aLogGrowsWhileThereIsRoomAndForgetsSoonerWhenThereIsNone() {
        OutputLog first = log();
        OutputLog second = log();
        fill(first, MEGABYTE / 2);
        assertThat(first.base()).isZero();
        fill(second, MEGABYTE);
        assertThat(budget.heldBytes()).isLessThanOrEqualTo(LIMIT);
        assertThat(second.heldBytes()).isLessThan(MEGABYTE);
        assertThat(second.room()).isEqualTo(second.heldBytes());
        assertThat(second.head()).isEqualTo(MEGABYTE);
        assertThat(second.holds(second.head() - second.room())).isTrue();
        assertThat(second.holds(second.head() - second.room() - 1)).isFalse();
    }

    /** The bug: one that needed more at once than it may always have got nothing, and forgot what was just printed. */
    @Test
    void whatALogMayAlwaysHaveItHasHoweverMuchComesAtOnce() {
        fill(log(), MEGABYTE);
        fill(log(), MEGABYTE);
        OutputLog small = log();
        small.append(new byte[3000], 0, 3000);
        small.append(new byte[LogBudget.LEAST], 0, LogBudget.LEAST);
        assertThat(small.heldBytes()).isEqualTo(LogBudget.LEAST);
        assertThat(small.holds(small.head() - LogBudget.LEAST)).isTrue();
    }

    @Test
    void logsThatNobodyViewsAreEmptiedFirst() {
        OutputLog idle = log();
        OutputLog viewed = log();
        OutputLog late = log();
        fill(idle, MEGABYTE / 2);
        fill(viewed, MEGABYTE / 4);
        fill(late, MEGABYTE / 2);
        long kept = viewed.base();
        long forgotten = budget.makeRoom(List.of(idle), List.of(viewed, late));
        assertThat(idle.heldBytes()).isEqualTo(4096);
        assertThat(forgotten).isEqualTo(MEGABYTE / 2 - 4096);
        assertThat(viewed.base()).isEqualTo(kept);
        fill(late, MEGABYTE / 2);
        assertThat(late.heldBytes()).isGreaterThanOrEqualTo(MEGABYTE / 2);
    }

    @Test
    void thenTheLargestAreCutToAnEqualShare() {
        OutputLog large = log();
        fill(large, MEGABYTE);
        List<OutputLog> small = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            small.add(log());
            fill(small.get(i), MEGABYTE);
            assertThat(small.get(i).heldBytes()).isEqualTo(LogBudget.LEAST);
        }
        List<OutputLog> all = new ArrayList<>(small);
        all.add(large);
        long newest = large.head();
        assertThat(budget.makeRoom(List.of(), all)).isPositive();
        assertThat(large.heldBytes()).isEqualTo(LIMIT / 4);
        assertThat(large.head()).isEqualTo(newest);
        assertThat(large.holds(newest - LIMIT / 4)).isTrue();
        small.forEach(each -> fill(each, MEGABYTE));
        assertThat(small).allMatch(each -> each.heldBytes() >= 2 * LogBudget.LEAST);
        assertThat(budget.heldBytes()).isLessThanOrEqualTo(LIMIT);
    }

    @Test
    void nothingIsCutUnlessSomebodyWasRefused() {
        OutputLog idle = log();
        fill(idle, MEGABYTE / 2);
        assertThat(budget.makeRoom(List.of(idle), List.of())).isZero();
        assertThat(idle.holds(0)).isTrue();
    }

    /** Smaller than that, one chunk of output could overrun a viewer that keeps up. */
    @Test
    void everyLogHasItsLeast() {
        for (int i = 0; i < 40; i++) {
            OutputLog log = log();
            fill(log, MEGABYTE);
            assertThat(log.heldBytes()).isGreaterThanOrEqualTo(LogBudget.LEAST);
        }
        assertThat(budget.heldBytes()).as("the first had room").isEqualTo(LIMIT + 39L * LogBudget.LEAST);
    }

    @Test
    void whatIsReleasedCountsNoMoreAndCanBeRead() {
        OutputLog log = log();
        fill(log, MEGABYTE);
        log.release();
        log.release();
        assertThat(budget.heldBytes()).isZero();
        assertThat(log.holds(0)).isTrue();
        log.trim(0);
        assertThat(budget.heldBytes()).isZero();
    }

    /** Against a plain list of bytes: whatever is cut and grown, what is kept is what was written. */
    @Test
    void cuttingAndGrowingLosesNothingOfWhatIsKept() {
        Random random = new Random(5);
        OutputLog log = log();
        OutputLog other = log();
        List<Byte> written = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = new byte[random.nextInt(300)];
            for (int b = 0; b < bytes.length; b++) {
                bytes[b] = (byte) ('a' + random.nextInt(26));
                written.add(bytes[b]);
            }
            log.append(bytes, 0, bytes.length);
            if (random.nextInt(50) == 0) {
                log.trim(random.nextInt(100_000));
            }
            if (random.nextInt(50) == 0) {
                fill(other, random.nextInt(MEGABYTE));
                budget.makeRoom(List.of(other), List.of(log));
            }
            long at = log.base() + random.nextInt((int) (log.head() - log.base()) + 1);
            if (log.read(at, 64) instanceof LogRead.Bytes read) {
                for (int b = 0; b < read.data().remaining(); b++) {
                    assertThat(read.data().get(b)).isEqualTo(written.get((int) at + b));
                }
            }
        }
    }
}
