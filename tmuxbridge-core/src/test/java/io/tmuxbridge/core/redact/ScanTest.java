package io.tmuxbridge.core.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.TmuxBridgeException;
import java.util.BitSet;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The patterns mean what they mean to {@link java.util.regex}, and what matches is found however it comes. */
class ScanTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                "a+b?",
                "(?:ab|ba)+",
                "a{2,3}b{2}",
                "a{2,}",
                "[^a\\n]b",
                "(?<![a-b])b+a",
                "^a.",
                "(?i)A[B-C]*",
                "a\\s*b",
                "(?:a|ab)(?:c|bcd)?",
                "(?:a*b*)*c",
                "[\\w-]+\\.",
                "\\Wa|b\\S",
                "",
            })
    void whatMatchesIsWhatJavaMatches(String expression) {
        Pattern java = Pattern.compile(expression, Pattern.MULTILINE);
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            String text = text(random, 9);
            assertThat(found(expression, text)).as("%s in %s", expression, text).isEqualTo(matched(java, text));
        }
    }

    @Test
    void onlyGroupsAreSecret() {
        assertThat(found("key=(\\d+);", "a key=123; key=45")).isEqualTo(range(6, 9));
        assertThat(found("(a)|b(c)", "xbca")).isEqualTo(range(2, 4));
    }

    /** The bug: a line end as the last character of a group made the secret before it unknown. */
    @Test
    void whatCannotBeMaskedDoesNotEndASecretBeforeItsLastCharacter() {
        BitSet found = new BitSet();
        Scan scan = new Scan(
                Program.of(Map.of("p", "<([^>]+)>")),
                (first, last) -> found.set((int) Math.max(0, first), (int) last + 1));
        scan.read('<', 0);
        scan.read('a', 1);
        scan.read('b', 2);
        scan.read('\n', Scan.BEFORE);
        scan.read('>', 3);
        assertThat(found.get(1, 4)).isEqualTo(range(0, 2));
        assertThat(found.get(3)).isFalse();
    }

    @Test
    void patternsThatMakeOthersHangAreRead() {
        Scan scan = new Scan(Program.of(Map.of("hostile", "(?:(?:a+)+)+b")), (first, last) -> {});
        for (int i = 0; i < 200_000; i++) {
            scan.read('a', i);
        }
        assertThat(scan.undecided()).isZero();
    }

    @Test
    void itIsKnownFromWhereOnNothingIsDecided() {
        Scan scan = new Scan(Program.of(Map.of("p", "k=(\\d{3})")), (first, last) -> {});
        long[] expected = {Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 3, 3, Long.MAX_VALUE};
        String text = "ak=12x";
        for (int i = 0; i < text.length(); i++) {
            scan.read(text.charAt(i), i);
            assertThat(scan.undecided()).as("after " + text.substring(0, i + 1)).isEqualTo(expected[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "a)",
                "[",
                "[]",
                "a**",
                "a{3,1}",
                "a{",
                "(?=a)",
                "(?<!ab)",
                "\\b",
                "a$",
                "\\",
                "[a&&b]",
                "a{9999}b{9999}",
                "((((((((((((((((((((((((((((((((((((((((((((((((((((((a",
            })
    void whatIsNotUnderstoodIsRefusedByName(String expression) {
        assertThatThrownBy(() -> Program.of(Map.of("mine", expression)))
                .isInstanceOf(TmuxBridgeException.class)
                .hasMessageContaining("mine");
    }

    private static BitSet found(String expression, String text) {
        BitSet found = new BitSet();
        Scan scan =
                new Scan(Program.of(Map.of("p", expression)), (first, last) -> found.set((int) first, (int) last + 1));
        for (int i = 0; i < text.length(); i++) {
            scan.read(text.charAt(i), i);
        }
        return found;
    }

    /** All that belongs to any match, wherever it begins and ends. */
    private static BitSet matched(Pattern pattern, String text) {
        BitSet all = new BitSet();
        Matcher matcher = pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
        for (int from = 0; from < text.length(); from++) {
            for (int to = from + 1; to <= text.length(); to++) {
                if (matcher.region(from, to).matches()) {
                    all.set(from, to);
                }
            }
        }
        return all;
    }

    private static BitSet range(int from, int to) {
        BitSet set = new BitSet();
        set.set(from, to);
        return set;
    }

    private static String text(Random random, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append("aabbcABd .-\n".charAt(random.nextInt(12)));
        }
        return text.toString();
    }
}
