package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.testkit.Signals;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What viewers are told, and what goes on, when something is killed under them; prints how soon they were told. */
class FaultTest {

    private final BridgeFixture fixture = new BridgeFixture();
    private BridgeFixture.Client client;
    private long killed;

    @BeforeEach
    void connect() {
        fixture.server.newSession("s0", 80, 24, "cat");
        fixture.server.newSession("s1", 80, 24, "cat");
        client = fixture.client();
        client.say("{'type':'connect','sessionId':'s0','cols':80,'rows':24}");
        client.hear("connected");
        client.hear("output");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theServerKilledIsToldAndTheNextOneIsUsed() {
        kill(fixture.server.pid());
        assertThat(client.hear("disconnect").path("reason").asText()).isEqualTo("tmux-ended");
        told("the tmux server");
        fixture.server.newSession("s0", 80, 24, "cat");
        client.say("{'type':'connect','sessionId':'s0','cols':80,'rows':24}");
        await().until(() -> client.heard().stream()
                        .filter(node -> node.path("type").asText().equals("connected"))
                        .count()
                == 2);
    }

    @Test
    void theControlClientKilledIsReplacedAndTheViewerGoesOn() {
        String before = controlClient();
        kill(Long.parseLong(before));
        client.connection.await(frame -> snapshots() > 1);
        told("the control client");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !controlClient().isEmpty() && !controlClient().equals(before));
        client.say("{'type':'input','sessionId':'s0','data':'still here\\r'}");
        await().until(() -> client.screenText().contains("still here"));
        assertThat(snapshots()).as("a snapshot for what may have been lost").isGreaterThan(1);
    }

    @Test
    void theLastProcessKilledEndsTheSession() {
        kill(Long.parseLong(fixture.server
                .tmux("display-message", "-p", "-t", "s0", "#{pane_pid}")
                .strip()));
        assertThat(client.hear("disconnect").path("reason").asText()).isEqualTo("session-ended");
        told("the last process");
        client.say("{'type':'connect','sessionId':'s1','cols':80,'rows':24}");
        client.hear(node -> node.path("type").asText().equals("connected")
                && node.path("sessionId").asText().equals("s1"));
    }

    @Test
    void aPaneThatEndsBesideOthersIsToldAsSuch() {
        String pane = fixture.server
                .tmux("split-window", "-d", "-P", "-F", "#{pane_id}", "-t", "s0", "cat")
                .strip();
        client.say("{'type':'connect','sessionId':'s0','paneId':'" + pane + "','cols':80,'rows':24}");
        client.hear(node -> node.path("type").asText().equals("connected")
                && node.path("paneId").asText().equals(pane));
        fixture.server.tmux("kill-pane", "-t", pane);
        JsonNode over = client.hear("disconnect");
        assertThat(over.path("reason").asText()).isEqualTo("pane-ended");
        assertThat(over.path("paneId").asText()).isEqualTo(pane);
    }

    @Test
    void aPaneInCopyModeTellsSoAndStillTakesInput() {
        fixture.server.tmux("copy-mode", "-t", "s0");
        assertThat(client.hear(node -> node.path("name").asText().equals("mode"))
                        .path("copyMode")
                        .asBoolean())
                .isTrue();
        client.say("{'type':'input','sessionId':'s0','data':'through\\r'}");
        await().until(() -> client.screenText().contains("through"));
        client.hear(node -> node.path("name").asText().equals("mode")
                && !node.path("copyMode").asBoolean());
    }

    private long snapshots() {
        return client.heard().stream()
                .filter(node -> node.path("snapshot").asBoolean())
                .count();
    }

    private String controlClient() {
        return fixture.server
                .tmux("list-clients", "-t", "s0", "-F", "#{client_pid}")
                .strip();
    }

    private void told(String victim) {
        System.out.printf(
                "kill -9 of %s: viewers told after %d ms%n", victim, (System.nanoTime() - killed) / 1_000_000);
    }

    private void kill(long pid) {
        killed = System.nanoTime();
        assertThat(Signals.send("KILL", pid)).isTrue();
    }
}
