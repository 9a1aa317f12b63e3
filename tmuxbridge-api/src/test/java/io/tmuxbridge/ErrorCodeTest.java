package io.tmuxbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {

    @Test
    void spellsCodesAsTheWireContractDoes() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::wire))
                .contains("invalid", "not-found", "forbidden", "limit", "unknown-type", "input-gap")
                .allMatch(wire -> wire.matches("[a-z]+(-[a-z]+)*"))
                .doesNotHaveDuplicates();
    }

    @Test
    void saysThatTryingAgainHelpsOnlyWhereItDoes() {
        assertThat(Arrays.stream(ErrorCode.values()).filter(ErrorCode::retryable))
                .containsExactlyInAnyOrder(
                        ErrorCode.BUSY,
                        ErrorCode.LIMIT,
                        ErrorCode.INPUT_GAP,
                        ErrorCode.UNAVAILABLE,
                        ErrorCode.INTERNAL);
    }

    @Test
    void anExceptionCarriesItsCodeWordsAndCause() {
        Exception cause = new IllegalStateException("tmux is gone");

        TmuxBridgeException thrown = new TmuxBridgeException(ErrorCode.UNAVAILABLE, "no answer", cause);

        assertThat(thrown.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(thrown).hasMessage("no answer").hasCause(cause);
    }
}
