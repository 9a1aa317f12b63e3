package io.tmuxbridge.pane;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/** What to wait for in the output of a pane. */
public sealed interface Await {

    /**
     * Text that matches. It is the text of the output stream: escape sequences and control characters are taken out, but for
     * line feed, tab, and a carriage return that no line feed follows. A match has to lie within the last 16,384
     * characters; text before them is forgotten. Matching that takes longer than a second at once ends the waiting with
     * {@link io.tmuxbridge.ErrorCode#LIMIT}.
     *
     * @param pattern what is to be found; {@code \z} is the end of what was printed so far
     */
    record Match(Pattern pattern) implements Await {
        /** Refuses a pattern of no characters, which is found everywhere. */
        public Match {
            if (Objects.requireNonNull(pattern, "pattern").pattern().isEmpty()) {
                throw new TmuxBridgeException(ErrorCode.INVALID, "the pattern is empty");
            }
        }
    }

    /**
     * Nothing printed for a while, counted from the call or the last output.
     *
     * @param length how long, more than zero
     */
    record Silence(Duration length) implements Await {
        /** Refuses what is no length of time. */
        public Silence {
            if (Objects.requireNonNull(length, "length").isNegative() || length.isZero()) {
                throw new TmuxBridgeException(
                        ErrorCode.INVALID, "a silence of " + length + ": it must be more than zero");
            }
        }
    }

    /**
     * A shell's prompt. Where the shell marks its prompts (OSC 133, {@code B}), that mark; where no mark was seen yet, output that
     * ends like a prompt ({@code $}, {@code #}, {@code %}, {@code >} or {@code ❯} and at most one blank at the end of a line) and
     * 150 ms of silence: a guess.
     */
    record Prompt() implements Await {}

    /**
     * Waits for text as it stands.
     *
     * @param text at least one character
     * @return what to wait for
     */
    static Await text(String text) {
        return new Match(Pattern.compile(Objects.requireNonNull(text, "text"), Pattern.LITERAL));
    }

    /**
     * Waits for a match.
     *
     * @param pattern a regular expression
     * @return what to wait for
     */
    static Await pattern(Pattern pattern) {
        return new Match(pattern);
    }

    /**
     * Waits until nothing is printed for a while.
     *
     * @param length how long, more than zero
     * @return what to wait for
     */
    static Await silence(Duration length) {
        return new Silence(length);
    }

    /**
     * Waits for a shell's prompt.
     *
     * @return what to wait for
     */
    static Await prompt() {
        return new Prompt();
    }
}
