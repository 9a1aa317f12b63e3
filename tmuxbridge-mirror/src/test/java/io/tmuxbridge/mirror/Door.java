package io.tmuxbridge.mirror;

/** How viewers connect. */
enum Door {
    /** Without a network. */
    MEMORY,
    /** By WebSocket to a container, all in JSON. */
    JSON,
    /** By WebSocket to a container, output and input in binary frames. */
    BINARY
}
