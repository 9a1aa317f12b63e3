package io.tmuxbridge.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.testkit.TmuxServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real terminal of 80 by 24 with a shell in it: a pane of a tmux server of its own, whose socket is in a directory.
 */
final class TestTerminal implements AutoCloseable {

    private final Path socket;

    TestTerminal(Path directory) throws Exception {
        socket = directory.resolve("terminal");
        tmux("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "env PS1='$ ' sh");
    }

    /** Runs attach in it, and then a look at the terminal's modes. */
    void attach(String arguments) throws Exception {
        type("unset TMUX; ");
        attachNested(arguments);
    }

    /** The same, and attach knows that it is in a pane. */
    void attachNested(String arguments) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        type(java + " -cp \"$CP\" " + AttachMain.class.getName() + " " + arguments + "; stty -a | grep icanon");
        keys("Enter");
    }

    void type(String text) throws Exception {
        tmux("send-keys", "-l", text);
    }

    void keys(String... keys) throws Exception {
        for (String key : keys) {
            tmux("send-keys", key);
        }
    }

    void resize(int cols, int rows) throws Exception {
        tmux("resize-window", "-x", Integer.toString(cols), "-y", Integer.toString(rows));
    }

    void shows(String text) {
        await().atMost(30, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(tmux("capture-pane", "-p")).contains(text));
    }

    void showsNoMore(String text) {
        await().atMost(30, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(tmux("capture-pane", "-p")).doesNotContain(text));
    }

    private String tmux(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(TmuxServer.binary(), "-u", "-S", socket.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CP", System.getProperty("java.class.path"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().remove("TMUX");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    @Override
    public void close() throws Exception {
        tmux("kill-server");
    }
}
