package io.tmuxbridge.core.terminal;

import io.tmuxbridge.benchmarks.Corpus;
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

/** The tracker with the normaliser; an operation is 64 KiB of a program's output. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NormaliserBenchmark {

    @Param
    private Corpus corpus;

    private byte[] bytes;
    private Normaliser normaliser;
    private final ByteSink out = new ByteSink();

    /** Makes the terminal. */
    @Setup
    public void prepare() {
        bytes = corpus.bytes();
        normaliser = new Normaliser(Dialect.of(3, 3), new TerminalState(80, 24));
    }

    /**
     * Reads it all, in chunks as tmux tells them.
     *
     * @return bytes that came out
     */
    @Benchmark
    public int feed() {
        int out = 0;
        for (int at = 0; at < bytes.length; at += 1024) {
            this.out.reset();
            normaliser.feed(bytes, at, Math.min(1024, bytes.length - at), this.out);
            out += this.out.size();
        }
        return out;
    }
}
