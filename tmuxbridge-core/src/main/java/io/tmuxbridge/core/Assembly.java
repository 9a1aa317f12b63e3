package io.tmuxbridge.core;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.tmuxbridge.BridgeInfo;
import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.SessionNaming;
import io.tmuxbridge.SizePolicy;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.core.directory.AccessRecords;
import io.tmuxbridge.core.directory.Layouts;
import io.tmuxbridge.core.directory.SessionDirectory;
import io.tmuxbridge.core.input.InputTurns;
import io.tmuxbridge.core.log.LogBudget;
import io.tmuxbridge.core.pipe.NamedPipes;
import io.tmuxbridge.core.protocol.Conversations;
import io.tmuxbridge.core.protocol.Services;
import io.tmuxbridge.core.redact.Redactor;
import io.tmuxbridge.core.session.Mirrors;
import io.tmuxbridge.core.session.SessionViews;
import io.tmuxbridge.core.session.Terminals;
import io.tmuxbridge.core.stream.FloodThresholds;
import io.tmuxbridge.core.stream.KeptPanes;
import io.tmuxbridge.core.stream.PaneHolds;
import io.tmuxbridge.core.stream.ScreenPace;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.Tmux;
import io.tmuxbridge.core.tmux.TmuxLoad;
import io.tmuxbridge.core.tmux.TmuxSettings;
import io.tmuxbridge.metrics.BridgeMetrics;
import io.tmuxbridge.pty.PtyProvider;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Puts the parts of a bridge together.
 *
 * <p><b>Threads:</b> stateless.
 */
final class Assembly {

    private Assembly() {}

    static TmuxBridge of(
            TmuxSettings settings,
            BridgeLimits limits,
            FloodThresholds floods,
            BridgeMetrics metrics,
            SizePolicy sizePolicy,
            SessionNaming naming,
            AccessOptions<?> access,
            BridgeThreads threads) {
        Redactor redactor = access.redactor();
        Tmux tmux = Tmux.probe(settings, threads.factory("tmux"), new TmuxLoad(limits.maxTmuxCommands(), metrics));
        new KeptPanes(tmux).sweep();
        NamedPipes pipes = new NamedPipes(Path.of(System.getProperty("java.io.tmpdir")));
        LogBudget logs = new LogBudget(limits.logBytesInAll());
        metrics.gauge("logs.bytes", logs::heldBytes);
        StreamContext context = new StreamContext(
                tmux,
                limits,
                floods,
                new ScreenPace(),
                access.outputPolicy(),
                logs,
                metrics,
                new InputTurns(
                        (nanos, task) -> threads.timer().schedule(task, nanos, NANOSECONDS), System::nanoTime, metrics),
                pipes,
                new PaneHolds(),
                threads.factory("pipe"),
                threads.timer(),
                threads.work());
        SessionDirectory directory = new SessionDirectory(tmux, access.outputPolicy(), naming);
        Optional<PtyProvider> ptys = PtyLookup.of(access.mirror());
        Mirrors mirrors = new Mirrors(context, directory, ptys, redactor);
        Terminals terminals = new Terminals(context, directory, sizePolicy, redactor, mirrors);
        directory.use(new SessionViews(terminals)::use);
        Services.Entrance entrance = access.entrance(new AccessRecords(directory), redactor);
        Layouts layouts = new Layouts(directory);
        BridgeInfo info = Description.of(tmux, limits, access.quotas(), ptys.isPresent());
        Services services = new Services(
                entrance, terminals, directory, layouts, limits, metrics, info, threads.timer(), threads.work());
        return new Bridge(services, new Conversations(services), access.origins(), tmux, threads, pipes);
    }
}
