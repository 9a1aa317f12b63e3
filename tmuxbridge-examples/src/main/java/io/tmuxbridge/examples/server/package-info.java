/** The launcher's HTTP server: the page, signing in, and the door to the WebSocket endpoint, on Undertow. */
@NullMarked
package io.tmuxbridge.examples.server;

import org.jspecify.annotations.NullMarked;
