package io.tmuxbridge.core.stream;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.input.InputDone;
import io.tmuxbridge.core.input.InputPace;
import io.tmuxbridge.core.input.PaneInput;
import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.tmux.ControlClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Follows one pane for as long as it lives: its log, its snapshots, its input, its size.
 *
 * <p>A control client carries it ({@link PaneLink}). When the client ends, the feed looks at what is left of the pane:
 * the server, the session or the pane may be gone, which ends the feed, or only the client, which is replaced; the
 * stream then goes on behind a barrier.
 *
 * <p><b>Threads:</b> any. {@link #open} and {@link #close} start and end a process and block for some milliseconds;
 * nothing else blocks. The listener is called from the tmux reader, or from the bridge's work threads when there is
 * none.
 */
public final class PaneFeed implements Feed {

    private final StreamContext context;
    private final PaneListener listener;
    private final PaneStream stream;
    private final PaneInput input;
    private final CaptureWants wants;
    private final PaneLookup lookup;
    private final PaneCustody custody;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final PaneRecovery recovery;
    private final FeedEvents events;

    private volatile PaneAddress address;
    private volatile @Nullable ControlClient client;
    private volatile @Nullable PaneLink link;
    private volatile @Nullable PaneLink lost;
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
        this.wants = new CaptureWants(context.limits().historyLines());
        Recapture again = new Recapture(wants, this::captureNow);
        this.stream = new PaneStream(context, listener, again, () -> this.address.paneId());
        this.input = context.input(address.pane());
        this.custody = new PaneCustody(context, address);
        this.lookup = new PaneLookup(context.tmux());
        this.recovery = new PaneRecovery(this, context, lookup, custody);
        this.holding = new HoldBack(context, listener::isOverrun, ended::get);
        this.events = new FeedEvents(listener, input, recovery, address.ours());
    }

    @Override
    public void open(Runnable beforeFirstSnapshot) {
        attach(address, beforeFirstSnapshot);
    }

    @Override
    public PaneAddress address() {
        return address;
    }

    @Override
    public String epoch() {
        return stream.epoch();
    }

    @Override
    public OutputLog log() {
        return stream.log();
    }

    @Override
    public TerminalSize size() {
        return stream.size();
    }

    @Override
    public Optional<Snapshot> snapshot(long serial, int history) {
        return stream.snapshot(serial, atMost(history), context.limits(), wants.isOfScreens());
    }

    @Override
    public long capture(int history) {
        long serial = wants.want(atMost(history));
        captureNow();
        return serial;
    }

    private int atMost(int history) {
        return Math.min(history, context.limits().maxHistoryLines());
    }

    @Override
    public void input(byte[] data, InputPace pace, InputDone done) {
        input.offer(data, pace, done);
    }

    @Override
    public void sendInput() {
        input.send();
        Optional.ofNullable(link).ifPresent(PaneLink::typed);
    }

    @Override
    public void wantBytes() {
        holding.noScreens();
        Optional.ofNullable(link).ifPresent(PaneLink::watched);
    }

    @Override
    public void watchedBy(Watchers watchers) {
        holding.watchedBy(watchers);
        stream.verifier().watchedBy(watchers);
        Optional.ofNullable(link).ifPresent(PaneLink::watched);
    }

    @Override
    public Optional<ControlClient> client() {
        return Optional.ofNullable(client);
    }

    @Override
    public void tick() {
        if (needsClient()) {
            recovery.look();
        } else {
            Optional.ofNullable(link).ifPresent(PaneLink::tick);
        }
    }

    /** Stops following. The pane lives on. */
    @Override
    public void close() {
        end(PaneEnd.CLOSED);
    }

    @Override
    public boolean hasEnded() {
        return ended.get();
    }

    /** Whether it had a client that has ended, and of which everything was read: the stream has one writer. */
    boolean needsClient() {
        PaneLink current = link;
        return current != null && current == lost;
    }

    /** Whether more of it may come, even when it is gone. */
    boolean hasRest() {
        PaneLink current = link;
        return current != null && current.road().hasRest();
    }

    /** The client of a link has ended, perhaps before it was known here; whether nothing will be missing. */
    void linkLost(PaneLink which, boolean whole, String reason) {
        if (!closed) {
            events.lost(stream.hasGap());
            wants.lost(!whole);
            if (!whole) {
                stream.discontinued(true);
            }
            custody.lost(whole);
            lost = which;
            recovery.lost(reason);
        }
        if (closed) {
            custody.pipe().close();
        }
    }

    /** The pane is gone and no client goes on from the pipe: reads what is left in that. */
    void readRest() {
        Optional.ofNullable(lost).map(PaneLink::road).filter(FloodRoad::take).ifPresent(FloodRoad::closed);
    }

    private void captureNow() {
        Optional.ofNullable(link).ifPresent(PaneLink::capture);
    }

    void attach(PaneAddress at, Runnable beforeFirstSnapshot) {
        address = at;
        List<Integer> others = lookup.otherPanes(at);
        PaneLink next = new PaneLink(this, events, holding, context, at, stream, wants, custody);
        ControlClient attached = context.tmux().attach(at.sessionId(), next, PaneCommands.options(context.tmux(), at));
        synchronized (this) {
            if (closed) {
                attached.close();
                return;
            }
            client = attached;
            link = next;
        }
        next.attached(attached, others);
        beforeFirstSnapshot.run();
        capture(0);
        input.use(attached, () -> client == attached && !needsClient());
    }

    /** Whether the next client is to go on from the pipe, even of a pane whose program has ended. */
    boolean goesOn() {
        return needsClient() && custody.pipe().isThere();
    }

    /** Adds what another feed of the pane was told, behind all that this one was, and then does something. */
    void complete(OutputLog whole, Runnable then) {
        client().ifPresent(by -> PaneCustody.behindAll(by, () -> {
            stream.complete(whole);
            listener.advanced();
            context.work().execute(then);
        }));
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
                custody.giveBack(last, link);
                last.close();
            }
            custody.pipe().close();
            custody.hold().ended(stream.log());
            events.ended(why, stream.hasGap(), needsClient());
        }
    }
}
