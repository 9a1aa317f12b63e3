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
 * Which secrets are masked in what is shown, and to whom: in live output, snapshots, history, searches, titles and names.
 *
 * <p>A pattern is a regular expression; what its groups match is the secret, or all that it matches when it has no group.
 * So {@code password=(\S+)} masks what stands behind the sign and nothing before it. The expressions are a part of those of
 * {@link java.util.regex.Pattern}: characters, classes, groups, alternatives, {@code * + ? {n,m}}, {@code (?i)} at the
 * beginning, {@code (?<!x)} before a single character or class, {@code ^} for the beginning of a line. They are matched in
 * time that grows with the text and not with anything in it, however hostile it is.
 *
 * <p>A secret is held back until it is known to be one, or to be none. When that takes more than {@code holdBytes} or
 * {@code holdTime}, it is masked.
 *
 * <p><b>Threads:</b> immutable.
 *
 * @param roles whom secrets are hidden from; nobody when empty
 * @param patterns expressions by name
 * @param holdBytes most bytes of output held back, 64 to 65536
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
     * Hides what the built-in patterns find (docs/security.md lists them).
     *
     * @param first whom from
     * @param more whom else from
     * @return a policy with the default bounds
     */
    public static Redaction from(Role first, Role... more) {
        return NONE.withRoles(EnumSet.of(first, more)).withPatterns(SecretPatterns.BUILT_IN);
    }

    /**
     * The same for other roles.
     *
     * @param value whom secrets are hidden from
     * @return a policy
     */
    public Redaction withRoles(Set<Role> value) {
        return new Redaction(value, patterns, holdBytes, holdTime);
    }

    /**
     * The same with other patterns in place of these.
     *
     * @param value expressions by name
     * @return a policy
     */
    public Redaction withPatterns(Map<String, String> value) {
        return new Redaction(roles, value, holdBytes, holdTime);
    }

    /**
     * The same with one more pattern.
     *
     * @param name its name, for error messages
     * @param expression what it finds; its groups, or all of it, are the secret
     * @return a policy
     */
    public Redaction withPattern(String name, String expression) {
        Map<String, String> more = new LinkedHashMap<>(patterns);
        more.put(name, expression);
        return withPatterns(more);
    }

    /**
     * The same with other bounds.
     *
     * @param bytes most bytes of output held back
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
