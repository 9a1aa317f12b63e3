/** What carries a client's messages to the server: for implementing a transport other than WebSocket. */
@org.jspecify.annotations.NullMarked
package io.tmuxbridge.client.spi;
