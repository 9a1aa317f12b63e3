package io.tmuxbridge.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.SizePolicy;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizePolicyTest {

    @ParameterizedTest
    @ValueSource(strings = {"latest-active", "smallest", "largest", "owner", "fixed:120x40"})
    void whatIsReadIsWhatIsWritten(String text) {
        assertThat(SizePolicy.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "latest", "fixed", "fixed:", "fixed:0x10", "fixed:80x1001", "fixed:8x", "SMALLEST"})
    void whatIsNoPolicyIsRefused(String text) {
        assertThatThrownBy(() -> SizePolicy.parse(text)).isInstanceOf(TmuxBridgeException.class);
    }

    @Test
    void onlyTheFixedPolicyHasASize() {
        assertThat(SizePolicy.fixed(new TerminalSize(9, 8)).size()).contains(new TerminalSize(9, 8));
        assertThat(SizePolicy.OWNER.size()).isEmpty();
        assertThatThrownBy(() -> new SizePolicy(SizePolicy.Rule.OWNER, Optional.of(TerminalSize.DEFAULT)))
                .isInstanceOf(TmuxBridgeException.class)
                .hasMessageContaining("rule OWNER with size 80x24");
        assertThatThrownBy(() -> new SizePolicy(SizePolicy.Rule.FIXED, Optional.empty()))
                .isInstanceOf(TmuxBridgeException.class)
                .hasMessageContaining("rule FIXED with size none");
    }
}
