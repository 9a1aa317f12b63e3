/** Lines over WebSocket, with any Jakarta WebSocket client, version 2.1 or later, that the application provides. */
@org.jspecify.annotations.NullMarked
package io.tmuxbridge.client.websocket;
