package io.tmuxbridge.testkit;

import java.io.BufferedReader;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The lines that a process prints, each of which must come within a minute. Who reads them from the process itself
 * waits for ever when it hangs: an interrupt, which is how a test's time limit ends it, does not end such a read.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class PrintedLines {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Process process;
    private final BufferedReader reader;
    private final Duration patience;

    private PrintedLines(Process process, Duration patience) {
        this.process = process;
        this.reader = process.inputReader();
        this.patience = patience;
    }

    /**
     * The lines of a process.
     *
     * @param process a process whose standard output nobody else reads
     * @return its lines from the next one on
     */
    public static PrintedLines of(Process process) {
        return within(PATIENCE, process);
    }

    /**
     * The lines of a process that has less or more time.
     *
     * @param patience the longest time until the next line
     * @param process a process whose standard output nobody else reads
     * @return its lines from the next one on
     */
    public static PrintedLines within(Duration patience, Process process) {
        return new PrintedLines(process, patience);
    }

    /**
     * Waits for the next line. A process from which none comes in time is killed.
     *
     * @return the line, or null at the end of what it prints
     * @throws AssertionError when none comes in time, or the process cannot be read
     */
    public @Nullable String next() {
        FutureTask<@Nullable String> line = new FutureTask<>(reader::readLine);
        Thread thread = new Thread(line, "lines of " + process.pid());
        thread.setDaemon(true);
        thread.start();
        try {
            return line.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw new AssertionError("no line within " + patience.toMillis() + " ms from " + process, e);
        } catch (ExecutionException e) {
            throw new AssertionError("no line to be read from " + process, e.getCause());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
