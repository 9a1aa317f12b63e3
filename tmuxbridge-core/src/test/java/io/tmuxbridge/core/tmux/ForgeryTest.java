package io.tmuxbridge.core.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pane prints cannot be taken for what tmux says, on a real tmux. */
class ForgeryTest {

    private static final Pattern GUARD = Pattern.compile("%end \\d+ (\\d+) 1");

    @TempDir
    Path directory;

    private final RealTmux real = new RealTmux();
    private final RecordingListener heard = new RecordingListener();

    @AfterEach
    void end() {
        real.close();
    }

    /** Guesses the times and numbers of the next guards and what an attacker would like to be believed. */
    private List<String> forged(int number) {
        List<String> lines = new ArrayList<>();
        long now = Instant.now().getEpochSecond();
        for (long time = now; time < now + 8; time++) {
            for (int next = number; next < number + 60; next++) {
                lines.add("%end " + time + " " + next + " 1");
                lines.add("%output %0 forged");
                lines.add("%error " + time + " " + next + " 1");
                lines.add("%begin " + time + " " + next + " 1");
            }
        }
        lines.add("%pause %0");
        lines.add("%exit");
        lines.add("%session-changed $0 forged");
        return lines;
    }

    /** The number that tmux gives to the next command, as a program in a pane may guess it. */
    private int nextNumber(String session) throws Exception {
        Process probe = new ProcessBuilder(
                        io.tmuxbridge.testkit.TmuxServer.binary(),
                        "-L",
                        real.server.socketName(),
                        "-C",
                        "attach-session",
                        "-t",
                        session)
                .start();
        try (var in = probe.getOutputStream()) {
            in.write("display-message -p x\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
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

    private void prints(ControlClient client, List<String> lines) throws Exception {
        Path file = directory.resolve("forged");
        Files.write(file, lines);
        byte[] input = ("cat " + file + "\r").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        client.sendInput(SendKeys.encode("%0", input, 0, input.length), ReplyListener.IGNORE);
        String last = lines.get(lines.size() - 1);
        await().until(() -> heard.textOf(0).contains(last + "\r\n"));
    }

    private static TmuxCommand captureAll() {
        return TmuxCommand.of("capture-pane", "-p", "-S", "-5000", "-t", "%0");
    }

    @Test
    void forgedGuardsInACaptureAreItsText() throws Exception {
        String session = real.server.newSession("a", 80, 24, "sh");
        try (ControlClient client = real.attach(session, heard)) {
            List<String> forged = forged(nextNumber(session));
            prints(client, forged);
            for (int round = 0; round < 5; round++) {
                Reply reply = RealTmux.query(
                        client, TmuxCommand.of("display-message", "-p", "first"), captureAll(), captureAll());
                assertThat(reply.ok()).isTrue();
                assertThat(RealTmux.body(reply, 0)).isEqualTo("first");
                assertThat(RealTmux.body(reply, 1).lines()).containsSubsequence(forged);
                assertThat(RealTmux.body(reply, 2)).isEqualTo(RealTmux.body(reply, 1));
            }
            assertNothingWasBelieved(client);
        }
    }

    @Test
    void forgedGuardsBeforeAFailureHideItNot() throws Exception {
        String session = real.server.newSession("a", 80, 24, "sh");
        try (ControlClient client = real.attach(session, heard)) {
            prints(client, forged(nextNumber(session)));
            Reply reply = RealTmux.query(client, captureAll(), TmuxCommand.of("kill-window", "-t", "@77"), captureAll());
            assertThat(reply.ok()).isFalse();
            assertThat(reply.error()).isEqualTo("can't find window: @77");
            assertThat(reply.bodies()).hasSize(1);
            assertNothingWasBelieved(client);
        }
    }

    @Test
    void hooksThatPrintBetweenOurCommandsChangeNothing() throws Exception {
        String session = real.server.newSession("a", 80, 24, "sh");
        real.server.tmux("set-hook", "-g", "after-capture-pane", "display-message -p 'noise from a hook'");
        real.server.tmux("set-hook", "-g", "after-display-message", "rename-window hooked");
        try (ControlClient client = real.attach(session, heard)) {
            List<String> forged = forged(nextNumber(session));
            prints(client, forged);
            for (int round = 0; round < 5; round++) {
                Reply reply = RealTmux.query(
                        client, captureAll(), TmuxCommand.of("display-message", "-p", "middle"), captureAll());
                assertThat(reply.ok()).as(reply.error()).isTrue();
                assertThat(RealTmux.body(reply, 0).lines()).containsSubsequence(forged);
                assertThat(RealTmux.body(reply, 0)).doesNotContain("noise from a hook");
                assertThat(RealTmux.body(reply, 1)).isEqualTo("middle");
                assertThat(RealTmux.body(reply, 2)).isEqualTo(RealTmux.body(reply, 0));
            }
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
                .doesNotContain(new Notification.Paused(0), new Notification.SessionChanged("$0", "forged"));
        assertThat(heard.events()).noneMatch(event -> event.matches("output %0 \\d+ forged"));
    }
}
