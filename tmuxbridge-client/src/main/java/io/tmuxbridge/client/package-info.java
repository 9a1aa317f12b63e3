/**
 * A client for tmuxbridge servers: terminals that resume at the exact byte after a lost connection, input that arrives
 * at most once, and methods to list, create and end sessions.
 *
 * <p>Start with {@link io.tmuxbridge.client.TmuxClient#builder}.
 */
@org.jspecify.annotations.NullMarked
package io.tmuxbridge.client;
