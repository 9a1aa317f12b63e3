package io.tmuxbridge.core.session;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.SizePolicy;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.access.SessionAccess;
import io.tmuxbridge.core.directory.PaneTarget;
import io.tmuxbridge.core.directory.SessionDirectory;
import io.tmuxbridge.core.feed.PaneFeed;
import io.tmuxbridge.core.redact.Redactor;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.core.stream.StreamContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The terminals that are viewed, or were a moment ago.
 *
 * <p>A terminal is a pane of a session. It is opened for its first viewer and shared by the others. After the last one
 * it is followed for a while longer when that one's connection was lost, so that it can resume; then it is closed, and
 * nothing of it is left.
 *
 * <p><b>Threads:</b> any.
 */
public final class Terminals implements AutoCloseable, TerminalOwner {

    private static final int ATTEMPTS = 3;

    private final StreamContext context;
    private final SessionDirectory directory;
    private final WindowSizes sizes;
    private final LayoutBoard layouts;
    private final Redactor redactor;
    private final TerminalPool<TerminalKey> pool;
    private final Mirrors mirrors;
    private final Rounds<Terminal> looks;

    /**
     * Creates an empty registry, and gives back sizes that a bridge which was killed has left in tmux.
     *
     * @param context what terminals need of their bridge
     * @param directory finds panes
     * @param policy which size a terminal gets
     * @param redactor what is hidden from whom
     * @param mirrors whole sessions that are viewed, which end with it
     */
    public Terminals(
            StreamContext context, SessionDirectory directory, SizePolicy policy, Redactor redactor, Mirrors mirrors) {
        this.redactor = redactor;
        this.mirrors = mirrors;
        this.context = context;
        this.directory = directory;
        this.pool = new TerminalPool<>(context, this::closing, this::forgotten);
        this.sizes = new WindowSizes(context, directory.runner(), policy, pool::open);
        this.layouts = new LayoutBoard(context, pool::of, sizes::later);
        this.looks = new Rounds<>(this::all, terminal -> terminal.feed().tick(), this::lookedAtAll, context::after);
        looks.start();
        sizes.start();
    }

    /**
     * Makes somebody a viewer of a pane. Blocks for some milliseconds.
     *
     * @param session name or {@code $id} of the session
     * @param paneId the pane, absent for the session's active one
     * @param request what the viewer asks for
     * @param port where to reach it
     * @return the attachment
     * @throws TmuxBridgeException {@link ErrorCode#NOT_FOUND} when there is no such session or pane, and what
     *     {@link Terminal} throws
     */
    public Attachment view(String session, Optional<String> paneId, ViewRequest request, ViewerPort port) {
        for (int attempt = 1; ; attempt++) {
            PaneTarget target = directory.pane(session, paneId);
            TerminalKey key = TerminalKey.of(target.address());
            TerminalSlot slot = pool.enter(key, () -> terminal(target.address()));
            SizeWish wish = sizes.enter(slot.terminal, request.size(), request.caller(), request.writes());
            boolean opened = false;
            try {
                synchronized (slot) {
                    if (!slot.open) {
                        slot.terminal.feed().open(() -> {
                            if (!sizes.fits(wish, target)) {
                                sizes.settle(target.address().sessionId());
                            }
                        });
                        slot.open = true;
                        opened = true;
                    }
                }
                Attachment attachment = slot.terminal.attach(request, port, Optional.of(wish));
                if (!opened) {
                    sizes.later(target.address().sessionId());
                }
                layouts.known(SessionKey.of(target.address())).ifPresent(port::layout);
                return attachment;
            } catch (RuntimeException | Error e) {
                wish.leave();
                boolean useless = !slot.open || slot.terminal.ended();
                if (useless) {
                    pool.remove(key, slot);
                }
                if (!useless || attempt >= ATTEMPTS || !isNotFound(e)) {
                    throw e;
                }
            } finally {
                pool.entered(slot);
            }
        }
    }

