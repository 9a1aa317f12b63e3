package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.PaneInfo;
import io.tmuxbridge.PaneSpec;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.Split;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.WindowInfo;
import io.tmuxbridge.Windows;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows and panes from Java, on a real tmux. */
class WindowsTest {

    private final BridgeFixture fixture = new BridgeFixture();
    private final Windows windows = fixture.bridge.windows();

    @BeforeEach
    void start() {
        fixture.server.newSession("dev", 100, 30, "cat");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private List<WindowInfo> all() {
        return fixture.bridge.sessions().get("dev").windows();
    }

    @Test
    void aWindowIsMadeNamedChosenAndEnded() {
        String id = windows.create(
                "dev",
                "logs",
                PaneSpec.of("sh", "-c", "echo $PWD $WHO; exec cat")
                        .withDirectory(Path.of("/tmp"))
                        .withEnvironment(Map.of("WHO", "ada")));
        assertThat(all()).extracting(WindowInfo::active).containsExactly(true, false);
        assertThat(all().get(1)).returns(id, WindowInfo::id).returns("logs", WindowInfo::name);
        await().until(() -> fixture.server.tmux("capture-pane", "-p", "-t", id).startsWith("/tmp ada"));

        windows.select(id);
        windows.rename(id, "#{pid} -d");
        assertThat(all().get(1)).returns(true, WindowInfo::active).returns("#{pid} -d", WindowInfo::name);
        windows.kill(id);
        assertThat(all()).hasSize(1);

        assertThat(windows.create("dev", PaneSpec.of("sleep", "100"))).isNotEqualTo(id);
    }

    @Test
    void aPaneIsSplitSizedZoomedChosenAndEnded() {
        String first = all().get(0).panes().get(0).id();
        String beside = windows.split(first, Split.HORIZONTAL.withSize(30), PaneSpec.of("cat", "-u"));
        String below = windows.split(beside, Split.VERTICAL, PaneSpec.SHELL);
        assertThat(all().get(0).panes()).extracting(PaneInfo::id).containsExactly(first, beside, below);
        assertThat(all().get(0).panes().get(1))
                .returns(true, pane -> pane.size().cols() == 30)
                .returns(false, PaneInfo::active);

        windows.resizePane(beside, new TerminalSize(40, 5));
        windows.selectPane(beside);
        assertThat(all().get(0).panes().get(1))
                .returns(new TerminalSize(40, 5), PaneInfo::size)
                .returns(true, PaneInfo::active);
        windows.zoomPane(beside);
        assertThat(all().get(0).zoomed()).isTrue();
        windows.zoomPane(beside);
        assertThat(all().get(0).zoomed()).isFalse();
        windows.killPane(beside);
        assertThat(all().get(0).panes()).extracting(PaneInfo::id).containsExactly(first, below);
    }

    @Test
    void whatIsNotThereIsNotFoundAndWhatIsNoIdIsInvalid() {
        refuses(ErrorCode.NOT_FOUND, () -> windows.create("none", PaneSpec.SHELL));
        refuses(ErrorCode.NOT_FOUND, () -> windows.kill("@99"));
        refuses(ErrorCode.NOT_FOUND, () -> windows.split("%99", Split.VERTICAL, PaneSpec.SHELL));
        // A session's id would mean its current window to tmux.
        refuses(ErrorCode.INVALID, () -> windows.kill("$0"));
        refuses(ErrorCode.INVALID, () -> windows.killPane("@0"));
        refuses(ErrorCode.INVALID, () -> windows.select("dev:0; kill-server"));
        refuses(ErrorCode.INVALID, () -> windows.rename("@0", "a\nb"));
        refuses(ErrorCode.INVALID, () -> windows.create("dev", PaneSpec.SHELL.withDirectory(Path.of("here"))));
        refuses(ErrorCode.INVALID, () -> Split.VERTICAL.withSize(0));
        assertThat(all()).hasSize(1);
    }

    /** Without a directory they began where the bridge's JVM had begun: tmux takes that of the client that asks. */
    @Test
    void whatIsMadeWithoutADirectoryBeginsInItsSessions(@TempDir Path project) {
        String session = fixture.bridge
                .sessions()
                .create(SessionSpec.builder().directory(project).build())
                .id();
        String window = windows.create(session, PaneSpec.of("sleep", "100"));
        String first = fixture.bridge
                .sessions()
                .get(session)
                .windows()
                .get(0)
                .panes()
                .get(0)
                .id();
        String pane = windows.split(first, Split.VERTICAL, PaneSpec.of("sleep", "100"));
        for (String made : List.of(window, pane)) {
            await().untilAsserted(() -> assertThat(
                            fixture.server.tmux("display-message", "-p", "-t", made, "#{pane_start_path}"))
                    .isEqualTo(project.toString()));
        }
    }

    private static void refuses(ErrorCode code, ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
