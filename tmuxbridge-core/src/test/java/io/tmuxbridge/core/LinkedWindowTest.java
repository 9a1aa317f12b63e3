package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Permission;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.pane.Pane;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A window that is in two sessions: whoever came to it by the one is judged, told and ended by that one. All were by
 * the one of whoever came first.
 */
@Tag("slow")
class LinkedWindowTest {

    private static final int LOST_CONNECTION = 1006;
    private static final Caller BOB = Caller.of("bob", Role.OPERATOR);

    private final AccessFixture fixture = new AccessFixture();
    private final String mine = fixture.session("mine", "ada");
    private final String theirs = fixture.session("theirs", "bob");
    private final String pane = fixture.server
            .tmux("display-message", "-p", "-t", mine + ":0", "#{pane_id}")
            .strip();
    private final BridgeFixture.Client ada = fixture.client("ada operator");
    private final BridgeFixture.Client bob = fixture.client("bob operator");

    @AfterEach
    void close() {
        fixture.close();
    }

    private String connect(String session, String more) {
        return "{'type':'connect','sessionId':'" + session + "','paneId':'" + pane + "','cols':80,'rows':24" + more
                + "}";
    }

    /** Ada comes first, by a session that bob may not see. */
    private void bothView() {
        fixture.server.tmux("link-window", "-d", "-s", mine + ":0", "-t", theirs + ":7");
        ada.say(connect("mine", ""));
        ada.hear("output");
        bob.say(connect("theirs", ",'clientId':'client-0123456789abcdef','attempt':1"));
        bob.hear("output");
    }

    private void types(BridgeFixture.Client who, String word) {
        who.say("{'type':'input','channel':1,'data':'" + word + "\\r'}");
        await().until(() -> who.screenText().contains(word + "\r\n" + word));
    }

    private void prints(String word) {
        fixture.server.tmux("send-keys", "-t", pane, word, "Enter");
    }

    private static boolean sees(BridgeFixture.Client who, String word) {
        return who.screenText().contains(word);
    }

    private static boolean isOut(BridgeFixture.Client who) {
        return who.heard().stream().anyMatch(node -> node.path("type").asText().equals("disconnect"));
    }

    @Test
    void whoLosesTheOwnSessionIsOutAndNobodyElse() {
        bothView();
        fixture.bridge.access().setOwner("theirs", Optional.of("carol"));
        assertThat(bob.hear("disconnect").path("reason").asText()).isEqualTo("forbidden");
        types(ada, "still-mine");
        assertThat(sees(bob, "still-mine")).isFalse();
    }

    @Test
    void whoIsGivenRightsToTheOtherSessionHasNoMoreInThisOne() {
        bothView();
        fixture.bridge.access().grant("theirs", "bob", Permission.READ);
        fixture.bridge.access().setOwner("theirs", Optional.of("carol"));
        assertThat(bob.hear(node -> node.path("name").asText().equals("access"))
                        .path("access")
                        .asText())
                .isEqualTo("read");
        fixture.bridge.access().grant("mine", "bob", Permission.WRITE);
        bob.say("{'type':'input','channel':1,'data':'typed-by-bob\\r'}");
        assertThat(bob.hear("error").path("code").asText()).isEqualTo("forbidden");
    }

    @Test
    void renewedCredentialsArePutToTheOwnSession() {
        bothView();
        bob.say("{'type':'auth','token':'bob operator'}");
        types(bob, "renewed");
        assertThat(isOut(bob)).isFalse();
    }

    @Test
    void aViewLastsAsLongAsTheOwnSessionHasTheWindow() {
        bothView();
        fixture.server.tmux("kill-session", "-t", mine);
        assertThat(ada.hear("disconnect").path("reason").asText()).isEqualTo("session-ended");
        types(bob, "lives-on");
        fixture.server.tmux("new-session", "-d", "-s", "third", "cat");
        fixture.server.tmux("link-window", "-d", "-s", theirs + ":7", "-t", "third:7");
        fixture.server.tmux("unlink-window", "-t", theirs + ":7");
        assertThat(bob.hear("disconnect").path("reason").asText()).isEqualTo("pane-ended");
    }

