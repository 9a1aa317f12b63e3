package io.tmuxbridge.core.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The control client against a real tmux. */
class ControlClientTest {

    private final RealTmux real = new RealTmux();
    private final RecordingListener heard = new RecordingListener();

    @AfterEach
    void end() {
        real.close();
    }

    @Test
    void inputComesBackAsOutput() {
        String session = real.server.newSession("a", 80, 24, "sh", "-c", "stty raw -echo; echo ready; exec cat");
        try (ControlClient client = real.attach(session, heard)) {
            await().until(() -> RealTmux.body(capture(client), 0).contains("ready"));
            byte[] input = new byte[20_000];
            new Random(7).nextBytes(input);
            CompletableFuture<Reply> reply = new CompletableFuture<>();
            byte[] lines = SendKeys.to("%0").encode(input, 0, input.length);

            client.sendInput(lines, reply::complete);

            assertThat(RealTmux.get(reply).ok()).isTrue();
            await().untilAsserted(() -> assertThat(heard.outputOf(0)).endsWith(input));
        }
    }

    /** The bug: it got that of the bridge, as it gets that of whoever attaches, and new panes lost their SSH agent. */
    @Test
    void theSessionKeepsItsEnvironment() {
        String session = real.server.newSession("a", 80, 24, "cat");
        real.server.tmux("set-environment", "-t", "a", "SSH_AUTH_SOCK", "/somewhere/agent");
        real.server.tmux("set-environment", "-t", "a", "DISPLAY", ":7");
        String before = real.server.tmux("show-environment", "-t", "a");
        try (ControlClient client = real.attach(session, heard)) {
            assertThat(client.isOpen()).isTrue();
            assertThat(real.server.tmux("show-environment", "-t", "a")).isEqualTo(before);
        }
    }

    @Test
    void repliesComeInTheOrderOfSending() {
        String session = real.server.newSession("a", 80, 24, "cat");
        try (ControlClient client = real.attach(session, heard)) {
            AtomicInteger next = new AtomicInteger();
            CompletableFuture<Reply> last = new CompletableFuture<>();
            for (int i = 0; i < 2000; i++) {
                int number = i;
                client.send(TmuxCommand.of("display-message", "-p", "n" + i), reply -> {
                    if (RealTmux.body(reply, 0).equals("n" + number)) {
                        next.compareAndSet(number, number + 1);
                    }
                });
            }
            client.send(TmuxCommand.of("display-message", "-p", "last"), last::complete);
            assertThat(RealTmux.body(RealTmux.get(last), 0)).isEqualTo("last");
            assertThat(next).hasValue(2000);
            assertThat(client.outstanding()).isZero();
            assertThat(client.oldestOutstandingNanos()).isZero();
        }
    }

    @Test
    void aFailedCommandTellsWhyAndHurtsNoOther() {
        String session = real.server.newSession("a", 80, 24, "cat");
        try (ControlClient client = real.attach(session, heard)) {
            Reply failed = RealTmux.send(client, "kill-window", "-t", "@99");
            assertThat(failed.ok()).isFalse();
            assertThat(failed.error()).isEqualTo("can't find window: @99");
            Reply next = RealTmux.send(client, "display-message", "-p", "still here");
            assertThat(RealTmux.body(next, 0)).isEqualTo("still here");
        }
    }

    @Test
    void aQueryThatFailsHalfwayKeepsWhatCameBefore() {
        String session = real.server.newSession("a", 80, 24, "cat");
        try (ControlClient client = real.attach(session, heard)) {
            Reply reply = RealTmux.query(
                    client,
                    TmuxCommand.of("display-message", "-p", "one"),
                    TmuxCommand.of("capture-pane", "-p", "-t", "%99"),
                    TmuxCommand.of("display-message", "-p", "three"));
            assertThat(reply.ok()).isFalse();
            assertThat(reply.error()).isEqualTo("can't find pane: %99");
            assertThat(reply.bodies()).hasSize(1);
            assertThat(RealTmux.body(reply, 0)).isEqualTo("one");
            assertThat(capture(client).ok()).isTrue();
        }
    }

