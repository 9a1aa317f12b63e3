package io.tmuxbridge.core.flood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import io.tmuxbridge.core.pipe.NamedPipes;
import io.tmuxbridge.core.pipe.PipeReader;
import io.tmuxbridge.core.pipe.PipedOutput;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloodOutrunTest {

    private final LastWords lastWords = mock(LastWords.class);
    private final FloodPort port = mock(FloodPort.class);

    @TempDir
    private Path place;

    /** The bug: it was told so late that the pane might have come through its next pipe by then, which was given up. */
    @Test
    void nobodyIsToldOfTheEndOfAPipeThatIsEndedHere() throws Exception {
        AtomicInteger ends = new AtomicInteger();
        try (NamedPipes pipes = new NamedPipes(place)) {
            PipeReader reader = new PipeReader(
                    new PipedOutput(pipes.make().orElseThrow()), (buffer, offset, length) -> {}, ends::incrementAndGet);
            Thread reading = new Thread(reader);
            reading.start();
            doAnswer(call -> {
                        call.<Consumer<Reply>>getArgument(1).accept(new Reply(true, List.of(new byte[0]), "", false));
                        return null;
                    })
                    .when(lastWords)
                    .end(any(), any());
            new FloodOutrun(lastWords, port, () -> {}).begin(mock(ControlClient.class), reader);
            await().until(() -> !reading.isAlive());
        }
        verify(port).outran();
        assertThat(ends).hasValue(0);
    }
}
