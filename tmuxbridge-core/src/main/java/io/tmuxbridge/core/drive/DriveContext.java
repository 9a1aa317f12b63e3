package io.tmuxbridge.core.drive;

import io.tmuxbridge.core.directory.SessionDirectory;
import io.tmuxbridge.metrics.BridgeMetrics;
import java.security.SecureRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What driven panes need of their bridge.
 *
 * @param directory the sessions
 * @param metrics where to count
 * @param timer for what must happen later; tasks on it never block
 * @param work for what takes a while
 * @param random makes words that nobody guesses
 */
record DriveContext(
        SessionDirectory directory,
        BridgeMetrics metrics,
        ScheduledExecutorService timer,
        Executor work,
        SecureRandom random) {}
