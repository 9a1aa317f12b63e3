package io.tmuxbridge.core.session;

import io.tmuxbridge.SizePolicy;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.directory.PaneTarget;
import io.tmuxbridge.core.directory.TmuxRunner;
import io.tmuxbridge.core.stream.StreamContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that windows have the sizes their viewers wish for, and get back the ones they had before.
 *
 * <p>To settle is to ask tmux how things are, decide, and change what differs. It is done when a viewer comes, goes, says
 * another size or becomes the one who counts, when a session gets another owner, when a person detaches, and when a window's
 * number of panes changes; never because a size changed. So nobody is fought with: not a person, whose attached terminal decides alone, and not another
 * bridge. Many reasons at once are settled once.
 *
 * <p><b>Threads:</b> any. {@link #settle} and {@link #closing} block for some milliseconds; tmux is asked under a lock of
 * its own, by one thread for all that wait.
 */
final class WindowSizes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WindowSizes.class);

    /** Somebody who drags a window's corner makes sizes faster than programs can follow. */
    private static final long GATHER_MILLIS = 30;

    private static final long WATCH_SECONDS = 60;

    private final StreamContext context;
    private final TmuxRunner tmux;
    private final SizePolicy policy;
    private final LongSupplier clock;
    private final Supplier<Map<TerminalKey, Terminal>> open;
    private final SizeCarriers carriers;
    private final Object turn = new Object();
    private final Set<SizeWish> wishes = ConcurrentHashMap.newKeySet();
    /** Windows that this bridge gave a size; another bridge may have done so with others. */
    private final Set<String> held = new HashSet<>();

    private final Map<String, SizeWish> lastActive = new ConcurrentHashMap<>();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicBoolean pending = new AtomicBoolean();
    private final AtomicInteger closing = new AtomicInteger();
    private final ScheduledFuture<?> watching;
    private long settled;

    WindowSizes(
            StreamContext context,
            TmuxRunner tmux,
            SizePolicy policy,
            LongSupplier clock,
            Supplier<Map<TerminalKey, Terminal>> open) {
        this.context = context;
        this.tmux = tmux;
        this.policy = policy;
        this.clock = clock;
        this.open = open;
        this.carriers = new SizeCarriers(context);
        this.watching =
                context.timer().scheduleWithFixedDelay(this::watch, WATCH_SECONDS, WATCH_SECONDS, TimeUnit.SECONDS);
    }

    long now() {
        return clock.getAsLong();
    }

    /** A viewer who may have a say comes; nothing happens to the window yet. */
    SizeWish enter(Terminal terminal, ViewerSize size, String caller) {
        SizeWish wish = new SizeWish(this, terminal, size, caller);
        wishes.add(wish);
        lastActive.put(wish.windowId(), wish);
        return wish;
    }

    /** A viewer typed or resized. */
    void active(SizeWish wish, boolean anyway) {
        boolean other = lastActive.put(wish.windowId(), wish) != wish;
        boolean matters = other && policy.rule() == SizePolicy.Rule.LATEST_ACTIVE && wishes.size() > 1;
        if (anyway || matters) {
            later();
        }
    }

    void leave(SizeWish wish) {
        if (wishes.remove(wish)) {
            lastActive.values().remove(wish);
            later();
        }
    }

    /** Settles soon, on another thread. */
    void later() {
        if (pending.compareAndSet(false, true)) {
            context.timer()
                    .schedule(() -> context.work().execute(this::settleQuietly), GATHER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Settles now; returns when tmux has changed what was to be changed. */
    void settle() {
        long wanted = asked.incrementAndGet();
        synchronized (turn) {
            if (settled < wanted) {
                settled = asked.get();
                new Settling(WindowCensus.take(tmux), open.get()).run();
            }
        }
    }

    /** Whether a viewer alone has just the size that its window has, so that there is nothing to settle. */
    boolean fits(SizeWish wish, PaneTarget target) {
        boolean alone = wishes.stream()
                .noneMatch(other -> other != wish && other.windowId().equals(wish.windowId()));
        TerminalSize wanted = policy.size().orElse(wish.size().size());
        return alone && (!counts(wish, target.panes()) || wanted.equals(target.windowSize()));
    }

    /** A terminal is about to be closed, after its last viewer: the last moment to give its window its size back. */
    void closing() {
        closing.incrementAndGet();
        try {
            settleQuietly();
        } finally {
            closing.decrementAndGet();
        }
    }

    /** How many tmux clients of this bridge are attached to a session for its sizes. */
    int clients(String sessionId) {
        return carriers.count(sessionId);
    }

    @Override
    public void close() {
        watching.cancel(false);
        carriers.close();
    }

    private boolean counts(SizeWish wish, int panes) {
        return policy.size().isPresent() || wish.counts(panes);
    }

    private void settleQuietly() {
        pending.set(false);
        try {
            settle();
        } catch (RuntimeException e) {
            LOG.debug("sizes could not be settled", e);
            context.metrics().add("sizes.failed", 1);
        }
    }

    private void watch() {
        if (SizeArbiter.needsTime(policy) && wishes.size() > 1) {
            later();
        }
    }

    /** One look at all windows that are viewed, or were. */
    private final class Settling {

        private final WindowCensus census;
        private final Set<String> viewed = new HashSet<>();
        private final Map<String, List<SizeWish>> byWindow = new HashMap<>();
        private final Map<TerminalKey, Terminal> open;

        Settling(WindowCensus census, Map<TerminalKey, Terminal> open) {
            this.census = census;
            this.open = open;
            open.keySet().forEach(key -> census.windowOf(key).ifPresent(window -> viewed.add(window.id())));
        }

        void run() {
            for (SizeWish wish : wishes) {
                census.windowOf(TerminalKey.of(wish.terminal().feed().address()))
                        .ifPresent(window -> {
                            wish.windowId(window.id());
                            viewed.add(window.id());
                            byWindow.computeIfAbsent(window.id(), id -> new ArrayList<>())
                                    .add(wish);
                        });
            }
            Map<String, List<SizeChange>> bySession = new HashMap<>();
            for (WindowCensus.Window window : census.windows().values()) {
                change(window)
                        .ifPresent(change -> bySession
                                .computeIfAbsent(window.sessions().iterator().next(), id -> new ArrayList<>())
                                .add(change));
            }
            bySession.forEach(this::give);
            held.retainAll(census.windows().keySet());
            open.forEach(this::tellOwner);
        }

        private void tellOwner(TerminalKey key, Terminal terminal) {
            census.windowOf(key)
                    .map(window -> SizeOwner.of(policy, window, counting(window), now(), wish -> wish.isOf(key)))
                    .ifPresent(terminal::sizeOwner);
        }

        private List<SizeWish> counting(WindowCensus.Window window) {
            List<SizeWish> all = byWindow.getOrDefault(window.id(), List.of());
            return all.stream().filter(wish -> counts(wish, window.panes())).toList();
        }

        private Optional<SizeChange> change(WindowCensus.Window window) {
            if (viewed.contains(window.id())) {
                List<SizeArbiter.Wish> wished = counting(window).stream()
                        .map(wish -> wish.snapshot(window.owners()))
                        .toList();
                Optional<SizeChange> change = SizeArbiter.decide(policy, wished, now())
                        .filter(size -> !window.people() && !size.equals(window.size()))
                        .map(size -> SizeChange.to(window, size));
                change.ifPresent(made -> held.add(window.id()));
                return change;
            }
            boolean anchored =
                    closing.get() > 0 || open.keySet().stream().anyMatch(key -> key.server() == window.server());
            return held.remove(window.id())
                    ? window.before().map(size -> SizeChange.back(window, size, anchored))
                    : Optional.empty();
        }

        private void give(String session, List<SizeChange> changes) {
            try {
                carriers.give(session, census, changes);
            } catch (TmuxBridgeException e) {
                LOG.debug("windows of {} did not get their sizes", session, e);
                context.metrics().add("sizes.failed", changes.size());
            }
        }
    }
}
