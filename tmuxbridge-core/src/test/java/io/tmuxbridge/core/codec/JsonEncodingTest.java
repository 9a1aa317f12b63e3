package io.tmuxbridge.core.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tmuxbridge.core.codec.ServerMessage.Terminal;
import io.tmuxbridge.transport.Frame;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonEncodingTest {

    private static final Terminal TERMINAL = new Terminal(1, "dev", "%4");

    private final JsonCodec codec = new JsonCodec(1 << 20, () -> 1000);

    private String text(ServerMessage message) {
        return ((Frame.Text) codec.encode(message)).text();
    }

    private JsonNode json(ServerMessage message) throws Exception {
        return new ObjectMapper().readTree(text(message));
    }

    private static ServerMessage output(byte[] data) {
        return new ServerMessage.Output(
                TERMINAL, 0, data.length, false, OptionalInt.empty(), OptionalInt.empty(), ByteBuffer.wrap(data));
    }

    @Test
    void everyAsciiCharacterComesBackFromOutput() throws Exception {
        byte[] ascii = new byte[128];
        for (int i = 0; i < ascii.length; i++) {
            ascii[i] = (byte) i;
        }

        assertThat(json(output(ascii)).get("data").textValue()).isEqualTo(new String(ascii, UTF_8));
    }

    @Test
    void anyCharactersComeBackFromOutput() throws Exception {
        Random random = new Random(20261101);
        for (int run = 0; run < 500; run++) {
            String data = random.ints(random.nextInt(300), 0, 0x110000)
                    .map(c -> random.nextInt(3) == 0 ? c % 128 : c)
                    .filter(c -> c < 0xd800 || c > 0xdfff)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();

            assertThat(json(output(data.getBytes(UTF_8))).get("data").textValue())
                    .isEqualTo(data);
        }
    }

    @Test
    void brokenUtf8BecomesReplacementCharacters() throws Exception {
        byte[] broken = {'a', (byte) 0xff, 'b', (byte) 0xe2, (byte) 0x82};

        JsonNode json = json(output(broken));

        assertThat(json.get("data").textValue()).isEqualTo("a\ufffdb\ufffd");
        assertThat(json.get("end").longValue()).isEqualTo(5);
    }

    @Test
    void onlyTheBytesBetweenPositionAndLimitAreWritten() throws Exception {
        ByteBuffer data = ByteBuffer.wrap("abcdef".getBytes(UTF_8), 2, 2).asReadOnlyBuffer();

        JsonNode json =
                json(new ServerMessage.Output(TERMINAL, 2, 4, false, OptionalInt.empty(), OptionalInt.empty(), data));

        assertThat(json.get("data").textValue()).isEqualTo("cd");
        assertThat(data.position()).isEqualTo(2);
        assertThat(json.has("snapshot")).isFalse();
        assertThat(json.has("cols")).isFalse();
    }

    @Test
    void aNameWithQuotesAndControlsIsEscaped() throws Exception {
        Terminal odd = new Terminal(1, "a\"\\\u0001\u2028é", "%4");

        assertThat(json(new ServerMessage.InputAck(odd, 1)).get("sessionId").textValue())
                .isEqualTo("a\"\\\u0001\u2028é");
    }

    @Test
    void halfASurrogatePairNeverLeaves() {
        Terminal odd = new Terminal(1, "a\ud800b", "%4");

        assertThat(text(new ServerMessage.InputAck(odd, 1))).contains("\"a?b\"");
    }

    @Test
    void plainValuesAreWrittenByTheirKind() throws Exception {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("text", "x");
        result.put("int", 1);
        result.put("double", 1.5);
        result.put("true", true);
        result.put("absent", Optional.empty());
        result.put("absentNumber", OptionalLong.empty());
        result.put("present", Optional.of("y"));
        result.put("presentNumber", OptionalInt.of(5));
        result.put("created", Instant.ofEpochMilli(1234));
        result.put("list", List.of(1L, "two", Map.of("three", List.of())));
        result.put("null", null);

        JsonNode json = json(new ServerMessage.RpcResult("\"id\"", result));

        assertThat(json)
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"jsonrpc\":\"2.0\",\"id\":\"id\",\"result\":{\"text\":\"x\",\"int\":1,"
                                + "\"double\":1.5,\"true\":true,\"present\":\"y\",\"presentNumber\":5,\"created\":1234,"
                                + "\"list\":[1,\"two\",{\"three\":[]}],\"null\":null}}"));
    }

    @Test
    void aValueWithoutAFormIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> text(new ServerMessage.RpcResult("1", Map.of("x", new Thread()))))
                .withMessageContaining("java.lang.Thread");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> text(new ServerMessage.RpcResult("1", Map.of("x", Double.NaN))));
    }

    @Test
    void anEventsFieldMayNotHideAFieldOfEveryMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> text(new ServerMessage.Event(Optional.empty(), "title", Map.of("name", "x"))))
                .withMessageContaining("title has a field name");
    }
}
