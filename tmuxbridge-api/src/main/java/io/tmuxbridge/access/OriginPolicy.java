package io.tmuxbridge.access;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
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
     * @param origins additional origins, exactly as browsers send them: a scheme, a host in lower case, and the port
     *     where it is not the usual one; for example {@code https://dashboard.example.org} or {@code tauri://localhost}
     * @return the policy
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when one of them is not of that form, so that no page would
     *     ever have it
     */
    static OriginPolicy allowing(Set<String> origins) {
        Set<String> listed = Set.copyOf(Objects.requireNonNull(origins, "origins"));
        listed.forEach(OriginPolicy::check);
        return (origin, host, secure) -> origin.isEmpty()
                || listed.contains(origin.get())
                || host.isPresent()
                        && origin.get()
                                .equals((secure ? "https://" : "http://")
                                        + host.get().toLowerCase(Locale.ROOT));
    }

    private static void check(String origin) {
        boolean form = origin.matches("[a-z][a-z0-9+.-]*://([a-z0-9._-]+|\\[[0-9a-f:.]+\\])(:[0-9]+)?");
        if (!form || origin.matches("http:.*:80|https:.*:443")) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID,
                    "\"" + origin + "\" is no origin: write scheme://host, or scheme://host:port where the port is not"
                            + " the usual one, as browsers send it, for example https://dashboard.example.org");
        }
    }
}
