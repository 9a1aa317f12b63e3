package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.testkit.Signals;
import io.tmuxbridge.testkit.TmuxServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bug: a test whose tmux server stood still waited for it for ever, and left it behind. */
class StandingServerTest {

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aServerThatDoesNotAnswerIsEndedAllTheSame() {
        TmuxServer server = TmuxServer.create();
        server.newSession("s", 80, 24, "cat");
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        assertThat(Signals.send("STOP", server.pid())).isTrue();
        try {
            server.close();
            await().until(() -> process.info().command().isEmpty());
        } finally {
            process.destroyForcibly();
        }
    }
}
