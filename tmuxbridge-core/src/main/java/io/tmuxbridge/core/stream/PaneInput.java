package io.tmuxbridge.core.stream;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.Reply;
import io.tmuxbridge.core.tmux.SendKeys;
import io.tmuxbridge.core.tmux.TmuxCommand;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Input on its way to a pane: any bytes, in order, complete.
 *
 * <p>What comes while nothing waits is sent at once; what comes while commands are under way is joined into fewer of them.
 * An input is done when tmux has answered the command that carried its last byte. When the control client is lost, input
 * that was under way may or may not have arrived: it is reported as failed and never sent again; what still waits goes to
 * the next client.
 *
 * <p><b>Threads:</b> any; guarded by the monitor. Completions run on the tmux reader thread.
 */
final class PaneInput {

    /** Commands under way at once: enough to keep tmux busy, few enough for the rest to be joined. */
    private static final int MAX_LINES = 8;
    /** Bytes joined at once; {@link SendKeys} cuts them into commands of its own measure. */
    private static final int LINE_BYTES = 500;

    private final int pane;
    private final int maxWaiting;
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private @Nullable ControlClient client;
    private boolean inMode;
    private int waitingBytes;
    private int lines;

    private static final class Entry {
        private final byte[] data;
        private final InputDone done;
        private int written;

        Entry(byte[] data, InputDone done) {
            this.data = data;
            this.done = done;
        }

        int remaining() {
            return data.length - written;
        }
    }

    PaneInput(int pane, int maxWaiting) {
        this.pane = pane;
        this.maxWaiting = maxWaiting;
    }

    /** From now on input goes to this client; what waits is sent. */
    synchronized void use(ControlClient next) {
        client = next;
        lines = 0;
        flush();
    }

    /** Nothing can be sent until the next client is there. */
    synchronized void suspend() {
        client = null;
    }

    /** Whether the pane is in copy mode or the like, where it would swallow input. */
    synchronized void inMode(boolean now) {
        inMode = now;
    }

    /**
     * Takes input.
     *
     * @throws TmuxBridgeException {@link ErrorCode#LIMIT} when too much waits already; then none of it was taken
     */
    void offer(byte[] data, InputDone done) {
        if (data.length == 0) {
            done.done(true);
            return;
        }
        synchronized (this) {
            if (waitingBytes + data.length > maxWaiting) {
                throw new TmuxBridgeException(
                        ErrorCode.LIMIT,
                        "input of " + data.length + " bytes refused: " + waitingBytes + " bytes wait for pane %" + pane
                                + " already and " + maxWaiting
                                + " may; send it again when earlier input is acknowledged");
            }
            waitingBytes += data.length;
            waiting.addLast(new Entry(data, done));
            flush();
        }
    }

    /** Fails everything; nothing will be taken any more. */
    void fail() {
        Deque<Entry> failed;
        synchronized (this) {
            client = null;
            failed = new ArrayDeque<>(waiting);
            waiting.clear();
            waitingBytes = 0;
        }
        failed.forEach(entry -> entry.done.done(false));
    }

    private void flush() {
        ControlClient to = client;
        while (to != null && lines < MAX_LINES && !waiting.isEmpty()) {
            byte[] line = nextLine();
            Deque<Entry> finished = finishedBy();
            lines++;
            if (inMode) {
                to.send(TmuxCommand.of("copy-mode", "-q", "-t", "%" + pane), reply -> {});
            }
            to.sendInput(SendKeys.encode("%" + pane, line, 0, line.length), reply -> answered(to, reply, finished));
        }
    }

    /** Joins what waits, up to one command's worth. */
    private byte[] nextLine() {
        byte[] line = new byte[Math.min(LINE_BYTES, waitingBytes)];
        int filled = 0;
        for (Entry entry : waiting) {
            int take = Math.min(entry.remaining(), line.length - filled);
            System.arraycopy(entry.data, entry.written, line, filled, take);
            entry.written += take;
            filled += take;
            if (filled == line.length) {
                break;
            }
        }
        waitingBytes -= filled;
        return line;
    }

    private Deque<Entry> finishedBy() {
        Deque<Entry> finished = new ArrayDeque<>();
        while (!waiting.isEmpty() && waiting.getFirst().remaining() == 0) {
            finished.addLast(waiting.removeFirst());
        }
        return finished;
    }

    private void answered(ControlClient from, Reply reply, Deque<Entry> finished) {
        synchronized (this) {
            if (client == from) {
                lines--;
                flush();
            }
        }
        finished.forEach(entry -> entry.done.done(reply.ok()));
    }
}
