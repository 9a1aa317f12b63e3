package io.tmuxbridge.servlet.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tmuxbridge.testkit.Fuzz;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bodies as no client of ours sends them: read or refused, and what is read is what a JSON library reads. */
class BatchFuzzTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] SAMPLE =
            "[\"a\\u00e9\\n\", {\"binary\":\"AAEC/w==\"} ,{\"close\":4000,\"reason\":\"x\"},\"\"]".getBytes(UTF_8);

    @Test
    void aBodyIsReadOrRefused() {
        Fuzz.run("bodies", random -> {
            byte[] body = Fuzz.changed(SAMPLE, random);
            try {
                List<Message> messages = BatchReader.read(body);
                JsonNode expected = JSON.readTree(body);
                same(messages.size(), expected.size());
                for (int i = 0; i < messages.size(); i++) {
                    same(messages.get(i), expected.get(i));
                }
            } catch (MalformedBatchException e) {
                same(e.getMessage().isEmpty(), false);
            } catch (IOException e) {
                throw new AssertionError("read what is no JSON: " + new String(body, UTF_8), e);
            }
        });
    }

    private static void same(Message read, JsonNode expected) {
        if (read instanceof Message.Text text) {
            same(text.text(), expected.textValue());
        } else if (read instanceof Message.Bytes bytes) {
            same(
                    bytes.bytes(),
                    ByteBuffer.wrap(
                            Base64.getDecoder().decode(expected.get("binary").textValue())));
        } else if (read instanceof Message.Close close) {
            same(close.code(), expected.get("close").intValue());
            same(close.reason(), expected.path("reason").asText());
        }
    }

    /** Thousands of times: AssertJ only where it has something to say. */
    private static void same(Object actual, Object expected) {
        if (!actual.equals(expected)) {
            assertThat(actual).isEqualTo(expected);
        }
    }
}
