package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.testkit.PrintedLines;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The testkit's lines of a process. */
class PrintedLinesTest {

    @Test
    void linesComeOneByOneAndThenNone() throws IOException {
        PrintedLines lines = PrintedLines.of(new ProcessBuilder("printf", "one\\ntwo\\n").start());
        assertThat(lines.next()).isEqualTo("one");
        assertThat(lines.next()).isEqualTo("two");
        assertThat(lines.next()).isNull();
    }

    @Test
    void whoPrintsNothingInTimeIsKilled() throws Exception {
        Process silent = new ProcessBuilder("sleep", "600").start();
        assertThatThrownBy(PrintedLines.within(Duration.ofMillis(100), silent)::next)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("within 100 ms");
        assertThat(silent.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
}
