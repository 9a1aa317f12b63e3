package io.tmuxbridge.core.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written, what waits, what is refused. */
class CommandPipelineTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final CommandPipeline pipeline = new CommandPipeline(written, TmuxLoad.unbounded());

    private static Pending line(int length) {
        return line(length, ReplyListener.IGNORE);
    }

    private static Pending line(int length, ReplyListener listener) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 'x');
        bytes[length - 1] = '\n';
        return new Pending(bytes, listener, null);
    }

    @Test
    void noMoreIsWrittenUnansweredThanAPipeHolds() {
        for (int i = 0; i < 100; i++) {
            pipeline.submit(List.of(line(1000)));
        }
        assertThat(written.size()).isEqualTo(30_000);
        assertThat(pipeline.outstanding()).isEqualTo(100);
        for (int i = 1; i <= 100; i++) {
            assertThat(pipeline.answered()).isNotNull();
            assertThat(written.size() - i * 1000).isBetween(0, CommandPipeline.WINDOW);
        }
        assertThat(written.size()).isEqualTo(100_000);
        assertThat(pipeline.outstanding()).isZero();
    }

    @Test
    void whatDoesNotFitIsRefusedWhole() {
        int taken = 0;
        while (taken < 2000) {
            try {
                pipeline.submit(List.of(line(1024)));
                taken++;
            } catch (TmuxBridgeException full) {
                assertThat(full.code()).isEqualTo(ErrorCode.LIMIT);
                break;
            }
        }
        assertThat(taken * 1024).isBetween(CommandPipeline.QUEUE, CommandPipeline.QUEUE + CommandPipeline.WINDOW);
        int before = pipeline.outstanding();
        assertThatThrownBy(() -> pipeline.submit(List.of(line(10), line(1024)))).hasMessageContaining("1048576");
        assertThat(pipeline.outstanding()).isEqualTo(before);
    }

    @Test
    void aLineThatCouldNeverBeWrittenIsRefused() {
        assertThatThrownBy(() -> pipeline.submit(List.of(line(CommandPipeline.WINDOW + 1))))
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID));
        pipeline.submit(List.of(line(CommandPipeline.WINDOW)));
        assertThat(written.size()).isEqualTo(CommandPipeline.WINDOW);
    }

    @Test
    void afterClosingNothingIsTakenOrWritten() {
        pipeline.submit(List.of(line(20_000), line(20_000)));
        pipeline.close();
        assertThat(pipeline.submit(List.of(line(10)))).isFalse();
        pipeline.answered();
        assertThat(written.size()).isEqualTo(20_000);
        assertThat(pipeline.drain()).hasSize(1);
        assertThat(pipeline.isOpen()).isFalse();
    }

    /**
     * A pane was not given back: its last commands came while another thread was writing, and the client was closed
     * then.
     */
    @Test
    void whatWasTakenBeforeClosingIsWrittenThoughAnotherThreadWasWriting() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CommandPipeline[] itself = new CommandPipeline[1];
        CommandPipeline busy = new CommandPipeline(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        out.write(b);
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) {
                        out.write(bytes, offset, length);
                        if (out.size() == 10) {
                            itself[0].submit(List.of(line(20)));
                            itself[0].close();
                        }
                    }
                },
                TmuxLoad.unbounded());
        itself[0] = busy;
        busy.submit(List.of(line(10)));
        assertThat(out.size()).isEqualTo(30);
        assertThat(busy.submit(List.of(line(10)))).isFalse();
    }

    @Test
    void aBrokenPipeLeavesTheLinesForTheReaderToFail() {
        CommandPipeline broken = new CommandPipeline(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                },
                TmuxLoad.unbounded());
        assertThat(broken.submit(List.of(line(10)))).isTrue();
        assertThat(broken.isOpen()).isFalse();
        assertThat(broken.drain()).hasSize(1);
    }

    @Test
    void theOldestUnansweredLineHasAnAge() {
        assertThat(pipeline.oldestOutstandingNanos()).isZero();
        pipeline.submit(List.of(line(10)));
        assertThat(pipeline.oldestOutstandingNanos()).isPositive();
        pipeline.answered();
        assertThat(pipeline.oldestOutstandingNanos()).isZero();
    }
}
