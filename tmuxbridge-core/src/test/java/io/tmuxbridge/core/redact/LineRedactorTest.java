package io.tmuxbridge.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.access.Redaction;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.terminal.ByteSink;
import io.tmuxbridge.core.terminal.TabStops;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets in lines of screens and of history, and in short texts. */
class LineRedactorTest {

    private static final Redactor REDACTOR = new Redactor(Redaction.from(Role.VIEWER));

    /** The bug: from 3.6 on tmux gives tabs back as tabs, and what stood on both sides of one was read as one word. */
    @ParameterizedTest
    @CsvSource({
        "'name\tAKIAABCDEFGHIJKLMNOP\tx', 'name\tAKIA****************\tx'",
        "'Bearer\tabcdefgh01234567 x', 'Bearer\t**************** x'",
        "'\tAKIAABCDEFGHIJKLMNOP', '\tAKIA****************'",
    })
    void aSecretBesideATabIsMasked(String line, String masked) {
        assertThat(lines(TabStops.of(80, "8,16,24,32,40"), line)).containsExactly(masked);
        assertThat(REDACTOR.mask(line)).as("a short text").isEqualTo(masked);
        assertThat(REDACTOR.mask("one\n" + line)).as("of two lines").isEqualTo("one\n" + masked);
    }

    /**
     * The bug: in captures and searches from 3.6 on a tab was no blank to a pattern that it is one to in the stream.
     */
    @Test
    void aTabIsABlankToPatternsAsInTheStream() {
        Redactor redactor = new Redactor(Redaction.from(Role.VIEWER).withPattern("pin", "pin: ([0-9]+)"));
        ByteSink streamed = new ByteSink();
        StreamRedactor stream = new StreamRedactor(redactor.program(), new TerminalSize(20, 5), 0, 100);
        stream.feed(ByteBuffer.wrap("pin:\t1234!".getBytes(StandardCharsets.UTF_8)), streamed);
        assertThat(new String(streamed.toByteArray(), StandardCharsets.UTF_8)).isEqualTo("pin:\t****!");
        assertThat(redactor.mask(List.of("pin:\t1234!"), new BitSet(), TabStops.of(20, "8,16"), -1, false))
                .containsExactly("pin:\t****!");
    }

    @Test
    void aRowIsFullWithTheCellsOfItsTabs() {
        TabStops tabs = TabStops.of(20, "8,16");
        assertThat(lines(tabs, "a\tb AKIAABCDEF", "GHIJKLMNOP x")).containsExactly("a\tb AKIA******", "********** x");
        assertThat(lines(tabs, "b AKIAABCDEF", "GHIJKLMNOP x")).containsExactly("b AKIAABCDEF", "GHIJKLMNOP x");
    }

    private static List<String> lines(TabStops tabs, String... lines) {
        return REDACTOR.mask(List.of(lines), new BitSet(), tabs, -1, false);
    }
}
