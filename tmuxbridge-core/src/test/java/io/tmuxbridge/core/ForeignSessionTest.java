package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.access.Permission;
import io.tmuxbridge.access.UnownedSessions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session that the caller may not see does not exist for it, whichever way it is named. */
class ForeignSessionTest {

    private final AccessFixture fixture = new AccessFixture();
    private final String theirs = fixture.session("theirs", "bob");
    private final String mine = fixture.session("mine", "ada");
    private final String pane = fixture.server
            .tmux("list-panes", "-t", "=theirs", "-F", "#{pane_id}")
            .strip();
    private final String window = fixture.server
            .tmux("list-panes", "-t", "=theirs", "-F", "#{window_id}")
            .strip();
    private final BridgeFixture.Client ada = fixture.client("ada operator");

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Methods with what they need beside the session, window or pane. */
    private static Map<String, String> methods() {
        Map<String, String> methods = new LinkedHashMap<>();
        methods.put("session.get", "");
        methods.put("session.rename", ",'name':'stolen'");
        methods.put("session.kill", "");
        methods.put("window.create", "");
        methods.put("window.select", "");
        methods.put("window.rename", ",'name':'stolen'");
        methods.put("window.kill", "");
        methods.put("pane.split", "");
        methods.put("pane.select", "");
        methods.put("pane.resize", ",'cols':20,'rows':5");
        methods.put("pane.zoom", "");
        methods.put("pane.kill", "");
        methods.put("pane.capture", "");
        methods.put("pane.search", ",'pattern':'x'");
        methods.put("viewer.list", "");
        methods.put("access.get", "");
        methods.put("access.grant", ",'caller':'ada','permission':'write'");
        methods.put("access.give", ",'caller':'ada'");
        methods.put("share.create", ",'permission':'read','seconds':60");
        methods.put("share.revoke", ",'shareId':'0123456789ab'");
        methods.put("lease.get", "");
        methods.put("lease.request", "");
        methods.put("lease.grant", ",'caller':'ada'");
        methods.put("lease.take", "");
        methods.put("lease.release", "");
        return methods;
    }

    @Test
    void everyMethodSaysThatThereIsNone() {
        String before =
                fixture.server.tmux("list-panes", "-s", "-t", "=theirs", "-F", "#{window_name} #{pane_width} #D");
        methods().forEach((method, more) -> {
            for (String name : new String[] {"theirs", theirs}) {
                assertThat(ada.outcome(method, "{'sessionId':'" + name + "'" + more + "}"))
                        .as("%s of session %s", method, name)
                        .isEqualTo("not-found");
            }
            assertThat(ada.outcome(method, "{'windowId':'" + window + "'" + more + "}"))
                    .as("%s of window %s", method, window)
                    .isEqualTo("not-found");
            assertThat(ada.outcome(method, "{'paneId':'" + pane + "'" + more + "}"))
                    .as("%s of pane %s", method, pane)
                    .isEqualTo("not-found");
            assertThat(ada.outcome(method, "{'sessionId':'mine','paneId':'" + pane + "'" + more + "}"))
                    .as("%s of a foreign pane beside an own session", method)
                    .isEqualTo("not-found");
        });
        assertThat(fixture.server.tmux("list-panes", "-s", "-t", "=theirs", "-F", "#{window_name} #{pane_width} #D"))
                .isEqualTo(before);
        assertThat(fixture.bridge.sessions().get("theirs").owner()).contains("bob");
    }

    @Test
    void theAnswerIsTheOneForANameThatNobodyHas() {
        String absent =
                ada.ask("session.get", "{'sessionId':'nobodys'}").path("error").toString();
        String foreign =
                ada.ask("session.get", "{'sessionId':'theirs'}").path("error").toString();
        assertThat(foreign.replace("theirs", "nobodys")).isEqualTo(absent);
        String noPane =
                ada.ask("pane.capture", "{'paneId':'%4711'}").path("error").toString();
        String foreignPane = ada.ask("pane.capture", "{'paneId':'" + pane + "'}")
                .path("error")
                .toString();
        assertThat(foreignPane.replace(pane, "%4711")).isEqualTo(noPane);
    }

