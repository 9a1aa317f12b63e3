package io.tmuxbridge.core.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.PaneInfo;
import io.tmuxbridge.WindowInfo;
import io.tmuxbridge.access.OutputPolicy;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.core.tmux.TmuxCommand;
import io.tmuxbridge.testkit.TmuxServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is read of a session of real tmux. */
class SessionLayoutTest {

    private final TmuxServer server = TmuxServer.create();

    @AfterEach
    void close() {
        server.close();
    }

    /** Were they not, a session that does not change would be read again at every look. */
    @Test
    void theWordOfALayoutIsTheOneThatTmuxMakesOfIt() {
        server.newSession("s0", 120, 40, "cat");
        assertThat(layout().word()).isEqualTo(word());
        server.tmux("set-option", "-t", "s0", "monitor-activity", "on");
        server.tmux("set-option", "-g", "remain-on-exit", "on");
        server.tmux("split-window", "-d", "-h", "-t", "s0:0", "cat");
        server.tmux("split-window", "-d", "-v", "-t", "s0:0", "true");
        server.tmux("new-window", "-d", "-t", "s0:7", "printf '\\a'; exec cat");
        server.tmux("resize-pane", "-Z", "-t", "s0:0");
        await().until(() -> server.tmux("list-panes", "-t", "s0:0", "-F", "#{pane_dead}"), told -> told.contains("1"));
        await().until(() -> server.tmux("display-message", "-p", "-t", "s0:7", "#{window_bell_flag}"), "1"::equals);
        assertThat(layout().word()).isEqualTo(word()).contains("7.0", "0.11").hasLineCount(1);
    }

    /** The bug: each of its panes was there twice, and the session was read again at every look. */
    @Test
    void aWindowThatIsTwiceInASessionHasEachPaneOnce() {
        server.newSession("s0", 120, 40, "cat");
        server.tmux("split-window", "-d", "-t", "s0:0", "cat");
        server.tmux("link-window", "-d", "-s", "s0:0", "-t", "s0:7");
        assertThat(layout().windows()).extracting(WindowInfo::index).containsExactly(0, 7);
        assertThat(layout().windows())
                .allSatisfy(window ->
                        assertThat(window.panes()).extracting(PaneInfo::id).containsExactly("%0", "%1"));
        assertThat(layout().word()).isEqualTo(word());
    }

    /** From 3.6 on tmux tells panes in the order in which they were made, before by index. */
    @Test
    void theOrderInWhichTmuxTellsPanesIsNoChange() {
        assertThat(new PaneEvent.SessionSeen("0.1100/0.0.10/2.0.11/1.0.12;7.0000/0.0.13;"))
                .isEqualTo(new PaneEvent.SessionSeen("0.1100/0.0.10/1.0.12/2.0.11;7.0000/0.0.13;"))
                .isNotEqualTo(new PaneEvent.SessionSeen("0.1100/0.0.13/1.0.12/2.0.11;7.0000/0.0.10;"));
    }

    private String word() {
        String told = server.tmux("display-message", "-p", "-t", "s0", PaneEvent.SessionSeen.FORMAT);
        return new PaneEvent.SessionSeen(told).word();
    }

    private SessionLayout layout() {
        List<String> lines = new ArrayList<>();
        for (TmuxCommand command : SessionReader.commands("$0", OutputPolicy.DEFAULT)) {
            String[] words = command.argv().toArray(String[]::new);
            lines.addAll(server.tmux(words).lines().toList());
        }
        return SessionReader.layout("$0", 1, lines, (window, layout) -> layout);
    }
}
