package io.tmuxbridge.core.session;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.directory.SessionDirectory;
import io.tmuxbridge.core.mirror.MirrorFeed;
import io.tmuxbridge.core.redact.Redactor;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.ScreenClient;
import io.tmuxbridge.pty.PtyProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whole sessions as {@code tmux attach} draws them: one client of tmux for each session and size, shared by all viewers
 * of that size, but never by those who may type and those who may not.
 *
 * <p>A viewer whose size changes takes its client along when it is the only one there and nobody has the new size yet;
 * otherwise it is moved to another client, and its stream goes on there with a snapshot.
 *
 * <p><b>Threads:</b> any. What opens or moves blocks for some milliseconds, one at a time for a session.
 */
public final class Mirrors implements AutoCloseable, TerminalOwner {

    private static final Logger LOG = LoggerFactory.getLogger(Mirrors.class);

    private static final int DOORS = 16;

    private final StreamContext context;
    private final SessionDirectory directory;
    private final Optional<PtyProvider> ptys;
    private final Redactor redactor;
    private final TerminalPool<Place> pool;
    private final List<MirrorDoor> doors = new ArrayList<>();
    private final AtomicBoolean swept = new AtomicBoolean();
    private final MirrorWatch watch;

    /** What a client shows: which session, how large, and whether it takes input. */
    record Place(long server, String sessionId, TerminalSize size, boolean writes) {}

    /**
     * Creates an empty registry.
     *
     * @param context what terminals need of their bridge
     * @param directory finds sessions
     * @param ptys what makes pseudo terminals, if anything does
     * @param redactor what is hidden from whom
     */
    public Mirrors(StreamContext context, SessionDirectory directory, Optional<PtyProvider> ptys, Redactor redactor) {
        this.context = context;
        this.directory = directory;
        this.ptys = ptys;
        this.redactor = redactor;
        this.pool = new TerminalPool<>(context, last -> {}, gone -> {});
        for (int i = 0; i < DOORS; i++) {
            doors.add(new MirrorDoor(context.work(), this::move));
        }
        this.watch = new MirrorWatch(context);
        context.metrics().gauge("mirrors.open", pool::size);
    }

    /**
     * Makes somebody a viewer of a whole session. Blocks for some milliseconds.
     *
     * @param session name or {@code $id} of the session
     * @param request what the viewer asks for
     * @param port where to reach it
     * @return the attachment
     * @throws TmuxBridgeException {@link ErrorCode#NOT_FOUND}, {@link ErrorCode#UNAVAILABLE}, {@link ErrorCode#LIMIT}
     *     when there are too many already, and what {@link Terminal} throws
     */
    public Attachment view(String session, ViewRequest request, ViewerPort port) {
        PaneAddress address = directory.pane(session, Optional.empty()).address();
        Place wanted =
                new Place(address.server(), address.sessionId(), request.size().size(), request.writes());
        return door(address.sessionId()).pass(() -> {
            Attachment attachment = enter(known(request, wanted), address, request, port);
            try {
                settle(attachment);
            } catch (RuntimeException e) {
                // Refused, as if it had not come; it may still come back to where it was.
                attachment.leave(true);
                throw e;
            }
            return attachment;
        });
    }

    /** Where the client has been or is, else the place that it wants. */
    private Place known(ViewRequest request, Place wanted) {
        return pool.open().entrySet().stream()
                .filter(entry -> entry.getKey().sessionId().equals(wanted.sessionId()))
                .filter(entry -> entry.getKey().server() == wanted.server())
                .filter(entry ->
                        !entry.getValue().ended() && entry.getValue().clients(known -> known.has(request.clientId())))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(wanted);
    }

    private Attachment enter(Place place, PaneAddress address, ViewRequest request, ViewerPort port) {
        MirrorSay say = new MirrorSay(this);
        TerminalSlot slot = open(place, address);
        try {
            Attachment attachment = slot.terminal.attach(request, port, Optional.of(say));
            say.of(attachment);
            return attachment;
        } finally {
            pool.entered(slot);
        }
    }

