package io.tmuxbridge.spring;

import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.TmuxBridge;
import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Up while tmux answers, with its version and how many sessions and viewers there are. A tmux server that does not run
 * yet answers with no sessions: the first one starts it.
 *
 * <p><b>Threads:</b> any; blocks while tmux answers.
 */
final class TmuxHealth extends AbstractHealthIndicator {

    private final TmuxBridge bridge;

    TmuxHealth(TmuxBridge bridge) {
        super("tmux does not answer");
        this.bridge = bridge;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.withDetail("tmux", bridge.info().tmuxVersion());
        List<SessionInfo> sessions = bridge.sessions().list();
        builder.up()
                .withDetail("sessions", sessions.size())
                .withDetail(
                        "viewers",
                        sessions.stream().mapToInt(SessionInfo::viewers).sum());
    }
}
