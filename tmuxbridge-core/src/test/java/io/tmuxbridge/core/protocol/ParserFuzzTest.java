package io.tmuxbridge.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.core.access.AccessWords;
import io.tmuxbridge.core.access.SessionAccess;
import io.tmuxbridge.transport.Subprotocol;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Seeded garbage, and messages with a few bytes changed, for every parser that strangers reach: what cannot be read is refused
 * in the way the parser documents, and nothing else is ever thrown. A sample runs each time; ten million take
 * {@code -Dtmuxbridge.fuzz=10000000}.
 */
class ParserFuzzTest {

    private static final int INPUTS = Integer.getInteger("tmuxbridge.fuzz", 40_000);
    private static final String[] SEEDS = {
        "{\"type\":\"connect\",\"sessionId\":\"dev\",\"cols\":120,\"rows\":40,\"paneId\":\"%4\",\"resume\":{\"epoch\":\"k\",\"offset\":8}}",
        "{\"type\":\"input\",\"channel\":1,\"seq\":2,\"data\":\"AP8bWw==\",\"encoding\":\"base64\"}",
        "{\"type\":\"auth\",\"token\":\"eyJ\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.create\",\"params\":{\"name\":\"dev\",\"env\":{\"A\":\"b\"}}}",
        "{\"type\":\"ping\",\"data\":[1,{\"a\":null}]}",
    };

    private final Codec json = Codecs.of(Subprotocol.JSON, 1 << 20, () -> 0);
    private final Codec binary = Codecs.of(Subprotocol.BINARY, 1 << 20, () -> 0);

    @Test
    void textMessagesAreReadOrRefused() {
        Random random = new Random(1);
        int read = 0;
        for (int i = 0; i < INPUTS; i++) {
            try {
                json.decodeText(changed(SEEDS[random.nextInt(SEEDS.length)], random));
                read++;
            } catch (BadMessageException e) {
                assertThat(e.answer()).isNotNull();
            }
        }
        assertThat(read).as("some are still good").isPositive();
    }

    @Test
    void binaryMessagesAreReadOrRefused() {
        Random random = new Random(2);
        for (int i = 0; i < INPUTS; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[0] = 3;
            }
            try {
                assertThat(binary.decodeBinary(ByteBuffer.wrap(bytes))).isNotNull();
            } catch (BadMessageException e) {
                assertThat(e.answer()).isNotNull();
            }
        }
    }

    @Test
    void whatIsWrittenInTmuxIsReadOrCountsForNothing() {
        Random random = new Random(3);
        for (int i = 0; i < INPUTS; i++) {
            SessionAccess access = AccessWords.read(
                    changed("ada%40x", random),
                    changed("r:ada,w:bob%2C", random),
                    changed("r:00:1,w:" + "a".repeat(64) + ":9", random));
            assertThat(AccessWords.read(
                            AccessWords.owner(access), AccessWords.grants(access), AccessWords.shares(access)))
                    .isEqualTo(access);
        }
    }

    @Test
    void theSizeOfAnythingReadIsBoundedByWhatCameIn() {
        Random random = new Random(4);
        for (int i = 0; i < 200; i++) {
            String deep = "[".repeat(random.nextInt(2000)) + "1";
            try {
                json.decodeText("{\"type\":\"ping\",\"data\":" + deep + "}");
            } catch (BadMessageException e) {
                assertThat(e.answer().toString().length()).isLessThan(2000);
            }
        }
    }

    private static final String SPECIAL = "{}[],:\"\\\u0000é🙂0-+.e%";

    private static String changed(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        for (int changes = random.nextInt(4); changes > 0 && text.length() > 0; changes--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.setCharAt(at, (char) random.nextInt(0x250));
                case 2 -> text.insert(at, SPECIAL.charAt(random.nextInt(SPECIAL.length())));
                case 3 -> text.insert(at, text.substring(at));
                default -> text.setLength(at);
            }
        }
        return text.toString();
    }
}
