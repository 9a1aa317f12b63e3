package io.tmuxbridge.core.session;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.SizePolicy;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.redact.Redactor;
import io.tmuxbridge.core.stream.OutputLog;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.core.stream.StreamContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The terminals that are viewed, or were a moment ago.
 *
 * <p>A terminal is opened for its first viewer and shared by the others. After the last one it is followed for a while
 * longer when that one's connection was lost, so that it can resume; then it is closed, and nothing of it is left.
 *
 * <p><b>Threads:</b> any; the map is guarded by the monitor, which is not held while tmux is called.
 */
public final class Terminals implements AutoCloseable, TerminalOwner {

    private static final long TICK_MILLIS = 500;
    private static final int ATTEMPTS = 3;

    private final StreamContext context;
    private final SessionDirectory directory;
    private final WindowSizes sizes;
    private final LayoutBoard layouts;
    private final Redactor redactor;
    private final Map<TerminalKey, TerminalSlot> slots = new HashMap<>();
    private final ScheduledFuture<?> ticking;
    private boolean closed;

    /**
     * Creates an empty registry.
     *
     * @param context what terminals need of their bridge
     * @param directory finds panes
     * @param policy which size a terminal gets
     * @param redactor what is hidden from whom
     */
    public Terminals(StreamContext context, SessionDirectory directory, SizePolicy policy, Redactor redactor) {
        this.redactor = redactor;
        this.context = context;
        this.directory = directory;
        this.sizes = new WindowSizes(context, directory.runner(), policy, System::nanoTime, this::open);
        this.layouts = new LayoutBoard(context, this::of, sizes::later);
        this.ticking =
                context.timer().scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Makes somebody a viewer of a pane. Blocks for some milliseconds.
     *
     * @param session name or {@code $id} of the session
     * @param paneId the pane, absent for the session's active one
     * @param request what the viewer asks for
     * @param port where to reach it
     * @return the attachment
     * @throws TmuxBridgeException {@link ErrorCode#NOT_FOUND} when there is no such session or pane, and what {@link
     *     Terminal} throws
     */
    public Attachment view(String session, Optional<String> paneId, ViewRequest request, ViewerPort port) {
        for (int attempt = 1; ; attempt++) {
            PaneTarget target = directory.pane(session, paneId);
            TerminalSlot slot = slot(target);
            Optional<SizeWish> wish = request.writes()
                    ? Optional.of(sizes.enter(slot.terminal, request.size(), request.caller()))
                    : Optional.empty();
            boolean opened = false;
            try {
                synchronized (slot) {
                    if (!slot.open) {
                        slot.terminal.open(() ->
                                wish.filter(own -> !sizes.fits(own, target)).ifPresent(own -> sizes.settle()));
                        slot.open = true;
                        opened = true;
                    }
                }
                Attachment attachment = slot.terminal.attach(request, port, wish);
                if (!opened) {
                    sizes.later();
                }
                layouts.known(target.address().sessionId()).ifPresent(port::layout);
                return attachment;
            } catch (TmuxBridgeException e) {
                wish.ifPresent(SizeWish::leave);
                if (!slot.open || slot.terminal.ended()) {
                    remove(target.address(), slot);
                    if (attempt < ATTEMPTS && e.code() == ErrorCode.NOT_FOUND) {
                        continue;
                    }
                }
                throw e;
            } finally {
                entered(slot);
            }
        }
    }

    /** A session has another owner, and with some policies other sizes. */
    public void ownerChanged() {
        sizes.later();
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
        synchronized (slots) {
            return slots.values().stream().map(slot -> slot.terminal).toList();
        }
    }

    /** Stops following all of them and lets nobody in any more. */
    @Override
    public void close() {
        List<Terminal> last;
        synchronized (slots) {
            closed = true;
            last = new ArrayList<>(all());
            slots.clear();
        }
        ticking.cancel(false);
        sizes.close();
        last.forEach(terminal -> terminal.feed().close());
    }

    /** The terminals of a session. */
    List<Terminal> of(String sessionId) {
        return all().stream()
                .filter(terminal -> terminal.feed().address().sessionId().equals(sessionId))
                .toList();
    }

    private Map<TerminalKey, Terminal> open() {
        synchronized (slots) {
            return slots.entrySet().stream()
                    .filter(entry -> entry.getValue().open)
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().terminal));
        }
    }

    private TerminalSlot slot(PaneTarget target) {
        PaneAddress address = target.address();
        synchronized (slots) {
            if (closed) {
                throw new TmuxBridgeException(ErrorCode.UNAVAILABLE, "the bridge is shutting down");
            }
            TerminalSlot known = slots.get(TerminalKey.of(address));
            if (known == null || known.terminal.ended()) {
                known = new TerminalSlot(new Terminal(context, address, this, redactor));
                slots.put(TerminalKey.of(address), known);
            }
            known.entering++;
            return known;
        }
    }

    /** Somebody has come in, or was refused: then a terminal that nobody views has to be let go. */
    private void entered(TerminalSlot slot) {
        synchronized (slots) {
            slot.entering--;
        }
        if (slot.open && slot.terminal.viewers() == 0) {
            idle(slot.terminal);
        }
    }

    @Override
    public void happened(Terminal terminal, PaneEvent event) {
        if (event instanceof PaneEvent.PeopleChanged) {
            sizes.later();
        } else if (event instanceof PaneEvent.LayoutMayHaveChanged sign) {
            layouts.sign(terminal.feed().address().sessionId(), sign.windowId());
        }
    }

    @Override
    public void idle(Terminal terminal) {
        if (terminal.ended()) {
            forget(terminal);
        } else if (!terminal.awaitsClients()) {
            context.work().execute(() -> closeIfIdle(terminal));
        } else {
            long linger = context.limits().linger().toMillis() + 1;
            context.timer()
                    .schedule(() -> context.work().execute(() -> closeIfIdle(terminal)), linger, TimeUnit.MILLISECONDS);
        }
    }

    /** Closes it unless somebody views it, is about to, or lost a connection since this was asked for. */
    private void closeIfIdle(Terminal terminal) {
        boolean idle;
        synchronized (slots) {
            idle = terminal.viewers() == 0
                    && !terminal.awaitsClients()
                    && slots.values().stream().noneMatch(slot -> slot.terminal == terminal && slot.entering > 0);
            if (idle) {
                forget(terminal);
            }
        }
        if (idle) {
            sizes.closing();
            terminal.feed().close();
        }
    }

    private void forget(Terminal terminal) {
        String session = terminal.feed().address().sessionId();
        terminal.logs().forEach(OutputLog::release);
        synchronized (slots) {
            slots.values().removeIf(slot -> slot.terminal == terminal);
            if (slots.values().stream()
                    .noneMatch(
                            slot -> slot.terminal.feed().address().sessionId().equals(session))) {
                layouts.forget(session);
            }
        }
    }

    private void remove(PaneAddress address, TerminalSlot slot) {
        synchronized (slots) {
            slots.remove(TerminalKey.of(address), slot);
        }
        slot.terminal.feed().close();
    }

    private void tick() {
        all().forEach(terminal -> terminal.feed().tick());
        LogKeeper.makeRoom(context, all());
    }
}
