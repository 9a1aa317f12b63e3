package io.tmuxbridge.pty;

import io.tmuxbridge.TerminalSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A program in a pseudo terminal.
 *
 * <p><b>Threads:</b> one reads, one writes, any does the rest.
 */
public interface Pty extends AutoCloseable {

    /**
     * The program's process.
     *
     * @return its id
     */
    long pid();

    /**
     * What the program draws. Reading blocks; it ends, by an end of the stream or an {@link IOException}, when the program has
     * ended or {@link #close} is called.
     *
     * @return a stream of raw bytes
     */
    InputStream output();

    /**
     * What is typed. Writing blocks while the program does not read.
     *
     * @return a stream of raw bytes
     */
    OutputStream input();

    /**
     * Gives the terminal another size; the program is told by a signal.
     *
     * @param size columns and rows
     * @throws IOException when the program has ended
     */
    void resize(TerminalSize size) throws IOException;

    /** Kills the program, waits until it is gone, which takes moments, and frees the terminal. Does nothing the second time. */
    @Override
    void close();
}
