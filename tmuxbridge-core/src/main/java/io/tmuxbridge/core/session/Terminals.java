package io.tmuxbridge.core.session;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.SizePolicy;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.StreamContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The terminals that are viewed, or were a moment ago.
 *
 * <p>A terminal is opened for its first viewer and shared by the others. After the last one it is followed for a while
 * longer when that one's connection was lost, so that it can resume; then it is closed, and nothing of it is left.
 *
 * <p><b>Threads:</b> any; the map is guarded by the monitor, which is not held while tmux is called.
 */
public final class Terminals implements AutoCloseable {

    private static final long TICK_MILLIS = 500;
    private static final int ATTEMPTS = 3;

    private final StreamContext context;
    private final SessionDirectory directory;
    private final SizePolicy policy;
    private final Map<TerminalKey, Slot> slots = new HashMap<>();
    private final ScheduledFuture<?> ticking;
    private boolean closed;

    /** A place for one terminal; its monitor is held while the terminal is opened, so that others wait for it. */
    private static final class Slot {
        private final Terminal terminal;
        private boolean open;
        /** Viewers on their way in, guarded by the map's monitor: the terminal is not closed under them. */
        private int entering;

        Slot(Terminal terminal) {
            this.terminal = terminal;
        }
    }

    /**
     * Creates an empty registry.
     *
     * @param context what terminals need of their bridge
     * @param directory finds panes
     * @param policy which size a terminal gets
     */
    public Terminals(StreamContext context, SessionDirectory directory, SizePolicy policy) {
        this.context = context;
        this.directory = directory;
        this.policy = policy;
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
            Slot slot = slot(target);
            try {
                synchronized (slot) {
                    if (!slot.open) {
                        slot.terminal.open(request.writes() ? Optional.of(request.size()) : Optional.empty());
                        slot.open = true;
                    }
                }
                return slot.terminal.attach(request, port);
            } catch (TmuxBridgeException e) {
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

    /**
     * How the bridge uses a session now.
     *
     * @param sessionId {@code $} and a number
     * @return its viewers and the bridge's own tmux clients
     */
    public SessionDirectory.SessionUse use(String sessionId) {
        List<Terminal> used = all().stream()
                .filter(terminal -> terminal.feed().address().sessionId().equals(sessionId))
                .toList();
        return new SessionDirectory.SessionUse(
                used.stream().mapToInt(Terminal::viewers).sum(), used.size());
    }

    /**
     * Who views a session.
     *
     * @param sessionId {@code $} and a number
     * @return for each viewer: {@code paneId}, {@code access}, {@code delivery}, {@code cols}, {@code rows}, {@code lag} in
     *     bytes, {@code skipped} bytes
     */
    public List<Map<String, ?>> describe(String sessionId) {
        return all().stream()
                .filter(terminal -> terminal.feed().address().sessionId().equals(sessionId))
                .flatMap(terminal -> terminal.attachments().stream())
                .<Map<String, ?>>map(Attachment::describe)
                .toList();
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
        last.forEach(terminal -> terminal.feed().close());
    }

    private Slot slot(PaneTarget target) {
        PaneAddress address = target.address();
        synchronized (slots) {
            if (closed) {
                throw new TmuxBridgeException(ErrorCode.UNAVAILABLE, "the bridge is shutting down");
            }
            Slot known = slots.get(key(address));
            if (known == null || known.terminal.ended()) {
                known = new Slot(new Terminal(context, address, target.alone(), policy, this::idle));
                slots.put(key(address), known);
            }
            known.entering++;
            return known;
        }
    }

    /** Somebody has come in, or was refused: then a terminal that nobody views has to be let go. */
    private void entered(Slot slot) {
        synchronized (slots) {
            slot.entering--;
        }
        if (slot.open && slot.terminal.viewers() == 0) {
            idle(slot.terminal);
        }
    }

    private void idle(Terminal terminal) {
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
            terminal.feed().close();
        }
    }

    private void forget(Terminal terminal) {
        synchronized (slots) {
            slots.values().removeIf(slot -> slot.terminal == terminal);
        }
    }

    private void remove(PaneAddress address, Slot slot) {
        synchronized (slots) {
            slots.remove(key(address), slot);
        }
        slot.terminal.feed().close();
    }

    private void tick() {
        all().forEach(terminal -> terminal.feed().tick());
    }

    private static TerminalKey key(PaneAddress address) {
        return new TerminalKey(address.server(), address.pane());
    }
}
