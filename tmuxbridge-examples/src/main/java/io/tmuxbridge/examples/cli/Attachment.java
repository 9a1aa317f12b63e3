package io.tmuxbridge.examples.cli;

import io.tmuxbridge.TerminalSize;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A person's terminal joined to one over the wire, until either is done: the keyboard, the connections one after the
 * other, and the watch over them.
 *
 * <p><b>Threads:</b> {@link #run()} once, in one thread; it starts one for the keyboard and one for the watch, which end
 * with it (the keyboard's at its next key, or with the process).
 */
final class Attachment {

    private static final long TICK_SECONDS = 5;

    private final Wire.Connector connector;
    private final LocalTerminal terminal;
    private final DetachKey detachKey;
    private final TerminalClient client;

    Attachment(Wish wish, Wire.Connector connector, LocalTerminal terminal, DetachKey detachKey) {
        this.connector = connector;
        this.terminal = terminal;
        this.detachKey = detachKey;
        TerminalSize size = terminal.size();
        client = new TerminalClient(wish, size.cols(), size.rows(), terminal, System::nanoTime);
    }

    /** Stays attached until it is over. */
    End run() throws InterruptedException {
        terminal.onResize(size -> client.resized(size.cols(), size.rows()));
        daemon(this::keyboard, "keyboard").start();
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "watch"));
        watch.scheduleWithFixedDelay(client::tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
        try {
            stayConnected();
        } finally {
            watch.shutdownNow();
        }
        return client.end().orElseThrow();
    }

    private void stayConnected() throws InterruptedException {
        Backoff backoff = new Backoff(Math::random);
        while (client.end().isEmpty()) {
            long started = System.nanoTime();
            try {
                client.opened(connector.connect(client.newLink()));
            } catch (IOException e) {
                client.failed(Objects.requireNonNullElse(e.getMessage(), e.toString()));
            }
            client.awaitLoss();
            if (System.nanoTime() - started > TimeUnit.SECONDS.toNanos(TICK_SECONDS)) {
                backoff.reset();
            }
            client.awaitEnd(backoff.nextMillis());
        }
    }

    private void keyboard() {
        byte[] typed = new byte[TerminalClient.CHUNK];
        try {
            while (client.end().isEmpty()) {
                int length = terminal.read(typed);
                int detach = length < 0 ? 0 : detachKey.indexIn(typed, length);
                int taken = detach < 0 ? length : detach;
                if (taken > 0 && !type(Arrays.copyOf(typed, taken))) {
                    terminal.bell();
                }
                if (detach >= 0) {
                    client.detach();
                }
            }
        } catch (IOException e) {
            client.detach();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Types; false when it had to be thrown away because the connection is lost and enough waits for it already. */
    private boolean type(byte[] data) throws InterruptedException {
        return client.awaitRoom(data.length) && client.input(data);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, "tmuxbridge-" + name);
        thread.setDaemon(true);
        return thread;
    }
}
