package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The end of a server's last session, which ends the server too, used to be told as the end of tmux. */
class LastSessionTest {

    private final BridgeFixture fixture = new BridgeFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private BridgeFixture.Client viewerOf(String session) {
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'" + session + "','cols':80,'rows':24}");
        client.hear("output");
        return client;
    }

    private static void assertEnded(BridgeFixture.Client client, String reason) {
        assertThat(client.hear("disconnect").path("reason").asText()).isEqualTo(reason);
    }

    @Test
    void theLastSessionIsKilledBesideTheBridge() {
        fixture.server.newSession("last", 80, 24, "cat");
        BridgeFixture.Client client = viewerOf("last");
        fixture.server.tmux("kill-session", "-t", "last");
        assertEnded(client, "session-ended");
    }

    @Test
    void theLastSessionIsKilledByTheBridge() {
        fixture.client().ask("session.create", "{'name':'last','command':['cat','-u']}");
        BridgeFixture.Client client = viewerOf("last");
        assertThat(fixture.client().outcome("session.kill", "{'sessionId':'last'}"))
                .isEqualTo("ok");
        assertEnded(client, "session-ended");
    }

    @Test
    void theLastProgramEnds() {
        fixture.server.newSession("last", 80, 24, "cat");
        BridgeFixture.Client client = viewerOf("last");
        client.say("{'type':'input','seq':1,'data':'\\u0004'}");
        assertEnded(client, "session-ended");
    }

    @Test
    void allSessionsOfAServerAreKilledOneByOne() {
        fixture.server.newSession("one", 80, 24, "cat");
        fixture.server.newSession("two", 80, 24, "cat");
        BridgeFixture.Client one = viewerOf("one");
        BridgeFixture.Client two = viewerOf("two");
        fixture.server.tmux("kill-session", "-t", "one", ";", "kill-session", "-t", "two");
        assertEnded(one, "session-ended");
        assertEnded(two, "session-ended");
    }

    @Test
    void aServerThatLivesOnWithoutASessionDoesNotEnd() {
        fixture.server.newSession("last", 80, 24, "cat");
        fixture.server.tmux("set-option", "-s", "exit-empty", "off");
        BridgeFixture.Client client = viewerOf("last");
        fixture.server.tmux("kill-session", "-t", "last");
        assertEnded(client, "session-ended");
    }

    @Test
    void aServerThatIsKilledWithItsSessionsIsTheEndOfTmux() {
        fixture.server.newSession("one", 80, 24, "cat");
        BridgeFixture.Client client = viewerOf("one");
        fixture.server.tmux("kill-server");
        assertEnded(client, "tmux-ended");
    }

    @Test
    void aServerThatIsToldToEndIsTheEndOfTmux() {
        fixture.server.newSession("one", 80, 24, "cat");
        BridgeFixture.Client client = viewerOf("one");
        ProcessHandle.of(fixture.server.pid()).orElseThrow().destroy();
        assertEnded(client, "tmux-ended");
    }

    @Test
    void aServerThatCrashesIsTheEndOfTmux() {
        fixture.server.newSession("one", 80, 24, "cat");
        BridgeFixture.Client client = viewerOf("one");
        ProcessHandle.of(fixture.server.pid()).orElseThrow().destroyForcibly();
        assertEnded(client, "tmux-ended");
    }
}
