package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.core.replica.Replica;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The main screen behind an editor or a pager: tmux gives it a new size when the program leaves the alternate screen,
 * joins and breaks its lines then and moves the cursor with them, of which nothing tells before.
 */
class ResizedMainScreenTest {

    private static final int COLS = 50;
    private static final int ROWS = 12;

    private final BridgeFixture fixture = new BridgeFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void viewersSeeTheMainScreenAsTmuxMakesItOfTheNewSize() {
        newSession();
        BridgeFixture.Client client = view(80, 24);
        print("\\033[?1049hin front");
        await().until(() -> text(client).contains("in front"));

        client.say("{'type':'resize','sessionId':'s','cols':" + COLS + ",'rows':" + ROWS + "}");
        client.hear(node -> isSnapshot(node) && node.path("data").asText().contains("in front"));
        print("\\033[?1049l");

        untilRight(client);
    }

    /** Whoever resized it did so before the first viewer came. */
    @Test
    void soDoViewersThatHaveComeSinceItWasResized() {
        newSession();
        print("\\033[?1049hin front");
        await().until(() -> fixture.server.tmux("capture-pane", "-p", "-t", "s").contains("in front"));
        fixture.server.tmux("resize-window", "-t", "s", "-x", "" + COLS, "-y", "" + ROWS);
        BridgeFixture.Client client = view(COLS, ROWS);

        print("\\033[?1049l");

        untilRight(client);
    }

    @Test
    void oneOfTheSameSizeIsNotCapturedAgain() {
        newSession();
        fixture.server.tmux("resize-window", "-t", "s", "-x", "" + COLS, "-y", "" + ROWS);
        print("\\033[?1049hin front");
        await().until(() -> fixture.server.tmux("capture-pane", "-p", "-t", "s").contains("in front"));
        BridgeFixture.Client client = view(COLS, ROWS);
        long before = snapshots(client);

        print("\\033[?1049l");

        untilRight(client);
        client.say("{'type':'refresh','channel':1}");
        client.hear(node -> isSnapshot(node) && !node.path("data").asText().contains("in front"));
        assertThat(snapshots(client)).as("the one that was asked for").isEqualTo(before + 1);
    }

    private void newSession() {
        String line = "0123456789".repeat(7);
        fixture.server.newSession("s", 80, 24, "sh", "-c", "seq 9; echo " + line + "; seq 9; printf '$ '; exec cat");
        await().until(() -> fixture.server.tmux("capture-pane", "-p", "-t", "s").contains("$"));
    }

    private BridgeFixture.Client view(int cols, int rows) {
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'s','cols':" + cols + ",'rows':" + rows + "}");
        client.hear("output");
        return client;
    }

    private void print(String text) {
        String tty = fixture.server.tmux("display-message", "-p", "-t", "s", "#{pane_tty}");
        fixture.server.tmux("run-shell", "printf '" + text + "' >" + tty);
    }

    /** At once, and not because the alarm has found and mended it. */
    private void untilRight(BridgeFixture.Client client) {
        await().untilAsserted(() -> assertThat(text(client))
                .isEqualTo(fixture.server.tmux("capture-pane", "-p", "-t", "s").stripTrailing()));
        assertThat(fixture.metrics.count("stream.verify.differences")).isZero();
    }

    private static String text(BridgeFixture.Client client) {
        Replica replica = new Replica(COLS, ROWS);
        outputs(client)
                .forEach(node ->
                        replica.write(ByteBuffer.wrap(node.path("data").asText().getBytes(StandardCharsets.UTF_8))));
        List<String> rows = replica.text();
        return String.join("\n", rows.subList(rows.size() - ROWS, rows.size())).stripTrailing();
    }

    private static Stream<JsonNode> outputs(BridgeFixture.Client client) {
        return client.heard().stream().filter(each -> each.path("type").asText().equals("output"));
    }

    private static long snapshots(BridgeFixture.Client client) {
        return client.heard().stream().filter(ResizedMainScreenTest::isSnapshot).count();
    }

    private static boolean isSnapshot(JsonNode node) {
        return node.path("type").asText().equals("output")
                && node.path("snapshot").asBoolean();
    }
}
