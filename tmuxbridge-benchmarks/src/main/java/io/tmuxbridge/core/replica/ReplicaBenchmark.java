package io.tmuxbridge.core.replica;

import io.tmuxbridge.benchmarks.Corpus;
import java.nio.ByteBuffer;
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

/** The copy of a viewer's emulator; an operation is 64 KiB of output. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReplicaBenchmark {

    @Param
    private Corpus corpus;

    private ByteBuffer bytes;
    private Replica replica;

    /** Makes the screen. */
    @Setup
    public void prepare() {
        bytes = ByteBuffer.wrap(corpus.bytes());
        replica = new Replica(80, 24);
    }

    /**
     * Draws it all.
     *
     * @return the screen
     */
    @Benchmark
    public Replica write() {
        replica.write(bytes);
        return replica;
    }

    /**
     * The hash of a screen, as verification tells it.
     *
     * @return the hash
     */
    @Benchmark
    public String hash() {
        return ScreenHash.of(replica);
    }
}
