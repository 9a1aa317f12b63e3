package io.tmuxbridge.core.session;

import io.tmuxbridge.SizePolicy;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.stream.StreamContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives windows the sizes that follow from what is wished for, and those that nobody views any more the ones they had
 * before.
 *
 * <p><b>Threads:</b> {@link #settle} is called by one thread at a time and blocks for some milliseconds; the others by
 * any.
 */
final class SizeSettler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SizeSettler.class);

    private final StreamContext context;
    private final SizePolicy policy;
    private final SizeCarriers carriers;
    /** Windows that this bridge gave a size; another bridge may have done so with others. */
    private final Set<String> held = new HashSet<>();

    SizeSettler(StreamContext context, SizePolicy policy) {
        this.context = context;
        this.policy = policy;
        this.carriers = new SizeCarriers(context);
    }

    /**
     * Changes what differs.
     *
     * @param census how things are in tmux
     * @param wishes of all viewers who may have a say; they are told the window they are in
     * @param open the terminals that are viewed; they are told whose size they have
     * @param now the time, of the clock by which wishes were made
     * @return false when some windows did not get their sizes
     */
    boolean settle(WindowCensus census, Collection<SizeWish> wishes, Map<TerminalKey, Terminal> open, long now) {
        return new Round(census, open, now).run(wishes);
    }

    /**
     * From here on no window is this bridge's own: it gives back only those that no other bridge may view, and leaves
     * the others' sizes to whoever takes its place.
     */
    void disown() {
        held.clear();
    }

    /** How many tmux clients are attached to a session for its sizes. */
    int clients(String sessionId) {
        return carriers.count(sessionId);
    }

    @Override
    public void close() {
        carriers.close();
    }

    /** One look at all windows that are viewed, or were. */
    private final class Round {

        private final WindowCensus census;
        private final Map<TerminalKey, Terminal> open;
        private final long now;
        private final Set<String> viewed = new HashSet<>();
        private final Map<String, List<SizeWish>> byWindow = new HashMap<>();

        Round(WindowCensus census, Map<TerminalKey, Terminal> open, long now) {
            this.census = census;
            this.open = open;
            this.now = now;
            open.keySet().forEach(key -> census.windowOf(key).ifPresent(window -> viewed.add(window.id())));
        }

        boolean run(Collection<SizeWish> wishes) {
            wishes.forEach(this::assign);
            Map<String, List<SizeChange>> bySession = new HashMap<>();
            for (WindowCensus.Window window : census.windows().values()) {
                change(window)
                        .ifPresent(change -> bySession
                                .computeIfAbsent(window.sessions().iterator().next(), id -> new ArrayList<>())
                                .add(change));
            }
            boolean given = true;
            for (Map.Entry<String, List<SizeChange>> each : bySession.entrySet()) {
                given &= give(each.getKey(), each.getValue());
            }
            held.retainAll(census.windows().keySet());
            open.forEach(this::tellOwner);
            return given;
        }

        private void assign(SizeWish wish) {
            census.windowOf(TerminalKey.of(wish.terminal().feed().address())).ifPresent(window -> {
                wish.windowId(window.id());
                viewed.add(window.id());
                byWindow.computeIfAbsent(window.id(), id -> new ArrayList<>()).add(wish);
            });
        }

        private void tellOwner(TerminalKey key, Terminal terminal) {
            census.windowOf(key)
                    .map(window -> SizeOwner.of(policy, window, counting(window), now, wish -> wish.isOf(key)))
                    .ifPresent(terminal::sizeOwner);
        }

        private List<SizeWish> counting(WindowCensus.Window window) {
            List<SizeWish> all = byWindow.getOrDefault(window.id(), List.of());
            return all.stream()
                    .filter(wish -> wish.counts(policy, window.panes()))
                    .toList();
        }

        private Optional<SizeChange> change(WindowCensus.Window window) {
            return viewed.contains(window.id()) ? wished(window) : back(window);
        }

        private Optional<SizeChange> wished(WindowCensus.Window window) {
            List<SizeArbiter.Wish> wishes = counting(window).stream()
                    .map(wish -> wish.snapshot(window.owners()))
                    .toList();
            Optional<SizeChange> change = SizeArbiter.decide(policy, wishes, now)
                    .filter(size -> !window.people() && !size.equals(window.size()))
                    .map(size -> SizeChange.to(window, size, held.contains(window.id())));
            change.ifPresent(made -> held.add(window.id()));
            return change;
        }

        /** Of those that others gave a size, too: a bridge that was killed does not come back for them. */
        private Optional<SizeChange> back(WindowCensus.Window window) {
            if (window.before().isEmpty()) {
                held.remove(window.id());
            }
            boolean own = held.contains(window.id());
            return window.before()
                    .filter(earlier -> own || !window.others())
                    .map(earlier -> SizeChange.back(window, earlier, own));
        }

        private boolean give(String session, List<SizeChange> changes) {
            try {
                carriers.give(session, census, changes);
                changes.stream()
                        .filter(change -> change.earlier().isEmpty())
                        .forEach(change -> held.remove(change.window().id()));
                return true;
            } catch (TmuxBridgeException e) {
                LOG.debug("windows of {} did not get their sizes", session, e);
                context.metrics().add("sizes.failed", changes.size());
                return false;
            }
        }
    }
}
