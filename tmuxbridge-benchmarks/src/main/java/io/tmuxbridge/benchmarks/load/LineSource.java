package io.tmuxbridge.benchmarks.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes numbered lines into named pipes, which {@code cat} reads in sessions of tmux: so lines carry this JVM's own
 * time, and nothing but tmux and {@code cat} has to be installed. It writes as much as is due each millisecond and
 * waits where tmux is slow to take it: then lines are stamped later, and fewer are written.
 *
 * <p><b>Threads:</b> its own; {@link #written} from any. Closing ends the thread's work, the pipes are closed then.
 */
final class LineSource implements AutoCloseable {

    private final List<RandomAccessFile> pipes = new ArrayList<>();
    private final double perNano;
    private final Thread thread = new Thread(this::run, "lines");
    private volatile boolean stopped;
    private volatile long written;

    LineSource(List<Path> paths, int perSecond) throws IOException {
        perNano = perSecond / 1e9;
        for (Path path : paths) {
            // For reading too: opening a pipe for writing alone waits for a reader.
            pipes.add(new RandomAccessFile(path.toFile(), "rw"));
        }
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Lines in each session so far. */
    long written() {
        return written;
    }

    /** Writes no more; all that was written counts afterwards. */
    void stop() throws InterruptedException {
        stopped = true;
        thread.join();
    }

    private void run() {
        long begun = System.nanoTime();
        while (!stopped) {
            long due = (long) ((System.nanoTime() - begun) * perNano) - written;
            if (due > 0) {
                write(Math.min(due, 100));
            } else {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private void write(long count) {
        try {
            for (RandomAccessFile pipe : pipes) {
                ByteArrayOutputStream lines = new ByteArrayOutputStream();
                long now = System.nanoTime();
                for (long i = 1; i <= count; i++) {
                    lines.writeBytes(LineCheck.write(written + i, now));
                }
                pipe.write(lines.toByteArray());
            }
            written += count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        stopped = true;
        for (RandomAccessFile pipe : pipes) {
            pipe.close();
        }
    }
}
