package io.tmuxbridge.core.stream;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.tmux.ControlClient;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Follows one pane for as long as it lives: its log, its snapshots, its input, its size.
 *
 * <p>A control client carries it ({@link PaneLink}). When the client ends, the feed looks at what is left of the pane: the
 * server, the session or the pane may be gone, which ends the feed, or only the client, which is replaced; the stream then
 * goes on behind a barrier.
 *
 * <p><b>Threads:</b> any. {@link #open} and {@link #close} start and end a process and block for some milliseconds; nothing
 * else blocks. The listener is called from the tmux reader, or from the bridge's work threads when there is none.
 */
public final class PaneFeed implements AutoCloseable {

    private final StreamContext context;
    private final PaneListener listener;
    private final PaneStream stream;
    private final PaneInput input;
    private final CaptureWants wants;
    private final PaneLookup lookup;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final PaneRecovery recovery;
    private final FeedEvents events;

    private volatile PaneAddress address;
    private volatile @Nullable ControlClient client;
    private volatile @Nullable PaneLink link;
    private final HoldBack holding;
    private volatile boolean closed;

    /**
     * Prepares to follow a pane; {@link #open} starts.
     *
     * @param context what it needs of its bridge
     * @param address the pane
     * @param listener told of its life
     */
    public PaneFeed(StreamContext context, PaneAddress address, PaneListener listener) {
        this.context = context;
        this.address = address;
        this.listener = listener;
        this.stream = new PaneStream(context, listener, this::correct, () -> this.address.paneId());
        this.input = new PaneInput(address.pane(), context);
        this.wants = new CaptureWants(context.limits().historyLines());
        this.lookup = new PaneLookup(context.tmux());
        this.recovery = new PaneRecovery(this, context, lookup);
        this.holding = new HoldBack(context.metrics(), listener::isOverrun, ended::get);
        this.events = new FeedEvents(listener, input, recovery, address.ours());
    }

    /**
     * Starts to follow. The listener hears {@link PaneListener#advanced} when the first snapshot is there.
     *
     * @param beforeFirstSnapshot run once the pane's client is attached and before anything is captured
     * @throws io.tmuxbridge.TmuxBridgeException when the session is gone or tmux does not answer
     */
    public void open(Runnable beforeFirstSnapshot) {
        attach(address, beforeFirstSnapshot);
    }

    /**
     * Where the pane is.
     *
     * @return its address, with another window when it was moved within its session
     */
    public PaneAddress address() {
        return address;
    }

    /**
     * The life of the stream that offsets belong to.
     *
     * @return a name that no other life has
     */
    public String epoch() {
        return stream.epoch();
    }

    /**
     * The stream.
     *
     * @return its log
     */
    public OutputLog log() {
        return stream.log();
    }

    /**
     * Size of the pane as of the newest snapshot.
     *
     * @return columns and rows
     */
    public TerminalSize size() {
        return stream.size();
    }

    /**
     * The newest snapshot that is good enough, if there is one.
     *
     * @param serial least number of its capture, 0 for any
     * @param history lines of history wanted
     * @return a snapshot that the log goes on from
     */
    public Optional<Snapshot> snapshot(long serial, int history) {
        return stream.snapshot(serial, history, context.limits());
    }

    /**
     * Has a new snapshot taken.
     *
     * @param history lines of history wanted
     * @return the least number that its capture will have
     */
    public long capture(int history) {
        long serial = wants.want(Math.min(history, context.limits().maxHistoryLines()));
        captureNow();
        return serial;
    }

    /**
     * Takes bytes for the program; they are on their way after the next {@link #sendInput}.
     *
     * @param data the bytes, not touched afterwards
     * @param pace of who types them
     * @param done told once, from any thread, whether tmux has taken all of them
     * @throws io.tmuxbridge.TmuxBridgeException {@link io.tmuxbridge.ErrorCode#LIMIT} when too much waits already
     */
    public void input(byte[] data, InputPace pace, InputDone done) {
        if (ended.get()) {
            done.done(false);
            return;
        }
        input.offer(data, pace, done);
    }

    /** Sends what {@link #input} took: apart from it, so that no lock is held while tmux is written to. */
    public void sendInput() {
        input.send();
    }

    /**
     * Who is watching.
     *
     * @param viewers how many; without any the pane is not verified
     * @param history most lines of history one of them wants in a snapshot
     * @param skips whether output may be skipped when tmux is late with it: false when one of them wants every byte
     * @param context lines of history to be captured with a screen that is compared, 0 unless some are needed
     */
    public void watchedBy(int viewers, int history, boolean skips, int context) {
        holding.maySkip(skips);
        stream.verifier().watchedBy(viewers, history, context);
    }

    /**
     * The client that carries it.
     *
     * @return it, ended or not; absent before the feed is open
     */
    public Optional<ControlClient> client() {
        return Optional.ofNullable(client);
    }

    /** Looks whether the pane and its client are well. To be called about twice a second. */
    public void tick() {
        PaneLink current = link;
        if (current != null && !needsClient()) {
            current.tick();
        } else if (client != null) {
            recovery.look();
        }
    }

    /** Stops following. The pane lives on. */
    @Override
    public void close() {
        end(PaneEnd.CLOSED);
    }

    /** Whether it follows no more: nothing will come into the log. */
    public boolean hasEnded() {
        return ended.get();
    }

    boolean needsClient() {
        return client().filter(ControlClient::isOpen).isEmpty();
    }

    void linkLost(PaneLink lost, String reason) {
        if (link == lost && !closed) {
            input.suspend();
            wants.lost();
            stream.discontinued();
            recovery.lost(reason);
        }
    }

    private void correct(int history) {
        wants.wantCorrection(history);
        captureNow();
    }

    private void captureNow() {
        Optional.ofNullable(link).ifPresent(PaneLink::capture);
    }

    void attach(PaneAddress at, Runnable beforeFirstSnapshot) {
        address = at;
        PaneLink next = new PaneLink(this, events, holding, context, at, stream, wants);
        ControlClient attached = context.tmux().attach(at.sessionId(), next, PaneCommands.options(context.tmux()));
        synchronized (this) {
            if (closed) {
                attached.close();
                return;
            }
            client = attached;
            link = next;
        }
        next.attached(attached, lookup.otherPanes(at));
        beforeFirstSnapshot.run();
        capture(0);
        input.use(attached);
    }

    void end(PaneEnd why) {
        ControlClient last;
        synchronized (this) {
            closed = true;
            last = client;
        }
        if (ended.compareAndSet(false, true)) {
            input.fail();
            if (last != null) {
                if (address.ours()) {
                    new KeptPanes(context.tmux()).release(address, last, context.work());
                }
                last.close();
            }
            listener.ended(why);
        }
    }
}