    @Test
    void layoutsAndNamesAreThoseOfTheOwnSession() {
        fixture.server.tmux("new-window", "-d", "-t", mine, "-n", "adas-window", "cat");
        bothView();
        fixture.server.tmux("new-window", "-d", "-t", mine, "-n", "adas-other", "cat");
        fixture.server.tmux("rename-session", "-t", mine, "adas-name");
        ada.hear(node -> node.path("newName").asText().equals("adas-name"));
        fixture.server.tmux("new-window", "-d", "-t", theirs, "-n", "bobs-window", "cat");
        fixture.server.tmux("rename-session", "-t", theirs, "bobs-name");
        bob.hear(node -> node.path("newName").asText().equals("bobs-name"));
        bob.hear(node -> node.path("sessionName").asText().equals("bobs-name")
                && node.toString().contains("bobs-window"));
        assertThat(bob.heard().toString()).doesNotContain("adas").doesNotContain("\"session\":\"" + mine);
        assertThat(ada.heard().toString()).doesNotContain("bobs");
    }

    @Test
    void aLeaseIsThatOfTheOwnSession() {
        bothView();
        assertThat(ada.outcome("lease.request", "{'sessionId':'mine'}")).isEqualTo("ok");
        types(bob, "no-lease-here");
        assertThat(bob.outcome("lease.request", "{'sessionId':'theirs'}")).isEqualTo("ok");
        bob.hear(node -> node.path("holder").asText().equals("bob"));
        types(ada, "mine-all-the-same");
        assertThat(bob.heard().toString()).doesNotContain("\"holder\":\"ada\"");
    }

    @Test
    void viewersAndWhoseSizeItIsAreToldWithinTheOwnSession() {
        bothView();
        assertThat(fixture.bridge.sessions().get("mine").viewers()).isEqualTo(1);
        assertThat(fixture.bridge.sessions().get("theirs").viewers()).isEqualTo(1);
        ada.say("{'type':'resize','channel':1,'cols':70,'rows':20}");
        bob.hear(node ->
                node.path("type").asText().equals("resize") && node.path("cols").asInt() == 70);
        types(ada, "hello");
        await().until(() -> sees(bob, "hello"));
        assertThat(bob.heard().toString()).doesNotContain("\"ada\"");
    }

    @Test
    void aClientComesBackToWhereItStoodAndTakesItsOwnPlace() {
        bothView();
        JsonNode connected = bob.hear("connected");
        types(bob, "before");
        bob.handler.closed(LOST_CONNECTION, "");
        prints("meanwhile");
        await().until(() -> sees(ada, "meanwhile\r\nmeanwhile"));
        BridgeFixture.Client back = fixture.client("bob operator");
        String me = ",'clientId':'client-0123456789abcdef','resume':{'epoch':'"
                + connected.path("epoch").asText() + "','offset':"
                + connected.path("offset").asLong() + "},'attempt':";
        back.say(connect("theirs", me + "2"));
        assertThat(back.hear("connected").path("resume").asText()).isEqualTo("resumed");
        await().until(() -> sees(back, "meanwhile\r\nmeanwhile"));
        BridgeFixture.Client newer = fixture.client("bob operator");
        newer.say(connect("theirs", me + "3"));
        assertThat(back.connection.awaitClose()).isEqualTo(4409);
        types(newer, "after");
        assertThat(isOut(ada)).isFalse();
    }

    /** What is written down about a session is remembered with a pane that ended: each viewer's is that of its own. */
    @Test
    void theRestOfAPaneIsToldByWhatIsWrittenDownAboutTheOwnSession() {
        fixture.server.tmux("new-window", "-d", "-t", mine, "cat");
        bothView();
        JsonNode connected = bob.hear("connected");
        bob.handler.closed(LOST_CONNECTION, "");
        fixture.bridge.access().setOwner("theirs", Optional.of("carol"));
        fixture.server.tmux("send-keys", "-t", pane, "the-rest", "Enter", "C-d");
        ada.hear("disconnect");
        BridgeFixture.Client back = fixture.client("bob operator");
        back.say(connect(
                "theirs",
                ",'clientId':'client-0123456789abcdef','attempt':2,'resume':{'epoch':'"
                        + connected.path("epoch").asText() + "','offset':"
                        + connected.path("offset").asLong() + "}"));
        assertThat(back.hear("error").path("code").asText()).isEqualTo("not-found");
    }

