package io.tmuxbridge.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.access.Quotas;
import org.junit.jupiter.api.Test;

class DoorTest {

    @Test
    void whoeverComesThroughTheOpenDoorIsOneCallerAndMayHaveAllConnections() {
        assertThat(Door.open().quotas().connectionsPerCaller())
                .isEqualTo(BridgeLimits.DEFAULTS.maxConnections())
                .isEqualTo(Door.open().quotas().connectionsPerAddress());
        assertThat(Door.tokens(8000, SignIn.newToken()).quotas()).isEqualTo(Quotas.DEFAULTS);
    }
}
