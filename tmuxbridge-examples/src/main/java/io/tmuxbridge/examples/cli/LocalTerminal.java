package io.tmuxbridge.examples.cli;

import io.tmuxbridge.TerminalSize;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.ControlFlag;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Attributes.OutputFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * The terminal this process runs in, taken over byte for byte: no echo, no lines, no signals from keys, no translation
 * of output. JLine sets the modes and tells the size; the bytes go past it, through the standard streams.
 *
 * <p><b>Threads:</b> any; {@link #read} from one. Ends with {@link #close()}, which puts everything back; it also runs
 * when the process is told to end.
 */
final class LocalTerminal implements TerminalView, AutoCloseable {

    /**
     * What a program may have left behind: mouse, paste and focus reports, alternate screen, hidden cursor, margins.
     */
    private static final String TIDY = "\033[?1000l\033[?1002l\033[?1003l\033[?1004l\033[?1005l\033[?1006l\033[?1015l"
            + "\033[?2004l\033[>4;0m\033[?1049l\033[?1l\033>\033[r\033[?6l\033[?7h\033[4l\033[?25h\033[0 q\033(B\017"
            + "\033[m\033[999;1H\r\n";

    private static final long PATIENCE_MILLIS = 200;
    private static final int STEP_MILLIS = 2;

    private final Terminal terminal;
    private final Attributes before;
    private final InputStream in = new FileInputStream(FileDescriptor.in);
    private final OutputStream out;
    private final Thread hook = new Thread(this::restore, "restore-terminal");
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicBoolean restored = new AtomicBoolean();
    private boolean written;

    LocalTerminal(Terminal terminal, OutputStream out) {
        this.terminal = terminal;
        this.out = out;
        this.before = terminal.getAttributes();
    }

    /**
     * Takes the terminal over.
     *
     * @return the terminal in raw mode
     * @throws IOException when standard input and output are no terminal
     */
    static LocalTerminal open() throws IOException {
        Terminal terminal;
        try {
            terminal = TerminalBuilder.builder().system(true).dumb(false).build();
        } catch (IOException | IllegalStateException e) {
            throw new IOException("standard input and output are not a terminal: attach needs one", e);
        }
        LocalTerminal local = new LocalTerminal(terminal, new FileOutputStream(FileDescriptor.out));
        Runtime.getRuntime().addShutdownHook(local.hook);
        terminal.setAttributes(raw(local.before));
        return local;
    }

    /** The modes that cfmakeraw(3) sets. */
    private static Attributes raw(Attributes before) {
        Attributes raw = new Attributes(before);
        raw.setInputFlags(
                EnumSet.of(
                        InputFlag.IGNBRK,
                        InputFlag.BRKINT,
                        InputFlag.PARMRK,
                        InputFlag.ISTRIP,
                        InputFlag.INLCR,
                        InputFlag.IGNCR,
                        InputFlag.ICRNL,
                        InputFlag.IXON),
                false);
        raw.setOutputFlags(EnumSet.of(OutputFlag.OPOST), false);
        raw.setLocalFlags(
                EnumSet.of(LocalFlag.ECHO, LocalFlag.ECHONL, LocalFlag.ICANON, LocalFlag.ISIG, LocalFlag.IEXTEN),
                false);
        raw.setControlFlags(EnumSet.of(ControlFlag.PARENB), false);
        raw.setControlFlags(EnumSet.of(ControlFlag.CS8), true);
        raw.setControlChar(ControlChar.VMIN, 1);
        raw.setControlChar(ControlChar.VTIME, 0);
        return raw;
    }

    /** Its size, and for what it does not know, as on a serial line, the usual one. */
    TerminalSize size() {
        return new TerminalSize(
                known(terminal.getColumns(), TerminalSize.DEFAULT.cols()),
                known(terminal.getRows(), TerminalSize.DEFAULT.rows()));
    }

    private static int known(int cells, int usual) {
        return cells < 1 ? usual : Math.min(TerminalSize.MAX, cells);
    }

    void onResize(Consumer<TerminalSize> listener) {
        terminal.handle(Terminal.Signal.WINCH, signal -> listener.accept(size()));
    }

    /** Reads what was typed; -1 at the end of input. */
    int read(byte[] into) throws IOException {
        return in.read(into);
    }

    /** Waits a while for something to be typed; false when nothing was, and at the end of input. */
    boolean hasInput(int millis) throws IOException, InterruptedException {
        for (int waited = 0; waited < millis && in.available() == 0; waited += STEP_MILLIS) {
            Thread.sleep(STEP_MILLIS); // the stream knows no other way to wait so long and no longer
        }
        return in.available() > 0;
    }

    @Override
    public void output(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        write(copy, 0, copy.length);
    }

    @Override
    public void notice(String text) {
        String line = "\0337\033[999;1H\033[0;7m" + Words.clean(text) + "\033[0m\033[K\0338";
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
    }

    void bell() {
        write(new byte[] {7}, 0, 1);
    }

    private void write(byte[] bytes, int from, int length) {
        writing.lock();
        try {
            if (!restored.get()) {
                written = true;
                out.write(bytes, from, length);
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the terminal", e);
        } finally {
            writing.unlock();
        }
    }

    /**
     * A terminal that takes nothing at the moment holds up a write, but not its modes, which are put back without it.
     */
    private void restore() {
        boolean mayWrite = isWriterDone();
        try {
            if (restored.compareAndSet(false, true)) {
                if (mayWrite) {
                    tidy();
                }
                terminal.setAttributes(before);
            }
        } catch (IllegalStateException e) {
            // JLine's own hook was faster, and has put the modes back.
        } finally {
            if (mayWrite) {
                writing.unlock();
            }
        }
    }

    private boolean isWriterDone() {
        try {
            return writing.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void tidy() {
        try {
            if (written) {
                out.write(TIDY.getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        } catch (IOException e) {
            // The terminal is gone; its modes are tried all the same.
        }
    }

    @Override
    public void close() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Shutting down already: the hook has nothing left to do.
        }
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the terminal", e);
        }
    }
}
