package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two panes of one session print numbered lines while viewers join and ask for snapshots: within a snapshot, and from it
 * into the stream, no number may be missing or come twice.
 */
class SnapshotExactnessTest {

    private static final int ROUNDS = 15;
    private static final int REFRESHES = 3;
    private static final Pattern NUMBER = Pattern.compile("L(\\d{9})");
    private static final Pattern ESCAPE =
            Pattern.compile("\u001b(\\][^\u001b]*\u001b\\\\|\\[[0-?]*[ -/]*[@-~]|[()][0B]|[ -/]*[0-~])|[\\r\\n]");
    private static final String PRINTER =
            "$|=1; for($i=0;;$i++){printf \"L%09d\\n\",$i; select(undef,undef,undef,0.01) unless $i%50}";

    private final BridgeFixture fixture = new BridgeFixture();
    private final List<String> panes = new ArrayList<>();

    @BeforeEach
    void start() {
        fixture.server.newSession("s0", 80, 24, "perl", "-e", PRINTER);
        panes.add(fixture.server
                .tmux("display-message", "-p", "-t", "s0", "#{pane_id}")
                .strip());
        panes.add(fixture.server
                .tmux("split-window", "-d", "-P", "-F", "#{pane_id}", "-t", "s0", "perl", "-e", PRINTER)
                .strip());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void everySnapshotStandsAtItsExactPlaceInTheStream() {
        int checked = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<BridgeFixture.Client> clients = panes.stream().map(this::join).toList();
            for (int i = 0; i < REFRESHES; i++) {
                int wanted = i + 2;
                clients.forEach(client -> client.say("{'type':'refresh','channel':1}"));
                clients.forEach(client -> await().untilAsserted(() -> assertThat(linesSinceSnapshot(client, wanted))
                        .as("%s, heard %s", fixture.metrics, tail(client))
                        .isGreaterThan(100)));
            }
            for (BridgeFixture.Client client : clients) {
                client.say("{'type':'disconnect','channel':1}");
                checked += check(client);
            }
        }
        assertThat(checked).isGreaterThanOrEqualTo(ROUNDS * panes.size() * (REFRESHES + 1));
    }

    private BridgeFixture.Client join(String pane) {
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'s0','paneId':'" + pane
                + "','cols':80,'rows':24,'delivery':'lossless','access':'read'}");
        client.hear(node -> node.path("snapshot").asBoolean());
        return client;
    }

    private static int linesSinceSnapshot(BridgeFixture.Client client, int wanted) {
        int snapshots = 0;
        int lines = 0;
        for (JsonNode output : outputs(client)) {
            if (output.path("snapshot").asBoolean()) {
                snapshots++;
            } else if (snapshots >= wanted) {
                lines += output.path("data").asText().length() / 11;
            }
        }
        return lines;
    }

    private static String tail(BridgeFixture.Client client) {
        List<JsonNode> heard = client.heard();
        return heard.size() + " messages, the last: " + heard.subList(Math.max(0, heard.size() - 3), heard.size())
                + client.connection.closeReason();
    }

    private static int check(BridgeFixture.Client client) {
        int snapshots = 0;
        long position = -1;
        StringBuilder text = new StringBuilder();
        for (JsonNode output : outputs(client)) {
            if (output.path("snapshot").asBoolean()) {
                assertContiguous(text.toString());
                text.setLength(0);
                snapshots++;
            } else {
                assertThat(output.path("offset").asLong()).isEqualTo(position);
            }
            position = output.path("end").asLong();
            text.append(ESCAPE.matcher(output.path("data").asText()).replaceAll(""));
        }
        assertContiguous(text.toString());
        return snapshots;
    }

    private static void assertContiguous(String text) {
        Matcher matcher = NUMBER.matcher(text);
        long expected = -1;
        while (matcher.find()) {
            long number = Long.parseLong(matcher.group(1));
            if (expected >= 0) {
                assertThat(number).as("after %s", around(text, matcher.start())).isEqualTo(expected);
            }
            expected = number + 1;
        }
    }

    private static String around(String text, int at) {
        return text.substring(Math.max(0, at - 40), Math.min(text.length(), at + 40));
    }

    private static List<JsonNode> outputs(BridgeFixture.Client client) {
        return client.heard().stream()
                .filter(node -> node.path("type").asText().equals("output"))
                .toList();
    }
}
