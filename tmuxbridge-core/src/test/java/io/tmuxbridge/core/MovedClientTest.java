package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.testkit.TmuxServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code switch-client} in a pane that nobody but a viewer looks at, as programs that choose a session do: tmux moves
 * the bridge's control client, for want of another one, and tells it no more of the pane.
 */
class MovedClientTest {

    private static final String SWITCHES = TmuxServer.binary() + " switch-client -t other";

    private final BridgeFixture fixture = new BridgeFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    /** The bug: the screen stood still, while keys went in. */
    @Test
    void theOutputBehindItComesBehindAGap() {
        fixture.server.newSession("dev", 80, 24, "sh");
        fixture.server.newSession("other", 80, 24, "cat");
        BridgeFixture.Client viewer = view();
        for (int time = 1; time <= 3; time++) {
            switchesAndSays(viewer, time);
            String word = "moved-" + time;
            await().until(() -> viewer.screenText().contains(word));
            int known = time;
            await().until(() -> replaced() == known);
            await().until(() -> heard(viewer, "gap") == known);
        }
        assertThat(sessionsOfClients()).isEqualTo("dev");
    }

    /** A session of the bridge's own is piped as well, and nothing is missing. */
    @Test
    void aSessionOfTheBridgesOwnGoesOnWithoutAnyGap() {
        fixture.server.newSession("other", 80, 24, "cat");
        creates("['sh']");
        BridgeFixture.Client viewer = view();
        for (int time = 1; time <= 3; time++) {
            switchesAndSays(viewer, time);
            String word = "moved-" + time;
            await().until(() -> viewer.screenText().contains(word));
            int known = time;
            await().until(() -> replaced() == known);
        }
        assertThat(viewer.screenText().split("moved-\\d", -1)).as("each once").hasSize(4);
        assertThat(heard(viewer, "gap")).isZero();
    }

    /**
     * tmux moves it as well when its session ends and people are to find themselves in another one then. The program
     * rests before it exits: of one that exits with its last line tmux itself can lose the end.
     */
    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void theEndOfItsSessionIsRead(String detaches) {
        fixture.server.newSession("other", 80, 24, "cat");
        fixture.server.tmux("set-option", "-g", "detach-on-destroy", detaches);
        creates("['sh','-c','read x; seq 1 5000; echo the-end; sleep 0.5']");
        BridgeFixture.Client viewer = view();
        viewer.say("{'type':'input','channel':1,'data':'\\r'}");
        assertThat(viewer.hear("disconnect").path("reason").asText()).isEqualTo("session-ended");
        assertThat(viewer.screenText()).endsWith("4999\r\n5000\r\nthe-end\r\n");
        assertThat(heard(viewer, "gap")).isZero();
        await().until(() -> sessionsOfClients().isEmpty());
    }

    private void creates(String command) {
        assertThat(fixture.client()
                        .outcome("session.create", "{'name':'dev','cols':80,'rows':24,'command':" + command + "}"))
                .isEqualTo("ok");
    }

    private BridgeFixture.Client view() {
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'dev','cols':80,'rows':24}");
        client.hear("output");
        return client;
    }

    /** tmux takes the newest client, which may be one that carries sizes for a moment. */
    private void switchesAndSays(BridgeFixture.Client viewer, int time) {
        await().until(() -> sessionsOfClients().equals("dev"));
        viewer.say("{'type':'input','channel':1,'data':'" + SWITCHES + "; echo moved-$((" + time + "))\\r'}");
    }

    private long replaced() {
        return fixture.metrics.count("stream.clients.replaced");
    }

    private static long heard(BridgeFixture.Client viewer, String event) {
        return viewer.heard().stream()
                .filter(node -> node.path("name").asText().equals(event))
                .count();
    }

    private String sessionsOfClients() {
        return fixture.server.tmux("list-clients", "-F", "#{client_session}");
    }
}
