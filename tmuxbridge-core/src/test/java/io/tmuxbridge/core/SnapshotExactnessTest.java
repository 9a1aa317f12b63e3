package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Panes of one session print numbered lines as fast as they are read, while viewers join, ask for snapshots, lose their
 * connection and resume: within a snapshot, from it into the stream, and across the break no number may be missing or
 * come twice, and no byte of the stream be left out between them. {@code -Dtmuxbridge.exactness=1000} asks for so many
 * snapshots and resumes for each number of panes, of which each fourth is a resume.
 */
@Tag("slow")
class SnapshotExactnessTest {

    private static final int WANTED = Integer.getInteger("tmuxbridge.exactness", 40);
    private static final int REFRESHES = 2;
    private static final int SNAPSHOTS_FOR_EACH_RESUME = 1 + REFRESHES;
    private static final int LOST_CONNECTION = 1006;
    private static final Pattern NUMBER = Pattern.compile("L(\\d{9})");
    private static final Pattern ESCAPE =
            Pattern.compile("\u001b(\\][^\u001b]*\u001b\\\\|\\[[0-?]*[ -/]*[@-~]|[()][0B]|[ -/]*[0-~])|[\\r\\n]");
    private static final String PRINTER =
            "$|=1; for($i=0;;$i++){printf \"L%09d\\n\",$i; select(undef,undef,undef,0.01) unless $i%50}";

    private final BridgeFixture fixture = new BridgeFixture();
    private final List<String> panes = new ArrayList<>();

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10})
    void everySnapshotAndResumeStandsAtItsExactPlaceInTheStream(int flooding) {
        fixture.server.newSession("s0", 80, 24, "perl", "-e", PRINTER);
        panes.add(fixture.server
                .tmux("display-message", "-p", "-t", "s0", "#{pane_id}")
                .strip());
        while (panes.size() < flooding) {
            // the second shares the window, so that both sorts of neighbours are there
            String command = panes.size() == 1 ? "split-window" : "new-window";
            panes.add(fixture.server
                    .tmux(command, "-d", "-P", "-F", "#{pane_id}", "-t", "s0", "perl", "-e", PRINTER)
                    .strip());
        }

        int snapshots = 0;
        int resumes = 0;
        for (int round = 0; resumes < WANTED / (SNAPSHOTS_FOR_EACH_RESUME + 1); round++) {
            snapshots += round(round);
            resumes += flooding;
        }
        assertThat(snapshots).as("snapshots beside %d resumes", resumes).isGreaterThanOrEqualTo(WANTED - resumes);
    }

    /** Each pane is joined, refreshed, cut off and resumed without a gap; returns how many snapshots were right. */
    private int round(int number) {
        List<BridgeFixture.Client> clients =
                panes.stream().map(pane -> join(pane, number, 1, "")).toList();
        for (int i = 0; i < REFRESHES; i++) {
            int wanted = i + 2;
            clients.forEach(client -> client.say("{'type':'refresh','channel':1}"));
            clients.forEach(client -> untilPrinted(client, wanted));
        }
        int snapshots = 0;
        for (int i = 0; i < clients.size(); i++) {
            BridgeFixture.Client first = clients.get(i);
            first.handler.closed(LOST_CONNECTION, "");
            List<JsonNode> before = outputs(first);
            long offset = before.get(before.size() - 1).path("end").asLong();
            String epoch = first.hear("connected").path("epoch").asText();
            BridgeFixture.Client second =
                    join(panes.get(i), number, 2, ",'resume':{'epoch':'" + epoch + "','offset':" + offset + "}");
            // what comes in the meantime is little beside the log, so that there is no reason for a gap
            assertThat(second.hear("connected").path("resume").asText()).isEqualTo("resumed");
            untilPrinted(second, 0);
            second.say("{'type':'disconnect','channel':1}");
            assertThat(second.heard()).noneMatch(SnapshotExactnessTest::isGap);
            assertThat(first.heard()).noneMatch(SnapshotExactnessTest::isGap);
            snapshots += check(
                    Stream.concat(before.stream(), outputs(second).stream()).toList());
        }
        return snapshots;
    }

    private void untilPrinted(BridgeFixture.Client client, int snapshots) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(linesSinceSnapshot(client, snapshots))
                        .as("%s, heard %s", fixture.metrics, tail(client))
                        .isGreaterThan(100));
    }

    private BridgeFixture.Client join(String pane, int round, int attempt, String more) {
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'s0','paneId':'" + pane
                + "','cols':80,'rows':24,'delivery':'lossless','access':'read','clientId':'exactness-of-"
                + pane.substring(1) + "-" + round + "','attempt':" + attempt + more + "}");
        client.hear("output");
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

    private static int check(List<JsonNode> outputs) {
        int snapshots = 0;
        long position = -1;
        StringBuilder text = new StringBuilder();
        for (JsonNode output : outputs) {
            if (output.path("snapshot").asBoolean()) {
                assertContiguous(text.toString());
                text.setLength(0);
                snapshots++;
                assertThat(position)
                        .as("where the snapshot stands")
                        .isIn(-1L, output.path("end").asLong());
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

    private static boolean isGap(JsonNode message) {
        return message.path("type").asText().equals("gap");
    }

    private static List<JsonNode> outputs(BridgeFixture.Client client) {
        return client.heard().stream()
                .filter(node -> node.path("type").asText().equals("output"))
                .toList();
    }
}
