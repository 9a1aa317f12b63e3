/**
 * The second transport: plain HTTP, server-sent events out and POST in, for networks that block WebSocket.
 * {@link io.tmuxbridge.servlet.http.HttpTerminals} registers it beside the WebSocket endpoint; docs/protocol.md has
 * what goes over the wire.
 */
@NullMarked
package io.tmuxbridge.servlet.http;

import org.jspecify.annotations.NullMarked;
