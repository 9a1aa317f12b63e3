package io.tmuxbridge.core.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.core.codec.ClientMessage.Target;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a stranger sends, it is a message or a refusal; what a client means arrives. Seeds are fixed. */
class CodecFuzzTest {

    private static final List<String> SEEDS = List.of(
            "{\"type\":\"connect\",\"sessionId\":\"dev\",\"cols\":80,\"rows\":24,\"paneId\":\"%4\",\"view\":\"pane\","
                    + "\"access\":\"write\",\"history\":100,\"delivery\":\"fresh\",\"resume\":{\"epoch\":\"e\","
                    + "\"offset\":12},\"clientId\":\"0123456789abcdef\",\"attempt\":1}",
            "{\"type\":\"input\",\"channel\":1,\"seq\":5,\"data\":\"ls\\u000d\\ud83d\\ude00\"}",
            "{\"type\":\"input\",\"seq\":5,\"data\":\"AAEC\",\"encoding\":\"base64\"}",
            "{\"type\":\"ack\",\"offset\":9007199254740991,\"timestamp\":1e3}",
            "{\"type\":\"ping\",\"data\":[1,2.5e-3,{\"a\":null}]}",
            "{\"jsonrpc\":\"2.0\",\"id\":1e99,\"method\":\"pane.capture\",\"params\":{\"paneId\":\"%1\",\"start\":-5}}");
    private static final String DICTIONARY = "{}[]\",:\\u0000\\ud800-+.eE0123456789truefalsnu \t\n\0\u00e9\ud83d";

    private final BinaryCodec codec = new BinaryCodec(1 << 16, () -> 0);

    @Test
    void mutatedTextIsAMessageOrARefusal() {
        Random random = new Random(1);
        int accepted = 0;
        int refused = 0;
        for (int run = 0; run < 100_000; run++) {
            String text = mutate(random, SEEDS.get(random.nextInt(SEEDS.size())));
            try {
                assertThat(codec.decodeText(text)).isNotNull();
                accepted++;
            } catch (BadMessageException e) {
                assertThat(codec.encode(e.answer())).isNotNull();
                refused++;
            }
        }
        assertThat(accepted).isGreaterThan(1000);
        assertThat(refused).isGreaterThan(1000);
    }

    @Test
    void randomBytesAreAMessageOrARefusal() {
        Random random = new Random(2);
        int accepted = 0;
        for (int run = 0; run < 100_000; run++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            if (bytes.length > 5 && random.nextBoolean()) {
                bytes[0] = BinaryCodec.INPUT;
                bytes[5] = 0;
                bytes[6 % bytes.length] = 0;
            }
            accepted += isMessage(() -> codec.decodeBinary(ByteBuffer.wrap(bytes))) ? 1 : 0;
            isMessage(() -> codec.decodeText(new String(bytes, ISO_8859_1)));
        }
        assertThat(accepted).isGreaterThan(1000);
    }

    @Test
    void anyBytesArriveThroughBase64AndThroughBinary() {
        Random random = new Random(3);
        for (int run = 0; run < 2000; run++) {
            byte[] data = new byte[random.nextInt(200)];
            random.nextBytes(data);
            long channel = 1 + (random.nextInt() & 0xffff_fffeL);
            long seq = random.nextLong() >>> 11;
            var expected = new ClientMessage.Input(new Target(OptionalLong.of(channel), Optional.empty()), seq, data);

            ByteBuffer frame = ByteBuffer.allocate(13 + data.length)
                    .put(BinaryCodec.INPUT)
                    .putInt((int) channel)
                    .putLong(seq)
                    .put(data)
                    .flip();
            String text = "{\"type\":\"input\",\"channel\":" + channel + ",\"seq\":" + seq + ",\"encoding\":\"base64\","
                    + "\"data\":\"" + Base64.getEncoder().encodeToString(data) + "\"}";

            assertThat(codec.decodeBinary(frame)).isEqualTo(expected);
            assertThat(codec.decodeText(text)).isEqualTo(expected);
        }
    }

    @Test
    void anyTextArrivesAsItsUtf8() {
        Random random = new Random(4);
        for (int run = 0; run < 2000; run++) {
            String data = random.ints(random.nextInt(100), 0, 0x110000)
                    .filter(c -> c < 0xd800 || c > 0xdfff)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            String text = new JsonBuffer(64)
                    .open('{')
                    .field("type", "input")
                    .field("data", data)
                    .close('}')
                    .toString();

            assertThat(((ClientMessage.Input) codec.decodeText(text)).data()).isEqualTo(data.getBytes(UTF_8));
        }
    }

    private static boolean isMessage(Runnable decode) {
        try {
            decode.run();
            return true;
        } catch (BadMessageException e) {
            return false;
        }
    }

    private static String mutate(Random random, String seed) {
        StringBuilder text = new StringBuilder(seed);
        for (int changes = random.nextInt(4); changes > 0 && text.length() > 1; changes--) {
            int at = random.nextInt(text.length());
            char c = DICTIONARY.charAt(random.nextInt(DICTIONARY.length()));
            switch (random.nextInt(5)) {
                case 0 -> text.setCharAt(at, c);
                case 1 -> text.insert(at, c);
                case 2 -> text.deleteCharAt(at);
                case 3 -> text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
                default -> text.insert(at, text.substring(0, Math.min(at, 30)));
            }
        }
        return text.toString();
    }
}
