package io.tmuxbridge.core.mirror;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.input.InputDone;
import io.tmuxbridge.core.input.InputPace;
import io.tmuxbridge.core.stream.StreamContext;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Input on its way to a tmux client's terminal: any bytes, in order, complete. An input is taken when the terminal has
 * it all; what was not written when the client ends is lost, and told to be.
 *
 * <p>tmux waits for {@code escape-time}, half a second unless set, whether an ESC is a key or begins another one. An
 * ESC that ends an input and that nothing follows for 20 ms is a key: it is written as {@code CSI 27;1u}, which tmux
 * takes for the same key at once (measured with 3.3a: 3 ms against 505). So no option of the server is touched.
 *
 * <p><b>Threads:</b> any; one worker writes at a time, and may have to wait for tmux.
 */
public final class MirrorInput {

    private static final byte[] ESCAPE_KEY = "\u001b[27;1u".getBytes(StandardCharsets.US_ASCII);
    private static final long ESCAPE_MILLIS = 20;

    private final StreamContext context;
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private @Nullable OutputStream to;
    private long bytes;
    private boolean writing;
    private boolean held;
    private boolean over;

    private record Entry(byte[] data, InputPace pace, InputDone done) {}

    MirrorInput(StreamContext context) {
        this.context = context;
    }

    /** From now on there is a terminal to write to. */
    void use(OutputStream terminal) {
        synchronized (this) {
            to = terminal;
        }
        send();
    }

    /** What an emulator answers waits for no pace. */
    void answer(byte[] data) {
        offer(data, InputPace.FREE, taken -> {});
    }

    /** Takes input; it is on its way after the next {@link #send}. */
    void offer(byte[] data, InputPace pace, InputDone done) {
        synchronized (this) {
            if (!over && data.length > 0) {
                if (bytes + data.length > context.limits().maxInputBytesPerPane()) {
                    throw new TmuxBridgeException(
                            ErrorCode.LIMIT,
                            "input of " + data.length + " bytes refused: " + bytes
                                    + " bytes wait already; send it again" + " when earlier input is acknowledged");
                }
                bytes += data.length;
                waiting.addLast(new Entry(data, pace, pace.waits(done)));
                notifyAll();
                return;
            }
        }
        done.done(data.length == 0);
    }

    /** Has a worker write what waits, unless one does. */
    void send() {
        synchronized (this) {
            if (writing || held || to == null || waiting.isEmpty()) {
                return;
            }
            writing = true;
        }
        context.work().execute(this::write);
    }

    /** Input is taken and kept until {@link #release}. */
    public synchronized void hold() {
        held = true;
    }

    /** It goes on its way again. */
    public void release() {
        synchronized (this) {
            held = false;
        }
        send();
    }

    /** Waits until all that was taken is written, for a second at most. */
    synchronized void awaitWritten() {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        try {
            while (!over && (writing || !waiting.isEmpty()) && System.nanoTime() - until < 0) {
                wait(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The client has ended: nothing will be taken any more. */
    void fail() {
        List<Entry> lost;
        synchronized (this) {
            over = true;
            lost = List.copyOf(waiting);
            waiting.clear();
            bytes = 0;
        }
        lost.forEach(entry -> entry.done().done(false));
    }

    private void write() {
        try {
            for (Entry next = next(); next != null; next = next()) {
                write(next);
            }
        } catch (IOException e) {
            fail();
            synchronized (this) {
                writing = false;
            }
        }
    }

    /** The next entry whose time has come; when there is none, the worker's turn ends. */
    private synchronized @Nullable Entry next() {
        Entry first = waiting.peekFirst();
        long wait = first == null ? 0 : first.pace().nanosToWait();
        if (first == null || held || over || wait > 0) {
            writing = false;
            notifyAll();
            if (wait > 0) {
                context.after(wait, this::send);
            }
            return null;
        }
        waiting.removeFirst();
        bytes -= first.data().length;
        return first;
    }

    private void write(Entry entry) throws IOException {
        OutputStream terminal = to;
        byte[] data = entry.data();
        boolean escape = data[data.length - 1] == 0x1b;
        int plain = escape ? data.length - 1 : data.length;
        try {
            if (terminal == null) {
                throw new IOException("there is no terminal yet");
            }
            terminal.write(data, 0, plain);
            if (escape) {
                terminal.write(isKey() ? ESCAPE_KEY : new byte[] {0x1b});
            }
            terminal.flush();
        } catch (IOException e) {
            entry.done().done(false);
            throw e;
        }
        entry.pace().spend(data.length);
        entry.done().done(true);
    }

    /** Whether nothing follows an ESC for long enough. */
    private synchronized boolean isKey() {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ESCAPE_MILLIS);
        try {
            for (long left = ESCAPE_MILLIS; waiting.isEmpty() && !over && left > 0; ) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return waiting.isEmpty();
    }
}
