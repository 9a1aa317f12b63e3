package io.tmuxbridge.core.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Values that need no class of their own, to JSON and from it: String, Number, Boolean, List, Map, null; to JSON also
 * Optional (absent members are left out) and Instant (milliseconds since the epoch).
 *
 * <p><b>Threads:</b> stateless.
 */
final class PlainValues {

    private PlainValues() {}

    static Map<String, Object> ofObject(JsonNode object) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        object.properties().forEach(member -> map.put(member.getKey(), of(member.getValue())));
        return Collections.unmodifiableMap(map);
    }

    private static @Nullable Object of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> ofObject(node);
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                node.forEach(element -> list.add(of(element)));
                yield Collections.unmodifiableList(list);
            }
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER ->
                Numbers.exactLong(node).isPresent()
                        ? (Object) Numbers.exactLong(node).getAsLong()
                        : (Object) node.doubleValue();
            default -> null;
        };
    }

    /** Writes the members of a map into an object that is open. */
    static void writeMembers(JsonBuffer json, Map<?, ?> map) {
        map.forEach((key, value) -> {
            Object plain = unwrap(value);
            if (plain != Absent.ABSENT) {
                json.name(String.valueOf(key));
                write(json, plain);
            }
        });
    }

    private static void write(JsonBuffer json, @Nullable Object value) {
        if (value == null || value == Absent.ABSENT) {
            json.raw("null");
        } else if (value instanceof String text) {
            json.string(text);
        } else if (value instanceof Boolean || isFinite(value)) {
            json.raw(value.toString());
        } else if (value instanceof Instant instant) {
            json.number(instant.toEpochMilli());
        } else if (value instanceof Map<?, ?> map) {
            json.open('{');
            writeMembers(json, map);
            json.close('}');
        } else if (value instanceof Iterable<?> list) {
            json.open('[');
            list.forEach(element -> write(json, unwrap(element)));
            json.close(']');
        } else {
            throw new IllegalArgumentException(
                    "a value of " + value.getClass().getName() + " has no JSON form: make it a plain value first");
        }
    }

    private static boolean isFinite(Object value) {
        return value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger
                || value instanceof BigDecimal
                || (value instanceof Double || value instanceof Float)
                        && Double.isFinite(((Number) value).doubleValue());
    }

    private static @Nullable Object unwrap(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? unwrap(optional.get()) : Absent.ABSENT;
        } else if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? (Object) optional.getAsLong() : Absent.ABSENT;
        } else if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? (Object) optional.getAsInt() : Absent.ABSENT;
        }
        return value;
    }

    /** Stands for a member that is to be left out, as null stands for itself. */
    private enum Absent {
        ABSENT
    }
}
