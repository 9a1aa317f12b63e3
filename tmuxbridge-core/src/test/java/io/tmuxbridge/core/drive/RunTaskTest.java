package io.tmuxbridge.core.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.log.LogRead;
import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.pane.PanePosition;
import io.tmuxbridge.pane.RunResult;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A command whose end comes while its output is read. */
class RunTaskTest {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final OutputLog log = new OutputLog(4096);
    private final Marks marks = new Marks();
    private final CompletableFuture<RunResult> answer = new CompletableFuture<>();
    private final Waiting<RunResult> waiting =
            new Waiting<>(answer, timer, Runnable::run, Duration.ofSeconds(30), () -> {});

    @AfterEach
    void close() {
        timer.shutdownNow();
    }

    /**
     * The bug: the prompt behind the end was output, when mark and prompt came between looking for the one and reading
     * the other.
     */
    @Test
    void aPromptThatComesMeanwhileIsNoOutput() throws Exception {
        append("echo marked\r\n");
        mark('C', OptionalInt.empty());
        append("marked\r\n");
        RunTask task = task();
        task.advance(
                new Reading(() -> {
                    mark('D', OptionalInt.of(9));
                    append("p$ ");
                }),
                Long.MAX_VALUE,
                marks);
        RunResult result = result();
        assertThat(result.output()).isEqualTo("marked\n");
        assertThat(result.exitStatus()).hasValue(9);
    }

    /** The bug: what was read up to the mark before the mark was told was taken for output, but for its first line. */
    @Test
    void whatWasReadBeforeTheMarkWasToldIsNoOutput() throws Exception {
        append("echo marked\r\n\u001b[?2004l\r");
        RunTask task = task();
        task.advance(new Reading(() -> {}), Long.MAX_VALUE, marks);
        mark('C', OptionalInt.empty());
        append("marked\r\n");
        mark('D', OptionalInt.of(0));
        task.advance(new Reading(() -> {}), Long.MAX_VALUE, marks);
        assertThat(result().output()).isEqualTo("marked\n");
    }

    /** The bug: the end of an empty line, in a shell that had not made a C yet, was taken for that of the command. */
    @Test
    void thePromptAfterALineThatWasTypedBeforeIsNoEnd() throws Exception {
        append("\u001b[?2004l\r\r\n");
        mark('D', OptionalInt.of(0));
        append("\u001b[?2004hp$ ");
        mark('B', OptionalInt.empty());
        append("echo marked\r\n");
        RunTask task = task();
        task.advance(new Reading(() -> {}), Long.MAX_VALUE, marks);
        mark('C', OptionalInt.empty());
        append("marked\r\n");
        mark('D', OptionalInt.of(9));
        task.advance(new Reading(() -> {}), Long.MAX_VALUE, marks);
        RunResult result = result();
        assertThat(result.output()).isEqualTo("marked\n");
        assertThat(result.exitStatus()).hasValue(9);
    }

    /** The same where the shell makes no C at all. */
    @Test
    void whatIsPrintedBetweenTheEchoAndTheEndIsTheOutputWithoutAMarkBetweenThem() throws Exception {
        append("\r\n");
        mark('D', OptionalInt.of(0));
        append("p$ ");
        mark('B', OptionalInt.empty());
        append("echo marked\r\nmarked\r\n");
        mark('D', OptionalInt.of(9));
        RunTask task = task();
        task.advance(new Reading(() -> {}), Long.MAX_VALUE, marks);
        RunResult result = result();
        assertThat(result.output()).isEqualTo("marked\n");
        assertThat(result.exitStatus()).hasValue(9);
    }

    /** The bug: the output of a command that does not end was kept back when the shell had not marked its begin. */
    @Test
    void theOutputSoFarIsToldWithoutAMarkBeforeIt() throws Exception {
        append("echo marked\r\nso far\r\n");
        RunTask task = task();
        task.advance(new Reading(() -> {}), log.head(), marks);
        task.ended(false);
        assertThat(result().output()).isEqualTo("so far\n");
    }

    /**
     * The bug: who fell behind so far that the log had forgotten the first word waited for it until the time was over.
     */
    @Test
    void theEndIsFoundWhenTheLogHasForgottenTheBegin() throws Exception {
        append("printf '%s%s<' wo rd\r\nword<\r\n" + "line\r\n".repeat(1000) + ">word:3\r\np$ ");
        words().advance(new Reading(() -> {}), log.head(), marks);
        RunResult result = result();
        assertThat(result.exitStatus()).hasValue(3);
        assertThat(result.output()).endsWith("line\nline\n");
        assertThat(result.gap()).isTrue();
    }

