package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Before which offset the echo of an input lies. */
class EchoAckTest {

    private static final int KEYS = 50;
    /**
     * tmux may take longer for an echo than the 50 ms after which it counts as none, on a busy machine; not each time.
     */
    private static final int LATE = KEYS - 1;

    private final BridgeFixture fixture = new BridgeFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theEchoOfAnInputLiesBeforeTheOffsetThatIsTold() {
        BridgeFixture.Client client = views("cat");
        int late = 0;
        for (int key = 1; key <= KEYS; key++) {
            client.say("{'type':'input','channel':1,'seq':" + key + ",'data':'x'}");
            long told = echoOf(client, key);
            int keys = key;
            await().until(() -> echoes(client, Long.MAX_VALUE) == keys);
            long seen = echoes(client, told);
            assertThat(seen).as("echoes before offset %d", told).isBetween(key - 1L, (long) key);
            late += seen < key ? 1 : 0;
        }
        assertThat(late).as("echoes behind the offset").isLessThanOrEqualTo(LATE);
    }

    @Test
    void whereNothingIsEchoedItIsTheEndOfWhatWasPrinted() {
        BridgeFixture.Client client = views("sh", "-c", "stty -echo; echo ready; exec cat >/dev/null");
        await().until(() -> client.screenText().contains("ready"));
        for (int key = 1; key <= 5; key++) {
            client.say("{'type':'input','channel':1,'seq':" + key + ",'data':'x'}");
            assertThat(echoOf(client, key)).isEqualTo(head(client));
        }
    }

    /**
     * The bug: what a viewer that was behind received next counted as the echo, and all of it had been printed before.
     */
    @Test
    void itIsToldWhenAViewerThatIsBehindHasComeToTheEcho() {
        fixture.server.newSession("s", 80, 24, "sh", "-c", "read line; seq 30000; exec cat");
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'s','cols':80,'rows':24,'delivery':'lossless'}");
        client.hear("output");
        client.connection.holdSends();
        client.say("{'type':'input','channel':1,'data':'\\r'}");
        await().until(() -> screen().strip().endsWith("30000"));
        client.say("{'type':'input','channel':1,'seq':1,'data':'x'}");
        await().until(() -> screen().strip().endsWith("x"));
        client.connection.releaseSends();
        long told = echoOf(client, 1);
        await().until(() -> echoes(client, Long.MAX_VALUE) == 1);
        assertThat(echoes(client, told)).as("echoes before offset %d", told).isEqualTo(1);
    }

    private String screen() {
        return fixture.server.tmux("capture-pane", "-p", "-t", "s");
    }

    private BridgeFixture.Client views(String... command) {
        fixture.server.newSession("s", 80, 24, command);
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'s','cols':80,'rows':24}");
        client.hear("output");
        return client;
    }

    private static long echoOf(BridgeFixture.Client client, int seq) {
        return client.hear(node -> node.path("type").asText().equals("echo-ack")
                        && node.path("seq").asInt() == seq)
                .path("offset")
                .asLong();
    }

    /** How many keys were echoed before an offset. */
    private static long echoes(BridgeFixture.Client client, long offset) {
        long count = 0;
        for (JsonNode output : printed(client)) {
            byte[] bytes = output.path("data").asText().getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < bytes.length; i++) {
                count += bytes[i] == 'x' && output.path("offset").asLong() + i < offset ? 1 : 0;
            }
        }
        return count;
    }

    private static long head(BridgeFixture.Client client) {
        return client.heard().stream()
                .filter(node -> node.path("type").asText().equals("output"))
                .mapToLong(node -> node.path("end").asLong())
                .max()
                .orElseThrow();
    }

    /** But for snapshots, which show what was printed before. */
    private static List<JsonNode> printed(BridgeFixture.Client client) {
        return client.heard().stream()
                .filter(node -> node.path("type").asText().equals("output")
                        && !node.path("snapshot").asBoolean())
                .toList();
    }
}
