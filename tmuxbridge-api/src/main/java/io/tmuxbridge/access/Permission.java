package io.tmuxbridge.access;

import java.util.Locale;
import java.util.Optional;

/**
 * What somebody may do with one session, from least to most. A permission never grants more than the caller's
 * {@link Role} covers.
 */
public enum Permission {
    /** Nothing: to them, the session does not exist. */
    NONE,
    /** View the session. */
    READ,
    /** View, type, and arrange its windows and panes. */
    WRITE,
    /** Everything: rename it, end it, share it, and control who may do what with it. */
    OWN;

    /**
     * Returns whether this permission covers another one.
     *
     * @param needed the permission that is required
     * @return true when this is at least that much
     */
    public boolean covers(Permission needed) {
        return compareTo(needed) >= 0;
    }

    /**
     * Returns the spelling on the wire.
     *
     * @return the name in lower case
     */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Parses the spelling on the wire.
     *
     * @param text for example {@code read}
     * @return the permission; empty for any other text
     */
    public static Optional<Permission> parse(String text) {
        for (Permission each : values()) {
            if (each.wire().equals(text)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
