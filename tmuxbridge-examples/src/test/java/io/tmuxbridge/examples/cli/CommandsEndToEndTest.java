package io.tmuxbridge.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands against a real bridge and a real tmux. */
class CommandsEndToEndTest {

    @TempDir
    Path directory;

    private RealServer server;
    private StringWriter out;
    private StringWriter err;

    @BeforeEach
    void start() throws Exception {
        server = new RealServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private int run(Object command, String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void aSessionIsCreatedListedAndKilledOverTheWireAndByTmuxItself() throws Exception {
        assertThat(run(new NewCommand(), "--url", server.url(), "-s", "dev", "-x", "90", "-y", "30", "cat"))
                .isZero();
        assertThat(out.toString()).isEqualToIgnoringNewLines("dev");
        assertThat(run(new NewCommand(), "-L", server.socketName, "-s", "two", "-c", directory.toString(), "cat"))
                .isZero();

        assertThat(run(new ListCommand(), "-L", server.socketName)).isZero();
        assertThat(out.toString()).contains("dev: 1 windows (created ").contains("two: 1 windows");
        String direct = out.toString();
        assertThat(run(new ListCommand(), "-L", server.socketPath())).isZero();
        assertThat(out).hasToString(direct);
        assertThat(run(new ListCommand(), "--url", server.url())).isZero();
        assertThat(out).hasToString(direct);
        assertThat(run(new ListCommand(), "--url", server.url(), "-F", "json")).isZero();
        JsonNode first = new ObjectMapper().readTree(out.toString()).get(0);
        assertThat(first.get("name").asText()).isEqualTo("dev");
        assertThat(first.get("cols").asInt()).isEqualTo(90);

        assertThat(run(new KillCommand(), "--url", server.url(), "-t", "dev")).isZero();
        assertThat(run(new KillCommand(), "-L", server.socketName, "-t", "two")).isZero();
        assertThat(run(new ListCommand(), "--url", server.url())).isEqualTo(1);
        assertThat(err.toString()).isEqualToIgnoringNewLines("no sessions");
    }

    @Test
    void refusalsAreOneLine() {
        run(new NewCommand(), "--url", server.url(), "-s", "dev", "cat");

        assertThat(run(new NewCommand(), "--url", server.url(), "-s", "dev", "cat"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("dev").hasLineCount(1);
        assertThat(run(new KillCommand(), "-L", server.socketName, "-t", "nope"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("nope").hasLineCount(1);
        assertThat(run(new ListCommand(), "--url", server.url(), "--token", "wrong"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("not signed in").hasLineCount(1);
    }

    @Test
    void attachShowsASessionTypesIntoItAndSeesItsEnd() throws Exception {
        // tmux's server ends with its last session, which would be another story.
        run(new NewCommand(), "--url", server.url(), "-s", "other", "cat");
        assertThat(run(new NewCommand(), "--url", server.url(), "-s", "dev", "env", "PS1=in-tmux ", "sh"))
                .isZero();
        try (TestTerminal terminal = new TestTerminal(directory)) {
            terminal.attach("--url '" + server.url() + "' -t dev");
            terminal.shows("in-tmux");
            terminal.type("echo né$((6*7))");
            terminal.keys("Enter");
            terminal.shows("né42");
            terminal.resize(60, 15);
            terminal.type("clear; until stty size | grep '15 6[0]'; do sleep 0.1; done");
            terminal.keys("Enter");
            terminal.shows("15 60");

            terminal.keys("C-\\");
            terminal.shows("[detached (from session dev)]");
            terminal.shows(" icanon");

            terminal.type("clear");
            terminal.keys("Enter");
            terminal.attach("--url '" + server.url() + "' -t dev");
            terminal.shows("in-tmux");
            terminal.type("exit");
            terminal.keys("Enter");
            terminal.shows("[exited]");
        }
    }

    @Test
    void attachWithoutATargetTakesTheSessionThatIsThere() throws Exception {
        run(new NewCommand(), "--url", server.url(), "-s", "only", "env", "PS1=in-only ", "sh");
        try (TestTerminal terminal = new TestTerminal(directory)) {
            terminal.attach("--url '" + server.url() + "' --token " + RealServer.ONCE + " -r");
            terminal.shows("in-only");
            terminal.keys("C-\\");
            terminal.shows("[detached (from session only)]");
        }
    }

    /** A session that shows itself draws for ever. */
    @Test
    void attachInAPaneIsRefusedAsByTmux() throws Exception {
        run(new NewCommand(), "--url", server.url(), "-s", "only", "env", "PS1=in-only ", "sh");
        try (TestTerminal terminal = new TestTerminal(directory)) {
            terminal.attachNested("--url '" + server.url() + "'");
            terminal.shows("unset $TMUX");
            terminal.shows(" icanon");
        }
    }

    @Test
    void attachToNoSessionSaysSo() throws Exception {
        try (TestTerminal terminal = new TestTerminal(directory)) {
            terminal.attach("--url '" + server.url() + "' -t nope");
            terminal.shows("can't find session: nope");
            terminal.shows(" icanon");
        }
    }
}
