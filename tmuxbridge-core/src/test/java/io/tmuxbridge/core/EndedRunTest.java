package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.testkit.PrintedLines;
import io.tmuxbridge.testkit.TmuxServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A run of tests that is ended from outside, as ./verify is when it takes too long. */
class EndedRunTest {

    /** The bug: its tmux servers stayed, and programs in them that print for ever with them. */
    @Test
    void itsTmuxServersEndWithIt() throws Exception {
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Run.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            long server = Long.parseLong(PrintedLines.of(run).next());
            assertThat(ProcessHandle.of(server)).isPresent();
            run.toHandle().destroy(); // SIGTERM
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> ProcessHandle.of(server).isEmpty());
        } finally {
            run.destroyForcibly();
        }
    }

    /** Prints the id of its server, and waits to be ended. */
    static final class Run {

        private Run() {}

        public static void main(String[] args) throws InterruptedException {
            TmuxServer server = TmuxServer.create();
            server.newSession("s", 80, 24, "cat");
            System.out.println(server.pid());
            Thread.currentThread().join();
        }
    }
}
