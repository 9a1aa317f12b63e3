package io.tmuxbridge.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Signals to processes, as kill(1) sends them: Java itself can only end one.
 *
 * <p><b>Threads:</b> any.
 */
public final class Signals {

    private Signals() {}

    /**
     * Sends a signal and waits until it was sent.
     *
     * @param name its name without {@code SIG}: {@code STOP}, {@code CONT}, {@code KILL}
     * @param pid the process
     * @return whether there is such a process
     * @throws UncheckedIOException when kill(1) cannot be run
     * @throws IllegalStateException when interrupted
     */
    public static boolean send(String name, long pid) {
        try {
            return new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while SIG" + name + " was sent to " + pid, e);
        }
    }
}
