package io.tmuxbridge.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where a pipe ended in what was told meanwhile. */
class OverlapTest {

    /** Any text, any length of it told, in any pieces, any part of its end not piped: found, or not known, and never wrong. */
    @Test
    void thePlaceIsFoundWhereverItIs() {
        int found = 0;
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            byte[] all = new byte[20_000 + random.nextInt(60_000)];
            random.nextBytes(all);
            int told = 1 + random.nextInt(all.length - Overlap.MARK);
            int missing = random.nextInt(3) == 0 ? 0 : random.nextInt(told);
            OptionalInt place = missing(all, told, missing, random);
            if (place.isPresent()) {
                assertThat(place).as("seed %d", seed).hasValue(missing);
                found++;
            } else {
                assertThat(told - missing).as("seed %d", seed).isLessThan(Overlap.MARK);
            }
        }
        assertThat(found).isGreaterThan(1000);
    }

    @Test
    void whatRepeatsItselfHasNoPlace() {
        byte[] all = new byte[100_000];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) ('a' + i % 80);
        }
        assertThat(missing(all, 50_000, 0, new Random(1))).isEmpty();
        assertThat(missing(all, 50_000, 160, new Random(2))).isEmpty();
    }

    /** A flood that has ended in something else than itself has one place again. */
    @Test
    void whatRepeatedItselfAndEndedHasOne() {
        byte[] all = new byte[100_000];
        Arrays.fill(all, (byte) 'y');
        all[all.length - 7] = '$';
        assertThat(missing(all, 50_000, 0, new Random(1))).hasValue(0);
        assertThat(missing(all, 50_000, 6, new Random(1))).hasValue(6);
        assertThat(missing(all, 50_000, 7, new Random(1))).isEmpty();
    }

    @Test
    void aPaneThatSaidNextToNothingHadTheTimeToBringIt() {
        byte[] all = "a prompt$ ls".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        assertThat(missing(all, 2, 0, new Random(1))).hasValue(0);
        assertThat(missing(all, 2, 1, new Random(1))).isEmpty();
        assertThat(new Overlap().missing(all)).hasValue(0);
    }

    /** Only the end of what was told is remembered. */
    @Test
    void muchMayBeTold() {
        byte[] all = new byte[10 << 20];
        new Random(5).nextBytes(all);
        assertThat(missing(all, 8 << 20, 300_000, new Random(6))).hasValue(300_000);
        assertThat(missing(all, 8 << 20, 5 << 20, new Random(6))).isEmpty();
    }

    private static OptionalInt missing(byte[] all, int told, int missing, Random pieces) {
        Overlap overlap = new Overlap();
        int at = all.length - told;
        while (at < all.length) {
            int length = Math.min(all.length - at, 1 + pieces.nextInt(16_384));
            overlap.add(all, at, length);
            at += length;
        }
        int end = all.length - missing;
        OptionalInt found = overlap.missing(Arrays.copyOfRange(all, Math.max(0, end - Overlap.MARK), end));
        found.ifPresent(count ->
                assertThat(overlap.last(count)).isEqualTo(Arrays.copyOfRange(all, all.length - count, all.length)));
        return found;
    }
}
