package io.tmuxbridge.core.tmux;

import io.tmuxbridge.benchmarks.Corpus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the bytes of a control client to those of the pane; an operation is 64 KiB of a program's output. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ControlParserBenchmark {

    @Param
    private Corpus corpus;

    private ByteArrayInputStream told;
    private ControlPipe pipe;
    private long seen;

    /** Makes the parser. */
    @Setup
    public void prepare() {
        told = new ByteArrayInputStream(corpus.told());
        pipe = new ControlPipe(new Counting());
    }

    /**
     * Reads it all.
     *
     * @return bytes so far
     * @throws IOException never
     */
    @Benchmark
    public long outputLines() throws IOException {
        told.reset();
        boolean more = true;
        while (more) {
            more = pipe.readFrom(told);
        }
        return seen;
    }

    private final class Counting implements ControlListener {
        @Override
        public void output(int pane, byte[] buffer, int offset, int length, long ageMillis) {
            seen += length + buffer[offset];
        }

        @Override
        public void notification(Notification notification) {}

        @Override
        public void closed(String reason) {}
    }
}