    @Test
    void aLineThatTmuxCannotParseIsOneFailure() {
        String session = real.server.newSession("a", 80, 24, "cat");
        try (ControlClient client = real.attach(session, heard)) {
            Reply reply = RealTmux.query(
                    client,
                    TmuxCommand.of("display-message", "-p", "one"),
                    TmuxCommand.of("capture-pane", "--no-such-flag"));
            assertThat(reply.ok()).isFalse();
            assertThat(reply.error()).isNotEmpty();
            assertThat(capture(client).ok()).isTrue();
        }
    }

    @Test
    void attachingToASessionThatIsNotThereIsNotFound() {
        real.server.newSession("a", 80, 24, "cat");
        assertThatThrownBy(() -> real.attach("$99", heard))
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessageContaining("$99");
        assertThat(heard.closed()).isEmpty();
    }

    @Test
    void attachingWithoutAServerIsUnavailableAndStartsNone() {
        assertThatThrownBy(() -> real.attach("$0", heard))
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        assertThat(real.tmux.run(TmuxCommand.of("list-sessions")).noServer()).isTrue();
    }

    @Test
    void closingFailsNothingThatTmuxStillAnswersAndEndsProcessAndThread() {
        String session = real.server.newSession("a", 80, 24, "cat");
        ControlClient client = real.attach(session, heard);
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        client.send(TmuxCommand.of("display-message", "-p", "x"), reply::complete);
        client.close();
        client.close();
        assertThat(RealTmux.get(reply)).isNotNull();
        await().untilAsserted(() -> assertThat(heard.closed()).hasSize(1));
        assertThat(client.isOpen()).isFalse();
        await().until(() -> ProcessHandle.of(client.pid()).isEmpty());
        CompletableFuture<Reply> late = new CompletableFuture<>();
        client.send(TmuxCommand.of("display-message", "-p", "x"), late::complete);
        assertThat(late).isCompletedWithValueMatching(value -> !value.ok());
    }

    @Test
    void theEndOfTheSessionIsTold() {
        String session = real.server.newSession("a", 80, 24, "cat");
        real.server.newSession("b", 80, 24, "cat");
        real.attach(session, heard);
        real.server.tmux("kill-session", "-t", "=a");
        await().untilAsserted(() -> assertThat(heard.closed()).containsExactly("session destroyed"));
    }

    @Test
    void aKilledServerIsToldAndFailsWhatIsOutstanding() {
        String session = real.server.newSession("a", 80, 24, "cat");
        ControlClient client = real.attach(session, heard);
        ProcessHandle.of(real.server.pid()).orElseThrow().destroyForcibly();
        await().untilAsserted(() -> assertThat(heard.closed()).containsExactly("server exited unexpectedly"));
        assertThat(client.outstanding()).isZero();
    }

    @Test
    void aKilledClientProcessIsToldAsEndOfFile() {
        String session = real.server.newSession("a", 80, 24, "cat");
        ControlClient client = real.attach(session, heard);
        ProcessHandle.of(client.pid()).orElseThrow().destroyForcibly();
        await().untilAsserted(() -> assertThat(heard.closed()).hasSize(1));
        assertThat(client.isOpen()).isFalse();
    }

    /** The bug: it stayed, and was told nothing of its session. */
    @Test
    void aClientThatTmuxMovesToAnotherSessionEnds() {
        String session = real.server.newSession("a", 80, 24, "cat");
        String other = real.server.newSession("b", 80, 24, "cat");
        real.server.tmux("link-window", "-d", "-s", "a:0", "-t", "b:7");
        ControlClient client = real.attach(session, heard);
        type(client, "before\r");
        await().until(() -> heard.textOf(0).equals("before\r\nbefore\r\n"));

        real.server.tmux(
                "switch-client",
                "-c",
                "client-" + client.pid(),
                "-t",
                "b",
                ";",
                "send-keys",
                "-t",
                "a",
                "after",
                "Enter");

        await().untilAsserted(() -> assertThat(heard.closed()).hasSize(1));
        assertThat(client.isOpen()).isFalse();
        assertThat(heard.notifications()).contains(new Notification.SessionChanged(other, "b"));
        assertThat(heard.textOf(0)).as("of a window that both have").doesNotContain("after");
    }

