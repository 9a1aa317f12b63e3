package io.tmuxbridge.core.session;

import io.tmuxbridge.core.mirror.MirrorFeed;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.ScreenClient;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks once a second whether the clients that draw whole sessions still draw what they should, by one question to each
 * tmux server for all of them; none is asked while there is no such client.
 *
 * <p><b>Threads:</b> {@link #tick} from the clock; the looking is done by a worker, one at a time.
 */
final class MirrorWatch {

    private static final int TICKS = 2;

    private final StreamContext context;
    private final AtomicBoolean looking = new AtomicBoolean();
    private int ticks;

    MirrorWatch(StreamContext context) {
        this.context = context;
    }

    /** To be called twice a second. */
    void tick(TerminalPool<?> pool) {
        boolean due = ++ticks % TICKS == 0 && pool.size() > 0;
        if (due && looking.compareAndSet(false, true)) {
            context.work().execute(() -> look(pool.all()));
        }
    }

    private void look(List<Terminal> terminals) {
        try {
            List<MirrorFeed> feeds = terminals.stream()
                    .map(Terminal::feed)
                    .filter(MirrorFeed.class::isInstance)
                    .map(MirrorFeed.class::cast)
                    .toList();
            List<ScreenClient> strayed = ScreenClient.look(
                    feeds.stream().flatMap(feed -> feed.drawing().stream()).toList());
            feeds.stream()
                    .filter(feed -> feed.drawing().filter(strayed::contains).isPresent())
                    .forEach(MirrorFeed::lost);
        } finally {
            looking.set(false);
        }
    }
}
