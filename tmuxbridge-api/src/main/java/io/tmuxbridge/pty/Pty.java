package io.tmuxbridge.pty;

import io.tmuxbridge.TerminalSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A program running in a pseudo terminal.
 *
 * <p><b>Threads:</b> one thread reads, one writes, and any thread may do the rest.
 */
public interface Pty extends AutoCloseable {

    /**
     * Returns the program's process id.
     *
     * @return the process id
     */
    long pid();

    /**
     * Returns what the program draws. Reading blocks, and ends with end of stream or an {@link IOException} when the
     * program has ended or {@link #close} is called.
     *
     * @return a stream of raw bytes
     */
    InputStream output();

    /**
     * Returns the stream for typed input. Writing blocks while the program does not read.
     *
     * @return a stream of raw bytes
     */
    OutputStream input();

    /**
     * Resizes the terminal; the program is notified by a signal.
     *
     * @param size columns and rows
     * @throws IOException when the program has ended
     */
    void resize(TerminalSize size) throws IOException;

    /** Kills the program, waits until it is gone, which takes only moments, and frees the terminal. Idempotent. */
    @Override
    void close();
}
