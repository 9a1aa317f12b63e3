package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.core.replica.Replica;
import io.tmuxbridge.core.replica.ScreenHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a viewer shows is compared with what tmux has, and made right. */
@Tag("slow")
class VerificationTest {

    private static final String DIFFERENCES = "stream.verify.differences";

    private final BridgeFixture fixture = new BridgeFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aQuietPaneIsCheckedAndTheHashIsThatOfWhatTheViewerShows() {
        fixture.server.newSession("s", 80, 24, "sh", "-c", "printf '\\033[1;31mred\\033[0m plain'; exec cat");
        BridgeFixture.Client client = join("write");

        JsonNode check = client.hear("check");
        assertThat(check.path("hash").asText())
                .isEqualTo(ScreenHash.of(shown(client, check.path("offset").asLong())));

        client.say("{'type':'input','channel':1,'seq':1,'data':'more\\r'}");
        JsonNode later = client.hear(node -> node.path("type").asText().equals("check")
                && node.path("offset").asLong() > check.path("offset").asLong());
        assertThat(later.path("hash").asText())
                .isNotEqualTo(check.path("hash").asText())
                .isEqualTo(ScreenHash.of(shown(client, later.path("offset").asLong())));
        assertThat(fixture.metrics.count(DIFFERENCES)).isZero();
    }

    /** The blank pushes half of it out: tmux keeps the other half, and capture-pane prints the whole. */
    @Test
    void aRowWithHalfAWideCharacterAtItsEndShiftsNoOther() {
        String row = "x".repeat(78) + "\\344\\270\\226\\033[1G\\033[1@";
        fixture.server.newSession("s", 80, 24, "sh", "-c", "printf '" + row + "\\nnext'; exec cat");
        await().until(() -> fixture.server.tmux("capture-pane", "-p", "-t", "s").contains("next"));
        BridgeFixture.Client client = join("read");

        client.hear("check");

        assertThat(text(shown(client, Long.MAX_VALUE))).startsWith(" " + "x".repeat(78) + "\nnext\n");
        assertThat(fixture.metrics.count(DIFFERENCES)).isZero();
    }

    @Test
    void whatTmuxChangesWithoutSayingSoIsFoundAndMended() {
        fixture.server.newSession("s", 80, 24, "sh", "-c", "echo before; exec cat");
        BridgeFixture.Client client = join("read");
        client.hear("check");

        fixture.server.tmux("send-keys", "-R", "-t", "s");

        await().until(() -> snapshots(client) == 2);
        assertThat(text(shown(client, Long.MAX_VALUE))).isBlank();
        assertThat(fixture.metrics.count(DIFFERENCES)).isOne();
    }

    @Test
    void aViewerThatWantsEveryByteGetsAllOfThemBeforeTheSnapshotThatMends() {
        fixture.server.newSession("s", 80, 24, "sh", "-c", "echo before; exec cat");
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'s','cols':80,'rows':24,'delivery':'lossless'}");
        client.hear("check");

        fixture.server.tmux("send-keys", "-R", "-t", "s");
        client.say("{'type':'input','channel':1,'seq':1,'data':'typed\\r'}");

        await().until(() -> snapshots(client) == 2);
        long position = -1;
        for (JsonNode output : outputs(client)) {
            if (position >= 0) {
                assertThat(output.path("offset").asLong()).isEqualTo(position);
            }
            position = output.path("end").asLong();
        }
    }

    @Test
    void aPaneThatStaysQuietIsNotLookedAtAgain() {
        fixture.server.newSession("s", 80, 24, "cat");
        BridgeFixture.Client client = join("read");
        client.hear("check");
        long comparisons = fixture.metrics.count("stream.verify.equal");

        await().pollDelay(java.time.Duration.ofSeconds(2)).until(() -> true);

        assertThat(fixture.metrics.count("stream.verify.equal")).isEqualTo(comparisons);
    }

    private BridgeFixture.Client join(String access) {
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'s','cols':80,'rows':24,'access':'" + access + "'}");
        return client;
    }

    private static long snapshots(BridgeFixture.Client client) {
        return outputs(client).stream()
                .filter(node -> node.path("snapshot").asBoolean())
                .count();
    }

    private static Replica shown(BridgeFixture.Client client, long upTo) {
        Replica replica = new Replica(80, 24);
        outputs(client).stream()
                .filter(node -> node.path("end").asLong() <= upTo)
                .forEach(node ->
                        replica.write(ByteBuffer.wrap(node.path("data").asText().getBytes(StandardCharsets.UTF_8))));
        return replica;
    }

    private static String text(Replica replica) {
        return String.join("\n", replica.text());
    }

    private static List<JsonNode> outputs(BridgeFixture.Client client) {
        return client.heard().stream()
                .filter(node -> node.path("type").asText().equals("output"))
                .toList();
    }
}
