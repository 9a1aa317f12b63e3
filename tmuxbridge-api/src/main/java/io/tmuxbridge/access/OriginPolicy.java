package io.tmuxbridge.access;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which web pages may open a connection.
 *
 * <p>A browser names the page's origin and cannot be made to lie about it; a client that sends none is not a browser and
 * passes, for its credentials are its own. {@code null}, the origin of sandboxed pages and files, never passes.
 */
@FunctionalInterface
public interface OriginPolicy {

    /**
     * Decides on one handshake.
     *
     * @param origin the {@code Origin} header, absent when there was none
     * @param host the {@code Host} header, absent when there was none
     * @param secure whether the connection is encrypted
     * @return true when the connection may go on
     */
    boolean allows(Optional<String> origin, Optional<String> host, boolean secure);

    /**
     * Pages of the same scheme, host and port as the server they connect to. The default.
     *
     * @return the policy
     */
    static OriginPolicy sameOrigin() {
        return allowing(Set.of());
    }

    /**
     * Pages of the same origin, and those of a list.
     *
     * @param origins further origins, exactly as browsers send them, for example {@code tauri://localhost}
     * @return the policy
     */
    static OriginPolicy allowing(Set<String> origins) {
        Set<String> listed = Set.copyOf(Objects.requireNonNull(origins, "origins"));
        return (origin, host, secure) -> origin.isEmpty()
                || listed.contains(origin.get())
                || host.isPresent()
                        && origin.get()
                                .equals((secure ? "https://" : "http://")
                                        + host.get().toLowerCase(Locale.ROOT));
    }
}
