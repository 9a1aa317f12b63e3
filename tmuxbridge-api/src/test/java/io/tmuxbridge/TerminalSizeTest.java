package io.tmuxbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalSizeTest {

    @Test
    void holdsTheSmallestAndTheLargestSize() {
        assertThat(new TerminalSize(1, 1)).hasToString("1x1");
        assertThat(new TerminalSize(TerminalSize.MAX, TerminalSize.MAX)).hasToString("1000x1000");
    }

    @ParameterizedTest
    @CsvSource({"0, 24", "80, 0", "-1, 24", "1001, 24", "80, 1001", "2147483647, 1"})
    void refusesASizeThatNoTerminalHasAndNamesIt(int cols, int rows) {
        assertThatExceptionOfType(TmuxBridgeException.class)
                .isThrownBy(() -> new TerminalSize(cols, rows))
                .withMessageContaining(cols + "x" + rows)
                .satisfies(thrown -> assertThat(thrown.code()).isEqualTo(ErrorCode.INVALID));
    }
}
