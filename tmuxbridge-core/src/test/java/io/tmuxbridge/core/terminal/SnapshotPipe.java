package io.tmuxbridge.core.terminal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes snapshots for the conformance tool, which is not Java: on standard input the replies of
 * {@link Capture#commands} each with its length (four bytes, big endian), on standard output the snapshot in the same
 * form, until the input ends. {@link Tracked#INITIAL} throughout.
 */
final class SnapshotPipe {

    private SnapshotPipe() {}

    /** The one argument is the lines of history asked for. Without input prints nothing. */
    public static void main(String[] args) throws IOException {
        int history = Integer.parseInt(args[0]);
        int replies = Capture.commands("%0", history).size();
        DataInputStream in = new DataInputStream(System.in);
        DataOutputStream out = new DataOutputStream(System.out);
        while (true) {
            List<byte[]> bodies = new ArrayList<>();
            try {
                while (bodies.size() < replies) {
                    bodies.add(in.readNBytes(in.readInt()));
                }
            } catch (EOFException e) {
                return;
            }
            byte[] snapshot = SnapshotWriter.write(Capture.parse(bodies, history), Tracked.INITIAL);
            out.writeInt(snapshot.length);
            out.write(snapshot);
            out.flush();
        }
    }
}
