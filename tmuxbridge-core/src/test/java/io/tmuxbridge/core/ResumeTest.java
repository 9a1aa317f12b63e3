package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.BridgeLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client comes back: where its stream goes on, and that what it typed is applied once. */
class ResumeTest {

    private static final String ID = "client-0123456789abcdef";
    private static final int LOST_CONNECTION = 1006;

    private BridgeFixture fixture = new BridgeFixture();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theStreamGoesOnAtTheByteWhereItWasLeft() {
        fixture.server.newSession("s", 80, 24, "cat");
        Client first = connect(1, "");
        first.type(1, "one\\r");
        first.await("one\r\none\r\n");
        JsonNode last = first.lastOutput();
        first.drop();
        BridgeFixture.Client other = fixture.client();
        other.say("{'type':'connect','sessionId':'s','cols':80,'rows':24}");
        other.hear("connected");
        other.say("{'type':'input','sessionId':'s','data':'two\\r'}");
        await().until(() -> other.screenText().contains("two\r\ntwo\r\n"));

        Client second = connect(2, first.resumeAt(last.path("end").asLong()));
        assertThat(second.connected.path("resume").asText()).isEqualTo("resumed");
        assertThat(second.connected.path("offset").asLong())
                .isEqualTo(last.path("end").asLong());
        assertThat(second.connected.path("inputSeq").asLong()).isEqualTo(1);
        await().until(() -> second.wire.screenText().equals("two\r\ntwo\r\n"));
    }

    @Test
    void whatWasTypedIsAppliedOnceHoweverOftenItIsSent() throws Exception {
        Path keys = record();
        Client first = connect(1, "");
        first.type(1, "a");
        first.type(2, "b");
        first.drop();
        Client second = connect(2, first.resumeAt(first.connected.path("offset").asLong()));
        assertThat(second.connected.path("inputSeq").asLong()).isEqualTo(2);
        second.type(1, "a");
        second.type(2, "b");
        second.type(3, "c");
        second.wire.hear(node -> node.path("type").asText().equals("input-ack")
                && node.path("seq").asLong() == 3);
        await().until(() -> Files.readString(keys).equals("abc"));
    }

    @Test
    void aClientThatNeverHeardItsEpochDoesNotTypeTwice() throws Exception {
        Path keys = record();
        Client first = connect(1, "");
        first.type(1, "a");
        first.drop();
        Client second = connect(2, "");
        assertThat(second.connected.path("resume").asText()).isEqualTo("fresh");
        assertThat(second.connected.path("inputSeq").asLong()).isEqualTo(1);
        second.type(1, "a");
        second.type(2, "b");
        await().until(() -> Files.readString(keys).equals("ab"));
    }

    @Test
    void aClientFromAnotherLifeOfTheStreamCountsFromOne() throws Exception {
        Path keys = record();
        Client first = connect(1, "");
        first.type(1, "a");
        first.drop();
        Client second = connect(2, ",'resume':{'epoch':'another','offset':0}");
        assertThat(second.connected.path("resume").asText()).isEqualTo("fresh");
        assertThat(second.connected.path("inputSeq").asLong()).isZero();
        second.type(1, "b");
        await().until(() -> Files.readString(keys).equals("ab"));
    }

    @Test
    void aNewerConnectFencesTheOlderAndAStaleOneHasNoEffect() throws Exception {
        Path keys = record();
        Client older = connect(4, "");
        Client newer = connect(5, "");
        await().until(() -> older.wire.connection.closeCode().orElse(0) == 4409);
        for (int stale : new int[] {5, 4}) {
            Client late = new Client(fixture.client());
            late.say(stale, "");
            assertThat(late.wire.hear("error").path("code").asText()).isEqualTo("stale");
            late.type(1, "x");
        }
        older.type(1, "y");
        newer.type(1, "a");
        await().until(() -> Files.readString(keys).equals("a"));
        assertThat(newer.wire.connection.closeCode()).isEmpty();
    }

    @Test
    void aGapTellsHowManyBytesAreLostAndAScreenFollows() {
        restart(BridgeLimits.DEFAULTS.withLogBytesPerPane(4096));
        fixture.server.newSession("s", 80, 24, "sh", "-c", "read x; seq 1000; exec cat");
        Client first = connect(1, "");
        long offset = first.connected.path("offset").asLong();
        first.drop();
        fixture.server.tmux("send-keys", "-t", "s", "Enter");
        await().until(() -> fixture.server.tmux("capture-pane", "-p", "-t", "s").contains("1000"));
        Client second = connect(2, first.resumeAt(offset));
        assertThat(second.connected.path("resume").asText()).isEqualTo("gap");
        assertThat(second.connected.path("lost").asLong())
                .isEqualTo(second.connected.path("offset").asLong() - offset)
                .isGreaterThan(3000);
        JsonNode screen = second.wire.hear("output");
        assertThat(screen.path("snapshot").asBoolean()).isTrue();
        assertThat(screen.path("data").asText()).as("with history").contains("\r\n1\r\n").contains("1000");
    }

    @Test
    void theTimeToComeBackCountsFromTheLastLoss() throws Exception {
        restart(BridgeLimits.DEFAULTS.withLinger(Duration.ofMillis(700)));
        record();
        Client client = connect(1, "");
        long offset = client.connected.path("offset").asLong();
        // Each loss is younger than the limit, all of them together are older.
        for (int attempt = 2; attempt < 6; attempt++) {
            client.drop();
            long at = System.nanoTime();
            await().pollInterval(Duration.ofMillis(20))
                    .until(() -> System.nanoTime() - at > Duration.ofMillis(300).toNanos());
            client = connect(attempt, client.resumeAt(offset));
            assertThat(client.connected.path("resume").asText()).isEqualTo("resumed");
        }
    }