    /** An open terminal, with somebody on the way in. */
    private TerminalSlot open(Place place, PaneAddress address) {
        PtyProvider provider =
                ptys.orElseThrow(() -> new TmuxBridgeException(ErrorCode.UNAVAILABLE, "there are no pseudo terminals"));
        if (!swept.getAndSet(true)) {
            ScreenClient.sweep(context.tmux());
        }
        TerminalSlot slot = pool.enter(place, () -> terminal(provider, place, address));
        try {
            synchronized (slot) {
                if (!slot.open) {
                    slot.terminal.feed().open(() -> {});
                    slot.open = true;
                }
            }
            return slot;
        } catch (RuntimeException | LinkageError e) {
            pool.remove(place, slot);
            pool.entered(slot);
            throw e instanceof TmuxBridgeException known
                    ? known
                    : new TmuxBridgeException(ErrorCode.UNAVAILABLE, "a pseudo terminal cannot be made: " + e, e);
        }
    }

    private Terminal terminal(PtyProvider provider, Place place, PaneAddress address) {
        int most = context.limits().maxMirrors();
        if (pool.size() >= most) {
            context.metrics().add("mirrors.refused", 1);
            throw new TmuxBridgeException(
                    ErrorCode.LIMIT, most + " clients of tmux draw whole sessions already; use view pane");
        }
        return new Terminal(
                context,
                listener -> new MirrorFeed(context, provider, address, place.size(), place.writes(), listener),
                this,
                redactor,
                true);
    }

    /** A viewer has another size: it gets it soon. */
    void later(Attachment attachment) {
        door(attachment.terminal().sessionId()).later(attachment);
    }

    private void move(Attachment attachment) {
        try {
            settle(attachment);
        } catch (RuntimeException | Error e) {
            context.metrics().add("mirrors.unsettled", 1);
            LOG.warn("a viewer of a whole session keeps its size: {}", e.getMessage());
        }
    }

    /** Brings a viewer to a client of its size. */
    private void settle(Attachment attachment) {
        Terminal here = attachment.terminal();
        if (here.ended() || !here.attachments().contains(attachment)) {
            return;
        }
        PaneAddress address = here.feed().address();
        boolean writes = attachment.request().writes();
        Place wanted = new Place(
                address.server(), address.sessionId(), attachment.size().size(), writes);
        boolean fits = here.feed().size().equals(wanted.size()) && pool.open().get(wanted) == here;
        if (fits) {
            return;
        }
        boolean alone = here.viewers() == 1 && writes(here) == writes;
        if (alone && here.feed() instanceof MirrorFeed feed && pool.rename(here, wanted)) {
            feed.resize(wanted.size());
            return;
        }
        TerminalSlot slot = open(wanted, address);
        try {
            new Removal(attachment, here, slot.terminal).run();
        } finally {
            pool.entered(slot);
        }
        if (here.viewers() == 0) {
            pool.idle(here);
        }
    }

    private boolean writes(Terminal terminal) {
        return pool.open().entrySet().stream()
                .anyMatch(each -> each.getValue() == terminal && each.getKey().writes());
    }

    private MirrorDoor door(String sessionId) {
        return doors.get(Math.floorMod(sessionId.hashCode(), DOORS));
    }

    /** The terminals of a session. */
    List<Terminal> of(String sessionId) {
        return pool.of(sessionId);
    }

    /**
     * The terminals followed now.
     *
     * @return a copy
     */
    public List<Terminal> all() {
        return pool.all();
    }

    /** To be called twice a second. */
    void tick() {
        watch.tick(pool);
    }

    @Override
    public void idle(Terminal terminal) {
        pool.idle(terminal);
    }

    @Override
    public void happened(Terminal terminal, PaneEvent event) {
        // what is drawn says it all
    }

    /** Ends all of them and lets nobody in any more. */
    @Override
    public void close() {
        pool.close().forEach(terminal -> terminal.feed().close());
    }
}
