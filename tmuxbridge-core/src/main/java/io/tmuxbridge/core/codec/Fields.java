package io.tmuxbridge.core.codec;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.core.codec.BadMessageException.About;
import io.tmuxbridge.core.codec.ClientMessage.Target;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The fields of one message, read by name and checked as they are read.
 *
 * <p>A field that is missing or of the wrong JSON type makes the message {@code malformed}; a value of the right type
 * that is out of range makes it {@code invalid}. JSON's {@code null} counts as missing. What nobody asks for is
 * ignored.
 *
 * <p><b>Threads:</b> one thread.
 */
final class Fields {

    private static final int QUOTED_LENGTH = 60;
    private static final int NAMED_LENGTH = 1024;
    private static final Set<String> OF_TERMINALS = Set.of("input", "resize", "ack", "refresh", "disconnect");

    private final JsonNode object;
    private final String prefix;
    private final JsonNode message;

    Fields(JsonNode object) {
        this(object, "", object);
    }

    private Fields(JsonNode object, String prefix, JsonNode message) {
        this.object = object;
        this.prefix = prefix;
        this.message = message;
    }

    boolean has(String name) {
        JsonNode node = object.get(name);
        return node != null && !node.isNull();
    }

    /** The raw JSON of a field, if it is there; null counts as there. */
    Optional<String> json(String name) {
        return Optional.ofNullable(object.get(name)).map(node -> wellFormed(name, node.toString()));
    }

    String text(String name) {
        JsonNode node = required(name);
        if (!node.isTextual()) {
            throw malformed(name + " is " + quote(node) + ": it must be a string");
        }
        return wellFormed(name, node.textValue());
    }

    /** A required string whose value no error may show. */
    String secret(String name) {
        if (!required(name).isTextual()
                || !Unicode.isWellFormed(object.get(name).textValue())) {
            throw malformed(name + " must be a well-formed string");
        }
        return object.get(name).textValue();
    }

    Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    Optional<String> optionalText(String name, Predicate<String> allowed, String rule) {
        Optional<String> value = optionalText(name);
        if (value.isPresent() && !allowed.test(value.get())) {
            throw invalid(name + " is " + quote(object.get(name)) + ": it must be " + rule);
        }
        return value;
    }

    /** A required string, or a whole number that is taken as its decimal digits. */
    String textOrNumber(String name) {
        JsonNode node = required(name);
        return node.isIntegralNumber() ? node.asText() : text(name);
    }

    long number(String name, long least, long most) {
        JsonNode node = required(name);
        if (!node.isNumber()) {
            throw malformed(name + " is " + quote(node) + ": it must be a number");
        }
        OptionalLong value = Numbers.exactLong(node);
        if (value.isEmpty() || value.getAsLong() < least || value.getAsLong() > most) {
            throw invalid(name + " is " + quote(node) + ": it must be a whole number from " + least + " to " + most);
        }
        return value.getAsLong();
    }

    OptionalLong optionalNumber(String name, long least, long most) {
        return has(name) ? OptionalLong.of(number(name, least, most)) : OptionalLong.empty();
    }

    boolean optionalFlag(String name, boolean fallback) {
        if (has(name) && !object.get(name).isBoolean()) {
            throw malformed(name + " is " + quote(object.get(name)) + ": it must be true or false");
        }
        return has(name) ? object.get(name).booleanValue() : fallback;
    }

    <E extends Enum<E>> E oneOf(String name, E fallback) {
        if (!has(name)) {
            return fallback;
        }
        String value = text(name);
        E[] known = fallback.getDeclaringClass().getEnumConstants();
        return Arrays.stream(known)
                .filter(each -> wire(each).equals(value))
                .findFirst()
                .orElseThrow(() -> invalid(name + " is " + quote(object.get(name)) + ": it must be one of "
                        + Arrays.stream(known).map(Fields::wire).collect(Collectors.joining(", "))));
    }

    Optional<Fields> optionalObject(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        if (!object.get(name).isObject()) {
            throw malformed(name + " is " + quote(object.get(name)) + ": it must be an object");
        }
        return Optional.of(new Fields(object.get(name), prefix + name + ".", message));
    }

    /** An enumeration value as it is spelt on the wire. */
    static String wire(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    BadMessageException malformed(String message) {
        return bad(ErrorCode.MALFORMED, message);
    }

    BadMessageException invalid(String message) {
        return bad(ErrorCode.INVALID, message);
    }

    BadMessageException bad(ErrorCode code, String message) {
        Target target = new Target(channelOf(this.message), sessionOf(this.message));
        String type = this.message.path("type").asText();
        About about =
                type.equals("connect") ? About.CONNECT : OF_TERMINALS.contains(type) ? About.TERMINAL : About.NEITHER;
        // By its session alone an error is known to be the refusal of a connect.
        Optional<String> session = about == About.CONNECT ? target.sessionId() : Optional.empty();
        return new BadMessageException(
                new ServerMessage.Error(Optional.empty(), session, code, prefix + message), about, target);
    }

    private JsonNode required(String name) {
        if (!has(name)) {
            throw malformed(name + " is missing");
        }
        return object.get(name);
    }

    private String wellFormed(String name, String value) {
        if (!Unicode.isWellFormed(value)) {
            throw malformed(name + " has half of a surrogate pair: send whole characters, or bytes as base64");
        }
        return value;
    }

    /** The start of a field's value as JSON text. */
    String quoted(String name) {
        return quote(object.path(name));
    }

    /** The start of a value as JSON text, which keeps control characters out of messages and logs. */
    static String quote(JsonNode value) {
        String json = value.toString();
        return Unicode.mended(json.length() <= QUOTED_LENGTH ? json : json.substring(0, QUOTED_LENGTH) + "...");
    }

    private static OptionalLong channelOf(JsonNode object) {
        JsonNode channel = object.path("channel");
        return channel.isIntegralNumber() && channel.canConvertToLong()
                ? OptionalLong.of(channel.longValue())
                : OptionalLong.empty();
    }

    private static Optional<String> sessionOf(JsonNode object) {
        return Optional.ofNullable(object.get("sessionId"))
                .map(JsonNode::textValue)
                .filter(name -> !name.isEmpty() && name.length() <= NAMED_LENGTH)
                .filter(Unicode::isWellFormed);
    }
}
