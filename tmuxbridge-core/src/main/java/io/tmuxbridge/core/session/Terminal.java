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
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.viewer.Delivery;
import io.tmuxbridge.core.viewer.InputLedger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private final StreamContext context;
    private final PaneFeed feed;
    private final SizeArbiter arbiter;
    private final boolean sizeable;
    private final Consumer<Terminal> onIdle;
    private final SnapshotGate gate;
    private final StartPoints starts;
    private final List<Attachment> attachments = new CopyOnWriteArrayList<>();
    private final Map<String, ClientRecord> clients = new HashMap<>();
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
        this.gate = new SnapshotGate(feed);
        this.starts = new StartPoints(feed, gate, context.limits());
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
        Attachment.Start start = starts.of(request, this::ended);
        Attachment attachment;
        Attachment before;
        synchronized (this) {
            ClientRecord client = clients.computeIfAbsent(request.clientId(), id -> new ClientRecord(request.caller()));
            attachment = new Attachment(this, request, port, client.ledger(), start);
            before = client.connect(request.caller(), request.clientId(), request.attempt(), attachment);
            if (start.continuation() == Attachment.Continuation.FRESH) {
                client.ledger().restart();
            }
            attachments.add(attachment);
        }
        if (before != null && attachments.remove(before)) {
            arbiter.leave(before);
            before.port().takenOver(port);
        }
        viewersChanged();
        attachment.wish().ifPresent(size -> apply(arbiter.wish(attachment, size)));
        PaneEnd over = end;
        if (over != null) {
            port.ended(over);
        }
        return attachment;
    }

    boolean input(Attachment from, long seq, byte[] data) {
        InputLedger ledger = from.ledger();
        synchronized (ledger) {
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
        if (taken) {
            from.ledger().applied(seq);
        }
        for (Attachment each : attachments) {
            if (each.ledger() == from.ledger()) {
                if (taken) {
                    each.port().inputTaken(seq);
                } else {
                    each.port().inputLost(seq);
                }
            }
        }
    }

    void resize(Attachment attachment, TerminalSize size) {
        if (attachment.request().writes()) {
            apply(arbiter.wish(attachment, size));
        }
    }

    void leave(Attachment attachment, boolean mayReturn) {
        synchronized (this) {
            ClientRecord client = clients.get(attachment.request().clientId());
            if (client != null) {
                client.disconnected(attachment);
                if (!mayReturn) {
                    clients.remove(attachment.request().clientId(), client);
                }
            }
        }
        if (attachments.remove(attachment)) {
            apply(arbiter.leave(attachment));
            viewersChanged();
        }
        if (attachments.isEmpty()) {
            onIdle.accept(this);
        }
    }

    /** Whether somebody may still come back. */
    synchronized boolean remembersClients() {
        return !clients.isEmpty();
    }

    private void viewersChanged() {
        feed.maySkip(attachments.stream().allMatch(each -> each.viewer().delivery() == Delivery.FRESH));
        int count = attachments.size();
        attachments.forEach(each -> each.port().viewers(count));
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
