package io.tmuxbridge.core.log;

import io.tmuxbridge.TerminalSize;
import java.nio.ByteBuffer;

/**
 * The whole of a pane's screen at one position of its stream: whoever writes these bytes to a fresh emulator and then
 * the log from {@code offset} on shows what tmux shows. Immutable and shared by all viewers that need one.
 *
 * @param offset the position it was taken at
 * @param size size of the pane then
 * @param historyLines lines of history that were asked for
 * @param cut whether there is more history than that, so that the first line may be the rest of a longer one
 * @param data the bytes, read-only
 */
public record Snapshot(long offset, TerminalSize size, int historyLines, boolean cut, ByteBuffer data) {

    /** Makes the bytes read-only. */
    public Snapshot {
        data = data.asReadOnlyBuffer();
    }

    Snapshot at(long other) {
        return new Snapshot(other, size, historyLines, cut, data);
    }

    /**
     * The same at another position.
     *
     * @param by how far from this one
     * @return the same one for 0
     */
    public Snapshot shifted(long by) {
        return by == 0 ? this : at(offset + by);
    }

    /**
     * The same with other bytes.
     *
     * @param bytes what to write to an emulator
     * @return a snapshot of the same position and size
     */
    public Snapshot with(ByteBuffer bytes) {
        return new Snapshot(offset, size, historyLines, cut, bytes);
    }
}
