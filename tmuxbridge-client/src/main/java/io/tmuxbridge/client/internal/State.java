package io.tmuxbridge.client.internal;

/** Where a terminal is with its server. */
enum State {
    /** Is to be asked for. */
    WANTS,
    /** Was asked for, and not answered. */
    ASKED,
    /** Connected. */
    LIVE,
    /** Was refused for now; is asked for later. */
    RESTS
}