    @Test
    void aClientStaysInASessionThatIsRenamed() {
        String session = real.server.newSession("a", 80, 24, "cat");
        try (ControlClient client = real.attach(session, heard)) {
            real.server.tmux("rename-session", "-t", "a", "b");
            await().until(() -> heard.notifications().contains(new Notification.SessionRenamed(session, "b")));
            assertThat(client.isOpen()).isTrue();
        }
    }

    @Test
    void aListenerThatThrowsDoesNotEndTheReader() {
        String session = real.server.newSession("a", 80, 24, "cat");
        try (ControlClient client = real.attach(session, heard)) {
            client.send(TmuxCommand.of("display-message", "-p", "x"), reply -> {
                throw new IllegalStateException("on purpose");
            });
            assertThat(RealTmux.send(client, "display-message", "-p", "y").ok()).isTrue();
        }
    }

    @Test
    void aPausedPaneContinuesRightBehindItsCapture() {
        String session = real.server.newSession("a", 80, 24, "cat");
        try (ControlClient client = real.attach(session, heard)) {
            assertThat(RealTmux.send(client, "refresh-client", "-A", "%0:pause").ok())
                    .isTrue();
            await().untilAsserted(() -> assertThat(heard.notifications()).contains(new Notification.Paused(0)));
            type(client, "while paused\r");
            await().until(() -> RealTmux.body(capture(client), 0).startsWith("while paused\nwhile paused"));
            assertThat(heard.outputOf(0)).isEmpty();

            Reply reply = RealTmux.query(
                    client,
                    TmuxCommand.of("capture-pane", "-p", "-t", "%0"),
                    TmuxCommand.of("refresh-client", "-A", "%0:continue"));

            assertThat(reply.ok()).isTrue();
            assertThat(reply.interleaved()).isFalse();
            assertThat(RealTmux.body(reply, 1)).isEmpty();
            type(client, "after\r");
            await().until(() -> heard.textOf(0).equals("after\r\nafter\r\n"));
            assertThat(heard.notifications()).contains(new Notification.Continued(0));
        }
    }

    @Test
    void commandsAndAFloodOfOutputShareAClient() {
        String session = real.server.newSession("a", 80, 24, "sh", "-c", "stty -echo; read go; seq 1 20000; exec cat");
        try (ControlClient client = real.attach(session, heard)) {
            type(client, "\r");
            for (int i = 0; i < 50; i++) {
                assertThat(capture(client).ok()).isTrue();
            }
            StringBuilder expected = new StringBuilder();
            IntStream.rangeClosed(1, 20_000).forEach(i -> expected.append(i).append("\r\n"));
            await().until(() -> heard.textOf(0).contains("\n20000\r\n"));
            assertThat(heard.textOf(0)).endsWith(expected);
        }
    }

    @Test
    void twoPanesThatFloodAreSeenToInterleaveOrNotAtAll() {
        String session = real.server.newSession("a", 80, 24, "sh", "-c", "exec yes one");
        real.server.tmux("split-window", "-t", session, "exec yes two");
        try (ControlClient client = real.attach(session, heard)) {
            for (int i = 0; i < 100; i++) {
                Reply reply = RealTmux.query(
                        client,
                        TmuxCommand.of("capture-pane", "-p", "-t", "%0"),
                        TmuxCommand.of("capture-pane", "-p", "-t", "%1"));
                assertThat(reply.ok()).isTrue();
                assertThat(RealTmux.body(reply, 0)).doesNotContain("two").doesNotContain("%");
                assertThat(RealTmux.body(reply, 1)).doesNotContain("one").doesNotContain("%");
            }
            assertThat(heard.textOf(0)).doesNotContain("two");
            assertThat(heard.textOf(1)).doesNotContain("one");
        }
    }

    private static void type(ControlClient client, String text) {
        byte[] input = text.getBytes(StandardCharsets.UTF_8);
        client.sendInput(SendKeys.to("%0").encode(input, 0, input.length), ReplyListener.IGNORE);
    }

    private static Reply capture(ControlClient client) {
        return RealTmux.query(client, TmuxCommand.of("capture-pane", "-p", "-t", "%0"));
    }
}
