package io.tmuxbridge.core.directory;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a session may be called, and what is an id. A name that tmux would change is refused, never altered.
 *
 * <p><b>Threads:</b> any; stateless.
 */
final class SessionNames {

    private static final int MAX = 64;
    private static final Pattern ID = Pattern.compile("\\$\\d{1,10}");

    private SessionNames() {}

    /**
     * Whether a reference is an id: {@code $} and a number; tmux takes it for one even where a session has that name.
     */
    static boolean isId(String reference) {
        return ID.matcher(reference).matches();
    }

    /** The reference, if it is an id. */
    static Optional<String> id(String reference) {
        return Optional.of(reference).filter(SessionNames::isId);
    }

    /**
     * The number of an id. Of sessions with one name, which several servers may have, the one of the least is meant.
     */
    static int number(String id) {
        return Integer.parseInt(id.substring(1));
    }

    /** Checks a name to be given. */
    static String checkNew(String name) {
        Objects.requireNonNull(name, "name");
        if (name.isEmpty() || name.codePointCount(0, name.length()) > MAX) {
            throw invalid(name, "it must have 1 to " + MAX + " characters");
        }
        if ("$@%=-".indexOf(name.charAt(0)) >= 0) {
            throw invalid(name, "it must not begin with $ @ % = or -");
        }
        checkCharacters(name);
        if (name.indexOf('\\') >= 0) {
            throw invalid(name, "tmux doubles every backslash in a name");
        }
        if (WindowNames.VARIABLE.matcher(name).find()) {
            throw invalid(name, "tmux writes a backslash before $ and a letter, _ or {");
        }
        return name;
    }

    /** Checks a name or id to be looked for. */
    static String checkReference(String reference) {
        Objects.requireNonNull(reference, "session");
        if (reference.isEmpty() || reference.length() > 1024) {
            throw invalid(reference, "it must have 1 to 1024 characters");
        }
        checkCharacters(reference);
        return reference;
    }

    private static void checkCharacters(String name) {
        name.codePoints().forEach(c -> {
            if (isInvisible(c)) {
                throw invalid(name, "tmux does not keep " + Character.getName(c) + " in a name");
            } else if (c == ':' || c == '.') {
                throw invalid(name, "tmux does not keep \"" + Character.toString(c) + "\" in a name");
            }
        });
    }

    /** Whether nobody sees it: controls, formatting, separators of lines, halves of characters. */
    static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static TmuxBridgeException invalid(String name, String why) {
        String shown = name.length() > 80 ? name.substring(0, 80) + "..." : name;
        StringBuilder visible = new StringBuilder();
        shown.codePoints().forEach(c -> visible.appendCodePoint(isInvisible(c) ? '?' : c));
        return new TmuxBridgeException(ErrorCode.INVALID, "session name \"" + visible + "\" is refused: " + why);
    }
}
