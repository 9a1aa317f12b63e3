package io.tmuxbridge.core.stream;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.access.OutputPolicy;
import io.tmuxbridge.core.log.LogBudget;
import io.tmuxbridge.core.tmux.Tmux;
import io.tmuxbridge.core.tmux.TmuxLoad;
import io.tmuxbridge.core.tmux.TmuxSettings;
import io.tmuxbridge.metrics.BridgeMetrics;
import io.tmuxbridge.testkit.TmuxServer;
import java.nio.file.Path;
import java.util.Optional;

/** Only what a stream needs that nobody types into and that is not piped; its work is done at once. */
final class ContextOfTests {

    private ContextOfTests() {}

    static StreamContext of(String socketName, BridgeMetrics metrics) {
        Tmux tmux = Tmux.probe(
                new TmuxSettings(Path.of(TmuxServer.binary()), Optional.of(socketName), Optional.empty()),
                Thread::new,
                new TmuxLoad(1000, BridgeMetrics.NONE));
        return new StreamContext(
                tmux,
                BridgeLimits.DEFAULTS,
                FloodThresholds.DEFAULTS,
                new ScreenPace(),
                OutputPolicy.DEFAULT,
                new LogBudget(1 << 20),
                metrics,
                null,
                null,
                new PaneHolds(),
                Thread::new,
                null,
                Runnable::run);
    }
}
