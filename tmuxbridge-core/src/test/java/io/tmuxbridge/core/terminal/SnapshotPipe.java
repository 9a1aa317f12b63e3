package io.tmuxbridge.core.terminal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes snapshots for the conformance tool, which is not Java. On standard output come first {@link Capture#commands}
 * for the pane {@code %0}, one on a line, words apart by tabs; then for their replies on standard input the snapshot,
 * until the input ends. Each of all these has its length before it (four bytes, big endian). {@link Tracked#INITIAL}
 * throughout.
 */
final class SnapshotPipe {

    private SnapshotPipe() {}

    /** The one argument is the lines of history asked for. */
    public static void main(String[] args) throws IOException {
        int history = Integer.parseInt(args[0]);
        List<List<String>> commands = Capture.commands("%0", history);
        DataInputStream in = new DataInputStream(System.in);
        DataOutputStream out = new DataOutputStream(System.out);
        write(out, lines(commands).getBytes(StandardCharsets.UTF_8));
        while (true) {
            List<byte[]> bodies = new ArrayList<>();
            try {
                while (bodies.size() < commands.size()) {
                    bodies.add(in.readNBytes(in.readInt()));
                }
            } catch (EOFException e) {
                return;
            }
            write(out, SnapshotWriter.write(Capture.parse(bodies, history), Tracked.INITIAL));
        }
    }

    private static String lines(List<List<String>> commands) {
        return commands.stream().map(words -> String.join("\t", words)).collect(Collectors.joining("\n"));
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }
}
