package io.tmuxbridge.core.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.core.log.LogRead;
import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.pane.Await;
import io.tmuxbridge.pane.Awaited;
import io.tmuxbridge.pane.PanePosition;
import io.tmuxbridge.pane.RunResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who waits for output of a pane that prints more with every read is answered when its time is over. */
class TurnOfATaskTest {

    private static final PanePosition START = new PanePosition("e", 0);
    private static final Duration SHORT = Duration.ofNanos(1);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final OutputLog log = new OutputLog(1 << 20);
    private final Marks marks = new Marks();

    @AfterEach
    void close() {
        timer.shutdownNow();
    }

    /** The bug: who must not see secrets was told that all it had not read was gone, and read on for ever. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoAwaitsAWordIsAnsweredInTime(boolean lost) {
        CompletableFuture<Awaited> answer = new CompletableFuture<>();
        Waiting<Awaited> waiting = waiting(answer);
        assertThat(turn(new AwaitTask(new Await.Match(Pattern.compile("never")), START, waiting), lost))
                .isTrue();
        assertThat(answer.join().reason()).isEqualTo(Awaited.Reason.TIMED_OUT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoRunsACommandIsAnsweredInTime(boolean lost) {
        CompletableFuture<RunResult> answer = new CompletableFuture<>();
        Waiting<RunResult> waiting = waiting(answer);
        assertThat(turn(new RunTask(new MarkEnd(0, 'B'), START, waiting, Optional::empty), lost))
                .isTrue();
        assertThat(answer.join().reason()).isEqualTo(RunResult.Reason.TIMED_OUT);
    }

    private <T> Waiting<T> waiting(CompletableFuture<T> answer) {
        return new Waiting<>(answer, timer, Runnable::run, SHORT, () -> {});
    }

    private boolean turn(Task task, boolean lost) {
        log.append(new byte[] {'x'}, 0, 1);
        return task.advance(new Flood(lost), log.head(), marks);
    }

    /** Every read finds more, or that it is gone. */
    private final class Flood extends LogLens {
        private final boolean lost;
        private int reads;

        Flood(boolean lost) {
            this.lost = lost;
        }

        @Override
        public LogRead read(long position, int max) {
            assertThat(++reads).as("reads in a turn").isLessThan(100);
            log.append(new byte[] {'x'}, 0, 1);
            return lost ? new LogRead.Lost(log.head()) : log.read(position, max);
        }
    }
}
