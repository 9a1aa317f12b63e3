package io.tmuxbridge.examples;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Reads an {@code --origin}: a scheme, a host, perhaps a port, and nothing else (RFC 6454). */
final class OriginOption {

    private OriginOption() {}

    /** The host that pages of the origin come from; empty when it is not an origin. */
    static Optional<String> host(String origin) {
        try {
            URI uri = URI.create(origin);
            boolean bare = uri.getScheme() != null
                    && uri.getHost() != null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null;
            return bare ? Optional.of(uri.getHost().toLowerCase(Locale.ROOT)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
