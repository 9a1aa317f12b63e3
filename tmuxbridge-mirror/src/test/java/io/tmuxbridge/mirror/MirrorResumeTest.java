package io.tmuxbridge.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.testkit.Signals;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A viewer of a whole session that loses its connection, or is moved to another client of tmux. */
class MirrorResumeTest {

    private static final int CUTS = Integer.getInteger("mirror.cuts", 15);
    private static final int LOST = 1006;
    private static final String LOSSLESS = ",'delivery':'lossless'";
    private static final String ID = "client-0123456789abcdef";

    /** A log that holds all there is, however slow the machine is between a cut and the next connect. */
    private static final int LOG_BYTES = 128 << 20;

    private final MirrorFixture fixture =
            new MirrorFixture(builder -> builder.limits(BridgeLimits.DEFAULTS.withLogBytesPerPane(LOG_BYTES)));

    @AfterEach
    void close() {
        fixture.close();
    }

    /** The bytes of a stream from a position on. */
    private static final class Stream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final long from;

        Stream(long from) {
            this.from = from;
        }

        long end() {
            return from + bytes.size();
        }

        void add(byte[] more, int length) {
            bytes.write(more, 0, length);
        }

        byte[] between(long begin, long end) {
            return Arrays.copyOfRange(bytes.toByteArray(), (int) (begin - from), (int) (end - from));
        }
    }

    /**
     * Takes output up to so many bytes of the stream; a viewer's emulator may have parsed less than its client has got.
     */
    private static void take(List<JsonNode> heard, Stream to, long most) {
        for (JsonNode message : heard) {
            byte[] data = message.path("data").asText().getBytes(StandardCharsets.UTF_8);
            if (to.end() >= most) {
                return;
            }
            boolean bytes = message.path("type").asText().equals("output")
                    && !message.path("snapshot").asBoolean();
            if (bytes) {
                assertThat(message.path("offset").asLong())
                        .as(message::toString)
                        .isLessThanOrEqualTo(to.end());
                int known = (int) (to.end() - message.path("offset").asLong());
                int wanted = (int) Math.min(data.length, known + Math.max(0, most - to.end()));
                if (wanted > known) {
                    to.add(Arrays.copyOfRange(data, known, data.length), whole(data, wanted) - known);
                }
            }
        }
    }

    /** The end of the character that the byte before this place belongs to. */
    private static int whole(byte[] data, int at) {
        int end = at;
        while (end < data.length && (data[end] & 0xc0) == 0x80) {
            end++;
        }
        return end;
    }

    @Test
    void cutAtRandomBytesNothingIsLostOrRepeated() {
        Random random = new Random(Long.getLong("faults.seed", 1));
        fixture.server.newSession(
                "s", 80, 24, "sh", "-c", "i=0; while :; do i=$((i+1)); echo \"line é $i\"; sleep 0.01; done");
        fixture.server.tmux(
                "split-window",
                "-h",
                "-t",
                "s",
                "sh",
                "-c",
                "while :; do printf '\\033[7mx\\033[m\\n'; sleep 0.02; done");
        MirrorFixture.Client steady = fixture.admin();
        // nobody may skip: tmux is held back while one of them is behind
        steady.mirror("s", 80, 24, LOSSLESS);
        MirrorFixture.Client client = fixture.admin();
        JsonNode connected = client.mirror("s", 80, 24, ",'clientId':'" + ID + "','attempt':1" + LOSSLESS);
        String epoch = connected.path("epoch").asText();
        Stream mine = new Stream(connected.path("offset").asLong());
        for (int cut = 1; cut <= CUTS; cut++) {
            long before = mine.end();
            MirrorFixture.Client current = client;
            await().until(() -> end(current) > before);
            take(client.heard(), mine, before + 1 + random.nextInt((int) (end(client) - before)));
            client.handler.closed(LOST, "");
            client = fixture.admin();
            JsonNode again = client.mirror(
                    "s",
                    80,
                    24,
                    ",'clientId':'" + ID + "','attempt':" + (cut + 1) + LOSSLESS + resume(epoch, mine.end()));
            assertThat(again.path("resume").asText()).isEqualTo("resumed");
            assertThat(again.path("offset").asLong()).isEqualTo(mine.end());
        }
        MirrorFixture.Client last = client;
        await().until(() -> !last.heard("output").isEmpty());
        take(client.heard(), mine, Long.MAX_VALUE);
        assertThat(client.heard("output"))
                .noneMatch(output -> output.path("snapshot").asBoolean());

        Stream all = new Stream(steady.hear("connected").path("offset").asLong());
        await().until(() -> steady.heard("output").stream()
                .anyMatch(output -> output.path("end").asLong() >= mine.end()));
        take(steady.heard(), all, Long.MAX_VALUE);
        long begin = Math.max(all.from, mine.from);
        assertThat(mine.between(begin, mine.end())).isEqualTo(all.between(begin, mine.end()));
    }

    /** Up to where a client has got the stream. */
    private static long end(MirrorFixture.Client client) {
        return client.heard("output").stream()
                .mapToLong(output -> output.path("end").asLong())
                .max()
                .orElse(0);
    }

    private static String resume(String epoch, long offset) {
        return ",'resume':{'epoch':'" + epoch + "','offset':" + offset + "}";
    }

    @Test
    void whoWasMovedComesBackToTheByte() {
        fixture.server.newSession("s", 80, 24, "cat");
        MirrorFixture.Client other = fixture.admin();
        other.mirror("s", 80, 24, "");
        MirrorFixture.Client client = fixture.admin();
        JsonNode connected = client.mirror("s", 80, 24, ",'clientId':'" + ID + "','attempt':1");
        client.awaitText("[s]");
        long before = client.shown().end();
        client.say("{'type':'resize','cols':100,'rows':30}");
        client.hear(
                node -> node.path("snapshot").asBoolean() && node.path("cols").asInt() == 100);
        await().until(() -> client.shown().text().lines().count() == 30
                && client.shown().text().contains("[s]"));
        assertThat(client.heard("resize").get(0).path("offset").asLong()).isGreaterThan(before);
        long end = client.shown().end();
        client.handler.closed(LOST, "");

        other.type(1, "meanwhile\\r");
        String more = ",'clientId':'" + ID + "','attempt':2"
                + resume(connected.path("epoch").asText(), end);
        MirrorFixture.Client again = fixture.admin();
        JsonNode answer = again.mirror("s", 100, 30, more);
        assertThat(answer.path("resume").asText()).isEqualTo("resumed");
        assertThat(answer.path("offset").asLong()).isEqualTo(end);
        await().until(() -> again.heard("output").toString().contains("meanwhile"));
        assertThat(again.heard("output"))
                .noneMatch(output -> output.path("snapshot").asBoolean());
    }

    /** A position from before the move, and one that somebody else was told: neither means a byte of this log. */
    @Test
    void positionsOfOthersAndFromBeforeTheMoveBeginAnew() {
        fixture.server.newSession("s", 80, 24, "cat");
        fixture.admin().mirror("s", 80, 24, "");
        MirrorFixture.Client client = fixture.admin();
        JsonNode connected = client.mirror("s", 80, 24, ",'clientId':'" + ID + "','attempt':1");
        client.awaitText("[s]");
        long before = client.shown().end();
        client.say("{'type':'resize','cols':100,'rows':30}");
        client.hear(
                node -> node.path("snapshot").asBoolean() && node.path("cols").asInt() == 100);
        client.handler.closed(LOST, "");
        String old = resume(connected.path("epoch").asText(), before);
        assertThat(fixture.admin()
                        .mirror("s", 100, 30, ",'clientId':'another-0123456789abcdef'" + old)
                        .path("resume")
                        .asText())
                .isEqualTo("fresh");
        JsonNode gap = fixture.admin().mirror("s", 100, 30, ",'clientId':'" + ID + "','attempt':2" + old);
        assertThat(gap.path("resume").asText()).isEqualTo("gap");
        assertThat(gap.path("lost").asLong()).isPositive();
    }

    /**
     * The bug: nobody was asked any more whether tmux had read what was typed before, so that the next could overtake
     * it.
     */
    @Test
    void aViewerIsMovedWhenTmuxHasReadWhatItTyped() {
        fixture.server.newSession("s", 80, 24, "cat");
        fixture.admin().mirror("s", 100, 30, "");
        MirrorFixture.Client client = fixture.admin();
        client.mirror("s", 80, 24, "");
        client.awaitText("[s]");
        long pid = fixture.server.pid();
        Signals.send("STOP", pid);
        try {
            client.type(1, "typed");
            client.say("{'type':'resize','cols':100,'rows':30}");
            await().during(Duration.ofSeconds(1))
                    .until(() -> !client.heard().stream().anyMatch(MirrorResumeTest::isLarge));
        } finally {
            Signals.send("CONT", pid);
        }
        client.hear(MirrorResumeTest::isLarge);
    }

    private static boolean isLarge(JsonNode node) {
        return node.path("snapshot").asBoolean() && node.path("cols").asInt() == 100;
    }

    @Test
    void whatIsTypedWhileViewersAreMovedArrivesOnceAndInOrder() {
        fixture.server.newSession("s", 200, 50, "sh", "-c", "stty -echo; echo ready; exec cat");
        await().until(() -> fixture.server.tmux("capture-pane", "-p", "-t", "s").contains("ready"));
        MirrorFixture.Client other = fixture.admin();
        other.mirror("s", 80, 24, "");
        MirrorFixture.Client client = fixture.admin();
        client.mirror("s", 80, 24, "");
        int seq = 0;
        for (int i = 1; i <= 60; i++) {
            client.type(++seq, i + ",");
            client.type(seq, i + ",");
            if (i % 6 == 0) {
                client.say("{'type':'resize','cols':" + (i % 12 == 0 ? 80 : 90) + ",'rows':24}");
            }
        }
        client.type(++seq, "\\r");
        int last = seq;
        client.hear(node -> node.path("type").asText().equals("input-ack")
                && node.path("seq").asInt() == last);
        String wanted = IntStream.rangeClosed(1, 60).mapToObj(i -> i + ",").collect(Collectors.joining());
        await().untilAsserted(() -> assertThat(fixture.server.tmux("capture-pane", "-p", "-J", "-t", "s"))
                .contains(wanted));
        assertThat(client.heard("error")).isEmpty();
    }
}
