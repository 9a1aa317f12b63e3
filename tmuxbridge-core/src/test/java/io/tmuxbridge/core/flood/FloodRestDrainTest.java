package io.tmuxbridge.core.flood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import io.tmuxbridge.core.pipe.NamedPipe;
import io.tmuxbridge.core.pipe.NamedPipes;
import io.tmuxbridge.core.pipe.PipeReader;
import io.tmuxbridge.core.pipe.PipedOutput;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.testkit.Signals;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left in the pipe of a pane whose client has ended. */
class FloodRestDrainTest {

    private final StringBuffer passed = new StringBuffer();
    private final FloodRest rest =
            new FloodRest(mock(StreamContext.class), new PaneAddress(1, "$0", "@0", 0, false), mock(FloodPort.class));

    @TempDir
    private Path place;

    /**
     * The bug: a command that brought nothing for a tenth of a second, for want of a processor, had no more to bring.
     */
    @Test
    void whatTheCommandOfThePipeStillHasIsWaitedFor() throws Exception {
        try (NamedPipes pipes = new NamedPipes(place)) {
            NamedPipe pipe = pipes.make().orElseThrow();
            Process command = new ProcessBuilder("sh", "-c", pipe.command()).start();
            PipeReader reader = reading(pipe);
            OutputStream pane = command.getOutputStream();
            prints(pane, "first ");
            await().until(() -> passed.toString().equals("first "));
            Signals.send("STOP", command.pid());
            prints(pane, "last");
            pane.close();
            CompletableFuture<Void> drained = CompletableFuture.runAsync(() -> rest.drain(reader));
            await().during(Duration.ofMillis(500)).until(() -> !drained.isDone());
            Signals.send("CONT", command.pid());
            await().until(drained::isDone);
        }
        assertThat(passed).hasToString("first last");
    }

    /** Nor is one waited for that has nothing to bring: somebody has ended the client alone, and the pane is silent. */
    @Test
    void aCommandThatHasNothingToBringIsNotWaitedFor() throws Exception {
        try (NamedPipes pipes = new NamedPipes(place)) {
            NamedPipe pipe = pipes.make().orElseThrow();
            Process command = new ProcessBuilder("sh", "-c", pipe.command()).start();
            PipeReader reader = reading(pipe);
            prints(command.getOutputStream(), "first ");
            await().until(() -> passed.toString().equals("first "));
            assertThat(CompletableFuture.runAsync(() -> rest.drain(reader))).succeedsWithin(Duration.ofSeconds(5));
            assertThat(reader.isReading()).isFalse();
            command.getOutputStream().close();
        }
    }

    private PipeReader reading(NamedPipe pipe) {
        PipeReader reader = new PipeReader(
                new PipedOutput(pipe),
                (buffer, offset, length) ->
                        passed.append(new String(buffer, offset, length, StandardCharsets.US_ASCII)),
                () -> {});
        new Thread(reader).start();
        return reader;
    }

    private static void prints(OutputStream pane, String text) throws Exception {
        pane.write(text.getBytes(StandardCharsets.US_ASCII));
        pane.flush();
    }
}
