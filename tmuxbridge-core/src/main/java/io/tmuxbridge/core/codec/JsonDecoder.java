package io.tmuxbridge.core.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.codec.ClientMessage.Access;
import io.tmuxbridge.core.codec.ClientMessage.Delivery;
import io.tmuxbridge.core.codec.ClientMessage.Fit;
import io.tmuxbridge.core.codec.ClientMessage.Resume;
import io.tmuxbridge.core.codec.ClientMessage.Target;
import io.tmuxbridge.core.codec.ClientMessage.View;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Reads the text messages of a client.
 *
 * <p>The parser is bounded: depth, length of names, strings and numbers. A name that occurs twice in one object is
 * refused, because two readers could disagree about which one counts.
 *
 * <p><b>Threads:</b> stateless after construction.
 */
final class JsonDecoder {

    static final long MAX_CHANNEL = 0xffff_ffffL;

    private static final int MAX_DEPTH = 32;
    private static final int MAX_NAME = 1024;
    private static final int MAX_DIGITS = 64;
    private static final Pattern PANE_ID = Pattern.compile("%[0-9]{1,10}");
    private static final Pattern CLIENT_ID = Pattern.compile("[!-~]{16,128}");

    private final JsonMapper mapper;

    /** Reads strings of up to that many characters. */
    JsonDecoder(int maxString) {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNameLength(MAX_NAME)
                .maxNumberLength(MAX_DIGITS)
                .maxStringLength(maxString)
                .build();
        // Field names come from strangers: no shared table of them.
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(constraints)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
        mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    ClientMessage decode(String text) {
        JsonNode node = parse(text);
        if (node.isArray()) {
            throw RpcDecoder.refusal(
                    "null", RpcDecoder.INVALID_REQUEST, ErrorCode.INVALID, "batches are not taken: send one by one");
        }
        if (!node.isObject()) {
            throw new BadMessageException(
                    ErrorCode.MALFORMED, "the message is " + Fields.quote(node) + ": it must be a JSON object");
        }
        return node.has("jsonrpc") ? RpcDecoder.decode(node) : message(new Fields(node));
    }

    private JsonNode parse(String text) {
        try {
            return mapper.readTree(text);
        } catch (JsonProcessingException e) {
            // Jackson's own words may quote a secret of the message; the position tells as much.
            String where = e.getLocation() == null
                    ? ""
                    : ": refused at character " + e.getLocation().getCharOffset();
            throw unreadable(text, where);
        } catch (NumberFormatException | ArithmeticException e) {
            // Jackson 2.23 lets these through for exponents of ten and more digits.
            throw unreadable(text, ": a number is out of all bounds");
        }
    }

    private static BadMessageException unreadable(String text, String where) {
        String why = "the message is not the JSON this server takes" + where;
        return text.contains("\"jsonrpc\"")
                ? RpcDecoder.refusal("null", RpcDecoder.PARSE_ERROR, ErrorCode.MALFORMED, why)
                : new BadMessageException(ErrorCode.MALFORMED, why);
    }

    private static ClientMessage message(Fields fields) {
        String type = fields.text("type");
        return switch (type) {
            case "connect" -> connect(fields);
            case "input" ->
                new ClientMessage.Input(
                        target(fields),
                        fields.optionalNumber("seq", 0, Numbers.MAX).orElse(0),
                        data(fields));
            case "resize" -> new ClientMessage.Resize(target(fields), size(fields));
            case "ack" -> new ClientMessage.Ack(target(fields), fields.number("offset", 0, Numbers.MAX));
            case "refresh" -> new ClientMessage.Refresh(target(fields));
            case "auth" -> new ClientMessage.Auth(fields.secret("token"));
            case "ping" -> new ClientMessage.Ping(fields.json("data"));
            case "disconnect" -> new ClientMessage.Disconnect(target(fields));
            default ->
                throw fields.bad(
                        ErrorCode.UNKNOWN_TYPE, "type is " + fields.quoted("type") + ": this server does not know it");
        };
    }

    private static ClientMessage connect(Fields fields) {
        return new ClientMessage.Connect(
                sessionId(fields),
                size(fields),
                fields.optionalText("paneId", id -> PANE_ID.matcher(id).matches(), "% and a number"),
                fields.oneOf("view", View.PANE),
                fields.oneOf("access", Access.WRITE),
                fields.optionalNumber("history", 0, Numbers.MAX),
                fields.oneOf("delivery", Delivery.FRESH),
                fields.optionalObject("resume").map(JsonDecoder::resume),
                fields.optionalText(
                        "clientId", id -> CLIENT_ID.matcher(id).matches(), "16 to 128 visible ASCII characters"),
                fields.optionalNumber("attempt", 0, Numbers.MAX).orElse(0));
    }

    private static Resume resume(Fields fields) {
        return new Resume(fields.textOrNumber("epoch"), fields.number("offset", 0, Numbers.MAX));
    }

    private static Target target(Fields fields) {
        OptionalLong channel = fields.optionalNumber("channel", 1, MAX_CHANNEL);
        Optional<String> sessionId = sessionId(fields);
        return channel.isEmpty() && sessionId.isEmpty() ? Target.NONE : new Target(channel, sessionId);
    }

    private static Optional<String> sessionId(Fields fields) {
        return fields.optionalText("sessionId", name -> !name.isEmpty(), "a session's name or $id");
    }

    private static ClientMessage.Size size(Fields fields) {
        return new ClientMessage.Size(
                (int) fields.number("cols", 1, TerminalSize.MAX),
                (int) fields.number("rows", 1, TerminalSize.MAX),
                fields.oneOf("fit", Fit.PANE) == Fit.WINDOW,
                fields.optionalFlag("visible", true));
    }

    private static byte[] data(Fields fields) {
        String data = fields.text("data");
        Optional<String> encoding = fields.optionalText("encoding", "base64"::equals, "base64, or absent for text");
        if (encoding.isEmpty()) {
            return data.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(data);
        } catch (IllegalArgumentException e) {
            throw fields.malformed("data is not base64: " + e.getMessage());
        }
    }
}
