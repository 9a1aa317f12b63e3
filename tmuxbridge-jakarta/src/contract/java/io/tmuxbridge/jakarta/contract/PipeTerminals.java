package io.tmuxbridge.jakarta.contract;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.pty.Pty;
import io.tmuxbridge.pty.PtyProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients of tmux that really are attached, in control mode by pipes where pseudo terminals would be, so that whole
 * sessions can be asked for without native code. What is typed into them is kept.
 *
 * <p><b>Threads:</b> any; guarded by the monitor.
 */
final class PipeTerminals implements PtyProvider {

    private final List<List<String>> started = new ArrayList<>();
    private final ByteArrayOutputStream typed = new ByteArrayOutputStream();
    private final AtomicInteger open = new AtomicInteger();

    @Override
    public Pty start(List<String> command, Map<String, String> environment, TerminalSize size) throws IOException {
        List<String> words = new ArrayList<>(command);
        words.add(words.indexOf("-u"), "-C");
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().clear();
        builder.environment().putAll(environment);
        synchronized (this) {
            started.add(List.copyOf(command));
        }
        Process process = builder.start();
        open.incrementAndGet();
        return new Pipe(process);
    }

    /** The commands of all clients so far. */
    synchronized List<List<String>> started() {
        return List.copyOf(started);
    }

    /** What has been typed into any of them. */
    synchronized String typed() {
        return typed.toString(StandardCharsets.UTF_8);
    }

    /** How many there are now. */
    int open() {
        return open.get();
    }

    private synchronized void keep(int value) {
        typed.write(value);
    }

    private final class Pipe implements Pty {

        private final Process process;
        private boolean closed;

        Pipe(Process process) {
            this.process = process;
        }

        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public InputStream output() {
            return process.getInputStream();
        }

        @Override
        public OutputStream input() {
            return new OutputStream() {
                @Override
                public void write(int value) {
                    keep(value);
                }
            };
        }

        @Override
        public void resize(TerminalSize size) {}

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                process.destroyForcibly().onExit().join();
                open.decrementAndGet();
            }
        }
    }
}
