package io.tmuxbridge.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.tmux.ScreenClient;
import io.tmuxbridge.core.tmux.Tmux;
import io.tmuxbridge.core.tmux.TmuxLoad;
import io.tmuxbridge.core.tmux.TmuxSettings;
import io.tmuxbridge.metrics.BridgeMetrics;
import io.tmuxbridge.testkit.TmuxServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers count their sessions alike: one that has taken the place of another used to be drawn in its place. */
class MirrorOfAnotherServerTest {

    private final TmuxServer server = TmuxServer.create();
    private final String session = server.newSession("s", 80, 24, "cat");
    private final Tmux tmux = Tmux.probe(
            new TmuxSettings(Path.of(TmuxServer.binary()), Optional.of(server.socketName()), Optional.empty()),
            Thread::new,
            new TmuxLoad(100, BridgeMetrics.NONE));

    @AfterEach
    void close() {
        server.close();
    }

    private ScreenClient draw(long of) {
        return tmux.draw(new Pty4jProvider(), session, of, new TerminalSize(80, 24), false);
    }

    @Test
    void theSessionThatWasMeantIsDrawn() {
        try (ScreenClient client = draw(server.pid())) {
            assertThat(ScreenClient.look(List.of(client)))
                    .as("that draw it no more")
                    .isEmpty();
        }
    }

    @Test
    void oneOfAnotherServerIsNot() {
        assertThatThrownBy(() -> draw(server.pid() + 1))
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
        assertThat(server.tmux("list-clients")).isEmpty();
    }
}
