package io.tmuxbridge.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** attach as a process in a real terminal, which here is a pane of a tmux server of its own. */
class AttachInATerminalTest {

    @TempDir
    Path directory;

    private final FakeTerminalServer server = new FakeTerminalServer();

    @BeforeEach
    void openATerminal() throws Exception {
        tmux("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "env PS1='$ ' sh");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        type(java + " -cp \"$CP\" " + AttachMain.class.getName() + " --url " + server.url()
                + " -t dev; stty -a | grep icanon");
        tmux("send-keys", "Enter");
        screenShows("HELLO");
    }

    @AfterEach
    void closeTheTerminal() throws Exception {
        tmux("kill-server");
        server.close();
    }

    @Test
    void itShowsTypesResizesResumesAndPutsTheTerminalBack() throws Exception {
        type("né");
        tmux("send-keys", "C-c", "C-d");
        await().until(() -> server.typed().equals("né\003\004"));
        screenShows("HELLOné");

        tmux("resize-window", "-x", "70", "-y", "20");
        await().until(() -> server.texts.stream()
                .anyMatch(text -> text.get("type").asText().equals("resize")
                        && text.get("cols").asInt() == 70
                        && text.get("rows").asInt() == 20));

        server.loseConnection();
        screenShows("AGAIN");
        type("x");
        await().until(() -> server.typed().endsWith("x"));
        assertThat(server.texts.stream()
                        .filter(text -> text.get("type").asText().equals("connect")))
                .hasSize(2);

        tmux("send-keys", "C-\\");
        screenShows("[detached (from session dev)]");
        screenShows(" icanon");
        assertThat(server.typed()).doesNotContain("\034");
    }

    @Test
    void theEndOfTheSessionEndsIt() throws Exception {
        server.say("{'type':'disconnect','channel':4000000000,'reason':'session-ended'}");

        screenShows("[exited]");
        screenShows(" icanon");
    }

    private void screenShows(String text) {
        await().atMost(30, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(tmux("capture-pane", "-p")).contains(text));
    }

    private void type(String text) throws Exception {
        tmux("send-keys", "-l", text);
    }

    private String tmux(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-S", directory.resolve("tmux").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CP", System.getProperty("java.class.path"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
