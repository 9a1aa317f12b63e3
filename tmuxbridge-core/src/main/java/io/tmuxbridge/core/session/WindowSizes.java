package io.tmuxbridge.core.session;

import io.tmuxbridge.SizePolicy;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.directory.PaneTarget;
import io.tmuxbridge.core.directory.TmuxRunner;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.TmuxCommand;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Sees to it that windows have the sizes their viewers wish for, and get back the ones they had before.
 *
 * <p>To settle is to ask tmux how things are, decide, and change what differs. It is done when a viewer comes, goes,
 * says another size or becomes the one who counts, when a session gets another owner, when a person detaches, and when
 * a window has other panes than before; never because a size changed. So nobody is fought with: not a person, whose
 * attached terminal decides alone, and not another bridge. It is done, too, when a bridge starts and finds sizes that
 * one which was killed has left, and when it is closed.
 *
 * <p><b>Threads:</b> any. {@link #start}, {@link #settle} and {@link #closing} block for some milliseconds.
 */
final class WindowSizes implements AutoCloseable {

    private static final long WATCH_SECONDS = 60;
    /** Who closes a bridge does not wait for a tmux that does not answer. */
    private static final long LAST_SECONDS = 2;

    private final StreamContext context;
    private final TmuxRunner tmux;
    private final SizePolicy policy;
    private final Supplier<Map<TerminalKey, Terminal>> open;
    private final Map<Integer, ServerSizes> servers = new ConcurrentHashMap<>();
    private final Set<SizeWish> wishes = ConcurrentHashMap.newKeySet();
    private final Map<String, SizeWish> lastActive = new ConcurrentHashMap<>();
    /** Orders viewers by when they joined and when they were active, across all windows. */
    private final AtomicLong order = new AtomicLong();

    private final ScheduledFuture<?> watching;

    WindowSizes(StreamContext context, TmuxRunner tmux, SizePolicy policy, Supplier<Map<TerminalKey, Terminal>> open) {
        this.context = context;
        this.tmux = tmux;
        this.policy = policy;
        this.open = open;
        this.watching =
                context.timer().scheduleWithFixedDelay(this::watch, WATCH_SECONDS, WATCH_SECONDS, TimeUnit.SECONDS);
    }

    /** Gives back what a bridge that was killed has left. To be called before anybody views; never throws. */
    void start() {
        TmuxCommand list = TmuxCommand.of("list-windows", "-a", "-F", "#{window_id} #{" + EarlierSize.OPTION + "}");
        context.tmux().runByEach(list).stream()
                .flatMap(result -> result.lines().stream())
                .map(line -> line.split(" "))
                .filter(words -> words.length == 2)
                .map(words -> of(words[0]))
                .distinct()
                .forEach(ServerSizes::settleQuietly);
    }

    /** A number greater than all before. */
    long next() {
        return order.incrementAndGet();
    }

    /** A viewer comes, who has a say or may get it; nothing happens to the window yet. */
    SizeWish enter(Terminal terminal, ViewerSize size, String caller, boolean says) {
        SizeWish wish = new SizeWish(this, terminal, size, caller, says);
        wishes.add(wish);
        if (says) {
            lastActive.put(wish.windowId(), wish);
        }
        return wish;
    }

    /** A viewer typed or resized. */
    void active(SizeWish wish, boolean anyway) {
        boolean other = lastActive.put(wish.windowId(), wish) != wish;
        boolean matters = other && policy.rule() == SizePolicy.Rule.LATEST_ACTIVE && wishes.size() > 1;
        if (anyway || matters) {
            later(wish.windowId());
        }
    }

    void leave(SizeWish wish) {
        if (wishes.remove(wish)) {
            lastActive.values().removeIf(wish::equals); // of each window that its pane was in
            if (wish.says()) {
                later(wish.windowId());
            }
        }
    }

    /** Settles soon, on another thread, the sizes of the server that a window or session is on. */
    void later(String id) {
        of(id).later();
    }

    /** Settles now; returns when tmux has changed what was to be changed. */
    void settle(String sessionId) {
        of(sessionId).settle();
    }

    private ServerSizes of(String id) {
        return servers.computeIfAbsent(
                context.tmux().serverOf(id),
                server -> new ServerSizes(context, policy, settler -> settle(id, settler)));
    }

    /** Settles the sizes of the server that something is or was on. */
    private boolean settle(String id, SizeSettler settler) {
        WindowCensus census = WindowCensus.take(tmux, Set.of(id), context.tmux()::owns);
        return settler.settle(census, wishes, open.get(), System.nanoTime());
    }

    /** Whether a viewer has no say, or alone has just the size that its window has: there is nothing to settle. */
    boolean fits(SizeWish wish, PaneTarget target) {
        boolean alone = wishes.stream().noneMatch(wish::sharesWindowWith);
        TerminalSize wanted = policy.size().orElse(wish.size().size());
        return !wish.says() || alone && (!wish.counts(policy, target.panes()) || wanted.equals(target.windowSize()));
    }

    /** A terminal is about to be closed, after its last viewer: the last moment to give its window its size back. */
    void closing(String sessionId) {
        of(sessionId).settleQuietly();
    }

    /** How many tmux clients of this bridge are attached to a session for its sizes. */
    int clients(String sessionId) {
        return of(sessionId).clients(sessionId);
    }

    @Override
    public void close() {
        watching.cancel(false);
        wishes.clear();
        CompletableFuture<?>[] last = servers.values().stream()
                .map(server -> CompletableFuture.runAsync(
                        server::settleLast,
                        task -> context.threads().newThread(task).start()))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(last)
                .completeOnTimeout(null, LAST_SECONDS, TimeUnit.SECONDS)
                .join();
        servers.values().forEach(ServerSizes::close);
    }

    private void watch() {
        if (SizeArbiter.needsTime(policy) && wishes.size() > 1) {
            servers.values().forEach(ServerSizes::later);
        }
    }
}
