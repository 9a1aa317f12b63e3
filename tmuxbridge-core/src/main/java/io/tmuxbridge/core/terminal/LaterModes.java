package io.tmuxbridge.core.terminal;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What of a pane only later versions of tmux tell, each part absent where it is not told: before 3.5 nothing is. What a
 * mode such as copy mode has put in front of the pane would be told of that mode, and is left out. A value that no
 * version has is as good as none: a name that tmux does not know may be one of the user's environment.
 *
 * @param bracketedPaste mode 2004 (from 3.7 on; from 3.8 on also in copy mode)
 * @param otherKeys xterm's modifyOtherKeys (from 3.5 on, where the option {@code extended-keys} is {@code on}: else
 *     tmux does not note what programs ask for)
 * @param cursorStyle a parameter of DECSCUSR that gives the shape and whether it blinks, 0 for none (from 3.6 on)
 * @param cursorColour as {@code rgb:rr/gg/bb}, empty for none (from 3.6 on)
 */
public record LaterModes(
        Optional<Boolean> bracketedPaste,
        OptionalInt otherKeys,
        OptionalInt cursorStyle,
        Optional<String> cursorColour) {

    /** Nothing is told. */
    public static final LaterModes UNTOLD =
            new LaterModes(Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty());

    /** What tmux made of the names of these, in the order of the format; empty where it does not know one. */
    record Words(
            String privateModes,
            String bracketPaste,
            String extendedKeys,
            String keyMode,
            String shape,
            String blinking,
            String colourOption,
            String colour) {}

    static LaterModes of(Words words, boolean inMode) {
        Optional<Boolean> paste = pasteOfPane(words.privateModes());
        return inMode
                ? new LaterModes(paste, OptionalInt.empty(), OptionalInt.empty(), Optional.empty())
                : new LaterModes(
                        paste.or(() -> flag(words.bracketPaste())),
                        keys(words),
                        style(words.shape(), words.blinking()),
                        colour(words));
    }

    private static Optional<Boolean> pasteOfPane(String privateModes) {
        return privateModes.matches("[0-9]+(,[0-9]+)*")
                ? Optional.of(Arrays.asList(privateModes.split(",")).contains("2004"))
                : Optional.empty();
    }

    private static Optional<Boolean> flag(String word) {
        return word.equals("0") || word.equals("1") ? Optional.of(word.equals("1")) : Optional.empty();
    }

    private static OptionalInt keys(Words words) {
        if (!words.extendedKeys().equals("on")) {
            return OptionalInt.empty();
        }
        return switch (words.keyMode()) {
            case "VT10x" -> OptionalInt.of(0);
            case "Ext 1" -> OptionalInt.of(1);
            case "Ext 2" -> OptionalInt.of(2);
            default -> OptionalInt.empty();
        };
    }

    private static OptionalInt style(String shape, String blinking) {
        int steady = blinking.equals("1") ? 0 : 1;
        return switch (shape) {
            case "default" -> OptionalInt.of(0);
            case "block" -> OptionalInt.of(1 + steady);
            case "underline" -> OptionalInt.of(3 + steady);
            case "bar" -> OptionalInt.of(5 + steady);
            default -> OptionalInt.empty();
        };
    }

    /** Where no program has set one, the user's option stands there, of which viewers are not told otherwise. */
    private static Optional<String> colour(Words words) {
        if (words.colour().equals("none")) {
            return Optional.of("");
        }
        return words.colour().equals(words.colourOption())
                ? Optional.empty()
                : Optional.ofNullable(Colours.parse(words.colour()));
    }
}
