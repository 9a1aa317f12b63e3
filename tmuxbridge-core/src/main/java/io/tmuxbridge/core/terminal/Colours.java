package io.tmuxbridge.core.terminal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Colours as programs write them in OSC 4, 10, 11 and 12, brought to the one form {@code rgb:rr/gg/bb}
 * (input_osc_parse_colour of input.c). Names and CMY are not known: a viewer would not know them either.
 */
final class Colours {
    private static final String HEX2 = "([0-9a-fA-F]{2})";
    private static final String HEX4 = "([0-9a-fA-F]{2})[0-9a-fA-F]{2}";
    private static final Pattern[] FORMS = {
        Pattern.compile("rgb:" + HEX2 + "/" + HEX2 + "/" + HEX2),
        Pattern.compile("#" + HEX2 + HEX2 + HEX2),
        Pattern.compile("rgb:" + HEX4 + "/" + HEX4 + "/" + HEX4),
        Pattern.compile("#" + HEX4 + HEX4 + HEX4)
    };

    private Colours() {}

    /** The colour as {@code rgb:rr/gg/bb}, or null when it is none that we know. */
    static @Nullable String parse(String text) {
        for (Pattern form : FORMS) {
            Matcher matcher = form.matcher(text);
            if (matcher.matches()) {
                return "rgb:" + matcher.group(1) + "/" + matcher.group(2) + "/" + matcher.group(3);
            }
        }
        return null;
    }
}
