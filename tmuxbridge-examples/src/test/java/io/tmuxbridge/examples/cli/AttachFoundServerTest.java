package io.tmuxbridge.examples.cli;

import io.tmuxbridge.examples.fault.LaunchedServer;
import io.tmuxbridge.testkit.TmuxServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** attach with nothing but the file that the server leaves: its token is another one with each start. */
class AttachFoundServerTest {

    @TempDir
    Path directory;

    @Test
    void itGoesOnWithTheServerThatIsStartedAnewAtTheSameAddress() throws Exception {
        try (TmuxServer tmux = TmuxServer.create();
                LaunchedServer server = new LaunchedServer(tmux, directory, "--auth", "token", "--no-rehearsal");
                TestTerminal terminal = new TestTerminal(directory)) {
            tmux.newSession("dev", 80, 24, "env", "PS1=in-tmux ", "sh");
            terminal.type("export XDG_RUNTIME_DIR=" + directory + "; ");
            terminal.attach("-t dev");
            terminal.shows("in-tmux");

            server.kill();
            terminal.shows("[reconnecting");
            server.restart();
            terminal.showsNoMore("[reconnecting");

            terminal.type("echo n$((6*7))");
            terminal.keys("Enter");
            terminal.shows("n42");
            terminal.keys("C-\\");
            terminal.shows("[detached (from session dev)]");
        }
    }
}
