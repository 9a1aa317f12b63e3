package io.tmuxbridge.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.access.OriginPolicy;
import io.tmuxbridge.core.access.AccessWords;
import io.tmuxbridge.core.access.SessionAccess;
import io.tmuxbridge.core.codec.BadMessageException;
import io.tmuxbridge.core.codec.Codec;
import io.tmuxbridge.core.codec.Codecs;
import io.tmuxbridge.testkit.Fuzz;
import io.tmuxbridge.transport.Subprotocol;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Seeded garbage, and messages with a few bytes changed, for every parser that strangers reach: what cannot be read is
 * refused in the way the parser documents, and nothing else is ever thrown. A sample runs each time,
 * {@code scripts/long-tests fuzz} runs a million for each parser.
 */
class ParserFuzzTest {

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
        int[] read = new int[1];
        Fuzz.run("JSON and JSON-RPC", random -> {
            try {
                json.decodeText(changed(SEEDS[random.nextInt(SEEDS.length)], random));
                read[0]++;
            } catch (BadMessageException e) {
                assertThat(e.answer()).isNotNull();
            }
        });
        assertThat(read[0]).as("some are still good").isPositive();
    }

    @Test
    void binaryMessagesAreReadOrRefused() {
        Fuzz.run("binary codec", random -> {
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
        });
    }

    @Test
    void whatIsWrittenInTmuxIsReadOrCountsForNothing() {
        Fuzz.run("access words", random -> {
            SessionAccess access = AccessWords.read(
                    changed("ada%40x", random),
                    changed("r:ada,w:bob%2C", random),
                    changed("r:00:1,w:" + "a".repeat(64) + ":9", random));
            assertThat(AccessWords.read(
                            AccessWords.owner(access), AccessWords.grants(access), AccessWords.shares(access)))
                    .isEqualTo(access);
        });
    }

    @Test
    void onlyTheOriginOfTheServerAndThoseListedPass() {
        OriginPolicy policy = OriginPolicy.allowing(Set.of("tauri://localhost"));
        Fuzz.run("origins", random -> {
            String origin = changed(random.nextBoolean() ? "https://a.example:8443" : "tauri://localhost", random);
            String host = changed("a.example:8443", random);
            boolean same = origin.equals("https://" + host.toLowerCase(Locale.ROOT));
            assertThat(policy.allows(Optional.of(origin), Optional.of(host), true))
                    .isEqualTo(same || origin.equals("tauri://localhost"));
        });
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
