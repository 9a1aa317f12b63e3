package io.tmuxbridge.core;

import static org.awaitility.Awaitility.await;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * When something last happened in a session: tmux's own time for it ({@code session_activity}) is that of the last key.
 */
class SessionActivityTest {

    private final BridgeFixture fixture = new BridgeFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void whatAProgramPrintsIsActivityAlsoWhereNobodyIsAttached() {
        fixture.server.newSession("busy", 80, 24, "sh -c 'while :; do echo tick; sleep 0.1; done'");
        Instant first = activity();
        await().until(() -> activity().isAfter(first.plusSeconds(1)));
    }

    private Instant activity() {
        return fixture.bridge.sessions().get("busy").activity();
    }
}
