package io.tmuxbridge.core.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where in a pipe a client began to tell the same, and what of that the pipe did not bring. */
class OverlapTest {

    /**
     * Any text, the client beginning anywhere in it, the pipe ending anywhere: found, or not known, and never wrong.
     */
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

    /** The bug: of a pipe that had ended before the client told anything, nothing was said to be missing. */
    @Test
    void littleOrNothingHasNoPlace() {
        byte[] all = "a prompt$ ls".getBytes(StandardCharsets.US_ASCII);
        assertThat(missing(all, 2, 0, new Random(1))).isEmpty();
        assertThat(missing(all, 0, 0, new Random(1))).isEmpty();
    }

    /** However much came through the pipe before; what was told since is kept for some megabytes. */
    @Test
    void aPipeThatIsFarBehindIsFoundAllTheSame() {
        byte[] all = new byte[40 << 20];
        new Random(5).nextBytes(all);
        assertThat(missing(all, 3 << 20, 300_000, new Random(6))).hasValue(300_000);
        assertThat(missing(all, 3 << 20, 2 << 20, new Random(6))).hasValue(2 << 20);
        assertThat(missing(all, 10 << 20, 300_000, new Random(6))).isEmpty();
    }

    /**
     * It is decided when the pipe has brought as much of what the client told as is looked for, and enough was told.
     */
    @Test
    void itIsDecidedWhenThePipeHasComeSoFar() {
        byte[] all = new byte[(8 << 20) + 2 * Overlap.SURE];
        new Random(7).nextBytes(all);
        Overlap overlap = begun();
        int began = 8 << 20;
        overlap.told(all, began, Overlap.SURE - 1);
        for (int at = 0; at < began + Overlap.MARK - 1; at += Overlap.MARK - 1) {
            overlap.piped(all, at, Math.min(Overlap.MARK - 1, began + Overlap.MARK - 1 - at));
        }
        assertThat(overlap.lag()).isZero();
        overlap.piped(all, began + Overlap.MARK - 1, 1);
        assertThat(overlap.lag()).isEqualTo(began);
        assertThat(overlap.isDecided()).isFalse();
        overlap.told(all, began + Overlap.SURE - 1, 1);
        assertThat(overlap.isDecided()).isTrue();
        assertThat(overlap.missing()).hasValue(Overlap.SURE - Overlap.MARK);
        overlap.piped(all, began + Overlap.MARK, Overlap.SURE);
        assertThat(overlap.missing()).as("the client is behind").hasValue(-Overlap.MARK);
    }

    /** It comes again within what is known: which of both it is cannot be. */
    @Test
    void aMarkThatComesTwiceIsNoPlace() {
        byte[] once = new byte[Overlap.SURE / 2];
        new Random(10).nextBytes(once);
        Overlap told = begun();
        told.piped(once, 0, once.length);
        told.told(once, 0, once.length);
        assertThat(told.isDecided()).as("not enough was told").isFalse();
        told.told(once, 0, once.length);
        assertThat(told.isDecided()).isTrue();
        assertThat(told.missing()).isEmpty();
        Overlap piped = begun();
        piped.told(once, 0, once.length);
        piped.piped(once, 0, once.length);
        piped.piped(once, 0, once.length);
        assertThat(piped.missing()).isEmpty();
    }

    /** The first bytes are the same, and what follows is not: then it is another place. */
    @Test
    void whatFollowsHasToBeTheSame() {
        byte[] all = new byte[2 * Overlap.MARK];
        new Random(11).nextBytes(all);
        Overlap overlap = begun();
        overlap.told(all, 0, all.length);
        all[all.length - 1]++;
        overlap.piped(all, 0, all.length);
        assertThat(overlap.missing()).isEmpty();
    }

    /** What came through the pipe before anything was told, and is not kept any more, may have been the place. */
    @Test
    void whatIsForgottenIsNotGuessedAt() {
        byte[] all = new byte[20 << 20];
        new Random(9).nextBytes(all);
        Overlap overlap = begun();
        overlap.piped(all, 0, all.length);
        overlap.told(all, 2 << 20, 1 << 20);
        assertThat(overlap.isDecided()).as("not waited for").isTrue();
        assertThat(overlap.missing()).isEmpty();
    }

    /** The bug: a client that was read late, while megabytes came through the pipe, began nowhere. */
    @Test
    void thePipeWaitsForItsClientBeforeThePlaceIsForgotten() throws Exception {
        byte[] all = new byte[8 << 20];
        new Random(12).nextBytes(all);
        Overlap overlap = begun();
        Thread pipe = piping(overlap, all);
        await().until(() -> pipe.getState() == Thread.State.WAITING);
        assertThat(overlap.piped()).isBetween((long) Overlap.MOST_UNSURE, Overlap.MOST_UNSURE + 65_536L);
        overlap.told(all, 100_000, Overlap.SURE);
        assertThat(overlap.isDecided()).isTrue();
        assertThat(overlap.lag()).isEqualTo(100_000);
        pipe.join(10_000);
        assertThat(overlap.piped()).isEqualTo(all.length);
    }

