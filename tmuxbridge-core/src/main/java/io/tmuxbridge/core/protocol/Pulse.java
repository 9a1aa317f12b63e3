package io.tmuxbridge.core.protocol;

import io.tmuxbridge.transport.Connection;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether the peer of a connection is still there. One that has vanished without a word, as a laptop does that loses
 * its network, fails no send while its pane is quiet; and no client has to say anything. So who was not heard for half
 * a minute is pinged, and is gone when another half minute brings nothing.
 *
 * <p>A frame that is under way counts as a sign of life: on a slow line a ping waits behind it, and one that is stuck
 * is found by {@link Watch}. One that has left does not: a network takes what nobody receives.
 *
 * <p><b>Threads:</b> {@link #heard} from any; the rest from the clock.
 */
final class Pulse {

    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** Looks come every second: after such a pause this process stood still itself, and has not read what came. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Connection connection;
    private volatile boolean heard;
    private long since = System.nanoTime();
    private long looked = since;
    private @Nullable Ping ping;

    /** The one of this silence. */
    private static final class Ping {
        private volatile boolean left;
        private OptionalLong seen = OptionalLong.empty();

        /**
         * Whether there was time for the answer since it was seen to have left: before that it may have waited long.
         */
        boolean isUnanswered(long now) {
            seen = OptionalLong.of(seen.orElse(now));
            return now - seen.getAsLong() > SILENCE_NANOS;
        }

        void done(@Nullable Throwable failure) {
            left = failure == null;
        }
    }

    Pulse(Connection connection) {
        this.connection = connection;
    }

    /** The peer gave a sign of life. */
    void heard() {
        heard = true;
    }

    /** Looks whether the peer is gone, and asks it when it is time; {@code sending}: a frame is under way. */
    boolean isGone(long now, boolean sending) {
        boolean paused = now - looked > PAUSE_NANOS;
        looked = now;
        if (heard || sending || paused) {
            heard = false;
            since = now;
            ping = null;
            return false;
        }
        if (ping != null && ping.left) {
            return ping.isUnanswered(now);
        }
        if (now - since <= SILENCE_NANOS) {
            return false;
        }
        // None yet, or none that left: a transport that has no pings, or could not send one, proves nothing.
        since = now;
        ping = new Ping();
        connection.ping(ping::done);
        return false;
    }
}
