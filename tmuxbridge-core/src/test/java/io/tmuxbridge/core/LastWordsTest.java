package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A program prints a megabyte and is gone: its viewers get it from the beginning without a hole, in panes that a bridge made,
 * and all of it when the control client keeps up: tmux 3.3 throws away what such a client has not taken when a pane ends
 * (docs/architecture.md). {@code -Dfaults.last=100} does it as many times and asks for every byte.
 */
class LastWordsTest {

    private static final boolean ASK_FOR_ALL = Integer.getInteger("faults.last") != null;
    private static final int TIMES = Integer.getInteger("faults.last", 5);
    /** A cold bridge is slower than what it follows. */
    private static final int WARM_UP = 3;

    private static final int LINES = 10_000;
    /** Each line has a hundred bytes, its end included. */
    private static final String PROGRAM =
            "read x; exec awk 'BEGIN { for (i = 1; i <= " + LINES + "; i++) printf \"%098d\\n\", i }'";

    private static final String FIRST = String.format("%098d\r\n", 1);

    private final BridgeFixture fixture = new BridgeFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aMegabyteReachesTheViewerWithoutAHole() {
        fixture.server.newSession("keep", 80, 24, "cat");
        StringBuilder expected = new StringBuilder();
        for (int i = 1; i <= LINES; i++) {
            expected.append(String.format("%098d\r\n", i));
        }
        int complete = 0;
        for (int i = 1; i <= WARM_UP + TIMES; i++) {
            String name = "last" + i;
            createOurs(name, PROGRAM);
            BridgeFixture.Client client = fixture.client();
            client.say("{'type':'connect','sessionId':'" + name + "','cols':200,'rows':24,'delivery':'lossless'}");
            client.hear("output");
            client.say("{'type':'input','sessionId':'" + name + "','data':'\\r'}");
            JsonNode over = client.hear("disconnect");
            assertThat(over.path("reason").asText()).isEqualTo("session-ended");
            String printed = outputOf(client);
            printed = printed.substring(Math.max(0, printed.indexOf(FIRST)));
            assertThat(expected.toString().startsWith(printed) && !printed.isEmpty())
                    .as("time %d: no hole in what came, %d bytes", i, printed.length())
                    .isTrue();
            complete += i > WARM_UP && printed.contentEquals(expected) ? 1 : 0;
            client.handler.closed(1001, "");
        }
        System.out.printf("last words of %d bytes: complete %d of %d times%n", expected.length(), complete, TIMES);
        if (ASK_FOR_ALL) {
            assertThat(complete).isEqualTo(TIMES);
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
