package io.tmuxbridge.core.session;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.core.stream.StreamContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Terminals by what each shows, from the first viewer on its way in to the end of the time in which the last one may
 * come back. Then a terminal is closed, and nothing of it is left.
 *
 * <p><b>Threads:</b> any; the map is guarded by the monitor, which is not held while tmux is called.
 *
 * @param <K> what tells one terminal from another
 */
final class TerminalPool<K> {

    private final StreamContext context;
    private final Consumer<Terminal> closing;
    private final Consumer<Terminal> forgotten;
    private final Map<K, TerminalSlot> slots = new HashMap<>();
    private final Departed departed = new Departed();
    private boolean closed;

    /**
     * Creates an empty one.
     *
     * @param context what terminals need of their bridge
     * @param closing told of each terminal before it is closed that nobody views
     * @param forgotten told of each terminal that is not among them any more
     */
    TerminalPool(StreamContext context, Consumer<Terminal> closing, Consumer<Terminal> forgotten) {
        this.context = context;
        this.closing = closing;
        this.forgotten = forgotten;
    }

    /**
     * The slot of what is to be shown, with somebody on the way in, who has to say {@link #entered} whatever comes of
     * it.
     */
    TerminalSlot enter(K key, Supplier<Terminal> maker) {
        synchronized (slots) {
            if (closed) {
                throw new TmuxBridgeException(ErrorCode.UNAVAILABLE, "the bridge is shutting down");
            }
            TerminalSlot known = slots.get(key);
            if (known == null || known.terminal.ended()) {
                known = new TerminalSlot(maker.get());
                slots.put(key, known);
            }
            known.entering++;
            return known;
        }
    }

    /** Somebody has come in, or was refused: then a terminal that nobody views has to be let go. */
    void entered(TerminalSlot slot) {
        synchronized (slots) {
            slot.entering--;
        }
        if (slot.open && slot.terminal.viewers() == 0) {
            idle(slot.terminal);
        }
    }

    /**
     * A terminal could not be opened, or has ended: the next one who wants it gets a new one. To one that has ended
     * somebody else may come back.
     */
    void remove(K key, TerminalSlot slot) {
        synchronized (slots) {
            slots.remove(key, slot);
        }
        if (!slot.terminal.ended()) {
            departed.forget(slot.terminal);
            slot.terminal.feed().close();
        }
    }

    /**
     * From now on a terminal shows something else; false when another one does so already, or somebody is on the way
     * in.
     */
    boolean rename(Terminal terminal, K key) {
        synchronized (slots) {
            Optional<Map.Entry<K, TerminalSlot>> entry = slots.entrySet().stream()
                    .filter(each -> each.getValue().terminal == terminal)
                    .findFirst();
            if (closed || entry.isEmpty() || entry.get().getValue().entering > 0 || slots.containsKey(key)) {
                return false;
            }
            TerminalSlot slot = entry.get().getValue();
            slots.remove(entry.get().getKey());
            slots.put(key, slot);
            return true;
        }
    }

    /** How many there are. */
    int size() {
        synchronized (slots) {
            return slots.size();
        }
    }

    /** The terminals followed now. */
    List<Terminal> all() {
        synchronized (slots) {
            return slots.values().stream().map(slot -> slot.terminal).toList();
        }
    }

    /** Those of a session. */
    List<Terminal> of(String sessionId) {
        return all().stream()
                .filter(terminal -> terminal.sessionId().equals(sessionId))
                .toList();
    }

    /** The same of that server alone. */
    List<Terminal> of(SessionKey session) {
        return all().stream()
                .filter(terminal -> SessionKey.of(terminal).equals(session))
                .toList();
    }

    /** Those that are open. */
    Map<K, Terminal> open() {
        synchronized (slots) {
            return slots.entrySet().stream()
                    .filter(entry -> entry.getValue().open)
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().terminal));
        }
    }

    /** Those that have ended and that somebody may come back to. */
    Departed departed() {
        return departed;
    }

    /** A terminal has no viewers any more, or is over. */
    void idle(Terminal terminal) {
        if (terminal.ended()) {
            over(terminal);
        } else if (!terminal.clients(RememberedClients::awaitsAny)) {
            context.work().execute(() -> closeIfIdle(terminal));
        } else {
            afterLinger(() -> closeIfIdle(terminal));
        }
    }

    private void over(Terminal terminal) {
        if (departed.add(terminal)) {
            remove(terminal);
            afterLinger(() -> over(terminal));
        } else {
            forget(terminal);
        }
    }

    private void afterLinger(Runnable task) {
        long linger = context.limits().linger().toMillis() + 1;
        context.timer().schedule(() -> context.work().execute(task), linger, TimeUnit.MILLISECONDS);
    }

    /** Closes it unless somebody views it, is about to, or lost a connection since this was asked for. */
    private void closeIfIdle(Terminal terminal) {
        boolean idle;
        synchronized (slots) {
            idle = terminal.viewers() == 0
                    && !terminal.clients(RememberedClients::awaitsAny)
                    && slots.values().stream().noneMatch(slot -> slot.terminal == terminal && slot.entering > 0);
            if (idle) {
                forget(terminal);
            }
        }
        if (idle) {
            closing.accept(terminal);
            terminal.feed().close();
        }
    }

    private void forget(Terminal terminal) {
        terminal.logs().forEach(OutputLog::release);
        departed.forget(terminal);
        remove(terminal);
    }

    private void remove(Terminal terminal) {
        synchronized (slots) {
            slots.values().removeIf(slot -> slot.terminal == terminal);
            forgotten.accept(terminal);
        }
    }

    /** Lets nobody in any more; returns those that are to be closed. */
    List<Terminal> close() {
        synchronized (slots) {
            closed = true;
            List<Terminal> last = new ArrayList<>(all());
            slots.clear();
            departed.close();
            return last;
        }
    }
}
