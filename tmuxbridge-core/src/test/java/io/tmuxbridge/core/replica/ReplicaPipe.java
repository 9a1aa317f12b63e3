package io.tmuxbridge.core.replica;

import io.tmuxbridge.core.terminal.ByteSink;
import io.tmuxbridge.core.terminal.Dialect;
import io.tmuxbridge.core.terminal.Normaliser;
import io.tmuxbridge.core.terminal.RandomStreams;
import io.tmuxbridge.core.terminal.TerminalState;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Shows streams to a replica for the conformance tool, which is not Java. Reads columns, rows, a length (four bytes
 * each) and so many bytes of a stream; a negative length asks for a random stream of that seed. Answers with the hash
 * of the replica's screen and the normalised stream, each with its length before it, until the input ends.
 */
final class ReplicaPipe {

    private static final int PIECES = 400;

    private ReplicaPipe() {}

    /** No arguments. */
    public static void main(String[] args) throws IOException {
        DataInputStream in = new DataInputStream(System.in);
        DataOutputStream out = new DataOutputStream(System.out);
        while (true) {
            int cols;
            try {
                cols = in.readInt();
            } catch (EOFException e) {
                return;
            }
            int rows = in.readInt();
            int length = in.readInt();
            byte[] stream =
                    length < 0 ? new RandomStreams(-length, length % 2 == 0).stream(PIECES) : in.readNBytes(length);
            answer(cols, rows, stream, out);
        }
    }

    private static void answer(int cols, int rows, byte[] stream, DataOutputStream out) throws IOException {
        ByteSink sink = new ByteSink();
        new Normaliser(Dialect.of(3, 3), new TerminalState(cols, rows)).feed(stream, 0, stream.length, sink);
        Replica replica = new Replica(cols, rows);
        replica.write(ByteBuffer.wrap(sink.toByteArray()));
        byte[] hash = ScreenHash.of(replica).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        out.writeInt(hash.length);
        out.write(hash);
        out.writeInt(sink.size());
        out.write(sink.toByteArray());
        out.flush();
    }
}
