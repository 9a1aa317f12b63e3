package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.pane.Await;
import io.tmuxbridge.pane.Awaited;
import io.tmuxbridge.pane.Pane;
import io.tmuxbridge.pane.PanePosition;
import io.tmuxbridge.pane.RunResult;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands run in shells of real panes: their output and exit status, and what is told of those that do not end. */
class DriveRunTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String BASH = "bash --norc --noprofile -i";
    private static final String MARKED =
            "PS1='\\[\\e]133;D;$?\\a\\e]133;A\\a\\]p$ \\[\\e]133;B\\a\\]' " + "PS0='\\e]133;C\\a' " + BASH;

    private final BridgeFixture fixture = new BridgeFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private Pane shell(String program) {
        fixture.server.newSession("s0", 40, 24, "sh", "-c", program);
        return fixture.bridge.pane(Caller.of("robot", Role.ADMIN), "s0");
    }

    private static RunResult run(Pane pane, String command) {
        return get(pane.run(command, LONG));
    }

    private static <T> T get(CompletableFuture<T> result) {
        return result.orTimeout(60, TimeUnit.SECONDS).join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh -i", BASH, "PS1='a prompt of more than one line of this narrow pane: $ ' " + BASH})
    void outputAndStatusOfAnyShellWithoutTheEchoedLine(String shell) {
        try (Pane pane = shell(shell)) {
            assertThat(run(pane, "echo one; echo \"it's\" 'two'; (exit 3)"))
                    .returns("one\nit's two\n", RunResult::output)
                    .returns(OptionalInt.of(3), RunResult::exitStatus)
                    .returns(RunResult.Reason.EXITED, RunResult::reason)
                    .returns(false, RunResult::gap);
            assertThat(run(pane, "printf 'no line end'").output()).isEqualTo("no line end");
            assertThat(run(pane, "true # a comment").exitStatus()).hasValue(0);
        }
    }

    @Test
    void whoGoesOnFromTheEndFindsThePrompt() {
        try (Pane pane = shell("PS1='p$ ' " + BASH)) {
            RunResult result = run(pane, "echo one");
            assertThat(get(pane.awaitOutput(Await.prompt(), result.position(), LONG)))
                    .returns(true, Awaited::found)
                    .returns("p$ ", Awaited::before);
        }
    }

    @Test
    void severalLinesAreOneCommandInTheSameShell() {
        try (Pane pane = shell(BASH)) {
            RunResult first = run(
                    pane, "here=$(pwd)\nfor i in 1 2; do\n\techo \"line\t$i\\\\n\"\ndone\ncat <<E\nin 'it'\nE\ncd /");
            assertThat(first.output()).isEqualTo("line\t1\\\\n\nline\t2\\\\n\nin 'it'\n".replace("\\\\n", "\\n"));
            assertThat(run(pane, "pwd").output()).isEqualTo("/\n");
        }
    }

    @Test
    void aCommandThatIsNoShellTextEndsWithAnErrorAndSwallowsNothing() {
        try (Pane pane = shell(BASH)) {
            assertThat(run(pane, "echo 'open").exitStatus().orElse(0)).isNotZero();
            assertThat(run(pane, "for do (").exitStatus().orElse(0)).isNotZero();
            assertThat(run(pane, "echo still here").output()).isEqualTo("still here\n");
        }
    }

    @Test
    void aCommandThatReadsDoesNotReadWhatEndsIt() {
        try (Pane pane = shell(BASH)) {
            CompletableFuture<RunResult> result = pane.run("read -r -p 'name? ' n; echo \"it is $n\"", LONG);
            PanePosition start = pane.position();
            // not the echo of the command: keys that came before the shell is done with it would have no end of line
            get(pane.awaitOutput(Await.text("\nname? "), new PanePosition(start.epoch(), 0), LONG));
            pane.send("Ada\r");
            assertThat(get(result).output()).endsWith("it is Ada\n");
        }
    }

    @Test
    void whatDoesNotEndInTimeGoesOnAndIsNamed() {
        try (Pane pane = shell(BASH)) {
            CompletableFuture<RunResult> slow = pane.run("echo begun; sleep 60", Duration.ofSeconds(1));
            RunResult result = get(slow);
            assertThat(result.reason()).isEqualTo(RunResult.Reason.TIMED_OUT);
            assertThat(result.output()).isEqualTo("begun\n");
            assertThat(result.running()).isEqualTo(Optional.of("sleep"));
            assertThat(result.exitStatus()).isEmpty();
            get(pane.send("\u0003"));
            assertThat(run(pane, "echo again").output()).isEqualTo("again\n");
        }
    }

    @Test
    void oneCommandAtATimeAndTheEndOfTheShellEndsIt() {
        try (Pane pane = shell(BASH)) {
            CompletableFuture<RunResult> first = pane.run("echo go; read -r x; exit 4", LONG);
            get(pane.awaitOutput(
                    Await.text("go\n"), new PanePosition(pane.position().epoch(), 0), LONG));
            assertThat(DrivePaneTest.refusal(pane.run("echo second", LONG))).isEqualTo(ErrorCode.BUSY);
            pane.send("\r");
            assertThat(get(first).reason()).isEqualTo(RunResult.Reason.ENDED);
        }
    }

    @Test
    void textOfTheAlternateScreenIsNoOutput() {
        try (Pane pane = shell(BASH)) {
            assertThat(run(pane, "echo a; printf '\\033[?1049hfull screen\\033[?1049l'; echo b")
                            .output())
                    .isEqualTo("a\nb\n");
        }
    }

    @Test
    void outputThatLooksLikeAnEndIsNone() {
        try (Pane pane = shell(BASH)) {
            assertThat(run(pane, "fc -ln -1; echo '>0123456789abcdef0123456789abcdef:0'; (exit 7)")
                            .exitStatus())
                    .hasValue(7);
        }
    }

    @Test
    void aResizeMeanwhileLosesNothing() {
        try (Pane pane = shell(BASH)) {
            CompletableFuture<RunResult> result = pane.run("echo a; read -r x; echo b; (exit 5)", LONG);
            get(pane.awaitOutput(
                    Await.text("a\n"), new PanePosition(pane.position().epoch(), 0), LONG));
            fixture.server.tmux("resize-window", "-t", "s0", "-x", "60", "-y", "20");
            get(pane.awaitOutput(Await.silence(Duration.ofMillis(300)), LONG));
            pane.send("\r");
            assertThat(get(result).exitStatus()).hasValue(5);
            assertThat(get(result).output()).startsWith("a\n").contains("b\n");
            assertThat(get(result).gap()).isFalse();
        }
    }

    @Test
    void aShellThatMarksItsCommandsIsTypedTheCommandAsItIs() {
        try (Pane pane = shell(MARKED)) {
            PanePosition from = get(pane.send("\r"));
            get(pane.awaitOutput(Await.prompt(), from, LONG));
            RunResult result = run(pane, "echo marked; (exit 9)");
            assertThat(result.output()).isEqualTo("marked\n");
            assertThat(result.exitStatus()).hasValue(9);
            assertThat(run(pane, "true"))
                    .returns("", RunResult::output)
                    .returns(OptionalInt.of(0), RunResult::exitStatus);
            String screen = fixture.server.tmux("capture-pane", "-p", "-t", "s0");
            assertThat(screen).contains("p$ echo marked; (exit 9)").doesNotContain("eval");
            assertThat(run(pane, "echo two\necho lines").output()).isEqualTo("two\nlines\n");
        }
    }

    /** The bug: commands for a shell without marks, within one with them, were waited for until the time was over. */
    @Test
    void aShellWithoutMarksInOneThatMarksItsCommandsIsNotAskedForThem() {
        try (Pane pane = shell(MARKED)) {
            PanePosition from = get(pane.send("\r"));
            get(pane.awaitOutput(Await.prompt(), from, LONG));
            PanePosition inner = get(pane.send("env -u PS0 PS1='in''ner> ' " + BASH + "\r"));
            get(pane.awaitOutput(Await.text("inner> "), inner, LONG));
            assertThat(get(pane.run("echo inside; (exit 6)", Duration.ofSeconds(10))))
                    .returns("inside\n", RunResult::output)
                    .returns(OptionalInt.of(6), RunResult::exitStatus);
            PanePosition outer = get(pane.send("exit\r"));
            get(pane.awaitOutput(Await.prompt(), outer, LONG));
            run(pane, "echo outside");
            String screen = fixture.server.tmux("capture-pane", "-p", "-t", "s0");
            assertThat(screen).contains("p$ echo outside");
        }
    }

    @Test
    void whatALineEditorWouldActOnIsRefusedAndSoIsWhatIsTooLong() {
        try (Pane pane = shell(BASH)) {
            for (String bad : new String[] {"", " \n", "echo \u0003", "echo \u001b[A", "echo " + "x".repeat(4000)}) {
                assertThat(DrivePaneTest.refusal(pane.run(bad, LONG))).isEqualTo(ErrorCode.INVALID);
            }
        }
    }
}
