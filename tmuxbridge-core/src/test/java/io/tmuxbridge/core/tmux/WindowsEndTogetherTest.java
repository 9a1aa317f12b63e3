package io.tmuxbridge.core.tmux;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.testkit.Signals;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The last windows of a session are ended at the same moment: tmux 3.3a, 3.5a and 3.6a die when the session is gone
 * before they have told a control client that its current window is another one.
 */
class WindowsEndTogetherTest {

    private final RealTmux real = new RealTmux();
    private ControlClient one;
    private ControlClient other;
    private List<String> panes;

    @BeforeEach
    void begin() {
        String keep = real.server.newSession("keep", 80, 24, "cat");
        real.server.newSession("s", 80, 24, "cat");
        real.server.tmux("new-window", "-d", "-t", "s:", "cat");
        panes = real.server
                .tmux("list-panes", "-s", "-t", "s", "-F", "#{pane_id}")
                .lines()
                .toList();
        one = real.attach(keep, new RecordingListener());
        other = real.attach(keep, new RecordingListener());
    }

    @AfterEach
    void end() {
        real.close();
    }

    @Test
    void twoClientsOfTheBridgeEndThemOneAfterTheOther() throws Exception {
        CompletableFuture<Reply> first = new CompletableFuture<>();
        CompletableFuture<Reply> second = new CompletableFuture<>();
        Signals.send("STOP", real.server.pid());
        one.sendAlone(TmuxCommand.of("kill-pane", "-t", panes.get(0)), first::complete);
        other.sendAlone(TmuxCommand.of("kill-pane", "-t", panes.get(1)), second::complete);
        Signals.send("CONT", real.server.pid());
        assertThat(RealTmux.get(first).ok()).isTrue();
        assertThat(RealTmux.get(second).ok()).isTrue();
        assertThat(real.server.tmux("list-sessions", "-F", "#{session_name}")).isEqualTo("keep");
    }
}
