package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pane that is viewed goes into another session by tmux's own commands: who may not see that one sees it no more. */
@Tag("slow")
class MovedPaneTest {

    private final AccessFixture fixture = new AccessFixture();
    private final String mine = fixture.session("mine", "ada");
    private final String theirs = fixture.session("theirs", "bob");
    private final String other = fixture.session("other", "ada");
    private final String pane = fixture.server
            .tmux("split-window", "-d", "-P", "-F", "#{pane_id}", "-t", mine, "cat")
            .strip();
    private final BridgeFixture.Client ada = fixture.client("ada operator");

    @AfterEach
    void close() {
        fixture.close();
    }

    private void view() {
        ada.say("{'type':'connect','sessionId':'mine','paneId':'" + pane + "','cols':80,'rows':24}");
        ada.hear("output");
        ada.say("{'type':'input','channel':1,'data':'mine\\r'}");
        await().until(() -> ada.screenText().contains("mine\r\nmine"));
    }

    private void move(String how) {
        String[] words = how.replace("PANE", pane)
                .replace("THEIRS", theirs)
                .replace("OTHER", other)
                .replace("MINE", mine)
                .split(" ");
        fixture.server.tmux(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "join-pane -d -s PANE -t THEIRS:",
                "move-pane -d -s PANE -t THEIRS:",
                "swap-pane -d -s PANE -t THEIRS:",
                "break-pane -d -s PANE -t THEIRS:"
            })
    void aPaneThatGoesToAForeignSessionIsSeenNoMore(String how) {
        view();
        move(how);
        JsonNode end = ada.hear("disconnect");
        assertThat(end.path("reason").asText()).isEqualTo("pane-ended");
        fixture.server.tmux("send-keys", "-t", pane, "-l", "their-secret");
        fixture.server.tmux("send-keys", "-t", pane, "Enter");
        await().until(() ->
                fixture.server.tmux("capture-pane", "-p", "-t", pane).contains("their-secret\ntheir-secret"));
        assertThat(ada.outcome("pane.capture", "{'paneId':'" + pane + "'}")).isEqualTo("not-found");
        ada.say("{'type':'input','channel':1,'data':'not-typed\\r'}");
        ada.hear("error");
        assertThat(ada.heard().toString()).doesNotContain("their-secret");
        assertThat(fixture.server.tmux("capture-pane", "-p", "-t", pane)).doesNotContain("not-typed");
    }

    @Test
    void aWindowThatIsLinkedToAForeignSessionIsSeenWhileItIsInTheOwnToo() {
        view();
        move("link-window -d -s MINE: -t THEIRS:7");
        fixture.server.tmux("send-keys", "-t", pane, "both", "Enter");
        await().until(() -> ada.screenText().contains("both\r\nboth"));
        fixture.server.tmux("new-window", "-d", "-t", mine, "cat");
        fixture.server.tmux("unlink-window", "-t", mine + ":0");
        assertThat(ada.hear("disconnect").path("reason").asText()).isEqualTo("pane-ended");
    }

    /** What is left of a session that was killed belongs to the others of its group. */
    @Test
    void theSessionsOfAGroupAreNotOneAnother() {
        view();
        fixture.server.tmux("new-session", "-d", "-s", "grouped", "-t", mine);
        fixture.server.tmux("kill-session", "-t", mine);
        assertThat(ada.hear("disconnect").path("reason").asText()).isEqualTo("session-ended");
        fixture.server.tmux("send-keys", "-t", pane, "their-secret", "Enter");
        await().until(() ->
                fixture.server.tmux("capture-pane", "-p", "-t", pane).contains("their-secret"));
        assertThat(ada.heard().toString()).doesNotContain("their-secret");
    }

    @Test
    void aPaneThatGoesToAnotherSessionOfTheCallersIsSeenThere() {
        view();
        move("join-pane -d -s PANE -t OTHER:");
        assertThat(ada.hear("disconnect").path("reason").asText()).isEqualTo("pane-ended");
        ada.say("{'type':'connect','sessionId':'other','paneId':'" + pane + "','cols':80,'rows':24}");
        await().until(() -> connected() == 2);
        ada.say("{'type':'input','channel':2,'data':'still mine\\r'}");
        await().until(() -> ada.screenText().contains("still mine\r\nstill mine"));
    }

    @Test
    void aPaneThatGoesToAnotherWindowOfItsSessionIsSeenOn() {
        view();
        move("break-pane -d -s PANE");
        ada.say("{'type':'input','channel':1,'data':'another window\\r'}");
        // The pane grows to its new window's size: a snapshot may come between the echo and what cat answers.
        await().until(() -> ada.screenText().split("another window", -1).length > 2);
        assertThat(ada.heard()).noneMatch(node -> node.path("type").asText().equals("disconnect"));
    }

    private long connected() {
        return ada.heard().stream()
                .filter(node -> node.path("type").asText().equals("connected"))
                .count();
    }
}
