package io.tmuxbridge.core.protocol;

import io.tmuxbridge.BridgeInfo;
import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.access.InputPolicy;
import io.tmuxbridge.access.Quotas;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.access.Auditor;
import io.tmuxbridge.core.access.Gate;
import io.tmuxbridge.core.access.Leases;
import io.tmuxbridge.core.directory.AccessRecords;
import io.tmuxbridge.core.directory.Layouts;
import io.tmuxbridge.core.directory.LineSource;
import io.tmuxbridge.core.directory.MaskedHistory;
import io.tmuxbridge.core.directory.PaneHistory;
import io.tmuxbridge.core.directory.SessionDirectory;
import io.tmuxbridge.core.redact.Redactor;
import io.tmuxbridge.core.session.Terminals;
import io.tmuxbridge.metrics.BridgeMetrics;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What conversations need of their bridge.
 *
 * @param entrance what decides on access
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
        Entrance entrance,
        Terminals terminals,
        SessionDirectory directory,
        Layouts layouts,
        BridgeLimits limits,
        BridgeMetrics metrics,
        BridgeInfo info,
        ScheduledExecutorService timer,
        Executor work) {

    /**
     * What decides on access, and what it is written down in.
     *
     * @param gate decides
     * @param records who owns which session
     * @param rights changes that
     * @param leases who has the keyboard
     * @param auditor takes note
     * @param inputPolicy has the last word on what is typed
     * @param quotas what one caller may take
     * @param redactor what is hidden from whom
     * @param mirrorWriters the least role that may type into whole sessions
     */
    public record Entrance(
            Gate gate,
            AccessRecords records,
            SessionRights rights,
            Leases leases,
            Auditor auditor,
            InputPolicy inputPolicy,
            Quotas quotas,
            Redactor redactor,
            Role mirrorWriters) {}

    Gate gate() {
        return entrance.gate();
    }

    Guard guard() {
        return new Guard(entrance.gate(), entrance.records());
    }

    /** Where somebody reads lines of panes: as tmux has them, or with the secrets masked that are hidden from it. */
    LineSource lines(Role role) {
        LineSource clear = new PaneHistory(directory);
        return redactor().hidesFrom(role) ? new MaskedHistory(clear, redactor()) : clear;
    }

    AccessRecords records() {
        return entrance.records();
    }

    SessionRights access() {
        return entrance.rights();
    }

    Leases leases() {
        return entrance.leases();
    }

    Auditor auditor() {
        return entrance.auditor();
    }

    Quotas quotas() {
        return entrance.quotas();
    }

    Redactor redactor() {
        return entrance.redactor();
    }

    AccessNews news() {
        return entrance.rights().news();
    }
}
