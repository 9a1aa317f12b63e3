package io.tmuxbridge.core.session;

import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.input.InputPace;
import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.redact.Redactor;
import io.tmuxbridge.core.stream.Feed;
import io.tmuxbridge.core.stream.PaneEnd;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.core.stream.PaneListener;
import io.tmuxbridge.core.stream.StreamContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A pane, or a whole session, that is viewed: one feed, any number of viewers, one size. Output rings a {@link Bell}.
 * The clients that have viewed it are remembered for a while: each can come back.
 *
 * <p><b>Threads:</b> any; what is counted and chosen is guarded by the monitor, which is never held while a viewer or
 * tmux is called.
 */
public final class Terminal implements PaneListener {

    private final Feed feed;
    private final TerminalOwner owner;
    private final Audience audience;
    private final SnapshotGate gate;
    private final StartPoints starts;
    private final Lenses lenses;
    private final List<Attachment> attachments = new CopyOnWriteArrayList<>();
    private final Typing typing;
    private final Typists typists = new Typists(System::nanoTime);
    private final RememberedClients clients;
    private final boolean movable;
    private final Bell<Attachment> bell;
    private volatile boolean inMode;
    private volatile @Nullable SizeOwner sizeOwner;

    /** Positions of a movable one, whose viewers come from others, mean something only to who was told of them. */
    Terminal(
            StreamContext context,
            Function<PaneListener, Feed> source,
            TerminalOwner owner,
            Redactor redactor,
            boolean movable) {
        this.movable = movable;
        this.owner = owner;
        this.bell = Bell.of(attachments, context);
        this.feed = source.apply(this);
        this.audience = new Audience(feed, attachments, context.floods().hold());
        this.gate = new SnapshotGate(feed);
        this.lenses = new Lenses(feed, redactor, context, bell::ring);
        this.starts = new StartPoints(feed, gate, context.limits(), lenses);
        this.typing = new Typing(feed, attachments, context.limits().linger().toNanos());
        this.clients = new RememberedClients(context.limits().linger().toNanos());
    }

    /** What it follows. */
    public Feed feed() {
        return feed;
    }

    /** The session that it is of, by its id. */
    public String sessionId() {
        return feed.address().sessionId();
    }

    /** How many view it. */
    public int viewers() {
        return attachments.size();
    }

    /** Whether the pane is in copy mode or the like, as far as is known. */
    public boolean inMode() {
        return inMode;
    }

    List<Attachment> attachments() {
        return attachments;
    }

    boolean ended() {
        return audience.isOver();
    }

    /** Whether there is nothing that a client has to be told of it which has come to this position. */
    boolean hasToldAll(long position) {
        return audience.hasToldAll(position);
    }

    /**
     * Lets a viewer in. Blocks until there is a snapshot to begin with, some milliseconds.
     *
     * @param asked what it asks for
     * @param port where to reach it
     * @param wish what its size comes to, if it has a say
     * @throws TmuxBridgeException STALE, FORBIDDEN, NOT_FOUND when it has ended, UNAVAILABLE when tmux is silent
     */
    Attachment attach(ViewRequest asked, ViewerPort port, Optional<? extends SizeSay> wish) {
        boolean inputKnown;
        Optional<ClientRecord> known;
        Lineage lineage;
        ViewRequest request;
        synchronized (this) {
            known = clients.check(asked);
            lineage = clients.lineage(asked.clientId(), feed.epoch());
            request = lineage.translate(asked, feed.epoch());
            inputKnown = !movable && !asked.writes() || clients.knows(request, !movable);
        }
        audience.expects(request, port);
        Attachment.Start start = starts.of(request, inputKnown, lineage.since(), this::ended);
        start.viewer().shift(lineage.shift());
        Attachment attachment;
        Attachment before;
        synchronized (this) {
            clients.check(request);
            ClientRecord client = clients.of(request, known, feed.epoch());
            attachment = new Attachment(this, request, port, client.ledger(), start, wish, lineage.epoch());
            before = client.connect(attachment, request.attempt());
            attachments.add(attachment);
        }
        if (before != null) {
            fence(before, port);
        }
        typing.recall(attachment);
        audience.joinedBy(attachment);
        for (SizeOwner owns = sizeOwner; owns != null; owns = owns.equals(sizeOwner) ? null : sizeOwner) {
            port.sizeOwner(owns); // another one may have been told before it, and has to be told last
        }
        audience.tellEnd(port);
        return attachment;
    }

    /** Whether it is a whole session. */
    public boolean showsSession() {
        return movable;
    }

    /** Answers a question about its clients. */
    synchronized boolean clients(Predicate<RememberedClients> question) {
        return question.test(clients);
    }

    /** A viewer goes to another terminal: what is known of its client goes with it. */
    synchronized Optional<ClientRecord> release(Attachment attachment) {
        attachments.remove(attachment);
        return clients.release(attachment.request().clientId());
    }

    /** A viewer comes from another terminal, from which it was released. */
    void adopt(Attachment attachment, ClientRecord client) {
        synchronized (this) {
            clients.adopt(attachment.request().clientId(), client);
            attachments.add(attachment);
        }
        audience.changed();
    }

    private void fence(Attachment before, ViewerPort newer) {
        before.fence();
        if (attachments.remove(before)) {
            before.wish().ifPresent(SizeSay::leave);
            before.port().takenOver(newer);
        }
    }

    boolean input(Attachment from, long seq, byte[] data, InputPace pace) {
        boolean taken = typing.input(from, seq, data, pace);
        if (taken && data.length > 0) {
            from.wish().ifPresent(SizeSay::typed);
            typists.typed(from, attachments);
        }
        return taken;
    }

    void leave(Attachment attachment, boolean mayReturn) {
        synchronized (this) {
            clients.left(attachment, mayReturn);
        }
        if (attachments.remove(attachment)) {
            attachment.wish().ifPresent(SizeSay::leave);
            audience.changed();
        }
        if (attachments.isEmpty()) {
            owner.idle(this);
        }
    }

    /** Whose size the window has now; viewers are told when that is another one. */
    void sizeOwner(SizeOwner now) {
        SizeOwner before = sizeOwner;
        sizeOwner = now;
        if (!now.equals(before)) {
            attachments.forEach(each -> each.port().sizeOwner(now));
        }
    }

    List<OutputLog> logs() {
        return lenses.logs();
    }

    /** From now on a viewer sees secrets, or sees none. */
    void mask(Attachment attachment, boolean masked) {
        audience.looks(attachment, lenses.of(masked));
    }

    @Override
    public void advanced() {
        gate.advanced();
        bell.ring();
    }

    @Override
    public void corrected(Snapshot snapshot) {
        audience.corrected(snapshot);
    }

    @Override
    public boolean isOverrun() {
        return audience.isOverrun(feed.log().room() / 2);
    }

    @Override
    public boolean mayHaveToSkip() {
        return clients(RememberedClients::awaitsAny) || audience.mayHaveToSkip();
    }

    @Override
    public void event(PaneEvent event) {
        if (event instanceof PaneEvent.Mode mode) {
            inMode = mode.inMode();
        }
        owner.happened(this, event);
        audience.happened(event);
    }

    @Override
    public void ended(PaneEnd why) {
        audience.ended(why);
        gate.advanced();
        owner.idle(this);
    }
}
