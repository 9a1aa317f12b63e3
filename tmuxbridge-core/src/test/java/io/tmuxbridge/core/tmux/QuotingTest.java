package io.tmuxbridge.core.tmux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile words reach a real tmux as they are, and run nothing. */
class QuotingTest {

    @TempDir
    Path directory;

    private final RealTmux real = new RealTmux();
    private ControlClient client;

    @BeforeEach
    void attach() {
        client = real.attach(real.server.newSession("a", 80, 24, "cat"), new RecordingListener());
    }

    @AfterEach
    void end() {
        client.close();
        real.close();
    }

    private Path trap() {
        return directory.resolve("trap");
    }

    private List<String> hostile() {
        String touch = "touch " + trap();
        return List.of(
                "it's",
                "'",
                "''",
                "\"",
                "a\"b'c\"",
                "; kill-server",
                ";",
                "a;",
                "a\\;",
                "\\",
                "\\\\",
                "trailing\\",
                "'; run-shell '" + touch + "' ; '",
                "\"; run-shell \"" + touch + "\"",
                "#(" + touch + ")",
                "##(" + touch + ")",
                "#{pane_id}",
                "#[fg=red]#S",
                "##[x]",
                "$(" + touch + ")",
                "`" + touch + "`",
                "$HOME ${HOME}",
                "%H:%M",
                "%if 1",
                "%5:off",
                "~",
                "~root/x",
                "{",
                "}",
                "{ " + touch + " }",
                "*?[a-z]!",
                "-t",
                "--",
                "X=y",
                "#comment",
                " space ",
                "\u00e9\u6f22\u5b57\ud83d\ude00\u0301\u200d",
                "\\n\\e\\033\\u00e9");
    }

    @Test
    void aWordComesBackAsItWasSent() throws Exception {
        for (String word : hostile()) {
            assertThat(RealTmux.send(client, "set-option", "-t", "$0", "--", "@x", word)
                            .error())
                    .isEmpty();
            Reply reply = RealTmux.query(client, TmuxCommand.of("display-message", "-p", "-t", "%0", "[#{@x}]"));
            assertThat(RealTmux.body(reply, 0)).isEqualTo("[" + word + "]");
        }
        assertNothingRan();
    }

    @Test
    void aWordInTheArgumentsOfAProcessComesBackAsItWasSent() throws Exception {
        for (String word : hostile()) {
            Tmux.Result result = real.tmux.run(
                    TmuxCommand.of("set-option", "-t", "$0", "--", "@x", word),
                    TmuxCommand.of("display-message", "-p", "-t", "%0", "[#{@x}]"));
            assertThat(result).isEqualTo(new Tmux.Result(0, List.of("[" + word + "]"), ""));
        }
        assertNothingRan();
    }

    @Test
    void aLiteralInAFormatComesOutAsItWas() throws Exception {
        for (String word : hostile()) {
            if (word.contains("%")) {
                continue; // display-message reads these as times; names of windows, which follow, do not
            }
            Reply reply = RealTmux.query(
                    client, TmuxCommand.of("display-message", "-p", "-t", "%0", "[" + TmuxText.literal(word) + "]"));
            assertThat(RealTmux.body(reply, 0)).isEqualTo("[" + word + "]");
        }
        assertNothingRan();
    }

    @Test
    void aLiteralNameOfAWindowIsTheName() throws Exception {
        for (String word :
                List.of("#(touch " + trap() + ")", "#{pane_id}", "%H", "a#b", "##", "it's #1", "#[x#(y)##[z]#")) {
            Reply renamed = RealTmux.send(client, "rename-window", "-t", "@0", "--", TmuxText.literal(word));
            assertThat(renamed.error()).isEmpty();
            Reply reply = RealTmux.query(client, TmuxCommand.of("list-windows", "-t", "$0", "-F", "#{window_name}"));
            assertThat(RealTmux.body(reply, 0)).isEqualTo(word);
        }
        assertNothingRan();
    }

    @Test
    void inputIsTypedAndNeverRun() throws Exception {
        for (String word : hostile()) {
            byte[] bytes = (word + "x".repeat(30)).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            var done = new java.util.concurrent.CompletableFuture<Reply>();
            client.sendInput(SendKeys.to("%0").encode(bytes, 0, bytes.length), done::complete);
            assertThat(RealTmux.get(done).ok()).isTrue();
        }
        assertNothingRan();
    }

    /** A job started by a format runs in the background: another one that is known to have run comes after it. */
    private void assertNothingRan() throws Exception {
        Path proof = directory.resolve("proof");
        Files.deleteIfExists(proof);
        real.server.tmux("run-shell", "touch " + proof);
        assertThat(proof).exists();
        assertThat(trap()).doesNotExist();
        assertThat(client.isOpen()).isTrue();
    }
}
