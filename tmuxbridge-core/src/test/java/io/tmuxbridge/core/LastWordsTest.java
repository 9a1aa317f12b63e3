package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A program prints a megabyte and is gone: every byte of it reaches the viewers, in panes that a bridge made, whether
 * the control client keeps up or not: tmux 3.3 throws away what such a client has not taken when a pane ends
 * (docs/architecture.md). {@code -Dfaults.last=100} does it as many times.
 */
@Tag("slow")
class LastWordsTest {

    private static final int TIMES = Integer.getInteger("faults.last", 5);

    /** Each line has a hundred bytes, its end included. */
    private static final int A_MEGABYTE = 10_000;

    /** More lines than credit, and fewer than a log keeps. */
    private static final int LESS_THAN_A_LOG = 8000;

    private static final String NUMBERED = " 'BEGIN { for (i = 1; i <= %d; i++) printf \"%%098d\\n\", i }'";

    private static final String FIRST = String.format("%098d\r\n", 1);

    private final BridgeFixture fixture = new BridgeFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void everyByteOfAMegabyteReachesTheViewer() {
        fixture.server.newSession("keep", 80, 24, "cat");
        for (int i = 1; i <= TIMES; i++) {
            String name = "last" + i;
            BridgeFixture.Client client = connectsTo(name, A_MEGABYTE);
            client.say("{'type':'input','sessionId':'" + name + "','data':'\\r'}");
            hearsTheEnd(client);
            assertPrinted(client, A_MEGABYTE, i);
            client.handler.closed(1001, "");
        }
        System.out.printf("last words of %d bytes: complete %d of %d times%n", A_MEGABYTE * 100, TIMES, TIMES);
        await().untilAsserted(() -> assertThat(fixture.server.tmux("list-sessions", "-F", "#{session_name}"))
                .isEqualTo("keep"));
    }

