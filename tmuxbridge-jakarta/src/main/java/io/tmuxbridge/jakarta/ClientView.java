package io.tmuxbridge.jakarta;

import java.util.Optional;

/**
 * How a client reached this server.
 *
 * @param address the client's address in text; {@link io.tmuxbridge.transport.Handshake#UNKNOWN_ADDRESS} when it is not
 *     known
 * @param host the name under which the client asked, with its port unless that is the scheme's own; absent when it said none
 * @param secure whether the client's own connection is encrypted
 */
public record ClientView(String address, Optional<String> host, boolean secure) {}
