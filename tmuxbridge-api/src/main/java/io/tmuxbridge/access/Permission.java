package io.tmuxbridge.access;

import java.util.Locale;
import java.util.Optional;

/** What somebody may do with one session, from least to most. What a {@link Role} does not cover stays out of reach. */
public enum Permission {
    /** Nothing: the session does not exist for them. */
    NONE,
    /** See what it shows. */
    READ,
    /** See, type, and arrange its windows and panes. */
    WRITE,
    /** Everything: rename it, end it, share it, say who may do what with it. */
    OWN;

    /**
     * Whether this permission covers another one.
     *
     * @param needed what something asks for
     * @return true when this is at least that much
     */
    public boolean covers(Permission needed) {
        return compareTo(needed) >= 0;
    }

    /**
     * The spelling on the wire.
     *
     * @return lower case
     */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the spelling of the wire.
     *
     * @param text for example {@code read}
     * @return the permission, empty for any other text
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
