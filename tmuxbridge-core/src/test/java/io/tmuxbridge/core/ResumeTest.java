package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.testkit.Signals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client comes back: where its stream goes on, and that what it typed is applied once. */
class ResumeTest {

    private static final String ID = "client-0123456789abcdef";
    private static final int LOST_CONNECTION = 1006;
    private static final int LINES = 1000;

    private BridgeFixture fixture = new BridgeFixture();

    private String carrier = "";

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

    /** The bug: that copy mode had ended meanwhile was told to nobody, and what the client drew over it stayed. */
    @Test
    void whoComesBackIsToldOfTheModeThatThePaneIsInNow() {
        fixture.server.newSession("s", 80, 24, "cat");
        Client first = connect(1, "");
        first.type(1, "one\\r");
        first.await("one\r\none\r\n");
        fixture.server.tmux("copy-mode", "-t", "s");
        assertThat(mode(first)).isTrue();
        BridgeFixture.Client other = fixture.client();
        other.say("{'type':'connect','sessionId':'s','cols':80,'rows':24}");
        other.hear(node -> node.path("name").asText().equals("mode"));
        long end = first.lastOutput().path("end").asLong();
        first.drop();
        fixture.server.tmux("copy-mode", "-q", "-t", "s");
        other.hear(node -> node.path("name").asText().equals("mode")
                && !node.path("copyMode").asBoolean());

        Client second = connect(2, first.resumeAt(end));
        assertThat(second.connected.path("resume").asText()).isEqualTo("resumed");
        assertThat(mode(second)).isFalse();
    }

    private static boolean mode(Client client) {
        return client.wire
                .hear(node -> node.path("name").asText().equals("mode"))
                .path("copyMode")
                .asBoolean();
    }

    /** The bug: binary snapshots carry no size, and a client that came back was not told of a change it had missed. */
    @Test
    void aSizeThatChangedMeanwhileIsToldWhereItHolds() {
        fixture.server.newSession("s", 80, 24, "cat");
        Client first = connect(1, "");
        first.type(1, "one\\r");
        first.await("one\r\none\r\n");
        long left = first.lastOutput().path("end").asLong();
        first.drop();
        BridgeFixture.Client other = fixture.client();
        other.say("{'type':'connect','sessionId':'s','cols':100,'rows':30}");
        other.hear(
                node -> node.path("snapshot").asBoolean() && node.path("cols").asInt() == 100);

        Client second = new Client(fixture.client());
        second.wire.say("{'type':'connect','sessionId':'s','cols':100,'rows':30,'clientId':'" + ID + "','attempt':2"
                + first.resumeAt(left) + "}");
        assertThat(second.wire.hear("connected").path("resume").asText()).isEqualTo("resumed");
        second.wire.hear(node -> node.path("snapshot").asBoolean());
        List<String> types = second.wire.heard().stream()
                .map(node -> node.path("type").asText())
                .toList();
        assertThat(types.subList(0, types.indexOf("output"))).contains("resize");
    }

    @Test
    void whatWasTypedIsAppliedOnceHoweverOftenItIsSent() throws Exception {
        Path keys = record();
        Client first = connect(1, "");
        first.type(1, "a");
        first.type(2, "b");
        await().until(() -> Files.readString(keys).equals("ab"));
        first.drop();
        Client second = connect(2, first.resumeAt(first.connected.path("offset").asLong()));
        assertThat(second.connected.path("inputSeq").asLong()).isEqualTo(2);
        second.type(1, "a");
        second.type(2, "b");
        second.type(3, "c");
        second.awaitAck(3);
        await().until(() -> Files.readString(keys).equals("abc"));
    }

