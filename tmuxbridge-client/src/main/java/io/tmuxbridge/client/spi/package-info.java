/** What carries a client's messages to the server: for those who bring another transport than WebSocket. */
@org.jspecify.annotations.NullMarked
package io.tmuxbridge.client.spi;