    /** The bridge has not taken all that tmux holds when the program ends. */
    @Test
    void everyByteReachesAViewerThatReadsLate() {
        fixture.server.newSession("keep", 80, 24, "cat");
        for (int i = 1; i <= TIMES; i++) {
            String name = "late" + i;
            BridgeFixture.Client client = connectsTo(name, 2 * A_MEGABYTE);
            client.say("{'type':'ack','channel':1,'offset':0}");
            long heldBack = fixture.metrics.count("stream.held-back");
            client.say("{'type':'input','sessionId':'" + name + "','data':'\\r'}");
            await().until(() -> fixture.metrics.count("stream.held-back") > heldBack);
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                client.say("{'type':'ack','channel':1,'offset':" + endOfOutput(client) + "}");
                return client.heard().stream()
                        .anyMatch(node -> node.path("type").asText().equals("disconnect"));
            });
            assertPrinted(client, 2 * A_MEGABYTE, i);
            client.handler.closed(1001, "");
        }
    }

    /** Its program has ended and all was read, but the viewer may not be given more before it acknowledges. */
    @ParameterizedTest
    @ValueSource(strings = {"lossless", "disconnect"})
    void everyByteReachesAViewerThatAcknowledgesNothing(String delivery) {
        fixture.server.newSession("keep", 80, 24, "cat");
        BridgeFixture.Client client = connectsTo("last", LESS_THAN_A_LOG, delivery);
        client.say("{'type':'ack','channel':1,'offset':0}");
        client.say("{'type':'input','sessionId':'last','data':'\\r'}");
        hearsTheEnd(client);
        assertPrinted(client, LESS_THAN_A_LOG, 1);
    }

    /** Who may skip, and has fallen out of the log, is shown what is left when it is over. */
    @ParameterizedTest
    @ValueSource(strings = {"exec awk", "awk"})
    void whoIsFarBehindSeesTheLastScreen(String awk) {
        fixture.server.newSession("keep", 80, 24, "cat");
        createOurs("far", "read x; " + awk + NUMBERED.formatted(2 * A_MEGABYTE));
        BridgeFixture.Client client = seesTheEndFromFarBehind();
        List<JsonNode> outputs = client.heard().stream()
                .filter(node -> node.path("type").asText().equals("output"))
                .toList();
        assertThat(outputs.get(outputs.size() - 1).path("data").asText())
                .contains(String.format("%098d", 2 * A_MEGABYTE));
    }

    /**
     * The bug: each look at the dead pane had its new size captured, in vain, for the end was still to be read; and the
     * last screen waited for that.
     */
    @Test
    void theEndIsToldAlsoWhenTheSizeChangesInTheMomentTheProgramEnds() {
        fixture.server.newSession("keep", 80, 24, "cat");
        fixture.server.tmux("set-hook", "-g", "pane-died", "resize-window -x 190 -y 20");
        createOurs("far", "read x; exec awk" + NUMBERED.formatted(2 * A_MEGABYTE));
        seesTheEndFromFarBehind();
    }

    /** The pane is gone with its screen, for it is not the bridge's to keep. */
    @Test
    void whoIsFarBehindInAPaneOfOthersIsToldWhatItMissed() {
        fixture.server.newSession("keep", 80, 24, "cat");
        fixture.server.newSession("far", 200, 24, "sh", "-c", "read x; exec awk" + NUMBERED.formatted(2 * A_MEGABYTE));
        BridgeFixture.Client client = seesTheEndFromFarBehind();
        long skipped = client.heard().stream()
                .filter(node -> node.path("name").asText().equals("skipped"))
                .mapToLong(node -> node.path("bytes").asLong())
                .sum();
        long printed = fixture.metrics.count("stream.bytes");
        assertThat(endOfOutput(client) + skipped)
                .as("each barrier takes a position")
                .isBetween(printed, printed + fixture.metrics.count("stream.snapshots"));
    }

    /** What was skipped is not in the pipe's count: it has to begin anew, or the end would be repeated or torn. */
    @Test
    void theEndIsWholeAlsoAfterOutputWasSkipped() {
        fixture.server.newSession("keep", 80, 24, "cat");
        createOurs(
                "skips",
                "while :; do echo tick; sleep 0.01; done & read x; kill $!; wait; exec awk 'BEGIN { for (i = 1; i <= "
                        + A_MEGABYTE + "; i++) printf \"%098d\\n\", i }'");
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'skips','cols':200,'rows':24,'delivery':'lossless'}");
        client.hear("output");
        await().until(() -> fixture.metrics.count("stream.pipes") == 1);
        String control = fixture.server.tmux("list-clients", "-t", "skips", "-F", "#{client_name}");
        String pane = fixture.server.tmux("display-message", "-p", "-t", "skips", "#{pane_id}");
        fixture.server.tmux("refresh-client", "-t", control, "-A", pane + ":pause");
        await().until(() -> fixture.metrics.count("stream.paused") == 1);
        await().until(() -> fixture.metrics.count("stream.pipes") == 2);
        client.say("{'type':'input','sessionId':'skips','data':'\\r'}");
        hearsTheEnd(client);
        assertPrinted(client, A_MEGABYTE, 1);
    }

    /**
     * Whoever pipes the pane elsewhere takes the bridge's pipe away: the end may be missing, and nothing comes twice.
     */
    @Test
    void aPipeOfSomebodyElseIsLeftAlone(@TempDir Path place) throws IOException {
        fixture.server.newSession("keep", 80, 24, "cat");
        BridgeFixture.Client client = connectsTo("piped", A_MEGABYTE);
        Path log = place.resolve("log");
        fixture.server.tmux("pipe-pane", "-O", "-t", "piped", "exec cat >" + log);
        client.say("{'type':'input','sessionId':'piped','data':'\\r'}");
        hearsTheEnd(client);
        assertThat(linesOf(A_MEGABYTE)).startsWith(printed(client));
        // Without a pipe of which some is left unread, tmux itself may lose the end (docs/architecture.md): their pipe
        // has no less
        // than the viewer, and nothing twice.
        int shown = printed(client).length();
        await().untilAsserted(() -> {
            String piped = Files.readString(log);
            String lines = piped.substring(Math.max(0, piped.indexOf(FIRST)));
            assertThat(lines.length()).isGreaterThanOrEqualTo(shown);
            assertThat(linesOf(A_MEGABYTE).startsWith(lines)).isTrue();
        });
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
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        fixture.server.tmux("show-options", "-p", "-t", "s").isEmpty());
    }

    /** Connects to a new session whose program waits for a line, prints its own and is gone. */
    private BridgeFixture.Client connectsTo(String name, int lines) {
        return connectsTo(name, lines, "lossless");
    }

    private BridgeFixture.Client connectsTo(String name, int lines, String delivery) {
        createOurs(name, "read x; exec awk" + NUMBERED.formatted(lines));
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'" + name + "','cols':200,'rows':24,'delivery':'" + delivery + "'}");
        client.hear("output");
        return client;
    }

    /** Who may skip views a session whose program waits for a line, and acknowledges nothing of what comes. */
    private BridgeFixture.Client seesTheEndFromFarBehind() {
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'far','cols':200,'rows':24}");
        client.hear("output");
        client.say("{'type':'ack','channel':1,'offset':0}");
        client.say("{'type':'input','sessionId':'far','data':'\\r'}");
        hearsTheEnd(client);
        return client;
    }

    private static void hearsTheEnd(BridgeFixture.Client client) {
        JsonNode over = client.hear("disconnect");
        assertThat(over.path("reason").asText()).isEqualTo("session-ended");
    }

    private void assertPrinted(BridgeFixture.Client client, int lines, int time) {
        String printed = printed(client);
        assertThat(linesOf(lines).startsWith(printed))
                .as("time %d: no hole in what came, %d bytes", time, printed.length())
                .isTrue();
        assertThat(printed.length())
                .as("time %d: bytes that came; %s, %s", time, client.hear("disconnect"), fixture.metrics)
                .isEqualTo(lines * 100);
    }

    private static String printed(BridgeFixture.Client client) {
        String printed = client.screenText();
        return printed.substring(Math.max(0, printed.indexOf(FIRST)));
    }

    private static String linesOf(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> String.format("%098d\r\n", i))
                .collect(Collectors.joining());
    }

    private static long endOfOutput(BridgeFixture.Client client) {
        return client.heard().stream()
                .filter(node -> node.path("type").asText().equals("output"))
                .mapToLong(node -> node.path("end").asLong())
                .max()
                .orElse(0);
    }

    private void createOurs(String name, String script) {
        fixture.server.newSession(name, 200, 24, "sh", "-c", script);
        fixture.server.tmux("set-option", "-t", name, "@tmuxbridge", "1");
    }
}
