package io.tmuxbridge.transport;

import io.tmuxbridge.access.Credentials;
import java.util.Objects;
import java.util.Optional;

/**
 * What a transport learned while a connection was being opened.
 *
 * @param subprotocol the subprotocol agreed on; absent when the client offered none
 * @param offeredUnknown whether the client offered subprotocols and the server knows none of them
 * @param sessionId the session named in the path, decoded; absent on the multiplexing endpoint
 * @param origin the {@code Origin} header as sent; absent when there was none (not a browser)
 * @param host the {@code Host} header as sent, or the host requested from a trusted proxy; absent when there was none
 * @param secure whether the connection is encrypted up to this server, or up to a proxy that it trusts
 * @param remoteAddress the client's address as text, for logs and limits; {@code unknown} when the transport cannot
 *     tell
 * @param credentials what the client presented to prove its identity
 */
public record Handshake(
        Optional<String> subprotocol,
        boolean offeredUnknown,
        Optional<String> sessionId,
        Optional<String> origin,
        Optional<String> host,
        boolean secure,
        String remoteAddress,
        Credentials credentials) {

    /** Used in place of the peer's address when the transport cannot tell it. */
    public static final String UNKNOWN_ADDRESS = "unknown";

    /** Rejects null. */
    public Handshake {
        Objects.requireNonNull(subprotocol, "subprotocol");
        Objects.requireNonNull(sessionId, "sessionId");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(remoteAddress, "remoteAddress");
        Objects.requireNonNull(credentials, "credentials");
    }
}
