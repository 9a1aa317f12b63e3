package io.tmuxbridge.examples;

import io.tmuxbridge.access.OriginPolicy;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /** Lets pages of these origins in. Browsers write hosts in lower case, people as they like. */
    static OriginPolicy policy(List<String> origins) {
        return OriginPolicy.allowing(
                origins.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()));
    }

    /**
     * The address of the page for people elsewhere: there is one if exactly one origin is given, and browsers open it.
     */
    static Optional<URI> page(List<String> origins) {
        return Optional.of(origins)
                .filter(all -> all.size() == 1)
                .map(all -> URI.create(all.get(0) + "/"))
                .filter(page -> page.getScheme().toLowerCase(Locale.ROOT).matches("https?"));
    }
}
