package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BridgeTest {

    private final BridgeFixture fixture = new BridgeFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aViewerSeesTheScreenThenWhatIsPrintedAndTypes() {
        fixture.server.newSession("s0", 80, 24, "sh", "-c", "echo before; exec cat");
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'s0','cols':80,'rows':24}");
        JsonNode connected = client.hear("connected");
        assertThat(connected.path("resume").asText()).isEqualTo("fresh");
        JsonNode first = client.hear("output");
        assertThat(first.path("snapshot").asBoolean()).isTrue();
        await().until(() -> client.screenText().contains("before"));
        client.say("{'type':'input','sessionId':'s0','seq':1,'data':'hello\\r'}");
        await().until(() -> client.screenText().contains("hello"));
        assertThat(client.hear("input-ack").path("seq").asLong()).isEqualTo(1);
        assertThat(client.hear("echo-ack").path("seq").asLong()).isEqualTo(1);
    }

    @Test
    void anInputWithoutDataUsesUpItsNumber() {
        fixture.server.newSession("s0", 80, 24, "cat");
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'s0','cols':80,'rows':24}");
        client.hear("connected");
        client.say("{'type':'input','sessionId':'s0','seq':1,'data':''}");
        client.say("{'type':'input','sessionId':'s0','seq':2,'data':'behind it'}");
        await().until(() -> client.screenText().contains("behind it"));
        client.hear(node -> node.path("type").asText().equals("input-ack")
                && node.path("seq").asLong() == 2);
        assertThat(client.heard()).noneMatch(node -> node.path("type").asText().equals("error"));
    }

    @Test
    void aViewerOfAnotherSizeGivesTheTerminalItsSize() {
        fixture.server.newSession("s0", 80, 24, "cat");
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'s0','cols':100,'rows':30}");
        assertThat(client.hear("connected").path("cols").asInt()).isEqualTo(100);
        client.say("{'type':'resize','sessionId':'s0','cols':120,'rows':40}");
        JsonNode resize = client.hear("resize");
        assertThat(resize.path("cols").asInt()).isEqualTo(120);
        assertThat(fixture.server
                        .tmux("display-message", "-p", "-t", "s0", "#{window_width}x#{window_height}")
                        .strip())
                .isEqualTo("120x40");
    }

    @Test
    void sessionsAreCreatedListedRenamedAndKilledByJsonRpc() {
        BridgeFixture.Client client = fixture.client();
        client.say(
                "{'jsonrpc':'2.0','id':1,'method':'session.create','params':{'name':'a b','command':['cat'],'cols':90,'rows':20}}");
        JsonNode created = client.hear(node -> node.path("id").asInt() == 1);
        assertThat(created.path("result").path("name").asText())
                .as(created.toString())
                .isEqualTo("a b");
        client.say("{'jsonrpc':'2.0','id':2,'method':'session.create','params':{'name':'a b'}}");
        assertThat(client.hear(node -> node.path("id").asInt() == 2)
                        .path("error")
                        .path("data")
                        .path("code")
                        .asText())
                .isEqualTo("conflict");
        client.say("{'jsonrpc':'2.0','id':3,'method':'session.rename','params':{'sessionId':'a b','name':'c'}}");
        client.hear(node -> node.path("id").asInt() == 3);
        client.say("{'jsonrpc':'2.0','id':4,'method':'session.list'}");
        JsonNode list =
                client.hear(node -> node.path("id").asInt() == 4).path("result").path("sessions");
        assertThat(list).hasSize(1);
        assertThat(list.get(0).path("name").asText()).isEqualTo("c");
        assertThat(list.get(0).path("cols").asInt()).isEqualTo(90);
        client.say("{'jsonrpc':'2.0','id':5,'method':'session.kill','params':{'sessionId':'c'}}");
        client.hear(node -> node.path("id").asInt() == 5);
        client.say("{'jsonrpc':'2.0','id':6,'method':'session.list'}");
        assertThat(client.hear(node -> node.path("id").asInt() == 6)
                        .path("result")
                        .path("sessions"))
                .isEmpty();
    }

    @Test
    void aSessionThatEndsIsTold() {
        fixture.server.newSession("s0", 80, 24, "sh", "-c", "read x; echo bye");
        fixture.server.newSession("s1", 80, 24, "cat");
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'s0','cols':80,'rows':24}");
        client.hear("connected");
        client.say("{'type':'input','sessionId':'s0','data':'\\r'}");
        assertThat(client.hear("disconnect").path("reason").asText()).isEqualTo("session-ended");
    }

    /** The bug: of two tiles of a page that show the same pane as one client, the first froze without a word. */
    @Test
    void whoTakesOverFromItselfOnTheSameSocketIsToldWhichChannelIsOver() {
        fixture.server.newSession("s0", 80, 24, "cat");
        BridgeFixture.Client client = fixture.client();
        String connect = "{'type':'connect','sessionId':'s0','cols':80,'rows':24,'clientId':'0123456789abcdef'";
        client.say(connect + ",'attempt':1}");
        client.hear("connected");
        client.say(connect + ",'attempt':2}");
        JsonNode over = client.hear("disconnect");
        assertThat(over.path("channel").asInt()).isEqualTo(1);
        assertThat(over.path("reason").asText()).isEqualTo("taken-over");
        assertThat(over.path("code").asInt()).isEqualTo(4409);
        client.say("{'type':'input','channel':2,'data':'typed\\r'}");
        await().until(() -> client.screenText().contains("typed"));
        assertThat(client.connection.closeCode()).isEmpty();
    }

    /** The bug: it named the session only, and so was taken for the refusal of another pane's connect. */
    @Test
    void anErrorAboutAMessageThatCannotBeReadNamesItsTerminal() {
        fixture.server.newSession("s0", 80, 24, "cat");
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'s0','cols':80,'rows':24}");
        client.hear("connected");
        client.say("{'type':'resize','sessionId':'s0','channel':1,'cols':9999,'rows':24}");
        JsonNode error = client.hear("error");
        assertThat(error.path("channel").asInt()).isOne();
        assertThat(error.path("paneId").asText()).isEqualTo("%0");
        client.say("{'type':'resize','sessionId':'s0','channel':7,'cols':9999,'rows':24}");
        JsonNode other = client.hear(node -> node.path("type").asText().equals("error")
                && node.path("channel").isMissingNode());
        assertThat(other.path("sessionId").isMissingNode()).isTrue();
    }

    @Test
    void aMissingSessionIsAnErrorAndTheSocketStaysOpen() {
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'nope','cols':80,'rows':24}");
        assertThat(client.hear("error").path("code").asText()).isEqualTo("not-found");
        client.say("{'type':'ping','data':7}");
        assertThat(client.hear("pong").path("data").asInt()).isEqualTo(7);
    }
}
