package io.tmuxbridge.access;

import java.security.Principal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a client presented to prove its identity. None of it has been verified.
 *
 * @param bearer a token from an {@code Authorization} header, a {@code bearer.} subprotocol value or an {@code auth}
 *     message
 * @param cookies the cookies of the handshake, by name
 * @param principal the principal that the host server has authenticated by its own means
 */
public record Credentials(Optional<String> bearer, Map<String, String> cookies, Optional<Principal> principal) {

    /** No credentials at all. */
    public static final Credentials NONE = new Credentials(Optional.empty(), Map.of(), Optional.empty());

    /** Takes an unmodifiable copy. */
    public Credentials {
        Objects.requireNonNull(bearer, "bearer");
        Objects.requireNonNull(principal, "principal");
        cookies = Map.copyOf(Objects.requireNonNull(cookies, "cookies"));
    }

    /**
     * Returns credentials that consist of one bearer token.
     *
     * @param token the token
     * @return credentials with only that bearer token
     */
    public static Credentials bearer(String token) {
        return new Credentials(Optional.of(Objects.requireNonNull(token, "token")), Map.of(), Optional.empty());
    }

    /** Contains no secrets, so that it may be logged. */
    @Override
    public String toString() {
        return "Credentials[bearer=" + (bearer.isPresent() ? "present" : "absent") + ", cookies=" + cookies.keySet()
                + ", principal=" + principal.map(Principal::getName).orElse("absent") + "]";
    }
}
