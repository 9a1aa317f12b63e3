package io.tmuxbridge.core.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.log.LogRead;
import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.pane.Await;
import io.tmuxbridge.pane.Awaited;
import io.tmuxbridge.pane.PanePosition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which prompt is the one that is waited for. */
class AwaitTaskTest {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final OutputLog log = new OutputLog(4096);
    private final Marks marks = new Marks();
    private final CompletableFuture<Awaited> answer = new CompletableFuture<>();

    @AfterEach
    void close() {
        timer.shutdownNow();
    }

    /** The bug: the mark of the prompt that the pane showed stood at the position itself, and was found. */
    @Test
    void thePromptThatWasThereIsNotFound() {
        append("p$ ");
        mark('B');
        AwaitTask task = promptFrom(log.head());
        append("c\r\n");
        assertThat(advance(task)).isFalse();
        append("p$ ");
        mark('B');
        assertThat(advance(task)).isTrue();
        assertThat(answer.join())
                .returns(Awaited.Reason.FOUND, Awaited::reason)
                .returns("c\np$ ", Awaited::before)
                .returns(new PanePosition("e", log.head()), Awaited::position);
    }

    /** The bug: a mark that was told after all before it was read was not looked for until more was printed. */
    @Test
    void aPromptIsFoundWhoseMarkIsToldAfterItWasRead() {
        append("p$ ");
        mark('B');
        append("c\r\n");
        AwaitTask task = promptFrom(log.head());
        append("p$ ");
        assertThat(advance(task)).isFalse();
        mark('B');
        assertThat(advance(task)).isTrue();
        assertThat(answer.join().reason()).isEqualTo(Awaited.Reason.FOUND);
    }

    /** The bug: any mark switched the guess off, also in shells that mark their commands and not their prompts. */
    @Test
    void aPromptIsGuessedWhereTheShellMarksOnlyCommands() throws Exception {
        mark('C');
        append("out\r\n");
        mark('D');
        append("p$ ");
        advance(promptFrom(0));
        assertThat(answer.get(5, TimeUnit.SECONDS))
                .returns(Awaited.Reason.FOUND, Awaited::reason)
                .returns("out\np$ ", Awaited::before);
    }

    /** The bug: a screen that tmux was asked for stood behind the prompt, and what was before it was forgotten. */
    @Test
    void aPromptIsGuessedBeforeABarrierWhereNothingIsMissing() throws Exception {
        append("out\r\np$ ");
        barrier(false);
        advance(promptFrom(0));
        assertThat(answer.get(5, TimeUnit.SECONDS))
                .returns(Awaited.Reason.FOUND, Awaited::reason)
                .returns("out\np$ ", Awaited::before)
                .returns(false, Awaited::gap);
    }

    @Test
    void noPromptIsGuessedFromWhatStandsBeforeAGap() throws Exception {
        append("p$ ");
        barrier(true);
        AwaitTask task = promptFrom(0);
        advance(task);
        append("q$ ");
        advance(task);
        assertThat(answer.get(5, TimeUnit.SECONDS))
                .returns("q$ ", Awaited::before)
                .returns(true, Awaited::gap);
    }

    /** The bug: a mark that tmux had discarded was waited for until the time was over. */
    @Test
    void aPromptIsGuessedFromTheScreenBehindAGapAlsoWhereTheShellMarksIt() throws Exception {
        append("p$ ");
        mark('B');
        AwaitTask task = promptFrom(log.head());
        append("c\r\n");
        advance(task);
        barrier("p$ c\r\nout\r\np$ ", true);
        advance(task);
        assertThat(answer.get(5, TimeUnit.SECONDS))
                .returns(Awaited.Reason.FOUND, Awaited::reason)
                .returns(true, Awaited::gap)
                .returns(new PanePosition("e", log.head()), Awaited::position);
    }

    @Test
    void whatIsPrintedBehindTheScreenOfAGapIsNoPromptBecauseOneIsShown() throws Exception {
        AwaitTask task = promptFrom(0, Duration.ofMillis(500));
        barrier("p$ ", true);
        append("c\r\n");
        advance(task);
        assertThat(answer.get(5, TimeUnit.SECONDS).reason()).isEqualTo(Awaited.Reason.TIMED_OUT);
    }

    private void barrier(boolean gap) {
        barrier("", gap);
    }

    private void barrier(String screen, boolean gap) {
        ByteBuffer data = ByteBuffer.wrap(screen.getBytes(StandardCharsets.US_ASCII));
        log.barrier(new Snapshot(log.head(), TerminalSize.DEFAULT, 0, false, data), gap);
    }

    /** It reads on when its timer rings. */
    private AwaitTask promptFrom(long offset) {
        return promptFrom(offset, Duration.ofSeconds(30));
    }

    private AwaitTask promptFrom(long offset, Duration timeout) {
        AtomicReference<AwaitTask> task = new AtomicReference<>();
        Waiting<Awaited> waiting = new Waiting<>(answer, timer, Runnable::run, timeout, () -> advance(task.get()));
        task.set(new AwaitTask(Await.prompt(), new PanePosition("e", offset), waiting));
        return task.get();
    }

    private boolean advance(AwaitTask task) {
        return task.advance(new Reading(), log.head(), marks);
    }

    private void mark(char kind) {
        marks.add(new PaneEvent.ShellMark(log.head(), kind, OptionalInt.empty()));
    }

    private void append(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        log.append(bytes, 0, bytes.length);
    }

    private final class Reading extends LogLens {
        @Override
        public LogRead read(long position, int max) {
            return log.read(position, max);
        }
    }
}
