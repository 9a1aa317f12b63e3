package io.tmuxbridge.examples.fault;

import io.tmuxbridge.core.replica.Replica;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer's emulator shows, after the very bytes that it was sent.
 *
 * <p><b>Threads:</b> any; guarded by the monitor.
 */
final class ScreenCopy implements SteadyClient.Screen {

    private @Nullable Replica replica;
    private int cols = 80;
    private int rows = 24;

    @Override
    public synchronized void bytes(byte[] data) {
        if (replica != null) {
            replica.write(ByteBuffer.wrap(data));
        }
    }

    @Override
    public synchronized void snapshot(byte[] data, int newCols, int newRows) {
        if (newCols > 0) {
            resized(newCols, newRows);
        }
        replica = new Replica(cols, rows);
        replica.write(ByteBuffer.wrap(data));
    }

    @Override
    public synchronized void resized(int newCols, int newRows) {
        cols = newCols;
        rows = newRows;
    }

    /** The lines of the screen, without what is blank at their ends and below the last. */
    synchronized String text() {
        if (replica == null) {
            return "nothing yet";
        }
        StringBuilder text = new StringBuilder();
        replica.text().forEach(line -> text.append(line.stripTrailing()).append('\n'));
        return text.toString().stripTrailing();
    }
}
