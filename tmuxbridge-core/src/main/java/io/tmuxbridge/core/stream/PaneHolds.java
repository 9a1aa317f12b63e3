package io.tmuxbridge.core.stream;

import io.tmuxbridge.core.log.OutputLog;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Which feed of a pane may pipe it, keep it when its program ends, and end it: one at a time. A pane whose window is in
 * several sessions has a feed for each that is viewed, and what one does to the pane the others must not undo.
 *
 * <p>A feed that does not hold its pane is told what its control client is told, and asks again with every look. When
 * the program has ended it waits for the one that holds the pane to have read all.
 *
 * <p><b>Threads:</b> any.
 */
public final class PaneHolds {

    private final Map<Pane, Hold> held = new HashMap<>();

    /** Creates it; nobody holds anything. */
    public PaneHolds() {}

    private record Pane(long server, int number) {}

    /** What a feed asks with. */
    public Hold of(PaneAddress address) {
        return new Hold(new Pane(address.server(), address.pane()));
    }

    /** One feed and its pane. Its monitor is held while the pane is begun or given up to be held. */
    public final class Hold {

        private final Pane pane;
        private boolean last;
        private volatile @Nullable Hold holder;
        private final CompletableFuture<OutputLog> end = new CompletableFuture<>();
        private volatile boolean ending;

        private Hold(Pane pane) {
            this.pane = pane;
        }

        /** Whether the pane is held by this feed, from now on or already. */
        public boolean take() {
            synchronized (held) {
                if (!last) {
                    held.putIfAbsent(pane, this);
                }
                look();
                return holder == this;
            }
        }

        /** Remembers who holds the pane. */
        void look() {
            synchronized (held) {
                holder = held.get(pane);
            }
        }

        /** This feed begins to read what the program printed last. */
        void ending() {
            ending = true;
        }

        /** This feed has ended. */
        public void ended(OutputLog log) {
            end.complete(log);
        }

        /** The log of the feed that held the pane when it was last asked, if that reads its end: when it has. */
        public Optional<CompletableFuture<OutputLog>> endOfOther() {
            Hold other = holder;
            return other == null || other == this || !other.ending ? Optional.empty() : Optional.of(other.end);
        }

        /** Whether the pane is held by this feed. */
        public boolean isHeld() {
            synchronized (held) {
                return held.get(pane) == this;
            }
        }

        /** The feed ends: what it does not hold now it will not take any more. */
        public void takeNoMore() {
            synchronized (held) {
                last = true;
            }
        }

        /** Whether the feed goes on, so that it may begin something with the pane. */
        public boolean takesMore() {
            synchronized (held) {
                return !last;
            }
        }

        /** Another feed may take it: to be called when tmux has done all that this one told it to do with the pane. */
        public void letGo() {
            synchronized (held) {
                held.remove(pane, this);
            }
        }
    }
}
