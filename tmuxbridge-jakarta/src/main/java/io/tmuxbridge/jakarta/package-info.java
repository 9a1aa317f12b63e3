/**
 * tmuxbridge in any server that speaks Jakarta WebSocket 2.1 or later: Undertow, Tomcat, Jetty, Tyrus and what is built
 * on them. {@link io.tmuxbridge.jakarta.TmuxBridgeEndpoint} registers it; the rest makes the containers, which differ
 * in almost everything that is not the happy path, behave alike.
 */
@NullMarked
package io.tmuxbridge.jakarta;

import org.jspecify.annotations.NullMarked;