    @Test
    void aClientWhoseInputIsForgottenBeginsAnewThoughItsBytesAreThere() throws Exception {
        restart(BridgeLimits.DEFAULTS.withLinger(Duration.ofMillis(50)));
        Path keys = record();
        BridgeFixture.Client stays = fixture.client();
        stays.say("{'type':'connect','sessionId':'s','cols':80,'rows':24,'access':'read'}");
        stays.hear("connected");
        Client first = connect(1, "");
        first.type(1, "a");
        await().until(() -> Files.readString(keys).equals("a"));
        long offset = first.connected.path("offset").asLong();
        first.drop();
        long at = System.nanoTime();
        await().until(() -> System.nanoTime() - at > Duration.ofMillis(200).toNanos());
        Client second = connect(2, first.resumeAt(offset));
        assertThat(second.connected.path("epoch")).isEqualTo(first.connected.path("epoch"));
        assertThat(second.connected.path("resume").asText()).isEqualTo("fresh");
        assertThat(second.connected.path("inputSeq").asLong()).isZero();
        second.type(1, "b");
        await().until(() -> Files.readString(keys).equals("ab"));
    }

    @Test
    void inputUnderWayToAControlClientThatDiesIsToldAsLostAndWhatWaitedArrives() throws Exception {
        Path keys = record();
        Client client = connect(1, "");
        String carrier = carrier();
        signal("STOP", carrier);
        for (int seq = 1; seq <= 20; seq++) {
            client.type(seq, (char) ('a' + seq - 1) + "");
        }
        signal("KILL", carrier);
        client.wire.hear(node -> node.path("type").asText().equals("input-ack")
                && node.path("seq").asLong() == 20);
        String arrived = Files.readString(keys);
        StringBuilder expected = new StringBuilder();
        for (int seq = 1; seq <= 20; seq++) {
            if (!client.wasToldLost(seq)) {
                expected.append((char) ('a' + seq - 1));
            }
        }
        assertThat(client.wasToldLost(1)).isTrue();
        assertThat(client.wasToldLost(20)).isFalse();
        assertThat(arrived).isEqualTo(expected.toString());
    }

    @Test
    void whatWasLostWhileTheClientWasAwayIsToldWhenItComesBack() throws Exception {
        Path keys = record();
        Client client = connect(1, "");
        String carrier = carrier();
        signal("STOP", carrier);
        client.type(1, "a");
        client.drop();
        signal("KILL", carrier);
        Client back = connect(2, client.resumeAt(client.connected.path("offset").asLong()));
        assertThat(back.connected.path("inputSeq").asLong()).isEqualTo(1);
        JsonNode lost = back.wire.hear("error");
        assertThat(lost.path("code").asText()).isEqualTo("input-lost");
        assertThat(lost.path("retryable").asBoolean()).isFalse();
        assertThat(lost.path("seq").asLong()).isEqualTo(1);
        assertThat(lost.path("lastSeq").asLong()).isEqualTo(1);
        back.type(2, "b");
        await().until(() -> Files.readString(keys).equals("b"));
    }

    private void restart(BridgeLimits limits) {
        fixture.close();
        fixture = new BridgeFixture(limits);
    }

    /** A session whose program writes what it reads into a file, byte by byte. */
    private Path record() throws Exception {
        Path keys = directory.resolve("keys");
        fixture.server.newSession(
                "s", 80, 24, "sh", "-c", "stty raw -echo; echo ready; exec cat > " + keys);
        await().until(() -> fixture.server.tmux("capture-pane", "-p", "-t", "s").contains("ready"));
        return keys;
    }

    private String carrier() {
        return fixture.server.tmux("list-clients", "-F", "#{client_pid}").strip();
    }

    private static void signal(String name, String pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor())
                .isZero();
    }

    private Client connect(int attempt, String more) {
        Client client = new Client(fixture.client());
        client.say(attempt, more);
        client.connected = client.wire.hear("connected");
        return client;
    }

    private static final class Client {
        private final BridgeFixture.Client wire;
        private JsonNode connected;

        Client(BridgeFixture.Client wire) {
            this.wire = wire;
        }

        void say(int attempt, String more) {
            wire.say("{'type':'connect','sessionId':'s','cols':80,'rows':24,'clientId':'" + ID + "','attempt':" + attempt
                    + more + "}");
        }

        void type(long seq, String data) {
            wire.say("{'type':'input','sessionId':'s','seq':" + seq + ",'data':'" + data + "'}");
        }

        void drop() {
            wire.handler.closed(LOST_CONNECTION, "");
        }

        void await(String text) {
            org.awaitility.Awaitility.await().until(() -> wire.screenText().contains(text));
        }

        JsonNode lastOutput() {
            return wire.heard().stream()
                    .filter(node -> node.path("type").asText().equals("output"))
                    .reduce((earlier, later) -> later)
                    .orElseThrow();
        }

        String resumeAt(long offset) {
            return ",'resume':{'epoch':'" + connected.path("epoch").asText() + "','offset':" + offset + "}";
        }

        boolean wasToldLost(long seq) {
            return wire.heard().stream()
                    .filter(node -> node.path("code").asText().equals("input-lost"))
                    .anyMatch(node -> node.path("seq").asLong() <= seq
                            && node.path("lastSeq").asLong() >= seq);
        }
    }
}
