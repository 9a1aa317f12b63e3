package io.tmuxbridge.access;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The authenticated peer of a connection.
 *
 * @param name a name that stays the same for the same person or program; clients and sessions are owned under it. It
 *     has 1 to 256 characters, must not be blank, and must not contain control characters. The prefix {@code share:} is
 *     reserved for callers admitted by a share link, whose {@code tokenId} equals their name
 * @param role what the caller may do
 * @param expiresAt when the caller's credentials expire; absent when they do not
 * @param tokenId identifies the credentials themselves, so that they can be revoked; not a secret; absent when they
 *     have no id
 */
public record Caller(String name, Role role, Optional<Instant> expiresAt, Optional<String> tokenId) {

    private static final int MOST_CHARACTERS = 256;
    private static final String OF_A_LINK = "share:";

    /**
     * Checks the name.
     *
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when the name is not valid for a caller
     */
    public Caller {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(tokenId, "tokenId");
        if (name.isBlank()
                || name.length() > MOST_CHARACTERS
                || name.codePoints().anyMatch(Caller::isOdd)) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID,
                    "the caller's name \"" + name.replaceAll("\\p{Cc}", "?") + "\" is refused: it must have 1 to "
                            + MOST_CHARACTERS + " characters, not only blanks, and no control characters");
        }
        if (name.startsWith(OF_A_LINK) && tokenId.filter(name::equals).isEmpty()) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID,
                    "the caller's name \"" + name + "\" is refused: the beginning " + OF_A_LINK
                            + " is kept for share links; give it another beginning");
        }
    }

    private static boolean isOdd(int codePoint) {
        boolean half = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        return half || Character.isISOControl(codePoint);
    }

    /**
     * Creates a caller whose credentials have no id.
     *
     * @param name the caller's name
     * @param role what the caller may do
     * @param expiresAt when the caller's credentials expire
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when the name is not valid for a caller, see
     *     {@link #name()}
     */
    public Caller(String name, Role role, Optional<Instant> expiresAt) {
        this(name, role, expiresAt, Optional.empty());
    }

    /**
     * Creates a caller whose credentials do not expire.
     *
     * @param name the caller's name
     * @param role what the caller may do
     * @return the caller
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when the name is not valid for a caller, see
     *     {@link #name()}
     */
    public static Caller of(String name, Role role) {
        return new Caller(name, role, Optional.empty());
    }
}
