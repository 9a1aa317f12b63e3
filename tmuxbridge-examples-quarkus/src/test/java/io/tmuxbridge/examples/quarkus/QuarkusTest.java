package io.tmuxbridge.examples.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.testkit.PrintedLines;
import io.tmuxbridge.testkit.TerminalSocket;
import io.tmuxbridge.testkit.TmuxServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The application as it was built, in a process of its own. */
class QuarkusTest {

    private static final Map<String, String> ADA = Map.of("Authorization", "Bearer of-ada");
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://(127\\.0\\.0\\.1:\\d+)");

    private final TmuxServer tmux = TmuxServer.create();
    private Process application;
    private String url;

    @BeforeEach
    void start() throws IOException {
        application = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dquarkus.http.port=0",
                        "-Dterminals.socket=" + tmux.socketName(),
                        "-Dterminals.token=of-ada",
                        "-jar",
                        "target/quarkus-app/quarkus-run.jar")
                .redirectErrorStream(true)
                .start();
        url = "ws://" + address(PrintedLines.of(application)) + "/ws/terminal";
    }

    private static String address(PrintedLines log) {
        StringBuilder said = new StringBuilder();
        for (String line = log.next(); line != null; line = log.next()) {
            said.append(line).append('\n');
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                return listening.group(1);
            }
        }
        throw new AssertionError("it did not start:\n" + said);
    }

    @AfterEach
    void end() {
        application.destroyForcibly();
        tmux.close();
    }

    @Test
    void whoIsLetInTypesSeesWhatComesOfItAndHearsTheEnd() throws InterruptedException {
        try (TerminalSocket socket = TerminalSocket.open(url, ADA)) {
            socket.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.create\","
                    + "\"params\":{\"name\":\"build\",\"command\":[\"sh\"]}}");
            socket.awaitMessage("\"result\"");
            socket.connect("build").type("build", "echo $((6 * 7))-is-it");
            socket.awaitOutput("42-is-it");

            application.destroy();
            assertThat(socket.awaitClose()).isEqualTo(1001);
            assertThat(application.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(tmux.tmux("list-sessions", "-F", "#{session_name}")).isEqualTo("build");
    }

    @Test
    void aStrangerHears4401() {
        try (TerminalSocket socket = TerminalSocket.open(url, Map.of("Authorization", "Bearer of-nobody"))) {
            assertThat(socket.awaitClose()).isEqualTo(4401);
        }
    }
}
