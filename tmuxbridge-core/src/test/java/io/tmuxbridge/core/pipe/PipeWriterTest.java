package io.tmuxbridge.core.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of a process that tells nothing of itself. */
class PipeWriterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "12",
                "4194304 ",
                "4194304 wchar: 7",
                "self wchar: ",
                "self wchar: many",
                "x wchar: 1 wchar: 2"
            })
    void whoTellsNothingIsTakenToSleepAndToHaveWrittenAnything(String greeting) {
        PipeWriter writer = PipeWriter.greeting(greeting);
        assertThat(writer.written()).isEqualTo(PipeWriter.UNKNOWN);
        if (!greeting.startsWith("self")) {
            assertThat(writer.isAsleep()).isTrue();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessIsKnownByTheSystem() {
        assertThat(PipeWriter.greeting("self wchar: 0").written()).isPositive();
        assertThat(PipeWriter.greeting("thread-self wchar: 0").isAsleep())
                .as("it runs this")
                .isFalse();
    }
}
