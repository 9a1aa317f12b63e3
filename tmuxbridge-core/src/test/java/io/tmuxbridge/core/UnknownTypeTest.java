package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that is newer than the server says what that does not know, and goes on. */
class UnknownTypeTest {

    private final BridgeFixture fixture = new BridgeFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void anUnknownTypeIsRefusedAndTheSocketStaysOpen() {
        for (String subprotocol : new String[] {"tmuxbridge.v1.json", "tmuxbridge.v1.binary"}) {
            BridgeFixture.Client client = fixture.client(subprotocol);
            client.say("{'type':'from-the-future','cols':80}");
            assertThat(client.hear("error").path("code").asText()).isEqualTo("unknown-type");
            client.say("{'type':'ping'}");
            client.hear("pong");
            assertThat(client.connection.closeCode()).as(subprotocol).isEmpty();
        }
    }
}
