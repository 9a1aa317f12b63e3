package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A program prints a megabyte and is gone: its viewers get every byte of it, in panes that a bridge made.
 * {@code -Dfaults.last=100} does it as many times.
 */
class LastWordsTest {

    private static final int TIMES = Integer.getInteger("faults.last", 6);
    private static final int LINES = 10_000;
    /** Each line has a hundred bytes, its end included. */
    private static final String PROGRAM =
            "read x; exec awk 'BEGIN { for (i = 1; i <= " + LINES + "; i++) printf \"%098d\\n\", i }'";

    private final BridgeFixture fixture = new BridgeFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void everyByteOfAMegabyteReachesTheViewer() {
        fixture.server.newSession("keep", 80, 24, "cat");
        StringBuilder expected = new StringBuilder();
        for (int i = 1; i <= LINES; i++) {
            expected.append(String.format("%098d\r\n", i));
        }
        for (int i = 1; i <= TIMES; i++) {
            String name = "last" + i;
            createOurs(name, PROGRAM);
            BridgeFixture.Client client = fixture.client();
            client.say("{'type':'connect','sessionId':'" + name + "','cols':200,'rows':24,'delivery':'lossless'}");
            client.hear("output");
            client.say("{'type':'input','sessionId':'" + name + "','data':'\\r'}");
            JsonNode over = client.hear("disconnect");
            assertThat(over.path("reason").asText()).isEqualTo("session-ended");
            assertThat(outputOf(client)).as("time " + i).endsWith(expected);
            client.handler.closed(1001, "");
        }
        await().untilAsserted(() -> assertThat(fixture.server.tmux("list-sessions", "-F", "#{session_name}"))
                .isEqualTo("keep"));
    }

    @Test
    void panesThatAKilledBridgeKeptAreGivenBackByTheNextOne() {
        createOurs("dead", "read x");
        createOurs("alive", "cat");
        createOurs("users", "read x");
        for (String session : new String[] {"dead", "alive"}) {
            fixture.server.tmux("set-option", "-p", "-t", session, "@tmuxbridge-kept", "1");
            fixture.server.tmux("set-option", "-p", "-t", session, "remain-on-exit", "on");
        }
        fixture.server.tmux("set-option", "-p", "-t", "users", "remain-on-exit", "on");
        fixture.server.tmux("send-keys", "-t", "dead", "Enter");
        fixture.server.tmux("send-keys", "-t", "users", "Enter");
        await().until(() -> fixture.server
                        .tmux("list-panes", "-a", "-F", "#{pane_dead}")
                        .lines()
                        .filter("1"::equals)
                        .count()
                == 2);
        fixture.another().close();
        assertThat(fixture.server.tmux("list-sessions", "-F", "#{session_name}").lines())
                .as("the user's own dead pane stays")
                .containsExactlyInAnyOrder("alive", "users");
        assertThat(fixture.server.tmux("show-options", "-p", "-t", "alive")).isEmpty();
    }

    @Test
    void aPaneThatSomebodyFollowsIsNotSwept() {
        createOurs("s", "cat");
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'s','cols':80,'rows':24}");
        client.hear("output");
        await().until(() -> fixture.server.tmux("show-options", "-p", "-t", "s").contains("remain-on-exit on"));
        fixture.another().close();
        assertThat(fixture.server.tmux("show-options", "-p", "-t", "s")).contains("remain-on-exit on");
        client.say("{'type':'disconnect','sessionId':'s'}");
        await().atMost(Duration.ofSeconds(5))
                .until(() ->
                        fixture.server.tmux("show-options", "-p", "-t", "s").isEmpty());
    }

    private void createOurs(String name, String script) {
        fixture.server.newSession(name, 200, 24, "sh", "-c", script);
        fixture.server.tmux("set-option", "-t", name, "@tmuxbridge", "1");
    }

    private static String outputOf(BridgeFixture.Client client) {
        return client.screenText();
    }
}
