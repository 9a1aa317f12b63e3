package io.tmuxbridge.core.redact;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.access.Redaction;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.benchmarks.Corpus;
import io.tmuxbridge.core.terminal.ByteSink;
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

/** Masking of secrets, with the patterns that come with the bridge; an operation is 64 KiB of output. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RedactorBenchmark {

    private static final int MOST_HELD = 4096;

    @Param
    private Corpus corpus;

    private ByteBuffer bytes;
    private StreamRedactor redactor;
    private final ByteSink out = new ByteSink(1 << 17);

    /** Reads the patterns. */
    @Setup
    public void prepare() {
        bytes = ByteBuffer.wrap(corpus.bytes());
        Program program = Program.of(Redaction.from(Role.VIEWER).patterns());
        redactor = new StreamRedactor(program, new TerminalSize(80, 24), 0, MOST_HELD);
    }

    /**
     * Masks it all.
     *
     * @return bytes that were decided
     */
    @Benchmark
    public int feed() {
        out.reset();
        redactor.feed(bytes, out);
        return out.size();
    }
}
