package io.tmuxbridge.pane;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/** What to wait for in the output of a pane. */
public sealed interface Await {

    /**
     * Text that matches a pattern. The text is that of the output stream, with escape sequences and control characters
     * removed except for line feed, tab, and any carriage return not followed by a line feed. A match must lie within
     * the last 16,384 characters; earlier text is discarded. A single matching attempt that takes longer than a second
     * ends the wait with {@link io.tmuxbridge.ErrorCode#LIMIT}.
     *
     * @param pattern the pattern to find; {@code \z} is the end of what has been printed so far
     */
    record Match(Pattern pattern) implements Await {
        /** Rejects an empty pattern, which would match everywhere. */
        public Match {
            if (Objects.requireNonNull(pattern, "pattern").pattern().isEmpty()) {
                throw new TmuxBridgeException(ErrorCode.INVALID, "the pattern is empty");
            }
        }
    }

    /**
     * Silence: nothing is printed for a while, counted from the call or the last output, whichever is later.
     *
     * @param length how long, must be more than zero
     */
    record Silence(Duration length) implements Await {
        /** Rejects a length that is not more than zero. */
        public Silence {
            if (Objects.requireNonNull(length, "length").isNegative() || length.isZero()) {
                throw new TmuxBridgeException(
                        ErrorCode.INVALID, "a silence of " + length + ": it must be more than zero");
            }
        }
    }

    /**
     * A shell's prompt. Where the shell marks its prompts (OSC 133, {@code B}), this waits for that mark. Where no such
     * mark has been seen yet, it guesses: it waits for output that ends like a prompt ({@code $}, {@code #}, {@code %},
     * {@code >} or {@code ❯} and at most one blank at the end of a line), followed by 150 ms of silence.
     */
    record Prompt() implements Await {}

    /**
     * Waits for literal text.
     *
     * @param text at least one character
     * @return what to wait for
     */
    static Await text(String text) {
        return new Match(Pattern.compile(Objects.requireNonNull(text, "text"), Pattern.LITERAL));
    }

    /**
     * Waits for text that matches a pattern.
     *
     * @param pattern a regular expression
     * @return what to wait for
     */
    static Await pattern(Pattern pattern) {
        return new Match(pattern);
    }

    /**
     * Waits until nothing has been printed for a while.
     *
     * @param length how long, must be more than zero
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
