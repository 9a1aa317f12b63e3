package io.tmuxbridge.access;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which web pages may open a connection.
 *
 * <p>A browser sends the page's origin and cannot be made to falsify it. A client that sends no origin is not a browser
 * and passes, because its credentials are its own. {@code null}, the origin of sandboxed pages and files, never passes.
 */
@FunctionalInterface
public interface OriginPolicy {

    /**
     * Decides on one handshake.
     *
     * @param origin the {@code Origin} header; absent when there was none
     * @param host the {@code Host} header; absent when there was none
     * @param secure whether the connection is encrypted
     * @return true when the connection may proceed
     */
    boolean allows(Optional<String> origin, Optional<String> host, boolean secure);

    /**
     * Allows pages with the same scheme, host and port as the server they connect to. The default.
     *
     * @return the policy
     */
    static OriginPolicy sameOrigin() {
        return allowing(Set.of());
    }

    /**
     * Allows pages of the same origin, and those of the listed origins.
     *
     * @param origins additional origins, exactly as browsers send them, for example {@code tauri://localhost}
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
