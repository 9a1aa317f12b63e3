package io.tmuxbridge.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where in a pipe a client began to tell the same, and what of that the pipe did not bring. */
class OverlapTest {

    /** Any text, the client beginning anywhere in it, the pipe ending anywhere: found, or not known, and never wrong. */
    @Test
    void thePlaceIsFoundWhereverItIs() {
        int found = 0;
        for (int seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            byte[] all = new byte[20_000 + random.nextInt(60_000)];
            random.nextBytes(all);
            int told = Overlap.MARK + random.nextInt(all.length - Overlap.MARK);
            int missing = random.nextInt(3) == 0 ? 0 : random.nextInt(all.length);
            OptionalInt place = missing(all, told, missing, random);
            if (told - missing >= Overlap.MARK) {
                assertThat(place).as("seed %d", seed).hasValue(missing);
                found++;
            } else {
                assertThat(place).as("seed %d", seed).isEmpty();
            }
        }
        assertThat(found).isGreaterThan(300);
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

    @Test
    void aPaneThatSaidNextToNothingHadTheTimeToBringIt() {
        byte[] all = "a prompt$ ls".getBytes(StandardCharsets.US_ASCII);
        assertThat(missing(all, 2, 0, new Random(1))).hasValue(0);
        assertThat(missing(all, 2, 1, new Random(1))).isEmpty();
        assertThat(missing(all, 0, 0, new Random(1))).hasValue(0);
    }

    /** Beyond some megabytes nothing is known any more. */
    @Test
    void muchMayBeTold() {
        byte[] all = new byte[10 << 20];
        new Random(5).nextBytes(all);
        assertThat(missing(Arrays.copyOf(all, 3 << 20), 2 << 20, 300_000, new Random(6)))
                .hasValue(300_000);
        assertThat(missing(all, 8 << 20, 300_000, new Random(6))).isEmpty();
    }

    /** It is known as soon as the pipe has brought as much of what the client told as is looked for. */
    @Test
    void itMeetsWhenThePipeHasComeSoFar() {
        byte[] all = new byte[3 * Overlap.MARK];
        new Random(7).nextBytes(all);
        Overlap overlap = new Overlap();
        overlap.piped(all, 0, 2 * Overlap.MARK - 1);
        overlap.told(all, Overlap.MARK, Overlap.MARK);
        assertThat(overlap.meets()).isFalse();
        overlap.piped(all, 2 * Overlap.MARK - 1, 1);
        assertThat(overlap.meets()).isTrue();
    }

    private static OptionalInt missing(byte[] all, int told, int missing, Random pieces) {
        Overlap overlap = new Overlap();
        int toldTo = all.length - told;
        int pipedTo = 0;
        while (toldTo < all.length || pipedTo < all.length - missing) {
            int length = Math.min(all.length - toldTo, 1 + pieces.nextInt(16_384));
            overlap.told(all, toldTo, length);
            toldTo += length;
            length = Math.min(all.length - missing - pipedTo, 1 + pieces.nextInt(16_384));
            overlap.piped(all, pipedTo, length);
            pipedTo += length;
            if (pieces.nextBoolean()) {
                overlap.meets();
            }
        }
        OptionalInt found = overlap.missing();
        found.ifPresent(count ->
                assertThat(overlap.last(count)).isEqualTo(Arrays.copyOfRange(all, all.length - count, all.length)));
        return found;
    }
}
