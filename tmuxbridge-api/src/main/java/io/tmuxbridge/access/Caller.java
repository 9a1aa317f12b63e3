package io.tmuxbridge.access;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Who is on the other side of a connection, once authenticated.
 *
 * @param name a name that stays the same for the same person or program; owns clients and sessions. It has 1 to 256 characters, not
 *     only blanks, and no control characters. The beginning {@code share:} is kept for callers that came in by a share link,
 *     whose {@code tokenId} is their name
 * @param role what it may do
 * @param expiresAt when its credentials end; absent when they do not
 * @param tokenId names the credentials themselves, so that they can be revoked; no secret; absent when they have no name
 */
public record Caller(String name, Role role, Optional<Instant> expiresAt, Optional<String> tokenId) {

    private static final int MOST_CHARACTERS = 256;
    private static final String OF_A_LINK = "share:";

    /**
     * Checks the name.
     *
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when it is none for a caller
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
     * A caller whose credentials have no name.
     *
     * @param name its name
     * @param role what it may do
     * @param expiresAt when its credentials end
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when the name is none for a caller, see {@link #name()}
     */
    public Caller(String name, Role role, Optional<Instant> expiresAt) {
        this(name, role, expiresAt, Optional.empty());
    }

    /**
     * A caller whose credentials do not expire.
     *
     * @param name its name
     * @param role what it may do
     * @return the caller
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when the name is none for a caller, see {@link #name()}
     */
    public static Caller of(String name, Role role) {
        return new Caller(name, role, Optional.empty());
    }
}
