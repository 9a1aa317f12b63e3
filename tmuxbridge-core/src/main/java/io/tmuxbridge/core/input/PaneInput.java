package io.tmuxbridge.core.input;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.Reply;
import io.tmuxbridge.core.tmux.SendKeys;
import io.tmuxbridge.core.tmux.TmuxCommand;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Input on its way to a pane: any bytes, in order, complete.
 *
 * <p>What comes while nothing is under way is sent at once; what comes meanwhile is joined into few commands
 * ({@link InputJoining}). An input is done when tmux has answered every command that carried some of it. When the
 * control client is lost, input of which something was under way may or may not have arrived: it is reported as failed,
 * what is left of it is not sent, and it is never sent again. What still waits as a whole goes to the next client.
 *
 * <p><b>Threads:</b> any; guarded by the monitor, which is never held while tmux is written to. Completions run on the
 * tmux reader thread.
 */
public final class PaneInput {

    /** Full commands under way at once: enough to keep tmux busy. */
    private static final int MAX_LINES = 8;
    /**
     * What may be under way, weighed by the time that tmux takes for it. It does all of a client's commands in a row
     * and nothing else meanwhile: who types control bytes without end would make everybody else wait.
     */
    private static final int MAX_WEIGHT = MAX_LINES * WaitingInput.LINE_BYTES;

    private final int pane;
    private final int maxWaiting;
    private final SendKeys keys;
    private final Delay delay;
    private final Runnable paced;
    private final InputJoining joining;
    private final WaitingInput waiting = new WaitingInput();
    private @Nullable ControlClient client;
    private boolean inMode;
    private int lines;
    private int weight;
    private boolean sending;
    private boolean resting;
    private boolean over;

    /**
     * Nothing waits yet, and there is no client.
     *
     * @param pane number of the pane
     * @param keys makes commands of what is typed
     * @param maxWaiting most bytes that wait
     * @param delay has something done later
     * @param turns of little input to all panes
     * @param paced told whenever somebody has to rest
     */
    public PaneInput(int pane, SendKeys keys, int maxWaiting, Delay delay, InputTurns turns, Runnable paced) {
        this.delay = delay;
        this.paced = paced;
        this.joining = new InputJoining(delay, turns, this::send);
        this.pane = pane;
        this.keys = keys;
        this.maxWaiting = maxWaiting;
    }

    /** From now on input goes to this client; what waits is sent. */
    public void use(ControlClient next) {
        use(next, () -> true);
    }

    /** The same, unless it was replaced meanwhile: whoever brings it may have waited, and the one after it not. */
    public void use(ControlClient next, BooleanSupplier stands) {
        synchronized (this) {
            if (!stands.getAsBoolean()) {
                return;
            }
            client = next;
            lines = 0;
            weight = 0;
        }
        send();
    }

    /** Nothing can be sent until the next client is there. */
    public synchronized void suspend() {
        client = null;
    }

    /** Whether the pane is in copy mode or the like, where it would swallow input. */
    public synchronized void inMode(boolean now) {
        inMode = now;
    }

    /**
     * Takes input; it is on its way after the next {@link #send}. When the pane has ended it is lost, and told to be at
     * once.
     *
     * @param pace of who types it
     * @throws TmuxBridgeException {@link ErrorCode#LIMIT} when too much waits already; then none of it was taken
     */
    public void offer(byte[] data, InputPace pace, InputDone done) {
        if (data.length == 0) {
            done.done(true);
            return;
        }
        synchronized (this) {
            if (!over) {
                requireRoom(data.length);
                waiting.add(new WaitingInput.Entry(data, pace, pace.waits(done)));
                return;
            }
        }
        done.done(false);
    }

    private void requireRoom(int bytes) {
        if (waiting.bytes() + bytes > maxWaiting) {
            throw new TmuxBridgeException(
                    ErrorCode.LIMIT,
                    "input of " + bytes + " bytes refused: " + waiting.bytes() + " bytes wait for pane %" + pane
                            + " already and " + maxWaiting
                            + " may; send it again when earlier input is acknowledged");
        }
    }

    /** Fails everything; nothing will be taken any more. */
    public void fail() {
        List<WaitingInput.Entry> failed;
        synchronized (this) {
            over = true;
            client = null;
            failed = waiting.drain();
            failed.forEach(entry -> entry.over = true);
        }
        failed.forEach(entry -> entry.done.done(false));
    }

    /**
     * Sends what may be sent. One thread sends at a time and takes along what others offer meanwhile: tmux may answer
     * before its write has returned, and the reader that brings the answer must not have to wait for the writer.
     */
    public void send() {
        synchronized (this) {
            if (sending) {
                return;
            }
            sending = true;
        }
        for (Optional<Line> line = nextLine(); line.isPresent(); line = nextLine()) {
            line.get().send();
        }
    }

    /** The next command's worth; when there is none, ends the sender's turn. */
    private synchronized Optional<Line> nextLine() {
        ControlClient to = client;
        if (to == null || !to.isOpen() || lines >= MAX_LINES || weight >= MAX_WEIGHT || waiting.isEmpty()) {
            sending = false;
            return Optional.empty();
        }
        if (isLittle() && joining.waits(lines > 0)) {
            sending = false;
            return Optional.empty();
        }
        Optional<InputPace> pace = waiting.ready();
        if (pace.isEmpty()) {
            sending = false;
            rest(waiting.nanosToWait());
            return Optional.empty();
        }
        joining.sent();
        lines++;
        Deque<WaitingInput.Entry> carried = new ArrayDeque<>();
        Line line = new Line(to, waiting.join(pace.get(), carried), inMode, carried);
        weight += line.weight;
        pace.get().spend(line.weight);
        return Optional.of(line);
    }

    /** Whether what waits is too little for a command of its own when there is more to come. */
    private boolean isLittle() {
        return waiting.bytes() < WaitingInput.LINE_BYTES && !waiting.isBegun();
    }

    /** All whose input waits have taken as much of tmux's time as they may. */
    private void rest(long nanos) {
        if (!resting) {
            resting = true;
            paced.run();
            delay.after(nanos, () -> {
                synchronized (this) {
                    resting = false;
                }
                send();
            });
        }
    }

    /** One command's worth of input with the client it goes to and the inputs it carries some of. */
    private final class Line {
        private final ControlClient to;
        private final byte[] bytes;
        private final int weight;
        private final boolean leaveMode;
        private final Deque<WaitingInput.Entry> carried;

        Line(ControlClient to, byte[] bytes, boolean leaveMode, Deque<WaitingInput.Entry> carried) {
            this.to = to;
            this.bytes = bytes;
            this.weight = SendKeys.weight(bytes);
            this.leaveMode = leaveMode;
            this.carried = carried;
        }

        void send() {
            try {
                if (leaveMode) {
                    to.send(TmuxCommand.of("copy-mode", "-q", "-t", "%" + pane), reply -> {});
                }
                to.sendInput(keys.encode(bytes, 0, bytes.length), this::answered);
            } catch (TmuxBridgeException full) {
                answered(new Reply(false, List.of(), String.valueOf(full.getMessage()), false));
            }
        }

        private void answered(Reply reply) {
            boolean more;
            synchronized (PaneInput.this) {
                if (client == to) {
                    lines--;
                    PaneInput.this.weight -= weight;
                }
                carried.removeIf(entry -> !waiting.isOver(entry, reply.ok()));
                more = !waiting.isEmpty();
            }
            if (more) {
                PaneInput.this.send();
            }
            carried.forEach(entry -> entry.done.done(!entry.failed));
        }
    }
}
