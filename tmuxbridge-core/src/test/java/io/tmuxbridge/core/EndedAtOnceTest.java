package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.TmuxBridgeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A program that ends before its session is known used to be told as {@code no such session: $1}. */
class EndedAtOnceTest {

    private final BridgeFixture fixture = new BridgeFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Whether it has ended already when tmux is asked for it is a matter of luck. */
    private void assertToldSoonerOrLater(String name, String program) {
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        SessionInfo made = fixture.bridge
                                .sessions()
                                .create(SessionSpec.builder()
                                        .name(name + i)
                                        .command(program, "x")
                                        .build());
                        assertThat(made.name()).isEqualTo(name + i);
                    }
                })
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID))
                .hasMessageContainingAll(
                        "session \"" + name, program, "ended at once", "in the PATH", "destroy-unattached");
    }

    @Test
    void aProgramThatIsNotThereIsToldAsSuch() {
        fixture.server.newSession("other", 80, 24, "cat");
        assertToldSoonerOrLater("gone", "no-such-program");
    }

    @Test
    void soItIsWhenNoOtherSessionKeepsTheServer() {
        assertToldSoonerOrLater("alone", "no-such-program");
    }
}
