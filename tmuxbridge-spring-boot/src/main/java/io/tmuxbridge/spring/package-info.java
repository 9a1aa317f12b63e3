/**
 * tmuxbridge in a Spring Boot application: {@link io.tmuxbridge.spring.TmuxBridgeAutoConfiguration} makes the bridge
 * from {@code tmuxbridge.*} properties and beans, and registers it with the embedded server.
 */
@NullMarked
package io.tmuxbridge.spring;

import org.jspecify.annotations.NullMarked;
