package io.tmuxbridge.core.tmux;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reader thread of a control client, and how client, process and thread end together.
 *
 * <p>The thread reads to the end of what the process prints, tells the end, then takes care that the process is gone. A
 * server that is stopped keeps the pipe open, so that the thread cannot end: {@link #expectEnd} kills the process then
 * and tells the end from another thread; the reader passes on nothing any more and ends with the server.
 *
 * <p><b>Threads:</b> lines are passed on and the end is told in turns, never at the same time.
 */
final class ControlReader {

    /** What is read, and the end. */
    interface Sink extends LineBuffer.LineHandler {

        /** Throws when what was read so far is more than can be accepted. */
        void checkLimit() throws IOException;

        /** The last call; with the error that ended the reading, or an empty text. */
        void ended(String error);
    }

    private static final Logger LOG = LoggerFactory.getLogger(ControlReader.class);
    private static final long PATIENCE_SECONDS = 3;

    private final Process process;
    private final ThreadFactory threads;
    private final int maxLine;
    private final Sink sink;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final AtomicBoolean endExpected = new AtomicBoolean();
    private final Object turn = new Object();
    private boolean finished;

    ControlReader(Process process, ThreadFactory threads, int maxLine, Sink sink) {
        this.process = process;
        this.threads = threads;
        this.maxLine = maxLine;
        this.sink = sink;
    }

    void start() {
        threads.newThread(this::read).start();
    }

    /** Done when the process is gone. */
    CompletableFuture<Void> done() {
        return done;
    }

    /**
     * Tells the process to end. Its input is not closed, neither here nor by {@link Process#destroy}: when tmux 3.3a
     * reads that end in the moment in which it reads from the pane and writes to the client what it printed before, it
     * misses what it wanted to write and ends itself ("not enough data", control.c), with all sessions. Of a process
     * that is gone it forgets all at once.
     */
    void endProcess() {
        process.toHandle().destroy();
    }

    /** The process has some seconds to end. */
    void expectEnd() {
        if (endExpected.compareAndSet(false, true)) {
            done.copy().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).whenComplete((end, timeout) -> {
                if (timeout != null) {
                    threads.newThread(this::forceEnd).start();
                }
            });
        }
    }

    private void read() {
        String error = "";
        try (InputStream in = process.getInputStream()) {
            LineBuffer lines = new LineBuffer(maxLine);
            while (lines.readFrom(in, this::line)) {
                sink.checkLimit();
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("reading from tmux client {} failed", process.pid(), e);
            error = e.toString();
        } finally {
            finish(error);
            reap();
            done.complete(null);
        }
    }

    private void line(byte[] buffer, int from, int to) {
        synchronized (turn) {
            if (!finished) {
                sink.line(buffer, from, to);
            }
        }
    }

    private void finish(String error) {
        synchronized (turn) {
            if (!finished) {
                finished = true;
                sink.ended(error);
            }
        }
    }

    private void reap() {
        try {
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void forceEnd() {
        LOG.warn("tmux client {} did not end within {} s and is killed", process.pid(), PATIENCE_SECONDS);
        process.toHandle().destroyForcibly();
        try {
            done.copy().orTimeout(1, TimeUnit.SECONDS).join();
        } catch (RuntimeException stillReading) {
            finish("tmux does not answer");
            done.complete(null);
        }
    }
}
