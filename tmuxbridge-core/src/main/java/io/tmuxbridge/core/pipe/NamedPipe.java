package io.tmuxbridge.core.pipe;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reading end of a named pipe that a shell command writes to. The command says first which process it is, so that
 * it is known that it has opened the pipe: from then on the end of the command is the end of the stream.
 *
 * <p><b>Threads:</b> one reads; {@link #close} may be called by any, and ends a read that waits.
 */
public final class NamedPipe implements AutoCloseable {

    /** The shell command that takes its input to nowhere. */
    public static final String NOWHERE = "exec cat >/dev/null";

    private static final Logger LOG = LoggerFactory.getLogger(NamedPipe.class);

    private final Path path;
    private final FileInputStream in;
    /** A writer of our own: without one, the pipe would have ended before the command has opened it. */
    private volatile @Nullable RandomAccessFile keeper;

    private volatile @Nullable PipeWriter writer;
    private final Consumer<Path> misled;
    private int greeting;

    private NamedPipe(Path path, Consumer<Path> misled, RandomAccessFile keeper, FileInputStream in) {
        this.path = path;
        this.misled = misled;
        this.keeper = keeper;
        this.in = in;
    }

    /**
     * Opens one.
     *
     * @param path its name
     * @param misled has a shell that opens the name from now on write to nowhere
     */
    static NamedPipe open(Path path, Consumer<Path> misled) throws IOException {
        // Opened for both, a pipe waits for nobody (fifo(7)); the end for reading then finds a writer and does not wait
        // either.
        RandomAccessFile keeper = new RandomAccessFile(path.toFile(), "rw");
        try {
            return new NamedPipe(path, misled, keeper, new FileInputStream(path.toFile()));
        } catch (IOException e) {
            keeper.close();
            throw e;
        }
    }

    /**
     * The shell command that copies its input into the pipe, or to nowhere when it cannot open it.
     *
     * @return a constant but for the name of the pipe, which {@link NamedPipes} has checked
     */
    public String command() {
        return "{ " + PipeWriter.GREETING + "; exec cat; } >" + path + " || " + NOWHERE;
    }

    /**
     * Reads what is there, at most {@code most} bytes, without waiting; 0 when nothing is there or it cannot be read.
     */
    int poll(byte[] buffer, int most) {
        try {
            int ready = in.available();
            if (ready > 0 && keeper != null) {
                greeted();
                ready -= greeting;
            }
            return ready <= 0 ? 0 : Math.max(0, in.read(buffer, 0, Math.min(ready, Math.min(most, buffer.length))));
        } catch (IOException e) {
            LOG.debug("{} cannot be read: {}", path, e.toString());
            return 0;
        }
    }

    /**
     * Reads what comes next, at most {@code most} bytes, and waits for it.
     *
     * @return how many bytes were read; -1 at the end, or when the pipe was closed
     */
    int read(byte[] buffer, int most) {
        try {
            if (keeper != null) {
                greeted();
            }
            // Through its channel a read that waits ends when the pipe is closed; through the stream it would not.
            return in.getChannel().read(ByteBuffer.wrap(buffer, 0, most));
        } catch (IOException e) {
            LOG.debug("{} ended: {}", path, e.toString());
            return -1;
        }
    }

    /**
     * Whether nothing more will come before the command is given more: it waits for that, and what it has written was
     * read.
     *
     * @param read how many bytes were read
     */
    boolean isIdle(long read) {
        PipeWriter from = writer;
        if (from == null) {
            return false;
        }
        long written = from.written();
        try {
            // Less than was read: what it writes is not counted here.
            boolean all = written >= read ? written == read : in.available() == 0;
            return all && from.isAsleep();
        } catch (IOException e) {
            LOG.debug("{} cannot be asked: {}", path, e.toString());
            return false;
        }
    }

    private void greeted() throws IOException {
        StringBuilder said = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (in.getChannel().read(one.clear()) == 1 && one.get(0) != '\n') {
            said.append((char) one.get(0));
        }
        greeting = said.length() + 1;
        writer = PipeWriter.greeting(said.toString());
        dropKeeper();
        Files.deleteIfExists(path);
    }

    private void dropKeeper() throws IOException {
        RandomAccessFile last = keeper;
        keeper = null;
        if (last != null) {
            last.close();
        }
    }

    /** Lets go; a command that still writes ends by a broken pipe, and one that has yet to begin writes to nowhere. */
    @Override
    public void close() {
        try {
            if (keeper != null) {
                // Before both ends are closed: a shell that opens it in between would wait for a reader for ever.
                misled.accept(path);
            }
            in.close();
            dropKeeper();
        } catch (IOException e) {
            LOG.debug("{} could not be closed: {}", path, e.toString());
        }
    }
}