    private static boolean isNotFound(Throwable failure) {
        return failure instanceof TmuxBridgeException e && e.code() == ErrorCode.NOT_FOUND;
    }

    /**
     * Makes somebody a viewer again of a pane that has ended since its connection was lost, to be told the rest.
     *
     * @param request what the viewer asks for
     * @param port where to reach it
     * @param notFound whether what it asks for was not found: then its pane may have ended without that having been
     *     noticed yet
     * @param permitted whether it may see a session about which that is written down; empty when that is not known
     * @return the attachment; empty when it does not come back to such a pane, or nothing of it is left that it could
     *     go on with
     * @throws TmuxBridgeException as {@link Terminal} throws for another caller's client, and for a stale attempt
     */
    public Optional<Attachment> rest(
            ViewRequest request, ViewerPort port, boolean notFound, Predicate<Optional<SessionAccess>> permitted) {
        Departed departed = departed();
        Optional<Terminal> back = departed.of(request, departed.all(), permitted);
        if (back.isEmpty() && notFound) {
            back = departed.of(request, all(), permitted)
                    .filter(terminal -> !directory.has(terminal.feed().address()));
        }
        return back.flatMap(terminal -> {
            try {
                return Optional.of(terminal.attach(request, port, Optional.empty()));
            } catch (TmuxBridgeException e) {
                if (e.code() == ErrorCode.NOT_FOUND) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /**
     * Those that have ended and that somebody may come back to.
     *
     * @return they, and who may see the sessions of those that live
     */
    public Departed departed() {
        return pool.departed();
    }

    /**
     * Those that show whole sessions.
     *
     * @return the mirrors
     */
    public Mirrors mirrors() {
        return mirrors;
    }

    /**
     * A session has another owner, and with some policies other sizes, or somebody has other rights to it.
     *
     * @param server process id of its tmux server
     * @param sessionId its id
     */
    public void rightsChanged(long server, String sessionId) {
        sizes.later(sessionId);
        departed().changed(new SessionKey(server, sessionId), all());
    }

    /** The clients, beside those of panes, that are attached to a session for its sizes. */
    int sizeClients(String sessionId) {
        return sizes.clients(sessionId);
    }

    /**
     * The terminals followed now.
     *
     * @return a copy
     */
    public List<Terminal> all() {
        return pool.all();
    }

    /** Stops following all of them and lets nobody in any more. */
    @Override
    public void close() {
        List<Terminal> last = pool.close();
        looks.stop();
        sizes.close();
        mirrors.close();
        last.forEach(terminal -> terminal.feed().close());
    }

    /** The terminals of a session. */
    List<Terminal> of(String sessionId) {
        return pool.of(sessionId);
    }

    @Override
    public void happened(Terminal terminal, PaneEvent event) {
        if (event instanceof PaneEvent.PeopleChanged) {
            sizes.later(terminal.sessionId());
        } else if (event instanceof PaneEvent.LayoutMayHaveChanged sign) {
            layouts.sign(SessionKey.of(terminal), sign.windowId());
        } else if (event instanceof PaneEvent.SessionSeen seen) {
            layouts.seen(SessionKey.of(terminal), seen.word());
        } else if (event instanceof PaneEvent.Dying) {
            departed().add(terminal);
        }
    }

    @Override
    public void idle(Terminal terminal) {
        pool.idle(terminal);
    }

    private void forgotten(Terminal terminal) {
        SessionKey session = SessionKey.of(terminal);
        if (pool.of(session).isEmpty()) {
            layouts.forget(session);
        }
    }

    private void closing(Terminal terminal) {
        sizes.closing(terminal.sessionId());
    }

    private Terminal terminal(PaneAddress at) {
        return new Terminal(context, listener -> new PaneFeed(context, at, listener), this, redactor, false);
    }

    private void lookedAtAll() {
        mirrors.tick();
        List<Terminal> holding = new ArrayList<>(all());
        holding.addAll(departed().all());
        holding.addAll(mirrors.all());
        LogKeeper.makeRoom(context, holding);
    }
}
