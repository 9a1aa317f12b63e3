package io.tmuxbridge.jakarta.internal;

import io.tmuxbridge.transport.Subprotocol;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A token offered as a subprotocol value, {@code bearer.<base64url>}: the only header besides cookies that a browser's
 * WebSocket lets a page set.
 */
public final class BearerValue {

    private BearerValue() {}

    /**
     * Finds the first value that carries a token.
     *
     * @param offered the values offered
     * @return the token; one that is not base64url (RFC 4648) counts as none
     */
    public static Optional<String> find(List<String> offered) {
        return offered.stream()
                .filter(value -> value.startsWith(Subprotocol.BEARER_PREFIX))
                .findFirst()
                .flatMap(value -> decode(value.substring(Subprotocol.BEARER_PREFIX.length())));
    }

    private static Optional<String> decode(String base64url) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(base64url), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
