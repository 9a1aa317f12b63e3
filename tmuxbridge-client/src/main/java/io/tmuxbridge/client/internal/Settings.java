package io.tmuxbridge.client.internal;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.client.spi.Connector;
import io.tmuxbridge.client.spi.Target;
import io.tmuxbridge.transport.Subprotocol;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What a client was told by its builder.
 *
 * @param endpoint the server's
 * @param headers of the request that opens a connection
 * @param token where tokens come from
 * @param renewable whether that may give another one the next time
 * @param subprotocol what is spoken
 * @param connector what opens connections
 * @param executor the application's own; absent for the client's
 * @param times waits
 * @param inputBytes bound of each terminal's unacknowledged input
 * @param onSessionsChanged told that the list of sessions changed
 */
public record Settings(
        URI endpoint,
        Map<String, String> headers,
        Optional<Supplier<String>> token,
        boolean renewable,
        Subprotocol subprotocol,
        Connector connector,
        Optional<Executor> executor,
        Times times,
        int inputBytes,
        Runnable onSessionsChanged) {

    /**
     * How long is waited for what.
     *
     * @param pingAfter silence after which the server is asked for an answer
     * @param lostAfter silence after which a connection is given up
     * @param firstWait before the first try to connect again
     * @param longestWait the longest wait between tries
     * @param patience for an open connection, and for answers
     */
    public record Times(
            Duration pingAfter, Duration lostAfter, Duration firstWait, Duration longestWait, Duration patience) {

        private static final Duration MOST = Duration.ofDays(365);

        /** Refuses what is no length of time, or overflows where times are added, or loses what it has not asked. */
        public Times {
            for (Duration each : new Duration[] {pingAfter, lostAfter, firstWait, longestWait, patience}) {
                if (each.isZero() || each.isNegative() || each.compareTo(MOST) > 0) {
                    throw new TmuxBridgeException(
                            ErrorCode.INVALID,
                            "a time of " + each + ": it must be more than zero, and at most " + MOST.toDays()
                                    + " days");
                }
            }
            if (pingAfter.compareTo(lostAfter) >= 0) {
                throw new TmuxBridgeException(
                        ErrorCode.INVALID,
                        "a connection is pinged after " + pingAfter + " and lost after " + lostAfter
                                + ": the second must be more");
            }
        }
    }

    /** Takes an unmodifiable copy. */
    public Settings {
        headers = Map.copyOf(headers);
        if (inputBytes < 1) {
            throw new TmuxBridgeException(ErrorCode.INVALID, "inputBytes is " + inputBytes + ": it must be at least 1");
        }
    }

    /** Where to connect, with a token of now; may block for that. */
    Target target() {
        Map<String, String> all = new LinkedHashMap<>(headers);
        freshToken().ifPresent(fresh -> all.put("Authorization", "Bearer " + fresh));
        return new Target(endpoint, all, subprotocol);
    }

    /** A token of now, where there is a source; may block. A source that returns none has failed. */
    Optional<String> freshToken() {
        return token.map(source -> Objects.requireNonNull(source.get(), "the source of tokens has returned null"));
    }

    boolean binary() {
        return subprotocol == Subprotocol.BINARY;
    }
}
