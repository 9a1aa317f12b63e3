package io.tmuxbridge.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetachWatchTest {

    private DetachWatch watch = new DetachWatch(DetachKey.parse("C-\\"));

    /** What goes out of what was read, and a bar where the key was. */
    private String take(String read) {
        byte[] bytes = read.getBytes(StandardCharsets.UTF_8);
        DetachWatch.Typed typed = watch.take(bytes, bytes.length);
        return new String(typed.bytes(), StandardCharsets.UTF_8) + (typed.leaves() ? "|" : "");
    }

    private String release() {
        return new String(watch.release(), StandardCharsets.UTF_8);
    }

    @Test
    void theKeyIsFoundAmongOthers() {
        assertThat(take("né")).isEqualTo("né");
        assertThat(take("a\034b")).isEqualTo("a|");
        watch = new DetachWatch(DetachKey.parse("q"));
        assertThat(take("a\033[27;5;113~q")).isEqualTo("a\033[27;5;113~|");
    }

    @Test
    void whatWasNotReadIsNotLookedAt() {
        assertThat(watch.take(new byte[] {'a', 28}, 1).leaves()).isFalse();
    }

    /** xterm's form of modifyOtherKeys, the other one, and what kitty adds: locks, other layouts, kinds of event. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\033[27;5;92~",
                "\033[92;5u",
                "\033[92;6u",
                "\033[92;133u",
                "\033[92;69u",
                "\033[92;5:1u",
                "\033[92:124;5u",
                "\033[223::92;5u\033[92;5u"
            })
    void itIsFoundAsASequence(String sequence) {
        assertThat(take("a" + sequence + "b")).startsWith("a").endsWith("|").doesNotContain("b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\033[27;5;93~",
                "\033[27;7;92~",
                "\033[27;1;92~",
                "\033[92;5:3u",
                "\033[92u",
                "\033[1;5A",
                "\033[27~",
                "\033[<0;5;92M",
                "\033\033[A",
                "\033[200~x\033[201~",
                "\033[27;5;99999999~",
                "\033O",
                "\033[27;5;92u"
            })
    void otherKeysGoOutAtOnce(String sequence) {
        assertThat(take(sequence + "b")).isEqualTo(sequence + "b");
        assertThat(watch.holds()).isFalse();
    }

    @Test
    void itsCharacterIsThatOfTheKeyWithoutCtrl() {
        watch = new DetachWatch(DetachKey.parse("C-B"));
        assertThat(take("\033[27;5;98~")).isEqualTo("|");
        watch = new DetachWatch(DetachKey.parse("C-@"));
        assertThat(take("\033[32;5u")).isEqualTo("|");
        watch = new DetachWatch(DetachKey.parse("C-_"));
        assertThat(take("\033[27;6;95~")).isEqualTo("|");
    }

    @Test
    void aSequenceInPiecesIsHeldBackForItsRest() {
        assertThat(take("a\033[27;")).isEqualTo("a");
        assertThat(watch.holds()).isTrue();
        assertThat(take("5;9")).isEmpty();
        assertThat(take("2~b")).isEqualTo("|");
    }

    @Test
    void whatIsHeldForAnotherKeyIsNotLost() {
        assertThat(take("a\033[27;")).isEqualTo("a");
        assertThat(take("5;93~b")).isEqualTo("\033[27;5;93~b");
        assertThat(take("\033[")).isEmpty();
        assertThat(take("\033[9")).isEqualTo("\033[");
        assertThat(take("\033")).isEqualTo("\033[9\033");
        assertThat(watch.holds()).isFalse();
    }

    /** It may be the key Escape. */
    @Test
    void aLoneEscapeGoesOutAtOnceAndTheRestIsKnownAllTheSame() {
        assertThat(take("\033")).isEqualTo("\033");
        assertThat(watch.holds()).isFalse();
        assertThat(take("[92;5u")).isEqualTo("|");

        assertThat(take("\033")).isEqualTo("\033");
        assertThat(take("[")).isEmpty();
        assertThat(take("A")).isEqualTo("[A");
    }

    /** Alt and [, say. */
    @Test
    void whatIsReleasedGoesOutOnceAndTheRestIsKnownAllTheSame() {
        assertThat(take("a\033[")).isEqualTo("a");
        assertThat(release()).isEqualTo("\033[");
        assertThat(watch.holds()).isFalse();
        assertThat(release()).isEmpty();
        assertThat(take("27;5")).isEmpty();
        assertThat(release()).isEqualTo("27;5");
        assertThat(take(";92~")).isEqualTo("|");

        assertThat(take("\033[")).isEmpty();
        assertThat(release()).isEqualTo("\033[");
        assertThat(take("x\033[B")).isEqualTo("x\033[B");
    }

    /** However it comes in pieces, and whenever nothing comes for a while. */
    @Test
    void nothingIsLostDoubledOrMovedInAnyPieces() {
        String[] parts = {"\033", "[", "27", ";", "5", "9", "2", "~", "u", "a", ":", "\033[27;5;93~", "\033[A"};
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            watch = new DetachWatch(DetachKey.parse("C-\\"));
            StringBuilder read = new StringBuilder();
            StringBuilder out = new StringBuilder();
            boolean left = false;
            for (int i = 0; i < 12 && !left; i++) {
                String part = parts[random.nextInt(parts.length)];
                read.append(part);
                String typed = take(part);
                left = typed.endsWith("|");
                out.append(left ? typed.substring(0, typed.length() - 1) : typed);
                if (random.nextInt(3) == 0) {
                    out.append(release());
                }
            }
            out.append(release());
            assertThat(read.toString()).as("seed %s", seed).startsWith(out.toString());
            if (!left) {
                assertThat(out).as("seed %s", seed).hasToString(read.toString());
            }
        }
    }
}
