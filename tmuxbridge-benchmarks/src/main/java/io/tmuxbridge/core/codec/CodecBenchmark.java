package io.tmuxbridge.core.codec;

import io.tmuxbridge.benchmarks.Corpus;
import io.tmuxbridge.transport.Frame;
import io.tmuxbridge.transport.Subprotocol;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;
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

/** Messages of both subprotocols: an output of 4 KiB encoded, an input of one key decoded. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {

    @Param
    private Subprotocol subprotocol;

    @Param({"PLAIN", "COLOURS", "CJK"})
    private Corpus corpus;

    private Codec codec;
    private ServerMessage.Output output;
    private final String textInput = "{\"type\":\"input\",\"channel\":1,\"seq\":17,\"data\":\"x\"}";
    private ByteBuffer binaryInput;

    /** Makes the codec and what it reads and writes. */
    @Setup
    public void prepare() {
        codec = Codecs.of(subprotocol, 1 << 20, System::currentTimeMillis);
        byte[] all = corpus.bytes();
        int end = 4096;
        while ((all[end] & 0xc0) == 0x80) {
            end--;
        }
        byte[] data = Arrays.copyOf(all, end);
        output = new ServerMessage.Output(
                new ServerMessage.Terminal(1, "work", "%1"),
                1_000_000,
                1_000_000 + end,
                false,
                OptionalInt.empty(),
                OptionalInt.empty(),
                ByteBuffer.wrap(data).asReadOnlyBuffer());
        binaryInput = ByteBuffer.allocate(BinaryCodec.HEADER + 1)
                .put(BinaryCodec.INPUT)
                .putInt(1)
                .putLong(17);
        binaryInput.put((byte) 'x').flip();
    }

    /**
     * Output of the server.
     *
     * @return the frame
     */
    @Benchmark
    public Frame encodeOutput() {
        return codec.encode(output);
    }

    /**
     * Input of a client.
     *
     * @return the message
     */
    @Benchmark
    public ClientMessage decodeInput() {
        return subprotocol == Subprotocol.JSON ? codec.decodeText(textInput) : codec.decodeBinary(binaryInput);
    }
}
