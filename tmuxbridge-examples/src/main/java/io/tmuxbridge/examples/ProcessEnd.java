package io.tmuxbridge.examples;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes something when the process is told to end (SIGTERM, SIGINT, SIGHUP), in bounded time, and then exits with 0: a
 * server that ends because it was asked to has not failed.
 *
 * <p><b>Threads:</b> the JVM's shutdown hook, and one to bound the time.
 */
final class ProcessEnd {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessEnd.class);
    private static final Duration AT_MOST = Duration.ofMillis(4500);

    private final Thread hook;

    private ProcessEnd(Thread hook) {
        this.hook = hook;
    }

    static ProcessEnd closeWithProcess(AutoCloseable resource) {
        ProcessEnd end = new ProcessEnd(new Thread(() -> closeAndHalt(resource), "tmuxbridge-end"));
        Runtime.getRuntime().addShutdownHook(end.hook);
        return end;
    }

    /** The process ends as any other, unless it is told to end already. */
    void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it is: the resource is being closed
        }
    }

    private static void closeAndHalt(AutoCloseable resource) {
        Thread closing = new Thread(() -> closeLogged(resource), "tmuxbridge-close-all");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(AT_MOST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0); // without it, a JVM ended by a signal exits with 128 + the signal's number
    }

    private static void closeLogged(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.error("the server did not close in order", e);
        }
    }
}
