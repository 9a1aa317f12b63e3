package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.pane.Await;
import io.tmuxbridge.pane.Awaited;
import io.tmuxbridge.pane.CaptureRange;
import io.tmuxbridge.pane.Pane;
import io.tmuxbridge.pane.PaneCapture;
import io.tmuxbridge.pane.PanePosition;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Panes driven from Java, on a real tmux. */
class DrivePaneTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Caller ADMIN = Caller.of("robot", Role.ADMIN);

    private final BridgeFixture fixture = new BridgeFixture(BridgeLimits.DEFAULTS.withLogBytesPerPane(128 * 1024));

    @AfterEach
    void close() {
        fixture.close();
    }

    private Pane pane(String program) {
        fixture.server.newSession("s0", 80, 24, "sh", "-c", program);
        return fixture.bridge.pane(ADMIN, "s0");
    }

    private static <T> T get(CompletableFuture<T> result) {
        return result.orTimeout(60, TimeUnit.SECONDS).join();
    }

    static ErrorCode refusal(CompletableFuture<?> result) {
        try {
            result.orTimeout(60, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            return ((TmuxBridgeException) e.getCause()).code();
        }
        throw new AssertionError("it was not refused");
    }

    @Test
    void anAnswerThatComesBeforeSomebodyWaitsForItIsFoundFromWhereItWasAskedFor() {
        try (Pane pane = pane("while read -r name; do echo \"hello $name!\"; done")) {
            PanePosition asked = get(pane.send("world\r"));
            get(pane.awaitOutput(Await.text("hello world!"), asked, LONG));

            Awaited again = get(pane.awaitOutput(Await.pattern(Pattern.compile("hello (\\w+)(!)")), asked, LONG));

            assertThat(again.found()).isTrue();
            assertThat(again.text()).isEqualTo("hello world!");
            assertThat(again.groups()).containsExactly("world", "!");
            assertThat(again.before()).isEqualTo("world\n");
            assertThat(again.cut() || again.gap()).isFalse();
        }
    }

    @Test
    void afterAMatchTheNextWaitGoesOnAtTheVeryNextByte() {
        try (Pane pane = pane("while read -r n; do printf '1-2-\\033[1m3-4-\\n'; done")) {
            PanePosition at = get(pane.send("\r"));
            StringBuilder found = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                Awaited next = get(pane.awaitOutput(Await.pattern(Pattern.compile("\\d-")), at, LONG));
                found.append(next.text());
                at = next.position();
            }
            assertThat(found.toString()).isEqualTo("1-2-3-4-");
        }
    }

    @Test
    void aMatchIsFoundAcrossManySmallPieces() {
        try (Pane pane = pane("read -r go; for c in p a s s w o r d; do printf '%s\\033[m' $c; done; exec cat")) {
            CompletableFuture<Awaited> result = pane.awaitOutput(Await.text("password"), LONG);
            pane.send("\r");
            assertThat(get(result).found()).isTrue();
        }
    }

    @Test
    void silenceIsCountedFromTheLastOutput() {
        try (Pane pane = pane("read -r go; seq 20000; exec cat")) {
            PanePosition at = get(pane.send("\r"));
            Awaited quiet = get(pane.awaitOutput(Await.silence(Duration.ofMillis(300)), at, LONG));
            assertThat(quiet.found()).isTrue();
            assertThat(quiet.before()).endsWith("20000\n").hasSize(16_384);
            assertThat(quiet.cut()).isTrue();
            assertThat(quiet.position()).isEqualTo(pane.position());
        }
    }

    @Test
    void aPromptIsWhatTheShellMarksAsOneOrElseLooksLikeOne() {
        try (Pane pane = pane("read -r a; printf 'looks$ '; read -r a; printf '50%% '; "
                + "printf '\\033]133;A\\007marked: \\033]133;B\\007'; exec cat")) {
            PanePosition first = get(pane.send("\r"));
            Awaited guessed = get(pane.awaitOutput(Await.prompt(), first, LONG));
            assertThat(guessed.before()).endsWith("looks$ ");
            PanePosition second = get(pane.send("\r"));
            Awaited marked = get(pane.awaitOutput(Await.prompt(), second, LONG));
            assertThat(marked.before()).endsWith("marked: ");
            assertThat(marked.found()).isTrue();
        }
    }

    @Test
    void theTimeBeingOverIsAResultAndSoIsTheEndOfThePane() {
        fixture.server.newSession("other", 80, 24, "cat");
        try (Pane pane = pane("read -r a; echo last words; read -r a")) {
            Awaited late = get(pane.awaitOutput(Await.text("never"), Duration.ofMillis(50)));
            assertThat(late.reason()).isEqualTo(Awaited.Reason.TIMED_OUT);

            CompletableFuture<Awaited> waiting = pane.awaitOutput(Await.text("never"), LONG);
            PanePosition from = get(pane.send("\r"));
            get(pane.awaitOutput(Await.text("last words"), from, LONG));
            pane.send("\r");

            assertThat(get(waiting).reason()).isEqualTo(Awaited.Reason.ENDED);
            assertThat(get(waiting).before()).contains("last words");
            assertThat(refusal(pane.awaitOutput(Await.text("x"), LONG))).isEqualTo(ErrorCode.NOT_FOUND);
        }
    }

    @Test
    void aPositionOfAnotherPaneIsRefusedAndOneTooOldIsAGap() {
        try (Pane pane = pane("read -r a; seq 50000; echo done; exec cat")) {
            assertThat(refusal(pane.awaitOutput(Await.text("x"), new PanePosition("other", 0), LONG)))
                    .isEqualTo(ErrorCode.STALE);
            PanePosition from = get(pane.send("\r"));
            get(pane.awaitOutput(Await.text("done\n"), from, LONG));
            Awaited found = get(pane.awaitOutput(Await.text("done\n"), from, LONG));
            assertThat(found.found()).isTrue();
            assertThat(found.gap()).isTrue();
        }
    }

    @Test
    void aMatchReachesAcrossAResize() {
        try (Pane pane = pane("read -r a; printf fir; read -r a; printf 'st second'; exec cat")) {
            PanePosition from = get(pane.send("\r"));
            PanePosition before =
                    get(pane.awaitOutput(Await.text("fir"), from, LONG)).position();
            fixture.server.tmux("resize-window", "-t", "s0", "-x", "60", "-y", "20");
            await().until(() -> pane.position().offset() > before.offset()); // behind the barrier
            pane.send("\r");
            Awaited second = get(pane.awaitOutput(Await.text("fir\nst second"), from, LONG));
            assertThat(second.found()).isTrue();
            assertThat(second.gap()).isFalse();
        }
    }

    @Test
    void aPatternThatTakesForEverEndsByItselfAndOthersGoOn() {
        try (Pane pane = pane("read -r a; printf '%050d\\n' 0; exec cat")) {
            CompletableFuture<Awaited> bad = pane.awaitOutput(Await.pattern(Pattern.compile("(0|00)+\\1\\n?x")), LONG);
            CompletableFuture<Awaited> good = pane.awaitOutput(Await.text("000\n"), LONG);
            pane.send("\r");
            assertThat(refusal(bad)).isEqualTo(ErrorCode.LIMIT);
            assertThat(get(good).found()).isTrue();
        }
    }

    @Test
    void aHundredWhoWaitCostNoThread() {
        fixture.server.newSession("s0", 80, 24, "sh", "-c", "read -r a; echo now; exec cat");
        List<Pane> panes = new ArrayList<>();
        List<CompletableFuture<Awaited>> results = new ArrayList<>();
        Predicate<Thread> ours = thread ->
                thread.getName().startsWith("tmuxbridge-") && !thread.getName().startsWith("tmuxbridge-worker");
        panes.add(fixture.bridge.pane(ADMIN, "s0"));
        long before = Thread.getAllStackTraces().keySet().stream().filter(ours).count();
        for (int i = 0; i < 100; i++) {
            Pane pane = fixture.bridge.pane(ADMIN, "s0");
            panes.add(pane);
            results.add(pane.awaitOutput(Await.text("now"), LONG));
        }
        results.add(panes.get(0).awaitOutput(Await.silence(Duration.ofMillis(1)), LONG));
        get(results.remove(100));
        await("no worker is held by who waits")
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("tmuxbridge-worker"))
                        .noneMatch(DrivePaneTest::waitsForOutput));
        assertThat(Thread.getAllStackTraces().keySet().stream().filter(ours).count())
                .isEqualTo(before);
        assertThat(results).noneMatch(CompletableFuture::isDone);
        get(panes.get(0).send("\r"));
        results.forEach(result -> assertThat(get(result).found()).isTrue());
        panes.forEach(Pane::close);
    }

    private static boolean waitsForOutput(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().startsWith("io.tmuxbridge.core.drive")) {
                return true;
            }
        }
        return false;
    }

    /** How fast is a figure and no condition: it is printed, and stands in docs/driving.md. */
    @Test
    void textThatReachesTmuxEndsTheWaitAtOnce() throws IOException {
        try (Pane pane = pane("stty raw; exec sleep 600")) {
            String tty = fixture.server
                    .tmux("display-message", "-p", "-t", "s0", "#{pane_tty}")
                    .strip();
            long[] nanos = new long[100];
            try (OutputStream program = new FileOutputStream(tty)) {
                for (int i = 0; i < nanos.length; i++) {
                    CompletableFuture<Awaited> result = pane.awaitOutput(Await.text("text " + i + "."), LONG);
                    get(pane.capture(new CaptureRange(0, 0, false))); // behind it: now it waits
                    long begun = System.nanoTime();
                    program.write(("text " + i + ".\n").getBytes(StandardCharsets.UTF_8));
                    assertThat(get(result).found()).isTrue();
                    nanos[i] = System.nanoTime() - begun;
                }
            }
            Arrays.sort(nanos);
            System.out.printf(
                    "awaitOutput behind a write to the pane's terminal, of 100: median %.2f ms, 95th %.2f ms%n",
                    nanos[50] / 1e6, nanos[95] / 1e6);
        }
    }

    @Test
    void cancellingEndsTheWaitAndClosingFailsWhatWaits() {
        Pane pane = pane("exec cat");
        CompletableFuture<Awaited> cancelled = pane.awaitOutput(Await.text("x"), LONG);
        CompletableFuture<Awaited> left = pane.awaitOutput(Await.text("x"), LONG);
        cancelled.cancel(false);
        pane.close();
        pane.close();
        assertThat(cancelled).isCancelled();
        assertThat(refusal(left)).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(refusal(pane.send("y"))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(fixture.server.tmux("list-sessions")).contains("s0");
    }

    @Test
    void screenAndHistoryAreCapturedPlainOrWithAttributes() {
        try (Pane pane = pane("seq 40; printf '\\033[1mbold\\033[m\\n'; exec cat")) {
            await().until(() -> get(pane.capture(CaptureRange.screen())).lines().contains("bold"));
            PaneCapture history = get(pane.capture(CaptureRange.history(5)));
            assertThat(history.lines()).hasSize(5);
            assertThat(history.start()).isEqualTo(-5);
            assertThat(get(pane.capture(CaptureRange.screen().withAttributes())).lines())
                    .anyMatch(line -> line.contains("\u001b[1m") && line.contains("bold"));
        }
    }

    @Test
    void aPaneThatIsNotThereIsNotFound() {
        fixture.server.newSession("s0", 80, 24, "cat");
        for (String target : List.of("nobody", "%999")) {
            assertThatThrownBy(() -> fixture.bridge.pane(ADMIN, target))
                    .isInstanceOf(TmuxBridgeException.class)
                    .extracting(e -> ((TmuxBridgeException) e).code())
                    .isEqualTo(ErrorCode.NOT_FOUND);
        }
        String id = fixture.server
                .tmux("display-message", "-p", "-t", "s0", "#{pane_id}")
                .strip();
        try (Pane pane = fixture.bridge.pane(ADMIN, id)) {
            assertThat(pane.id()).isEqualTo(id);
        }
    }
}
