package io.tmuxbridge.core.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tmuxbridge.core.pipe.Overlap;
import io.tmuxbridge.core.pipe.PipeReader;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.Reply;
import io.tmuxbridge.core.tmux.ReplyListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

/**
 * The bug: the pipe waited for a client that tells nothing any more until somebody noticed, and those who did might
 * have waited for the pipe.
 */
class FloodReturnTest {

    private static final Reply DONE = new Reply(true, List.of(new byte[0]), "", false);

    private final StreamContext context = mock(StreamContext.class);
    private final ControlClient client = mock(ControlClient.class);
    private final Overlap overlap = new Overlap();
    private final FloodReturn back = new FloodReturn(
            context,
            mock(PanePipe.class),
            mock(PipeRelease.class),
            client,
            mock(PipeReader.class),
            overlap,
            mock(FloodPort.class),
            outcome -> {});

    @Test
    void thePipeDoesNotWaitForAClientThatHasEnded() {
        back.begin(Reply.failure("the control client is closed"));
        thePipeGoesOn();
    }

    @Test
    void thePipeDoesNotWaitForAPaneThatIsGone() {
        ScheduledExecutorService timer = mock(ScheduledExecutorService.class);
        when(context.timer()).thenReturn(timer);
        when(timer.schedule(any(Runnable.class), anyLong(), any())).thenAnswer(call -> {
            call.<Runnable>getArgument(0).run();
            return null;
        });
        doAnswer(call -> {
                    call.<ReplyListener>getArgument(1).reply(DONE);
                    return null;
                })
                .when(client)
                .send(any(), any());
        back.begin(DONE);
        thePipeGoesOn();
    }

    private void thePipeGoesOn() {
        CompletableFuture<Void> pipe = CompletableFuture.runAsync(() -> {
            for (int pieces = 0; pieces < 64; pieces++) {
                overlap.awaitClient();
                overlap.piped(new byte[64 * 1024], 0, 64 * 1024);
            }
        });
        assertThat(pipe).succeedsWithin(Duration.ofSeconds(10));
    }
}