    /** The same where tmux discarded it. */
    @Test
    void theEndIsFoundWhenAGapHasTheBegin() throws Exception {
        append("printf '%s%s<' wo");
        gap("line 7\r\nline 8\r\n");
        append("line 9\r\n>word:3\r\np$ ");
        words().advance(new Reading(() -> {}), log.head(), marks);
        RunResult result = result();
        assertThat(result.exitStatus()).hasValue(3);
        assertThat(result.output()).isEqualTo("line 9\n");
        assertThat(result.gap()).isTrue();
    }

    /** The first word can come behind a gap, too. */
    @Test
    void whatComesBetweenAGapAndTheBeginIsNoOutput() throws Exception {
        gap("p$ ");
        append("printf '%s%s<' wo rd; and more than a word is long\r\nword<\r\nout\r\n>word:0\r\np$ ");
        words().advance(new Reading(() -> {}), log.head(), marks);
        assertThat(result().output()).isEqualTo("out\n");
    }

    /** The bug: all output was left out from then on, when what is missing had the end of the alternate screen. */
    @Test
    void outputCountsAgainWhenAGapHasTheEndOfTheAlternateScreen() throws Exception {
        append("word<\r\na\r\n\u001b[?1049heditor");
        gap("word<\r\na\r\n");
        append("b\r\n>word:0\r\n");
        words().advance(new Reading(() -> {}), log.head(), marks);
        assertThat(result().output()).isEqualTo("a\nb\n");
    }

    /** The other way round: an editor is on the screen behind the gap. */
    @Test
    void theAlternateScreenIsNoOutputWhenAGapHasItsBegin() throws Exception {
        append("word<\r\na\r\n");
        gap("word<\r\na\r\n\u001b[?1049h\u001b[H");
        append("editor\u001b[?1049lb\r\n>word:0\r\n");
        words().advance(new Reading(() -> {}), log.head(), marks);
        assertThat(result().output()).isEqualTo("a\nb\n");
    }

    /** What the log has forgotten may have had the end of the alternate screen; too much output is better than none. */
    @Test
    void outputCountsAgainWhenTheLogHasForgottenTheAlternateScreen() throws Exception {
        append("word<\r\na\r\n\u001b[?1049heditor");
        RunTask task = words();
        task.advance(new Reading(() -> {}), log.head(), marks);
        append("\u001b[?1049l" + "line\r\n".repeat(1000) + ">word:0\r\n");
        task.advance(new Reading(() -> {}), log.head(), marks);
        assertThat(result().output()).endsWith("line\n");
    }

    /** The bug: the piece of the echoed line that was read last was output, when the screen showed the begin. */
    @Test
    void theEchoBeforeAGapIsNoOutputWhenTheScreenBehindItShowsTheBegin() throws Exception {
        append("printf wo");
        gap("printf word\r\nword<\r\nout\r\n");
        append("more\r\n>word:0\r\n");
        words().advance(new Reading(() -> {}), log.head(), marks);
        assertThat(result().output()).isEqualTo("more\n");
    }

    /** The bug: the same where the log had forgotten the mark's place. */
    @Test
    void theEchoBeforeWhatIsForgottenIsNoOutput() throws Exception {
        append("echo mar");
        RunTask task = task();
        task.advance(new Reading(() -> {}), log.head(), marks);
        append("ked\r\n");
        mark('C', OptionalInt.empty());
        append("marked\r\n".repeat(1000));
        mark('D', OptionalInt.of(0));
        task.advance(new Reading(() -> {}), log.head(), marks);
        assertThat(result().output().lines()).hasSize(512).containsOnly("marked");
    }

    /**
     * The bug: of a command that did not end, up to a word's length of what came behind the gap was taken for the echo.
     */
    @Test
    void theLittleThatComesBehindAGapIsOutput() throws Exception {
        append("printf wo");
        gap("$ ");
        append("step 1 failed\r\n");
        RunTask task = words();
        task.advance(new Reading(() -> {}), log.head(), marks);
        task.ended(false);
        assertThat(result()).returns("step 1 failed\n", RunResult::output).returns(true, RunResult::gap);
    }