    @Test
    void aClientThatNeverHeardItsEpochDoesNotTypeTwice() throws Exception {
        Path keys = record();
        Client first = connect(1, "");
        first.type(1, "a");
        await().until(() -> Files.readString(keys).equals("a"));
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
        await().until(() -> Files.readString(keys).equals("a"));
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
        assertThat(screen.path("data").asText())
                .as("with history")
                .contains("\r\n1\r\n")
                .contains("1000");
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

    /**
     * The bug: it was told to begin anew over a line that broke before it heard of that. The next time it was told that
     * it goes on, with none of its inputs known: each that it sent then skipped those before, and was refused.
     */
    @Test
    void whoDidNotHearThatItsInputIsForgottenIsToldAgain() throws Exception {
        Client first = forgotten();
        String place = first.resumeAt(first.connected.path("offset").asLong());
        connect(2, place).drop();
        Client third = connect(3, place);
        assertThat(third.connected.path("resume").asText()).isEqualTo("fresh");
        assertThat(third.connected.path("inputSeq").asLong()).isZero();
        third.type(1, "b");
        third.awaitAck(1);
        third.drop();
        Client fourth = connect(4, place);
        assertThat(fourth.connected.path("resume").asText())
                .as("it has typed since, so it has heard of it")
                .isEqualTo("resumed");
        assertThat(fourth.connected.path("inputSeq").asLong()).isEqualTo(1);
    }

    @Test
    void whoHeardThatItsInputIsForgottenGoesOnFromThere() throws Exception {
        Client first = forgotten();
        Path screen = Path.of(fixture.server.tmux("display-message", "-p", "-t", "s", "#{pane_tty}"));
        Files.writeString(screen, "printed");
        await().until(() -> fixture.server.tmux("capture-pane", "-p", "-t", "s").contains("printed"));
        Client second = connect(2, first.resumeAt(first.connected.path("offset").asLong()));
        assertThat(second.connected.path("resume").asText()).isEqualTo("fresh");
        second.await("printed");
        long offset = second.lastOutput().path("end").asLong();
        second.drop();
        Client third = connect(3, second.resumeAt(offset));
        assertThat(third.connected.path("resume").asText()).isEqualTo("resumed");
        assertThat(third.connected.path("offset").asLong()).isEqualTo(offset);
    }

    /** A client that has typed, and was away for longer than it is remembered, while its pane was viewed. */
    private Client forgotten() throws Exception {
        restart(BridgeLimits.DEFAULTS.withLinger(Duration.ofMillis(500)));
        Path keys = record();
        BridgeFixture.Client stays = fixture.client();
        stays.say("{'type':'connect','sessionId':'s','cols':80,'rows':24,'access':'read'}");
        stays.hear("connected");
        Client first = connect(1, "");
        first.type(1, "a");
        await().until(() -> Files.readString(keys).equals("a"));
        first.drop();
        long at = System.nanoTime();
        await().until(() -> System.nanoTime() - at > Duration.ofMillis(600).toNanos());
        return first;
    }

    @Test
    void eachInputToAControlClientThatDiesArrivesOnceOrIsToldAsLost() throws Exception {
        Path keys = record();
        Client client = connect(1, "");
        stopTheServer();
        for (int seq = 1; seq <= 20; seq++) {
            client.type(seq, key(seq));
        }
        killTheCarrier();
        client.awaitAck(20);
        client.type(21, key(21));
        client.awaitAck(21);
        assertThat(Files.readString(keys)).matches(arrivedOrLost(client, 21));
    }

    @Test
    void whatWasLostWhileTheClientWasAwayIsToldWhenItComesBack() throws Exception {
        Path keys = record();
        Client client = connect(1, "");
        stopTheServer();
        for (int seq = 1; seq <= 5; seq++) {
            client.type(seq, key(seq));
        }
        client.drop();
        killTheCarrier();
        Client back = connect(2, client.resumeAt(client.connected.path("offset").asLong()));
        assertThat(back.connected.path("inputSeq").asLong()).isEqualTo(5);
        back.type(6, key(6));
        back.awaitAck(6);
        assertThat(Files.readString(keys)).matches(arrivedOrLost(back, 6));
    }

    /** The program ends while the connection is lost: what it printed last is there for who comes back. */
    @Test
    void whoComesBackToAPaneThatHasEndedIsToldTheRest() {
        Client first = viewerOfWhatEnds();
        LastRead lastRead = new LastRead(fixture.server);
        lastRead.begin();
        long left = endsWithout(first);
        Client second = connect(2, first.resumeAt(left));
        assertThat(second.connected.path("resume").asText()).isEqualTo("resumed");
        assertThat(second.connected.path("offset").asLong()).isEqualTo(left);
        assertThat(second.wire.hear("disconnect").path("reason").asText()).isEqualTo("session-ended");
        assertThat(second.wire.screenText()).startsWith(linesUpTo(lastRead.of(LINES)));
        assertThat(linesUpTo(LINES)).startsWith(second.wire.screenText());
        long end = second.lastOutput().path("end").asLong();
        second.drop();
        Client again = connect(3, first.resumeAt(left));
        assertThat(again.connected.path("resume").asText())
                .as("it may not have heard")
                .isEqualTo("resumed");
        again.wire.hear("disconnect");

        fixture.server.newSession("s", 80, 24, "cat");
        Client anew = connect(4, first.resumeAt(end));
        assertThat(anew.connected.path("resume").asText())
                .as("another session of that name")
                .isEqualTo("fresh");
    }

    @Test
    void whoHasNotBeenThereDoesNotComeBackToAPaneThatHasEnded() {
        Client first = viewerOfWhatEnds();
        long left = endsWithout(first);
        BridgeFixture.Client other = fixture.client();
        other.say("{'type':'connect','sessionId':'s','cols':80,'rows':24,'clientId':'another-" + ID + "'"
                + first.resumeAt(left) + "}");
        assertThat(other.hear("error").path("code").asText()).isEqualTo("not-found");
    }

    /** Its pane lives on, under a name that the client does not know. */
    @Test
    void whoComesBackToANameThatASessionHadIsNotFound() {
        Client first = viewerOfWhatEnds();
        long left = first.lastOutput().path("end").asLong();
        first.drop();
        fixture.server.tmux("rename-session", "-t", "s", "t");
        assertIsGone(first.resumeAt(left));
    }

    @Test
    void nothingIsLeftOfAPaneThatHasEndedWhenNobodyMayComeBackAnyMore() {
        restart(BridgeLimits.DEFAULTS.withLinger(Duration.ofSeconds(2)));
        Client first = viewerOfWhatEnds();
        long left = endsWithout(first);
        await().until(() -> fixture.metrics.value("logs.bytes") == 0);
        assertIsGone(first.resumeAt(left));
    }

    private Client viewerOfWhatEnds() {
        fixture.server.newSession("keep", 80, 24, "cat");
        fixture.server.newSession("s", 80, 24, "sh", "-c", "read x; seq -f %078.0f " + LINES);
        fixture.server.tmux("set-option", "-t", "s", "@tmuxbridge", "1");
        Client client = connect(1, "");
        client.wire.hear("output");
        return client;
    }

    /** The client loses its line, and the program ends; where the client stood. */
    private long endsWithout(Client client) {
        long left = client.lastOutput().path("end").asLong();
        client.drop();
        fixture.server.tmux("send-keys", "-t", "s", "Enter");
        await().until(() ->
                fixture.server.tmux("list-sessions", "-F", "#{session_name}").equals("keep"));
        return left;
    }

    /** What is seen of such a program when it has printed so many lines: first what was typed to it. */
    private static String linesUpTo(long last) {
        return LongStream.rangeClosed(1, last)
                .mapToObj("%078d\r\n"::formatted)
                .collect(Collectors.joining("", "\r\n", ""));
    }

    private void assertIsGone(String resume) {
        Client late = new Client(fixture.client());
        late.say(2, resume);
        assertThat(late.wire.hear("error").path("code").asText()).isEqualTo("not-found");
    }

    private static String key(int seq) {
        return String.valueOf((char) ('a' + seq - 1));
    }

    /** All keys in order, those that were told as lost or not. */
    private static String arrivedOrLost(Client client, int count) {
        StringBuilder expected = new StringBuilder();
        for (int seq = 1; seq <= count; seq++) {
            expected.append(key(seq)).append(client.wasToldLost(seq) ? "?" : "");
        }
        return expected.toString();
    }

    private void restart(BridgeLimits limits) {
        fixture.close();
        fixture = new BridgeFixture(limits);
    }

    /** A session whose program writes what it reads into a file, byte by byte. */
    private Path record() throws Exception {
        Path keys = directory.resolve("keys");
        fixture.server.newSession("s", 80, 24, "sh", "-c", "stty raw -echo; echo ready; exec cat > " + keys);
        await().until(() -> fixture.server.tmux("capture-pane", "-p", "-t", "s").contains("ready"));
        return keys;
    }

    private void stopTheServer() throws Exception {
        carrier = fixture.server.tmux("list-clients", "-F", "#{client_pid}").strip();
        assertThat(Signals.send("STOP", fixture.server.pid())).isTrue();
    }

    /** The server meets the end of the client together with what the client had to say. */
    private void killTheCarrier() throws Exception {
        assertThat(Signals.send("KILL", Long.parseLong(carrier))).isTrue();
        assertThat(Signals.send("CONT", fixture.server.pid())).isTrue();
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
            wire.say("{'type':'connect','sessionId':'s','cols':80,'rows':24,'clientId':'" + ID + "','attempt':"
                    + attempt + more + "}");
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

        void awaitAck(long seq) {
            wire.hear(node -> node.path("type").asText().equals("input-ack")
                    && node.path("seq").asLong() == seq);
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
