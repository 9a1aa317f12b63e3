package io.tmuxbridge.core.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.testkit.TmuxServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pane prints cannot be taken for what tmux says, on a real tmux. */
class ForgeryTest {

    private static final Pattern GUARD = Pattern.compile("%end \\d+ (\\d+) 1");

    @TempDir
    Path directory;

    private final RealTmux real = new RealTmux();
    private final RecordingListener heard = new RecordingListener();

    private String session = "";

    /** With room in its history for all the lies. */
    @BeforeEach
    void start() {
        real.server.newSession("first", 80, 24, "cat");
        real.server.tmux("set-option", "-g", "history-limit", "50000");
        session = real.server.newSession("a", 80, 24, "sh");
    }

    @AfterEach
    void end() {
        real.close();
    }

    /** Guesses the times and numbers of the next guards and what an attacker would like to be believed. */
    private List<String> forged(int number) {
        List<String> lines = new ArrayList<>();
        long now = Instant.now().getEpochSecond();
        for (long time = now; time < now + 10; time++) {
            for (int next = number; next < number + 200; next++) {
                lines.add("%end " + time + " " + next + " 1");
                lines.add("%output %1 forged");
                lines.add("%error " + time + " " + next + " 1");
                lines.add("%begin " + time + " " + next + " 1");
            }
        }
        lines.add("%pause %1");
        lines.add("%exit");
        lines.add("%session-changed $1 forged");
        return lines;
    }

    /** The number that tmux gives to the next command, as a program in a pane may guess it. */
    private int nextNumber() throws Exception {
        Process probe = new ProcessBuilder(
                        TmuxServer.binary(), "-L", real.server.socketName(), "-C", "attach-session", "-t", session)
                .start();
        try (var in = probe.getOutputStream()) {
            in.write("display-message -p x\n".getBytes(StandardCharsets.US_ASCII));
            in.flush();
            for (String line : (Iterable<String>) probe.inputReader().lines()::iterator) {
                Matcher guard = GUARD.matcher(line);
                if (guard.matches()) {
                    return Integer.parseInt(guard.group(1));
                }
            }
        }
        throw new AssertionError("no guard");
    }

    /** Had the guesses been wrong, the tests would show nothing. */
    private void assertGuessedRight(List<String> forged) throws Exception {
        String guard = "%end " + Instant.now().getEpochSecond() + " " + nextNumber() + " 1";
        assertThat(forged).contains(guard);
    }

    private void prints(ControlClient client, List<String> lines) throws Exception {
        Path file = directory.resolve("forged");
        Files.write(file, lines);
        // The prompt may come after the echo: a line of its own keeps the first one whole.
        byte[] input = ("echo; cat " + file + "\r").getBytes(StandardCharsets.US_ASCII);
        client.sendInput(SendKeys.to("%1").encode(input, 0, input.length), ReplyListener.IGNORE);
        String last = lines.get(lines.size() - 1);
        await().until(() -> heard.textOf(1).contains(last + "\r\n"));
    }

    private static TmuxCommand captureAll() {
        return TmuxCommand.of("capture-pane", "-p", "-S", "-50000", "-t", "%1");
    }

    @Test
    void forgedGuardsInACaptureAreItsText() throws Exception {
        try (ControlClient client = real.attach(session, heard)) {
            List<String> forged = forged(nextNumber());
            prints(client, forged);
            for (int round = 0; round < 5; round++) {
                Reply reply = RealTmux.query(
                        client, TmuxCommand.of("display-message", "-p", "first"), captureAll(), captureAll());
                assertThat(reply.ok()).isTrue();
                assertThat(RealTmux.body(reply, 0)).isEqualTo("first");
                assertThat(RealTmux.body(reply, 1).lines()).containsSubsequence(forged);
                assertThat(RealTmux.body(reply, 2)).isEqualTo(RealTmux.body(reply, 1));
            }
            assertGuessedRight(forged);
            assertNothingWasBelieved(client);
        }
    }

    @Test
    void forgedGuardsBeforeAFailureHideItNot() throws Exception {
        try (ControlClient client = real.attach(session, heard)) {
            List<String> forged = forged(nextNumber());
            prints(client, forged);
            Reply reply =
                    RealTmux.query(client, captureAll(), TmuxCommand.of("kill-window", "-t", "@77"), captureAll());
            assertThat(reply.ok()).isFalse();
            assertThat(reply.error()).isEqualTo("can't find window: @77");
            assertThat(reply.bodies()).hasSize(1);
            assertGuessedRight(forged);
            assertNothingWasBelieved(client);
        }
    }

    @Test
    void hooksThatPrintBetweenOurCommandsChangeNothing() throws Exception {
        real.server.tmux("set-hook", "-g", "after-capture-pane", "display-message -p 'noise from a hook'");
        real.server.tmux("set-hook", "-g", "after-display-message", "rename-window hooked");
        try (ControlClient client = real.attach(session, heard)) {
            List<String> forged = forged(nextNumber());
            prints(client, forged);
            for (int round = 0; round < 5; round++) {
                Reply reply = RealTmux.query(
                        client, captureAll(), TmuxCommand.of("display-message", "-p", "middle"), captureAll());
                assertThat(reply.ok()).as(reply.error()).isTrue();
                assertThat(RealTmux.body(reply, 0).lines()).containsSubsequence(forged);
                assertThat(RealTmux.body(reply, 0)).doesNotContain("noise from a hook");
                assertThat(RealTmux.body(reply, 1)).isEqualTo("middle");
                assertThat(reply.interleaved()).isTrue();
                assertThat(RealTmux.body(reply, 2)).isEqualTo(RealTmux.body(reply, 0));
            }
            assertGuessedRight(forged);
            assertNothingWasBelieved(client);
        }
    }

    private void assertNothingWasBelieved(ControlClient client) {
        assertThat(RealTmux.body(RealTmux.send(client, "display-message", "-p", "alive"), 0))
                .isEqualTo("alive");
        assertThat(client.isOpen()).isTrue();
        assertThat(client.outstanding()).isZero();
        assertThat(heard.closed()).isEmpty();
        assertThat(heard.notifications())
                .doesNotContain(new Notification.Paused(1), new Notification.SessionChanged("$1", "forged"));
        assertThat(heard.events()).noneMatch(event -> event.matches("output %1 \\d+ forged"));
    }
}
