package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code respawn-pane}: another program in the same pane, on a screen that tmux has emptied without telling anybody.
 */
class RespawnTest {

    private final BridgeFixture fixture = new BridgeFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private BridgeFixture.Client view() {
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'dev','cols':80,'rows':24}");
        client.hear("output");
        return client;
    }

    @Test
    void viewersOfAPaneThatIsRespawnedSeeItsNewScreen() {
        fixture.server.newSession("dev", 80, 24, "sh", "-c", "printf 'before\\033[?25l'; exec cat");
        await().until(() ->
                fixture.server.tmux("capture-pane", "-p", "-t", "dev").contains("before"));
        BridgeFixture.Client client = view();
        await().until(() -> client.screenText().contains("before"));

        fixture.server.tmux("respawn-pane", "-k", "-t", "dev", "echo after; exec cat");
        JsonNode screen = client.hear(node ->
                node.path("snapshot").asBoolean() && node.path("data").asText().contains("after"));
        assertThat(screen.path("data").asText()).doesNotContain("before");
        client.say("{'type':'input','channel':1,'seq':1,'data':'typed\\r'}");
        await().until(() -> client.screenText().contains("typed\r\ntyped"));
    }

    /** The bug: the next program's output was read as the rest of the string, and none of it was shown. */
    @ParameterizedTest
    @ValueSource(strings = {"\\033]2;half a title", "\\033Phalf", "\\033_half"})
    void aStringThatTheProgramBeforeDidNotEndEndsWithIt(String half) {
        fixture.server.newSession("dev", 80, 24, "sh", "-c", "printf before; read x; printf '" + half + "'; exec cat");
        BridgeFixture.Client client = view();
        await().until(() -> client.screenText().contains("before"));
        fixture.server.tmux("send-keys", "-t", "dev", "Enter");
        await().until(() -> fixture.server
                .tmux("display-message", "-p", "-t", "dev", "#{pane_current_command}")
                .equals("cat"));
        isLookedAt(client);

        fixture.server.tmux("respawn-pane", "-k", "-t", "dev", "exec cat");
        client.hear(node ->
                node.path("snapshot").asBoolean() && !node.path("data").asText().contains("before"));
        client.say("{'type':'input','channel':1,'seq':1,'data':'typed\\r'}");
        client.hear(node -> !node.path("snapshot").asBoolean()
                && node.path("type").asText().equals("output")
                && node.path("data").asText().contains("typed"));
        assertThat(client.heard()).noneMatch(node -> node.path("name").asText().equals("gap"));
    }

    /** Only a pane whose process is known can have another one. */
    private void isLookedAt(BridgeFixture.Client client) {
        fixture.server.tmux("copy-mode", "-t", "dev");
        client.hear(node -> node.path("name").asText().equals("mode"));
        fixture.server.tmux("copy-mode", "-q", "-t", "dev");
    }

    @Test
    void aPaneThatTmuxKeptDeadIsShownAsItIsAndLivesOnWhenItIsRespawned() {
        fixture.server.newSession("dev", 80, 24, "sh", "-c", "echo before; read line");
        fixture.server.tmux("set-option", "-w", "-t", "dev", "remain-on-exit", "on");
        BridgeFixture.Client client = view();
        client.say("{'type':'input','channel':1,'seq':1,'data':'\\r'}");
        await().until(() -> fixture.server
                .tmux("display-message", "-p", "-t", "dev", "#{pane_dead}")
                .equals("1"));
        client.hear(node -> node.path("windowList")
                .path(0)
                .path("panes")
                .path(0)
                .path("dead")
                .asBoolean());

        fixture.server.tmux("respawn-pane", "-t", "dev", "echo after; exec cat");
        client.hear(node -> node.path("data").asText().contains("after"));
        client.say("{'type':'input','channel':1,'seq':2,'data':'typed\\r'}");
        await().until(() -> client.screenText().contains("typed\r\ntyped"));
    }
}
