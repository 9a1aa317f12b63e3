package io.tmuxbridge.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.access.Quotas;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DoorTest {

    @Test
    void whoeverComesThroughTheOpenDoorIsOneCallerAndMayHaveAllConnections() {
        assertThat(Door.open().quotas().connectionsPerCaller())
                .isEqualTo(BridgeLimits.DEFAULTS.maxConnections())
                .isEqualTo(Door.open().quotas().connectionsPerAddress());
        assertThat(Door.tokens(8000, SignIn.newToken()).quotas()).isEqualTo(Quotas.DEFAULTS);
    }

    /** The bug: of two machines behind tunnels, both at port 8000 there, each sign-in ended the other one. */
    @Test
    void serversOfOtherMachinesAndUsersHaveOtherCookies() {
        String ours = CookieName.of(8000, "ada", "here");
        assertThat(CookieName.of(8000, "ada", "here")).isEqualTo(ours).startsWith("tmuxbridge-8000-");
        assertThat(Stream.of(
                        CookieName.of(8000, "ada", "there"),
                        CookieName.of(8000, "bob", "here"),
                        CookieName.of(8001, "ada", "here")))
                .doesNotContain(ours)
                .doesNotHaveDuplicates();
        assertThat(CookieName.thisMachine()).isNotEmpty();
    }
}
