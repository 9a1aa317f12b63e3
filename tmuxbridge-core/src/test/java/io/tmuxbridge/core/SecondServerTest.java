package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.SessionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The socket is removed and another server has it now, whose ids begin with 0 again. Rights used to be asked of the
 * first server, which viewers are still attached to, and what they permitted was done in the second one.
 */
class SecondServerTest {

    private final AccessFixture fixture = new AccessFixture();
    private BridgeFixture.Client bob;
    private long first;

    @BeforeEach
    void anotherServerTakesTheSocketOfTheOneThatBobViews() throws IOException {
        assertThat(fixture.session("bobs", "bob")).isEqualTo("$0");
        first = fixture.server.pid();
        bob = fixture.client("bob operator");
        bob.say("{'type':'connect','sessionId':'$0','cols':80,'rows':24}");
        bob.hear("output");
        assertThat(bob.outcome("pane.capture", "{'sessionId':'$0','paneId':'%0'}"))
                .isEqualTo("ok");
        Files.delete(Path.of(fixture.server.tmux("display-message", "-p", "#{socket_path}")));
        try (AccessFixture.SecondBridge other = fixture.secondBridge()) {
            String made = other.bridge()
                    .sessions()
                    .create(SessionSpec.builder()
                            .name("adas")
                            .command("cat")
                            .owner("ada")
                            .build())
                    .id();
            assertThat(made).isEqualTo("$0");
        }
    }

    @AfterEach
    void close() {
        ProcessHandle.of(first).ifPresent(ProcessHandle::destroyForcibly);
        fixture.close();
    }

    @Test
    void ownersOfTheFirstOneReadAndEndNothingOfTheSecondOne() {
        assertThat(bob.outcome("pane.capture", "{'sessionId':'$0','paneId':'%0'}"))
                .isEqualTo("not-found");
        assertThat(bob.outcome("session.kill", "{'sessionId':'$0'}")).isEqualTo("not-found");
        assertThat(bob.outcome("session.rename", "{'sessionId':'bobs','name':'taken'}"))
                .isEqualTo("not-found");
        assertThat(fixture.server.tmux("list-sessions", "-F", "#{session_name}"))
                .isEqualTo("adas");
    }

    @Test
    void whoeverViewsTheSecondOneSeesThat() {
        BridgeFixture.Client ada = fixture.client("ada operator");
        ada.say("{'type':'connect','sessionId':'$0','cols':80,'rows':24}");
        ada.hear("output");
        ada.say("{'type':'input','sessionId':'$0','data':'second\\r'}");
        await().until(() ->
                fixture.server.tmux("capture-pane", "-p", "-t", "=adas:").contains("second"));
        fixture.server.tmux("rename-window", "-t", "=adas:", "hers");
        ada.hear(node ->
                node.path("name").asText().equals("layout") && node.toString().contains("hers"));
        assertThat(bob.screenText()).doesNotContain("second");
        assertThat(bob.heard()).noneMatch(node -> node.toString().contains("hers"));
    }
}
