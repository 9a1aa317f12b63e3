/** Lines by WebSocket, with any client of Jakarta WebSocket 2.1 and later that the application brings. */
@org.jspecify.annotations.NullMarked
package io.tmuxbridge.client.websocket;
