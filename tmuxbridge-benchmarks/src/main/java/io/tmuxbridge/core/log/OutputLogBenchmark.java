package io.tmuxbridge.core.log;

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

/** The log of a pane and its readers; an operation is 64 KiB of output. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OutputLogBenchmark {

    private static final int PIECE = 4096;

    @Param({"0", "1", "100"})
    private int readers;

    private byte[] bytes;
    private OutputLog log;

    /** Makes the log, full already. */
    @Setup
    public void prepare() {
        bytes = Corpus.PLAIN.bytes();
        log = new OutputLog(1 << 20);
        for (int i = 0; i < 20; i++) {
            log.append(bytes, 0, bytes.length);
        }
    }

    /**
     * Appends in pieces of 4 KiB; each reader reads each of them, as viewers that keep up do.
     *
     * @return bytes read
     */
    @Benchmark
    public long appendAndRead() {
        long read = 0;
        for (int at = 0; at + PIECE <= bytes.length; at += PIECE) {
            long before = log.head();
            log.append(bytes, at, PIECE);
            for (int i = 0; i < readers; i++) {
                read += log.read(before, 1 << 16) instanceof LogRead.Bytes found
                        ? found.data().remaining()
                        : 0;
            }
        }
        return read;
    }
}
