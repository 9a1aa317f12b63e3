package io.tmuxbridge.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** attach as a process in a real terminal, against a server that does as the test says. */
class AttachInATerminalTest {

    @TempDir
    Path directory;

    private final FakeTerminalServer server = new FakeTerminalServer();
    private TestTerminal terminal;

    @BeforeEach
    void attach() throws Exception {
        terminal = new TestTerminal(directory);
        terminal.attach("--url " + server.url() + " -t dev");
        terminal.shows("HELLO");
    }

    @AfterEach
    void close() throws Exception {
        terminal.close();
        server.close();
    }

    @Test
    void itShowsTypesResizesResumesAndPutsTheTerminalBack() throws Exception {
        terminal.type("né");
        terminal.keys("C-c", "C-d");
        await().until(() -> server.typed().equals("né\003\004"));
        terminal.shows("HELLOné");

        terminal.resize(70, 20);
        await().until(() -> server.texts.stream()
                .anyMatch(text -> text.get("type").asText().equals("resize")
                        && text.get("cols").asInt() == 70
                        && text.get("rows").asInt() == 20));

        server.loseConnection();
        terminal.shows("AGAIN");
        terminal.type("x");
        await().until(() -> server.typed().endsWith("x"));
        assertThat(server.texts.stream()
                        .filter(text -> text.get("type").asText().equals("connect")))
                .hasSize(2);

        terminal.keys("C-\\");
        terminal.shows("[detached (from session dev)]");
        terminal.shows(" icanon");
        assertThat(server.typed()).doesNotContain("\034");
    }

    /** A program may have asked the terminal for it, which sends no byte of its own for the key then. */
    @Test
    void theDetachKeyIsKnownAsASequenceAndWhatBeginsLikeItIsTyped() throws Exception {
        terminal.type("\033[");
        await().until(() -> server.typed().equals("\033["));
        terminal.type("A\033[27;5;93~");
        await().until(() -> server.typed().equals("\033[A\033[27;5;93~"));

        terminal.type("\033[27;5;92~");
        terminal.shows("[detached (from session dev)]");
        terminal.shows(" icanon");
    }

    @Test
    void theEndOfTheSessionEndsIt() {
        server.say("{'type':'disconnect','channel':4000000000,'reason':'session-ended'}");

        terminal.shows("[exited]");
        terminal.shows(" icanon");
    }
}