    /** A pane that is silent on its client, and whose pipe is far behind. */
    @Test
    void itDoesNotWaitForAClientThatHasToldAll() throws Exception {
        byte[] before = new byte[12 << 20];
        byte[] all = new byte[Overlap.SURE];
        new Random(13).nextBytes(before);
        new Random(14).nextBytes(all);
        Overlap overlap = begun();
        Thread pipe = piping(overlap, before);
        await().until(() -> {
            overlap.toldAll(overlap.piped());
            return !pipe.isAlive();
        });
        overlap.told(all, 0, all.length);
        overlap.piped(all, 0, all.length - 10);
        assertThat(overlap.missing()).hasValue(10);
        assertThat(overlap.lag()).isEqualTo(before.length);
    }

    /** The bug: who reads the client waited for the pipe, which waited for what the client would tell next. */
    @Test
    void thePipeDoesNotWaitWhenThePlaceCanNeverBeKnown() throws Exception {
        byte[] all = "again and ".repeat(800_000).getBytes(StandardCharsets.US_ASCII);
        Overlap overlap = begun();
        Thread pipe = piping(overlap, all);
        await().until(() -> pipe.getState() == Thread.State.WAITING);
        overlap.told(all, 0, 2 * Overlap.MARK);
        assertThat(overlap.isDecided()).isTrue();
        pipe.join(10_000);
        assertThat(pipe.isAlive()).isFalse();
    }

    @Test
    void nobodyWaitsOnceItIsReleased() throws Exception {
        Overlap overlap = begun();
        Thread pipe = piping(overlap, new byte[8 << 20]);
        overlap.release();
        pipe.join(10_000);
        assertThat(pipe.isAlive()).isFalse();
    }

    /**
     * The bug: text that repeats itself after more than is told, and a pipe that is behind by some repetitions: the
     * first of them was taken for the place, and the others were lost.
     */
    @Test
    void whatCameBeforeShowsThatTextRepeatsItself() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            byte[] text = new byte[Overlap.SURE + random.nextInt(RecentBytes.HALF - Overlap.SURE)];
            random.nextBytes(text);
            int before = text.length + random.nextInt(4 * text.length);
            int lag = random.nextInt(3 * text.length);
            assertThat(placed(text, before, lag, random).missing())
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    @Test
    void whatCameBeforeHidesNoPlace() {
        for (int seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            byte[] text = new byte[5 << 20];
            random.nextBytes(text);
            int lag = random.nextInt(1 << 20);
            Overlap overlap = placed(text, random.nextInt(3 << 20), lag, random);
            assertThat(overlap.missing()).as("seed %d", seed).isPresent();
            assertThat(overlap.lag()).as("seed %d", seed).isEqualTo(lag);
        }
    }

    /** The text again and again through the pipe, which is asked no longer than until it says that it knows. */
    private static Overlap placed(byte[] text, int before, int lag, Random pieces) {
        Overlap overlap = new Overlap();
        repeated(text, 0, before, pieces, overlap::piped);
        overlap.begin();
        repeated(text, before + lag, Overlap.SURE, pieces, overlap::told);
        for (int at = before; !overlap.isDecided(); at += 1000) {
            repeated(text, at, 1000, pieces, overlap::piped);
        }
        return overlap;
    }

    private static void repeated(byte[] text, int from, int count, Random pieces, PipedOutput.Sink to) {
        for (int at = from; at < from + count; ) {
            int length =
                    Math.min(Math.min(from + count - at, text.length - at % text.length), 1 + pieces.nextInt(65_536));
            to.bytes(text, at % text.length, length);
            at += length;
        }
    }

    private static Overlap begun() {
        Overlap overlap = new Overlap();
        overlap.begin();
        return overlap;
    }

    private static Thread piping(Overlap overlap, byte[] all) {
        Thread pipe = new Thread(() -> {
            for (int at = 0; at < all.length; at += 65_536) {
                overlap.awaitClient();
                overlap.piped(all, at, Math.min(65_536, all.length - at));
            }
        });
        pipe.setDaemon(true);
        pipe.start();
        return pipe;
    }

    /** Where both are known to have come to the same place, text that repeats itself has one, too. */
    @Test
    void nothingIsMissingWhereBothEndAlike() {
        byte[] all = "again and ".repeat(2000).getBytes(StandardCharsets.US_ASCII);
        Overlap overlap = begun();
        overlap.piped(all, 0, all.length);
        assertThat(overlap.nothingMissing()).hasValue(0);
        overlap.told(all, 0, all.length - 20);
        assertThat(overlap.missing()).isEmpty();
        assertThat(overlap.nothingMissing()).hasValue(0);
        overlap.told(all, 0, 3);
        assertThat(overlap.nothingMissing()).isEmpty();
    }

    private static OptionalInt missing(byte[] all, int told, int missing, Random pieces) {
        Overlap overlap = begun();
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
                overlap.isDecided();
            }
        }
        OptionalInt found = overlap.missing();
        found.ifPresent(count ->
                assertThat(overlap.last(count)).isEqualTo(Arrays.copyOfRange(all, all.length - count, all.length)));
        return found;
    }
}
