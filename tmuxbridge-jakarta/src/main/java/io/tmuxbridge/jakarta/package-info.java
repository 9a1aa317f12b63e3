/**
 * Runs tmuxbridge in any server that supports Jakarta WebSocket 2.1 or later: Undertow, Tomcat, Jetty, Tyrus and
 * servers built on them. {@link io.tmuxbridge.jakarta.TmuxBridgeEndpoint} registers it; the rest makes the containers
 * behave alike, since they differ in almost everything that is not the happy path.
 */
@NullMarked
package io.tmuxbridge.jakarta;

import org.jspecify.annotations.NullMarked;
