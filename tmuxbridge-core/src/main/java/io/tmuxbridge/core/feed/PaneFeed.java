package io.tmuxbridge.core.feed;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.input.InputDone;
import io.tmuxbridge.core.input.InputPace;
import io.tmuxbridge.core.input.PaneInput;
import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.stream.CaptureWants;
import io.tmuxbridge.core.stream.Feed;
import io.tmuxbridge.core.stream.HoldBack;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.PaneCommands;
import io.tmuxbridge.core.stream.PaneEnd;
import io.tmuxbridge.core.stream.PaneListener;
import io.tmuxbridge.core.stream.PaneLookup;
import io.tmuxbridge.core.stream.PaneStream;
import io.tmuxbridge.core.stream.Recapture;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.stream.Watchers;
import io.tmuxbridge.core.tmux.ControlClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

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
    private final PaneLinks links = new PaneLinks();

    private volatile PaneAddress address;
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
        this.recovery = new PaneRecovery(this, links, context, lookup, custody);
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
        links.current().ifPresent(PaneLink::typed);
    }

    @Override
    public void wantBytes() {
        holding.noScreens();
        links.current().ifPresent(PaneLink::watched);
    }

    @Override
    public void watchedBy(Watchers watchers) {
        holding.watchedBy(watchers);
        stream.verifier().watchedBy(watchers);
        links.current().ifPresent(PaneLink::watched);
    }

    @Override
    public Optional<ControlClient> client() {
        return links.client();
    }

    @Override
    public void tick() {
        if (links.needClient()) {
            recovery.look();
        } else {
            links.current().ifPresent(PaneLink::tick);
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

    /** The client of a link has ended, perhaps before it was known here; whether nothing will be missing. */
    void linkLost(PaneLink which, boolean whole, String reason) {
        if (!closed) {
            events.lost(stream.hasGap());
            wants.lost(!whole);
            if (!whole) {
                stream.discontinued(true);
            }
            custody.lost(whole);
            links.lost(which);
            recovery.lost(reason);
        }
        if (closed) {
            custody.pipe().close();
        }
    }

    private void captureNow() {
        links.current().ifPresent(PaneLink::capture);
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
            links.set(attached, next);
        }
        next.attached(attached, others);
        beforeFirstSnapshot.run();
        capture(0);
        input.use(attached, () -> links.areOf(attached));
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
        Optional<ControlClient> last;
        synchronized (this) {
            closed = true;
            last = links.client();
        }
        if (ended.compareAndSet(false, true)) {
            input.fail();
            last.ifPresent(by -> {
                custody.giveBack(by);
                by.close();
            });
            custody.pipe().close();
            custody.hold().ended(stream.log());
            events.ended(why, stream.hasGap(), links.needClient());
        }
    }
}
