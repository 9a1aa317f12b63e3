package io.tmuxbridge.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doCallRealMethod;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.when;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.SessionNaming;
import io.tmuxbridge.SizePolicy;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.OutputPolicy;
import io.tmuxbridge.core.directory.SessionDirectory;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.Tmux;
import io.tmuxbridge.core.tmux.TmuxLoad;
import io.tmuxbridge.core.tmux.TmuxSettings;
import io.tmuxbridge.metrics.BridgeMetrics;
import io.tmuxbridge.testkit.TmuxServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Giving back on a real tmux, of which no pane is followed any more. */
class SizeSettlerTest {

    private final TmuxServer server = TmuxServer.create();
    private final Tmux tmux = spy(Tmux.probe(
            new TmuxSettings(Path.of(TmuxServer.binary()), Optional.of(server.socketName()), Optional.empty()),
            Thread::new,
            new TmuxLoad(100, BridgeMetrics.NONE)));
    private final SizeSettler settler = new SizeSettler(context(), SizePolicy.LATEST_ACTIVE);

    private StreamContext context() {
        StreamContext context = mock(StreamContext.class);
        when(context.tmux()).thenReturn(tmux);
        when(context.timer()).thenReturn(mock(ScheduledExecutorService.class));
        when(context.metrics()).thenReturn(BridgeMetrics.NONE);
        return context;
    }

    @AfterEach
    void close() {
        settler.close();
        tmux.end();
        server.close();
    }

    /** The bug: what the size had been was forgotten although it was not given, and the window kept the viewers'. */
    @Test
    void whatCouldNotBeGivenBackIsTriedAgain() {
        server.newSession("s0", 120, 40, "cat");
        server.tmux("set-option", "-w", "-t", "@0", EarlierSize.OPTION, "100x25/120x40");
        doThrow(new TmuxBridgeException(ErrorCode.UNAVAILABLE, "tmux does not answer"))
                .when(tmux)
                .attach(any(), any(), any());
        assertThat(settle()).isFalse();
        assertThat(window()).isEqualTo("120x40 100x25/120x40");

        doCallRealMethod().when(tmux).attach(any(), any(), any());
        assertThat(settle()).isTrue();
        assertThat(window()).isEqualTo("100x25 ");
    }

    private boolean settle() {
        SessionDirectory directory = new SessionDirectory(tmux, OutputPolicy.DEFAULT, SessionNaming.BY_TMUX);
        WindowCensus census = WindowCensus.take(directory.runner(), Set.of("@0"), tmux::owns);
        return settler.settle(census, List.of(), Map.of(), System.nanoTime());
    }

    private String window() {
        return server.tmux(
                "display-message", "-p", "-t", "@0", "#{window_width}x#{window_height} #{" + EarlierSize.OPTION + "}");
    }
}
