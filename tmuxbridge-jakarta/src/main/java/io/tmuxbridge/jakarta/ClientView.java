package io.tmuxbridge.jakarta;

import java.util.Optional;

/**
 * How a client reached this server.
 *
 * @param address the client's address in text; {@link io.tmuxbridge.transport.Handshake#UNKNOWN_ADDRESS} when it is
 *     unknown
 * @param host the host name that the client requested, with its port unless that is the scheme's default; absent when
 *     it sent none
 * @param secure whether the client's own connection is encrypted
 */
public record ClientView(String address, Optional<String> host, boolean secure) {}