    /** The bug: a mark that tmux had discarded was waited for until the time was over. */
    @Test
    void theNextPromptIsTheEndWhenAGapHasTheMark() throws Exception {
        append("echo marked\r\n");
        mark('C', OptionalInt.empty());
        append("marked\r\n");
        gap("$ echo marked\r\nmarked\r\n");
        append("more\r\n");
        mark('A', OptionalInt.empty());
        append("p$ ");
        mark('B', OptionalInt.empty());
        task().advance(new Reading(() -> {}), log.head(), marks);
        assertThat(result())
                .returns(RunResult.Reason.EXITED, RunResult::reason)
                .returns(OptionalInt.empty(), RunResult::exitStatus)
                .returns("marked\nmore\n", RunResult::output)
                .returns(true, RunResult::gap);
    }

    /** The same where the begin was in it: the end had its mark, which was not taken for one. */
    @Test
    void theMarkBehindAGapIsTheEndWhenTheGapHasTheBegin() throws Exception {
        mark('C', OptionalInt.empty());
        append("earlier\r\n");
        mark('D', OptionalInt.of(0));
        append("p$ ");
        mark('B', OptionalInt.empty());
        RunTask task =
                new RunTask(new MarkEnd(log.head(), 'B'), new PanePosition("e", log.head()), waiting, Optional::empty);
        append("ec");
        gap("$ echo marked\r\n");
        mark('D', OptionalInt.of(9));
        append("p$ ");
        mark('B', OptionalInt.empty());
        task.advance(new Reading(() -> {}), log.head(), marks);
        assertThat(result().exitStatus()).hasValue(9);
    }

    @Test
    void theRestOfThePromptInWhichItWasTypedIsNoEndBehindAGap() throws Exception {
        mark('A', OptionalInt.empty());
        RunTask task = new RunTask(new MarkEnd(0, 'A'), new PanePosition("e", 0), waiting, Optional::empty);
        gap("");
        append("p$ ");
        mark('B', OptionalInt.empty());
        append("echo marked\r\n");
        task.advance(new Reading(() -> {}), log.head(), marks);
        assertThat(answer).isNotDone();
        mark('C', OptionalInt.empty());
        append("marked\r\n");
        mark('D', OptionalInt.of(9));
        task.advance(new Reading(() -> {}), log.head(), marks);
        assertThat(result().output()).isEqualTo("marked\n");
    }

    /** The bug: it was behind the prompt, which somebody who went on from there missed. */
    @Test
    void theEndIsBeforeThePromptThatWasReadWithIt() throws Exception {
        append("printf '%s%s<' wo rd\r\nword<\r\nout\r\n");
        RunTask task = words();
        task.advance(new Reading(() -> {}), log.head(), marks);
        append("more\r\n>word:0\r\n");
        long end = log.head();
        append("p$ ");
        task.advance(new Reading(() -> {}), log.head(), marks);
        assertThat(result())
                .returns("out\nmore\n", RunResult::output)
                .returns(new PanePosition("e", end), RunResult::position);
    }

    private RunTask words() {
        ShellLine line = new ShellLine("", "word<\n", ">word:");
        return new RunTask(new WordEnd(line), new PanePosition("e", 0), waiting, Optional::empty);
    }

    private void gap(String screen) {
        ByteBuffer data = ByteBuffer.wrap(screen.getBytes(StandardCharsets.US_ASCII));
        log.barrier(new Snapshot(log.head(), TerminalSize.DEFAULT, 0, false, data), true);
    }

    private void mark(char kind, OptionalInt status) {
        marks.add(new PaneEvent.ShellMark(log.head(), kind, status));
    }

    private RunTask task() {
        return new RunTask(new MarkEnd(0, 'B'), new PanePosition("e", 0), waiting, Optional::empty);
    }

    private RunResult result() throws Exception {
        return answer.get(5, TimeUnit.SECONDS);
    }

    private void append(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        log.append(bytes, 0, bytes.length);
    }

    /** Reads the log; something happens just before its output is read. */
    private final class Reading extends LogLens {
        private Optional<Runnable> before;

        Reading(Runnable before) {
            this.before = Optional.of(before);
        }

        @Override
        public LogRead read(long position, int max) {
            if (position == "echo marked\r\n".length()) {
                Optional<Runnable> now = before;
                before = Optional.empty();
                now.ifPresent(Runnable::run);
            }
            return log.read(position, max);
        }
    }
}
