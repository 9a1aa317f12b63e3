package io.tmuxbridge.servlet.config;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One setting: its name, and its value where it is set. What cannot be read is refused with the name, the value and
 * what to do about it; a secret's value is not told.
 *
 * @param name the name
 * @param value the value without blanks around it, empty when it is not set, or set to nothing
 */
record Setting(String name, Optional<String> value) {

    static Setting of(SettingsSource source, String name) {
        return new Setting(name, source.value(name).map(String::strip).filter(text -> !text.isEmpty()));
    }

    boolean isSet() {
        return value.isPresent();
    }

    boolean flag(boolean otherwise) {
        return value.map(this::flag).orElse(otherwise);
    }

    /** The elements of a list with commas. */
    List<String> list() {
        return value.stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .toList();
    }

    Role role(Role otherwise) {
        return value.map(this::role).orElse(otherwise);
    }

    Role role(String text) {
        return oneOf(Role.values(), text);
    }

    /** The constant that a text names, in letters of any case. */
    <E extends Enum<E>> E oneOf(E[] all, String text) {
        return Arrays.stream(all)
                .filter(each -> each.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> wrong("\"" + text + "\" is none of "
                        + Arrays.stream(all)
                                .map(each -> each.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }

    /** Makes something of the value; whatever refuses it says why. */
    <T> Optional<T> map(Function<String, T> reader) {
        try {
            return value.map(reader);
        } catch (TmuxBridgeException | IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    TmuxBridgeException wrong(String why) {
        return invalid(name + " is " + value.map(text -> '"' + text + '"').orElse("not set") + ": " + why);
    }

    static TmuxBridgeException invalid(String message) {
        return new TmuxBridgeException(ErrorCode.INVALID, message);
    }

    private boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong("use true or false");
        };
    }
}
