package io.tmuxbridge.access;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which secrets are masked in what is shown, and for whom: in live output, snapshots, history, searches, titles and
 * names.
 *
 * <p>A pattern is a regular expression; the secret is what its groups match, or the whole match if it has no groups. So
 * {@code password=(\S+)} masks what follows the equals sign and nothing before it. The supported syntax is a subset of
 * {@link java.util.regex.Pattern}: characters, classes, groups, alternatives, {@code * + ? {n,m}}, {@code (?i)} at the
 * beginning, {@code (?<!x)} before a single character or class, {@code ^} for the beginning of a line. Matching time
 * depends only on the length of the text, not on its content, however hostile.
 *
 * <p>Possible secrets are held back until it is known whether they are secrets. If that takes more than
 * {@code holdBytes} or {@code holdTime}, they are masked.
 *
 * <p><b>Threads:</b> immutable.
 *
 * @param roles the roles from which secrets are hidden; when empty, they are hidden from nobody
 * @param patterns regular expressions, by name
 * @param holdBytes maximum bytes of output held back, 64 to 65536
 * @param holdTime how long output is held back at most, 10 ms to 10 s
 */
public record Redaction(Set<Role> roles, Map<String, String> patterns, int holdBytes, Duration holdTime) {

    /** Hides nothing from anybody. */
    public static final Redaction NONE = new Redaction(Set.of(), Map.of(), 4096, Duration.ofMillis(250));

    /** Takes unmodifiable copies and checks the bounds. */
    public Redaction {
        roles = Set.copyOf(Objects.requireNonNull(roles, "roles"));
        patterns = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(patterns, "patterns")));
        require("holdBytes", holdBytes, 64, 65_536);
        require("holdTime in ms", Objects.requireNonNull(holdTime, "holdTime").toMillis(), 10, 10_000);
    }

    /**
     * Hides what the built-in patterns match (docs/security.md lists them).
     *
     * @param first a role from which it is hidden
     * @param more further such roles
     * @return a policy with the default bounds
     */
    public static Redaction from(Role first, Role... more) {
        return NONE.withRoles(EnumSet.of(first, more)).withPatterns(SecretPatterns.BUILT_IN);
    }

    /**
     * Returns the same policy for other roles.
     *
     * @param value the roles from which secrets are hidden
     * @return a policy
     */
    public Redaction withRoles(Set<Role> value) {
        return new Redaction(value, patterns, holdBytes, holdTime);
    }

    /**
     * Returns the same policy with these patterns in place of the current ones.
     *
     * @param value regular expressions, by name
     * @return a policy
     */
    public Redaction withPatterns(Map<String, String> value) {
        return new Redaction(roles, value, holdBytes, holdTime);
    }

    /**
     * Returns the same policy with one more pattern.
     *
     * @param name its name, for error messages
     * @param expression the regular expression; the secret is what its groups match, or the whole match if it has none
     * @return a policy
     */
    public Redaction withPattern(String name, String expression) {
        Map<String, String> more = new LinkedHashMap<>(patterns);
        more.put(name, expression);
        return withPatterns(more);
    }

    /**
     * Returns the same policy with other bounds.
     *
     * @param bytes maximum bytes of output held back
     * @param time how long output is held back at most
     * @return a policy
     */
    public Redaction withHold(int bytes, Duration time) {
        return new Redaction(roles, patterns, bytes, time);
    }

    private static void require(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID, name + " is " + value + ": it must be " + least + " to " + most);
        }
    }
}
