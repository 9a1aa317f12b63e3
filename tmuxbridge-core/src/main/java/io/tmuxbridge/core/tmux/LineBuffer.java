package io.tmuxbridge.core.tmux;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a byte stream into lines. One array holds what was read: lines are handed out in place, only an unfinished one
 * is moved to the front to wait for its rest, and the array grows for a long line and shrinks after it.
 *
 * <p><b>Threads:</b> one thread.
 */
final class LineBuffer {

    /** A consumer of lines. */
    interface LineHandler {

        /**
         * One line without its newline.
         *
         * @param buffer holds the line; the handler may overwrite the line's own bytes and keeps nothing
         * @param from where it begins
         * @param to where it ends
         */
        void line(byte[] buffer, int from, int to);
    }

    private static final int CHUNK = 64 * 1024;

    private final int maxLine;
    private byte[] buffer = new byte[2 * CHUNK];
    private int end;
    private int scanned;

    LineBuffer(int maxLine) {
        this.maxLine = maxLine;
    }

    /**
     * Reads once and hands out every line that is now complete.
     *
     * @return false at the end of the stream
     * @throws IOException when reading fails or a line is longer than the limit
     */
    boolean readFrom(InputStream in, LineHandler handler) throws IOException {
        makeRoom();
        int count = in.read(buffer, end, Math.min(CHUNK, buffer.length - end));
        if (count < 0) {
            return false;
        }
        end += count;
        handOut(handler);
        return true;
    }

    private void handOut(LineHandler handler) {
        int from = 0;
        for (int to = newline(scanned); to < end; to = newline(from)) {
            handler.line(buffer, from, to);
            from = to + 1;
        }
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, end - from);
            end -= from;
        }
        scanned = end;
    }

    /** A method of its own: the JVM compiles a loop with all that it calls, and this one runs for every byte. */
    private int newline(int from) {
        int at = from;
        while (at < end && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    private void makeRoom() throws IOException {
        if (end > maxLine) {
            throw new IOException("a line of more than " + maxLine + " bytes");
        }
        if (end + CHUNK > buffer.length) {
            int wanted = (int) Math.min((long) buffer.length * 2, (long) maxLine + CHUNK + 1);
            buffer = Arrays.copyOf(buffer, wanted);
        } else if (buffer.length > 8 * CHUNK && end < CHUNK) {
            buffer = Arrays.copyOf(buffer, 2 * CHUNK);
        }
    }
}
