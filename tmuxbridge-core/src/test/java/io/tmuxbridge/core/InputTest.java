package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mebibyte of random bytes, typed: the program must read exactly these. */
class InputTest {

    private static final int SIZE = 1 << 20;

    private final BridgeFixture fixture = new BridgeFixture();
    private final byte[] data = new byte[SIZE];
    private String hash;

    @BeforeEach
    void start() throws Exception {
        new Random(42).nextBytes(data);
        hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
        fixture.server.newSession(
                "s0",
                80,
                24,
                "sh",
                "-c",
                "stty raw -echo; echo ready; head -c " + SIZE + " | sha256sum; stty sane; exec cat");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aMebibyteArrivesThroughJson() {
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'s0','cols':80,'rows':24}");
        await().until(() -> client.screenText().contains("ready"));
        Random cuts = new Random(1);
        long seq = 0;
        for (int at = 0; at < SIZE; ) {
            int end = Math.min(SIZE, at + 1 + cuts.nextInt(5000));
            String part = Base64.getEncoder().encodeToString(Arrays.copyOfRange(data, at, end));
            client.say(
                    "{'type':'input','sessionId':'s0','seq':" + ++seq + ",'encoding':'base64','data':'" + part + "'}");
            at = end;
        }
        await().atMost(Duration.ofSeconds(120)).until(() -> client.screenText().contains(hash));
        long last = seq;
        client.hear(node -> node.path("type").asText().equals("input-ack")
                && node.path("seq").asLong() == last);
        assertThat(client.heard()).noneMatch(node -> node.path("type").asText().equals("error"));
    }

    @Test
    void aMebibyteArrivesThroughBinary() {
        BridgeFixture.Client client = fixture.client("tmuxbridge.v1.binary");
        BridgeFixture.Client watcher = fixture.client();
        watcher.say("{'type':'connect','sessionId':'s0','cols':80,'rows':24,'access':'read'}");
        client.say("{'type':'connect','sessionId':'s0','cols':80,'rows':24}");
        int channel = client.hear("connected").path("channel").asInt();
        await().until(() -> watcher.screenText().contains("ready"));
        Random cuts = new Random(2);
        long seq = 0;
        for (int at = 0; at < SIZE; ) {
            int end = Math.min(SIZE, at + 1 + cuts.nextInt(5000));
            ByteBuffer frame = ByteBuffer.allocate(13 + end - at)
                    .put((byte) 3)
                    .putInt(channel)
                    .putLong(++seq);
            client.handler.binary(frame.put(data, at, end - at).flip());
            at = end;
        }
        await().atMost(Duration.ofSeconds(120)).until(() -> watcher.screenText().contains(hash));
    }
}
