package io.tmuxbridge.examples.cli;

/**
 * What a terminal client wants to see.
 *
 * @param sessionId name or id of the session
 * @param readOnly whether nothing is to be typed
 * @param clientId a random name of this client
 */
record Wish(String sessionId, boolean readOnly, String clientId) {}
