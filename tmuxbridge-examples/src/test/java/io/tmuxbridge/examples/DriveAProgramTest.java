package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.testkit.TmuxServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example of driving, on a real tmux. */
class DriveAProgramTest {

    @Test
    void theProgramAsksAndIsAnswered() {
        try (TmuxServer server = TmuxServer.create();
                TmuxBridge bridge = BridgeBuilder.create()
                        .tmuxBinary(Path.of(TmuxServer.binary()))
                        .tmuxSocketName(server.socketName())
                        .build()) {
            assertThat(DriveAProgram.ask(bridge, Caller.of("robot", Role.OPERATOR), 21))
                    .isEqualTo(42);
            assertThat(bridge.sessions().list()).isEmpty();
        }
    }
}
