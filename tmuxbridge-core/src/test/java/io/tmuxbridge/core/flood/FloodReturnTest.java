package io.tmuxbridge.core.flood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.tmuxbridge.core.pipe.Overlap;
import io.tmuxbridge.core.pipe.PipeReader;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.Reply;
import io.tmuxbridge.core.tmux.ReplyListener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A client that tells less than it should, or nothing any more. */
class FloodReturnTest {

    private static final Reply DONE = new Reply(true, List.of(new byte[0]), "", false);

    private static final int MOST_LOOKS = 10;

    private final StreamContext context = mock(StreamContext.class);
    private final ControlClient client = mock(ControlClient.class);
    private final PanePipe pipe = mock(PanePipe.class);
    private final PipeRelease release = mock(PipeRelease.class);
    private final Overlap overlap = new Overlap();
    private final PipeReader reader = mock(PipeReader.class);
    private final List<FloodReturn.Outcome> outcomes = new ArrayList<>();
    private final FloodReturn back =
            new FloodReturn(context, pipe, release, client, reader, overlap, mock(FloodPort.class), outcomes::add);

    /** The bug, like the next: the pipe waited until somebody noticed, and who did might have waited for the pipe. */
    @Test
    void thePipeDoesNotWaitForAClientThatHasEnded() {
        back.begin(Reply.failure("the control client is closed"));
        thePipeGoesOn();
    }

    @Test
    void thePipeDoesNotWaitForAPaneThatIsGone() {
        tmuxAnswers(DONE);
        back.begin(DONE);
        thePipeGoesOn();
    }

    /** The bug: the place was taken to be lost, and viewers were told that something may be missing. */
    @Test
    void whatTmuxThrewAwayOfAProgramThatHasExitedHasComeThroughThePipe() {
        aPipeIsThere();
        byte[] piped = lines(1, 300);
        byte[] told = lines(100, 250);
        overlap.piped(piped, 0, piped.length);
        back.told(told, 0, told.length);
        tmuxAnswers(says("1 1"));
        back.begin(DONE);
        assertThat(outcomes).containsExactly(FloodReturn.Outcome.WHOLE);
    }

    /** The bug: megabytes that tmux had for the pipe were missed by who wants each byte. */
    @Test
    void tmuxMayAnswerTwiceBeforeItWritesWhatItHasForThePipe() {
        aPipeIsThere();
        byte[] piped = lines(1, 300);
        byte[] told = lines(200, 300);
        int late = told.length / 2;
        overlap.piped(piped, 0, piped.length - late);
        back.told(told, 0, told.length);
        tmuxAnswers(says("1 0"), looks -> {
            if (looks == 3) {
                overlap.piped(piped, piped.length - late, late);
                when(reader.bytes()).thenReturn(1L);
            }
        });
        back.begin(DONE);
        assertThat(outcomes).containsExactly(FloodReturn.Outcome.WHOLE);
    }

    private void aPipeIsThere() {
        when(reader.isReading()).thenReturn(true);
        when(pipe.former()).thenReturn(new FormerPipe());
        when(context.work()).thenReturn(task -> {});
    }

    /**
     * The bug: what came through the pipe in the moment in which a silent pane was found to be back was told by the
     * client as well, and shown twice.
     */
    @Test
    void aPaneThatBreaksItsSilenceIsNotBack() {
        aPipeIsThere();
        doAnswer(call -> {
                    overlap.piped(new byte[] {'x'}, 0, 1);
                    return null;
                })
                .when(reader)
                .silence();
        tmuxAnswers(says("1 0"));
        back.begin(DONE);
        verify(reader, atLeastOnce()).goOn();
        assertThat(outcomes).isEmpty();
    }

    private static Reply says(String answer) {
        return new Reply(true, List.of(answer.getBytes(StandardCharsets.US_ASCII)), "", false);
    }

    private static byte[] lines(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> String.format("%078d\r\n", i))
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Whatever it is asked, and nobody waits before that. */
    private void tmuxAnswers(Reply reply) {
        tmuxAnswers(reply, looks -> {});
    }

    private void tmuxAnswers(Reply reply, IntConsumer meanwhile) {
        AtomicInteger looks = new AtomicInteger();
        ScheduledExecutorService timer = mock(ScheduledExecutorService.class);
        when(context.timer()).thenReturn(timer);
        when(timer.schedule(any(Runnable.class), anyLong(), any())).thenAnswer(call -> {
            if (looks.incrementAndGet() < MOST_LOOKS) {
                meanwhile.accept(looks.get());
                call.<Runnable>getArgument(0).run();
            }
            return null;
        });
        doAnswer(call -> {
                    call.<ReplyListener>getArgument(1).reply(reply);
                    return null;
                })
                .when(client)
                .send(any(), any());
    }

    private void thePipeGoesOn() {
        CompletableFuture<Void> goesOn = CompletableFuture.runAsync(() -> {
            for (int pieces = 0; pieces < 64; pieces++) {
                overlap.awaitClient();
                overlap.piped(new byte[64 * 1024], 0, 64 * 1024);
            }
        });
        assertThat(goesOn).succeedsWithin(Duration.ofSeconds(10));
    }
}
