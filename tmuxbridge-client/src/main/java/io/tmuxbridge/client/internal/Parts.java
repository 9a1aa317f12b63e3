package io.tmuxbridge.client.internal;

import java.util.concurrent.Executor;

/**
 * What a client's terminals share.
 *
 * @param turns the client's
 * @param executor what listeners are called by
 * @param promises what futures are completed by
 * @param inputBytes bound of each terminal's unacknowledged input
 */
record Parts(Turns turns, Executor executor, Promises promises, int inputBytes) {}
