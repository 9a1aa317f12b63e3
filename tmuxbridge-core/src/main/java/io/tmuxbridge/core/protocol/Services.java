package io.tmuxbridge.core.protocol;

import io.tmuxbridge.BridgeInfo;
import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.core.access.Gate;
import io.tmuxbridge.core.session.Layouts;
import io.tmuxbridge.core.session.SessionDirectory;
import io.tmuxbridge.core.session.Terminals;
import io.tmuxbridge.metrics.BridgeMetrics;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What conversations need of their bridge.
 *
 * @param gate decides on access
 * @param terminals the terminals that are viewed
 * @param directory the sessions
 * @param layouts windows and panes
 * @param limits bounds in force
 * @param metrics where to count
 * @param info what the bridge tells of itself
 * @param timer for what must happen later; tasks on it never block
 * @param work for what takes a while
 */
public record Services(
        Gate gate,
        Terminals terminals,
        SessionDirectory directory,
        Layouts layouts,
        BridgeLimits limits,
        BridgeMetrics metrics,
        BridgeInfo info,
        ScheduledExecutorService timer,
        Executor work) {}
