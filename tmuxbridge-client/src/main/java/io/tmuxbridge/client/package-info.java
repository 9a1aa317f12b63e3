/**
 * A client of tmuxbridge servers: terminals that survive lost connections at the exact byte, input that arrives once, and
 * sessions listed, created and ended.
 *
 * <p>Begin with {@link io.tmuxbridge.client.TmuxClient#builder}.
 */
@org.jspecify.annotations.NullMarked
package io.tmuxbridge.client;
