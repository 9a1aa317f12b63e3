package io.tmuxbridge.core.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that follows a pane used to be attached to whatever session had that id, of whichever server. */
class ReachedServerTest {

    private final RealTmux real = new RealTmux();
    private final String session = real.server.newSession("s", 80, 24, "cat");

    @AfterEach
    void close() {
        real.close();
    }

    private ControlClient attach(long server) {
        return real.tmux.attach(session, new RecordingListener(), new ControlOptions(0, true, false, server));
    }

    @Test
    void theServerThatWasMeantIsReached() {
        try (ControlClient client = attach(real.server.pid())) {
            assertThat(client.isOpen()).isTrue();
        }
    }

    @Test
    void nothingOfAnotherServerIsFollowed() {
        assertThatThrownBy(() -> attach(real.server.pid() + 1))
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }
}
