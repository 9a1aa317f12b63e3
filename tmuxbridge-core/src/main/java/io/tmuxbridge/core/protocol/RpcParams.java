package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a JSON-RPC request, taken by name and type. A wrong type is refused with its name.
 *
 * <p><b>Threads:</b> immutable.
 */
final class RpcParams {

    private final Map<String, ?> values;
    private final Supplier<Optional<String>> otherwise;
    private final Caller caller;

    /** What is given otherwise is the session meant when none is named. */
    RpcParams(Map<String, ?> values, Supplier<Optional<String>> otherwise, Caller caller) {
        this.values = values;
        this.otherwise = otherwise;
        this.caller = caller;
    }

    /** Who asks. */
    Caller caller() {
        return caller;
    }

    Optional<String> text(String name) {
        return value(name, String.class, "a string");
    }

    String requiredText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    boolean flag(String name) {
        return value(name, Boolean.class, "true or false").orElse(false);
    }

    /** A number that may be a position of a stream. */
    Optional<Long> wholeNumber(String name) {
        return value(name, Long.class, "a whole number");
    }

    OptionalInt number(String name) {
        Optional<Long> found = value(name, Long.class, "a whole number");
        if (found.isPresent() && found.get() != found.get().intValue()) {
            throw new TmuxBridgeException(ErrorCode.INVALID, name + " is " + found.get() + ": out of range");
        }
        return found.isPresent() ? OptionalInt.of(found.get().intValue()) : OptionalInt.empty();
    }

    List<String> texts(String name) {
        return value(name, List.class, "an array of strings").stream()
                .flatMap(list -> ((List<?>) list).stream())
                .map(each -> cast(name, each))
                .toList();
    }

    Map<String, String> textMap(String name) {
        Map<String, String> result = new LinkedHashMap<>();
        value(name, Map.class, "an object of strings")
                .ifPresent(map ->
                        ((Map<?, ?>) map).forEach((key, each) -> result.put(String.valueOf(key), cast(name, each))));
        return result;
    }

    /** The session meant: the one named, the one of the window or pane named, or the path's. May ask tmux. */
    String session() {
        return text("sessionId").or(otherwise).orElseThrow(() -> missing("sessionId"));
    }

    private static String cast(String name, @Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new TmuxBridgeException(ErrorCode.INVALID, name + " holds " + value + ": it must be a string");
    }

    private <T> Optional<T> value(String name, Class<T> type, String words) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw new TmuxBridgeException(ErrorCode.INVALID, name + " is " + value + ": it must be " + words);
        }
        return Optional.of(type.cast(value));
    }

    private static TmuxBridgeException missing(String name) {
        return new TmuxBridgeException(ErrorCode.INVALID, "parameter " + name + " is missing");
    }
}
