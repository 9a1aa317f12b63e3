package io.tmuxbridge.core.session;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.SizePolicy;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.PaneEnd;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.core.stream.PaneFeed;
import io.tmuxbridge.core.stream.PaneListener;
import io.tmuxbridge.core.stream.Snapshot;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.viewer.InputLedger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A pane that is viewed: one feed, any number of viewers, one size.
 *
 * <p>Output rings a bell. A few viewers are woken by the tmux reader itself, which saves an echo a change of thread: a send
 * never waits, by the contract of transports. Many are woken by a thread of the work executor, so that the reader does not
 * do all their work. The clients that have viewed it are remembered for as long as it is followed, so that each can come back.
 *
 * <p><b>Threads:</b> any; what is counted and chosen is guarded by the monitor, which is never held while a viewer or tmux
 * is called.
 */
public final class Terminal implements PaneListener {

    /** Up to so many viewers cost the reader less than the change of thread costs them. */
    private static final int WOKEN_BY_READER = 4;

    /** How long a connect waits for tmux to answer for input that is under way, which takes moments. */
    private static final long SETTLE_MILLIS = 1000;

    private final StreamContext context;
    private final PaneFeed feed;
    private final SizeArbiter arbiter;
    private final boolean sizeable;
    private final Consumer<Terminal> onIdle;
    private final Audience audience;
    private final SnapshotGate gate;
    private final StartPoints starts;
    private final List<Attachment> attachments = new CopyOnWriteArrayList<>();
    private final RememberedClients clients;
    private final AtomicBoolean rung = new AtomicBoolean();
    private volatile @Nullable PaneEnd end;
    private volatile boolean inMode;

    Terminal(
            StreamContext context,
            PaneAddress address,
            boolean sizeable,
            SizePolicy policy,
            Consumer<Terminal> onIdle) {
        this.context = context;
        this.sizeable = sizeable;
        this.onIdle = onIdle;
        this.arbiter = new SizeArbiter(policy);
        this.feed = new PaneFeed(context, address, this);
        this.audience = new Audience(feed);
        this.gate = new SnapshotGate(feed);
        this.starts = new StartPoints(feed, gate, context.limits());
        this.clients = new RememberedClients(context.limits().linger().toNanos(), System::nanoTime);
    }

    /**
     * What it follows.
     *
     * @return the feed
     */
    public PaneFeed feed() {
        return feed;
    }

    /**
     * How many view it.
     *
     * @return a number
     */
    public int viewers() {
        return attachments.size();
    }

    /**
     * Whether the pane is in copy mode or the like.
     *
     * @return true as far as is known
     */
    public boolean inMode() {
        return inMode;
    }

    List<Attachment> attachments() {
        return attachments;
    }

    boolean ended() {
        return end != null;
    }

    void open(Optional<TerminalSize> size) {
        feed.open(sizeable ? size : Optional.empty());
    }

    /**
     * Lets a viewer in. Blocks until there is a snapshot to begin with, some milliseconds.
     *
     * @param request what it asks for
     * @param port where to reach it
     * @return the attachment
     * @throws TmuxBridgeException {@link ErrorCode#STALE}, {@link ErrorCode#FORBIDDEN}, {@link ErrorCode#NOT_FOUND} when
     *     the pane ended meanwhile, {@link ErrorCode#UNAVAILABLE} when tmux does not answer
     */
    Attachment attach(ViewRequest request, ViewerPort port) {
        boolean inputKnown;
        synchronized (this) {
            clients.check(request);
            inputKnown = clients.knows(request.clientId());
        }
        Attachment.Start start = starts.of(request, inputKnown, this::ended);
        Attachment attachment;
        Attachment before;
        synchronized (this) {
            clients.check(request);
            ClientRecord client = clients.of(request);
            if (startsNumbersAnew(request)) {
                client.restart();
            }
            attachment = new Attachment(this, request, port, client.ledger(), start);
            before = client.connect(attachment, request.attempt());
            attachments.add(attachment);
        }
        if (before != null) {
            fence(before, port);
        }
        recallInput(attachment);
        audience.joinedBy(attachment);
        audience.changed(attachments);
        attachment.wish().ifPresent(size -> apply(arbiter.wish(attachment, size)));
        PaneEnd over = end;
        if (over != null) {
            port.ended(over);
        }
        return attachment;
    }