    @Test
    void connectFindsItNeitherByNameNorByIdNorByPane() {
        for (String session : new String[] {"theirs", theirs}) {
            BridgeFixture.Client client = fixture.client("ada operator");
            client.say("{'type':'connect','sessionId':'" + session + "','cols':80,'rows':24}");
            assertThat(client.hear("error").path("code").asText()).isEqualTo("not-found");
        }
        ada.say("{'type':'connect','sessionId':'mine','paneId':'" + pane + "','cols':80,'rows':24}");
        assertThat(ada.hear("error").path("code").asText()).isEqualTo("not-found");
    }

    /** The bug: whoever asked for a pane that is gone was told that there is no such session, and stopped. */
    @Test
    void aMissingPaneOrAnotherMissingSessionLeavesTheSocketOfAPathOpen() {
        BridgeFixture.Client client =
                fixture.connect(Optional.of("ada operator"), Optional.of("mine"), Optional.empty(), "192.0.2.1");
        client.say("{'type':'connect','paneId':'%999','cols':80,'rows':24}");
        client.hear(node -> node.path("code").asText().equals("not-found")
                && node.path("sessionId").asText().equals("mine"));
        client.say("{'type':'connect','sessionId':'nope','cols':80,'rows':24}");
        client.hear(node -> node.path("code").asText().equals("not-found")
                && node.path("sessionId").asText().equals("nope"));
        client.say("{'type':'connect','cols':80,'rows':24}");
        client.hear("connected");
    }

    @Test
    void whoAsksForAPaneOfAPathsSessionThatIsGoneIsToldThatTheSessionIs() {
        for (String session : new String[] {"nope", "theirs"}) {
            BridgeFixture.Client client =
                    fixture.connect(Optional.of("ada operator"), Optional.of(session), Optional.empty(), "192.0.2.1");
            client.say("{'type':'connect','paneId':'%999','cols':80,'rows':24}");
            await().untilAsserted(
                            () -> assertThat(client.connection.closeCode()).hasValue(4404));
        }
    }

    @Test
    void theSessionOfThePathIsCheckedLikeAnyOther() {
        BridgeFixture.Client client =
                fixture.connect(Optional.of("ada operator"), Optional.of("theirs"), Optional.empty(), "192.0.2.1");
        String own = fixture.server
                .tmux("list-panes", "-t", "=mine", "-F", "#{pane_id}")
                .strip();
        assertThat(client.outcome("session.kill", "{'paneId':'" + own + "'}")).isNotEqualTo("ok");
        assertThat(client.outcome("session.kill", "{}")).isEqualTo("not-found");
        assertThat(fixture.bridge.sessions().list()).hasSize(2);
        client.say("{'type':'connect','cols':80,'rows':24}");
        assertThat(client.connection.awaitClose()).isEqualTo(4404);
    }

    @Test
    void aPositionInItsStreamOpensItToNobody() {
        BridgeFixture.Client bob = fixture.client("bob operator");
        bob.say(
                "{'type':'connect','sessionId':'theirs','cols':80,'rows':24,'clientId':'0123456789abcdef','attempt':1}");
        JsonNode connected = bob.hear("connected");
        ada.say("{'type':'connect','sessionId':'theirs','cols':80,'rows':24,'clientId':'0123456789abcdef','attempt':2,"
                + "'resume':{'epoch':'" + connected.path("epoch").asText() + "','offset':0}}");
        assertThat(ada.hear("error").path("code").asText()).isEqualTo("not-found");
        assertThat(bob.connection.closeCode())
                .as("the newer attempt fences nobody")
                .isEmpty();
    }

    @Test
    void theListHasWhatTheCallerMaySee() {
        assertThat(names(ada)).containsExactly("mine");
        assertThat(names(fixture.client("bob viewer"))).containsExactly("theirs");
        assertThat(names(fixture.client("root admin"))).containsExactlyInAnyOrder("mine", "theirs");
        assertThat(names(fixture.client("eve operator"))).isEmpty();
    }

    private static List<String> names(BridgeFixture.Client client) {
        List<String> names = new ArrayList<>();
        client.ask("session.list", "{}")
                .path("result")
                .path("sessions")
                .forEach(each -> names.add(each.path("name").asText()));
        return names;
    }

