package io.tmuxbridge.mirror;

import com.pty4j.PtyProcess;
import com.pty4j.WinSize;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.pty.Pty;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A program in a pseudo terminal of pty4j.
 *
 * <p><b>Threads:</b> as {@link Pty}: one reads, one writes, any does the rest.
 */
final class Pty4jTerminal implements Pty {

    private static final long END_SECONDS = 3;

    private final PtyProcess process;
    private final AtomicBoolean closed = new AtomicBoolean();

    Pty4jTerminal(PtyProcess process) {
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
        return process.getOutputStream();
    }

    @Override
    public void resize(TerminalSize size) throws IOException {
        try {
            process.setWinSize(new WinSize(size.cols(), size.rows()));
        } catch (IllegalStateException e) {
            throw new IOException("the program in the pseudo terminal has ended", e);
        }
    }

    /**
     * The process first: a reader then comes to the end by itself, and what is closed under it is closed after that.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        process.destroyForcibly();
        try {
            process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close(process.getOutputStream());
        close(process.getInputStream());
    }

    private static void close(AutoCloseable stream) {
        try {
            stream.close();
        } catch (Exception e) {
            // it was closed already
        }
    }
}