    /** Only a client that comes from another life of the stream counts from 1 again: in this one a number means one input. */
    private boolean startsNumbersAnew(ViewRequest request) {
        return request.resume()
                .filter(point -> !point.epoch().equals(feed.epoch()))
                .isPresent();
    }

    private void fence(Attachment before, ViewerPort newer) {
        before.fence();
        if (attachments.remove(before)) {
            arbiter.leave(before);
            before.port().takenOver(newer);
        }
    }

    /** The client is told exactly how far its input has come, and what was lost while it could not be told. */
    private void recallInput(Attachment attachment) {
        InputLedger ledger = attachment.ledger();
        ledger.awaitSettled(SETTLE_MILLIS);
        ledger.lost(context.limits().linger().toNanos())
                .forEach(lost -> attachment.port().inputLost(lost));
    }

    boolean input(Attachment from, long seq, byte[] data) {
        InputLedger ledger = from.ledger();
        synchronized (ledger) {
            if (from.fenced()) {
                throw new TmuxBridgeException(
                        ErrorCode.STALE, "a newer connect of the same clientId has this terminal; nothing was sent");
            }
            if (!ledger.accept(seq)) {
                return false;
            }
            try {
                feed.input(data, taken -> answered(from, seq, taken));
            } catch (TmuxBridgeException e) {
                ledger.withdraw(seq);
                throw e;
            }
        }
        feed.sendInput();
        apply(arbiter.active(from));
        return true;
    }

    /** Tells whoever views for that client now: it may have come back by another connection meanwhile. */
    private void answered(Attachment from, long seq, boolean taken) {
        InputLedger ledger = from.ledger();
        ledger.settle(seq, taken);
        for (Attachment each : attachments) {
            if (each.ledger() == ledger) {
                if (!taken) {
                    each.port().inputLost(new InputLedger.Lost(seq, seq));
                }
                each.port().inputTaken(ledger.settled());
            }
        }
    }

    void resize(Attachment attachment, TerminalSize size) {
        if (attachment.request().writes() && attachments.contains(attachment)) {
            apply(arbiter.wish(attachment, size));
        }
    }

    void leave(Attachment attachment, boolean mayReturn) {
        synchronized (this) {
            clients.left(attachment, mayReturn);
        }
        if (attachments.remove(attachment)) {
            apply(arbiter.leave(attachment));
            audience.changed(attachments);
        }
        if (attachments.isEmpty()) {
            onIdle.accept(this);
        }
    }

    /** Whether somebody may still come back. */
    synchronized boolean awaitsClients() {
        return clients.awaitsAny();
    }

    private void apply(Optional<TerminalSize> size) {
        if (sizeable && !ended()) {
            size.ifPresent(feed::resize);
        }
    }

    @Override
    public void advanced() {
        gate.advanced();
        if (attachments.size() <= WOKEN_BY_READER) {
            attachments.forEach(each -> each.port().wake());
        } else if (rung.compareAndSet(false, true)) {
            context.work().execute(this::wakeAll);
        }
    }

    private void wakeAll() {
        rung.set(false);
        attachments.forEach(each -> each.port().wake());
    }

    @Override
    public void corrected(Snapshot snapshot) {
        audience.corrected(snapshot, attachments);
    }

    @Override
    public void event(PaneEvent event) {
        if (event instanceof PaneEvent.Mode mode) {
            inMode = mode.inMode();
        }
        attachments.forEach(each -> each.port().event(event));
    }

    @Override
    public void ended(PaneEnd why) {
        end = why;
        gate.advanced();
        attachments.forEach(each -> each.port().ended(why));
        onIdle.accept(this);
    }
}