    @Test
    void changesToItAreToldToNobodyElse() {
        assertThat(ada.outcome("session.list", "{}")).isEqualTo("ok");
        BridgeFixture.Client bob = fixture.client("bob operator");
        assertThat(ada.outcome("session.create", "{'name':'first','command':['cat']}"))
                .isEqualTo("ok");
        ada.hear(node -> node.path("name").asText().equals("sessions-changed"));
        long before = told(ada);
        assertThat(bob.outcome("window.create", "{'sessionId':'theirs','command':['cat']}"))
                .isEqualTo("ok");
        await().until(() -> told(bob) > 1);
        assertThat(told(ada)).isEqualTo(before);
    }

    private static long told(BridgeFixture.Client client) {
        return client.heard().stream()
                .filter(node -> node.path("name").asText().equals("sessions-changed"))
                .count();
    }

    @Test
    void whatWasSharedWithACallerIsThere() {
        fixture.bridge.access().grant("theirs", "ada", Permission.READ);
        assertThat(names(ada)).containsExactlyInAnyOrder("mine", "theirs");
        assertThat(ada.outcome("pane.capture", "{'paneId':'" + pane + "'}")).isEqualTo("ok");
        assertThat(ada.outcome("pane.split", "{'paneId':'" + pane + "'}")).isEqualTo("forbidden");
        fixture.bridge.access().grant("theirs", "ada", Permission.WRITE);
        assertThat(ada.outcome("pane.split", "{'paneId':'" + pane + "','command':['cat']}"))
                .isEqualTo("ok");
        assertThat(ada.outcome("session.kill", "{'sessionId':'theirs'}")).isEqualTo("forbidden");
        fixture.bridge.access().grant("theirs", "ada", Permission.NONE);
        assertThat(ada.outcome("pane.capture", "{'paneId':'" + pane + "'}")).isEqualTo("not-found");
    }

    @Test
    void ownersAndGrantsAreKeptInTmux() {
        fixture.bridge.access().grant("theirs", "ada, w:bob #(touch /tmp/x)", Permission.READ);
        try (AccessFixture.SecondBridge second = fixture.secondBridge()) {
            assertThat(second.bridge().sessions().get("theirs").owner()).contains("bob");
        }
        assertThat(fixture.server
                        .tmux("show-options", "-v", "-t", "theirs", "@tmuxbridge-grants")
                        .strip())
                .isEqualTo("r:ada%2C+w%3Abob+%23%28touch+%2Ftmp%2Fx%29");
    }

    @Test
    void aSessionWithoutOwnerIsClosedToAllButAdmins() {
        fixture.server.newSession("nobodys", 80, 24, "cat");
        assertThat(ada.outcome("session.get", "{'sessionId':'nobodys'}")).isEqualTo("not-found");
        assertThat(fixture.client("root admin").outcome("session.get", "{'sessionId':'nobodys'}"))
                .isEqualTo("ok");
    }

    @Test
    void aSettingOpensSessionsWithoutOwner() {
        try (AccessFixture open = new AccessFixture(builder -> builder.unownedSessions(UnownedSessions.READ))) {
            open.server.newSession("nobodys", 80, 24, "cat");
            BridgeFixture.Client client = open.client("ada operator");
            assertThat(client.outcome("session.get", "{'sessionId':'nobodys'}")).isEqualTo("ok");
            assertThat(client.outcome("window.create", "{'sessionId':'nobodys'}"))
                    .isEqualTo("forbidden");
        }
        try (AccessFixture open = new AccessFixture(builder -> builder.unownedSessions(UnownedSessions.WRITE))) {
            open.server.newSession("nobodys", 80, 24, "cat");
            BridgeFixture.Client client = open.client("ada operator");
            assertThat(client.outcome("window.create", "{'sessionId':'nobodys','command':['cat']}"))
                    .isEqualTo("ok");
            assertThat(client.outcome("session.kill", "{'sessionId':'nobodys'}"))
                    .isEqualTo("forbidden");
            assertThat(open.client("eve viewer").outcome("window.create", "{'sessionId':'nobodys'}"))
                    .isEqualTo("forbidden");
        }
    }
}