    @Test
    void aDriverComesByASessionThatItMaySee() throws Exception {
        bothView();
        bob.say("{'type':'disconnect','channel':1}");
        try (Pane driven = fixture.bridge.pane(BOB, pane)) {
            driven.send("driven\r").get();
            await().until(() -> sees(ada, "driven\r\ndriven"));
            assertThat(bob.outcome("pane.send", "{'paneId':'" + pane + "','text':'by-request\\r'}"))
                    .isEqualTo("ok");
            assertThat(fixture.bridge.sessions().get("theirs").viewers()).isEqualTo(2);
            fixture.bridge.access().setOwner("theirs", Optional.of("carol"));
            await().until(() -> fixture.bridge.sessions().get("theirs").viewers() == 0);
        }
    }

    /** The other session is named to nobody, also not where the one that was named does not have the window. */
    @Test
    void aRefusalNamesNoOtherSession() {
        bothView();
        fixture.session("bobs-second", "bob");
        String answer = bob.ask("pane.select", "{'sessionId':'bobs-second','paneId':'" + pane + "'}")
                .toString();
        assertThat(answer).contains("not-found").doesNotContain("mine");
    }

    /** The bug: tmux chose the session, which may be one that the caller may not even see. */
    @Test
    void aWindowBecomesTheCurrentOneOfTheSessionThatIsMeant() {
        String window = fixture.server.tmux("list-windows", "-t", mine, "-F", "#{window_id}");
        fixture.server.tmux("link-window", "-d", "-s", mine + ":0", "-t", theirs + ":7");
        fixture.server.tmux("new-window", "-t", mine, "cat");
        BridgeFixture.Client root = fixture.client("root admin");
        BridgeFixture.Client there =
                fixture.connect(Optional.of("root admin"), Optional.of("theirs"), Optional.empty(), "192.0.2.1");
        String named = "'windowId':'" + window + "'}";
        for (BridgeFixture.Client each : List.of(ada, root, there)) {
            fixture.server.tmux("select-window", "-t", mine + ":1", ";", "select-window", "-t", theirs + ":0");
            String session = each == root ? "'sessionId':'mine'," : "";
            assertThat(each.outcome("window.select", "{" + session + named)).isEqualTo("ok");
            assertThat(fixture.server.tmux("display-message", "-p", "-t", mine + ":", "#{window_index}"))
                    .isEqualTo(each == there ? "1" : "0");
            assertThat(fixture.server.tmux("display-message", "-p", "-t", theirs + ":", "#{window_index}"))
                    .isEqualTo(each == there ? "7" : "0");
        }
    }

    /** The bug: the session of the lowest number was shared, given away and taken, whichever was meant. */
    @Test
    void rightsAreThoseOfASessionThatIsNamedOrThePaths() {
        fixture.server.tmux("link-window", "-d", "-s", mine + ":0", "-t", theirs + ":7");
        BridgeFixture.Client root = fixture.client("root admin");
        BridgeFixture.Client there =
                fixture.connect(Optional.of("root admin"), Optional.of("theirs"), Optional.empty(), "192.0.2.1");
        String[] rights = {
            "share.create {'paneId':'" + pane + "','permission':'read','seconds':60",
            "lease.take {'paneId':'" + pane + "'",
            "access.give {'caller':'carol','paneId':'" + pane + "'"
        };
        for (String each : rights) {
            String[] words = each.split(" ");
            String refused = root.ask(words[0], words[1] + "}").toString();
            assertThat(refused).contains("\"invalid\"", pane + " is in several sessions: name sessionId");
            assertThat(root.outcome(words[0], words[1] + ",'sessionId':'theirs'}"))
                    .isEqualTo("ok");
            assertThat(there.outcome(words[0], words[1] + "}")).isEqualTo("ok");
        }
        assertThat(fixture.bridge.access().get("mine").owner()).hasValue("ada");
        assertThat(fixture.bridge.access().get("mine").shares()).isEmpty();
        assertThat(fixture.bridge.access().get("theirs").shares()).hasSize(2);
        assertThat(ada.outcome("share.create", "{'paneId':'" + pane + "','permission':'read','seconds':60}"))
                .as("of one of which she may say so")
                .isEqualTo("ok");
    }
}
