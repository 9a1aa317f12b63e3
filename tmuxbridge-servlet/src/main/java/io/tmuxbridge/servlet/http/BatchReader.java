package io.tmuxbridge.servlet.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.tmuxbridge.jakarta.internal.CloseWords;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a POST: a JSON array of messages. A text is a string, bytes are {@code {"binary":"<base64>"}}, the
 * client's close is {@code {"close":1000,"reason":"done"}}. Nothing else is taken.
 *
 * <p><b>Threads:</b> any; holds no state.
 */
final class BatchReader {

    /** Bodies are bounded before they are read here, so strings need no bound of their own. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNestingDepth(4)
                    .build())
            .build();

    private BatchReader() {}

    /** Reads all of a body, or nothing. */
    static List<Message> read(byte[] body) throws MalformedBatchException {
        try (JsonParser in = JSON.createParser(body)) {
            List<Message> messages = new ArrayList<>();
            require(in.nextToken() == JsonToken.START_ARRAY, "an array");
            while (in.nextToken() != JsonToken.END_ARRAY) {
                messages.add(message(in));
            }
            require(in.nextToken() == null, "nothing behind the array");
            return messages;
        } catch (IOException e) {
            throw new MalformedBatchException("the body is not JSON");
        }
    }

    private static Message message(JsonParser in) throws IOException, MalformedBatchException {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            return new Message.Text(whole(in.getText()));
        }
        require(in.currentToken() == JsonToken.START_OBJECT, "a string or an object");
        Message message = "binary".equals(in.nextFieldName()) ? bytes(in) : close(in);
        require(in.currentToken() == JsonToken.END_OBJECT, "an object without further fields");
        return message;
    }

    private static Message bytes(JsonParser in) throws IOException, MalformedBatchException {
        String text = string(in);
        in.nextToken();
        try {
            return new Message.Bytes(ByteBuffer.wrap(Base64.getDecoder().decode(text)));
        } catch (IllegalArgumentException e) {
            throw wrong("base64");
        }
    }

    private static Message close(JsonParser in) throws IOException, MalformedBatchException {
        require("close".equals(in.currentName()), "\"binary\" or \"close\"");
        int code = in.nextIntValue(0);
        require(code >= 1000 && code <= 4999, "a close code from 1000 to 4999");
        String field = in.nextFieldName();
        if (field == null) {
            return new Message.Close(code, "");
        }
        require(field.equals("reason"), "\"reason\"");
        String reason = CloseWords.fit(string(in));
        in.nextToken();
        return new Message.Close(code, reason);
    }

    private static String string(JsonParser in) throws IOException, MalformedBatchException {
        return whole(in.nextTextValue());
    }

    /** A lone half of a surrogate pair can be written in JSON, and is no text that any other transport could carry. */
    private static String whole(@Nullable String text) throws MalformedBatchException {
        if (text == null || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw wrong("a string of whole characters");
        }
        return text;
    }

    private static void require(boolean met, String wanted) throws MalformedBatchException {
        if (!met) {
            throw wrong(wanted);
        }
    }

    private static MalformedBatchException wrong(String wanted) {
        return new MalformedBatchException("the body is no array of messages: wanted " + wanted);
    }
}
