package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.access.Permission;
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

    private static final String CLIENT = "client-0123456789-bob";

    private final AccessFixture fixture = new AccessFixture();
    private BridgeFixture.Client bob;
    private long first;

    @BeforeEach
    void anotherServerTakesTheSocketOfTheOneThatBobViews() throws IOException {
        assertThat(fixture.session("bobs", "bob")).isEqualTo("$0");
        first = fixture.server.pid();
        bob = fixture.client("bob operator");
        bob.say("{'type':'connect','sessionId':'$0','cols':80,'rows':24,'clientId':'" + CLIENT + "','attempt':1}");
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

    /** The bug: the lease of the second one ended with the last viewer of the first one. */
    @Test
    void aLeaseOfTheSecondOneDoesNotEndWithTheFirstOnesTerminals() {
        fixture.bridge.access().grant("adas", "bob", Permission.WRITE);
        BridgeFixture.Client again = fixture.client("bob operator");
        assertThat(again.outcome("lease.request", "{'sessionId':'$0'}")).isEqualTo("ok");
        bob.say("{'type':'disconnect','channel':1}");
        bob.hear("disconnect");
        assertThat(again.ask("lease.get", "{'sessionId':'$0'}")
                        .path("result")
                        .path("holder")
                        .asText())
                .isEqualTo("bob");
    }

    /** The bug: a pane of the second one was taken for the one that whoever came back had viewed. */
    @Test
    void whoComesBackToAPaneOfTheFirstOneIsNotToldThatItIsGoneBecauseTheSecondHasSuchIds() {
        comesBack();
    }

    /** The bug: so it was when rights to the second one were changed. */
    @Test
    void rightsToTheFirstOneAreNotForgottenWhenThoseToTheSecondAreChanged() {
        bob.handler.closed(1006, "");
        fixture.bridge.access().grant("adas", "carol", Permission.READ);
        comesBack();
    }

    /** The bug: who viewed the first one was thrown out, as it may not see the second one. */
    @Test
    void rightsToTheSecondOneAreNotThoseOfWhoViewsTheFirst() {
        fixture.bridge.access().grant("adas", "carol", Permission.READ);
        bob.say("{'type':'input','channel':1,'data':'still here\\r'}");
        await().until(() -> bob.screenText().contains("still here"));
        assertThat(bob.heard()).noneMatch(node -> node.path("type").asText().equals("disconnect"));
    }

    private void comesBack() {
        bob.handler.closed(1006, "");
        JsonNode output = bob.hear("output");
        String epoch = bob.hear("connected").path("epoch").asText();
        BridgeFixture.Client again = fixture.client("bob operator");
        again.say("{'type':'connect','sessionId':'bobs','cols':80,'rows':24,'clientId':'" + CLIENT
                + "','attempt':2,'resume':{'epoch':'" + epoch + "','offset':" + output.path("end") + "}}");
        assertThat(again.hear(node -> !node.path("type").asText().equals("hello"))
                        .path("resume")
                        .asText())
                .isEqualTo("resumed");
    }
}
