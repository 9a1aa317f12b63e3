package io.tmuxbridge.access;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.time.Duration;
import java.util.Map;

/**
 * What one caller, one address or one connection may take, so that it leaves the others their service. Beside
 * {@link io.tmuxbridge.BridgeLimits}, which bounds what there is in all.
 *
 * @param connectionsPerCaller open connections of one caller; above it a new one is closed with 4429
 * @param connectionsPerAddress open connections from one address, where the transport tells addresses; above it a new one
 *     is closed with 4429. Behind a proxy that is not told, all have the proxy's
 * @param sessionsPerCaller sessions that one caller owns; above it {@code session.create} is refused with {@code limit}
 * @param terminalsPerCaller terminals on all connections of one caller who is no admin; above it {@code connect} is refused
 *     with {@code limit}. Of connects at the same moment as many more may get in as are carried out at once
 * @param perConnection what one connection may send; when it sends more, for longer than two seconds, it is closed with 4429
 * @param perCaller what all connections of one caller who is no admin may send together; the one above it is closed with 4429
 * @param perStranger what one connection may send on which nobody has signed in yet; above it it is closed with 4429
 * @param inputPerSecondPerCaller bytes of input a second, in all panes together, of one caller who is no admin; after a burst of
 *     ten seconds' worth more waits. Measured by what it costs tmux: printable ASCII in runs of 24 or more counts once, anything
 *     else 32 times
 * @param requestsPerSecondPerCaller connects, snapshots asked for and JSON-RPC requests of one caller who is no admin; after a
 *     burst of ten seconds' worth more wait, and are refused with {@code limit} when too many do
 * @param requestsAtOncePerCaller connects and JSON-RPC requests of one caller that are carried out at the same time; more
 *     wait for their turn
 * @param authWarning how long before credentials end {@code auth-expiring} is sent
 * @param authGrace how long after that the connection is closed with 4401
 * @param idleTime a connection on which nobody has typed for so long is closed with 4429; zero for never
 */
public record Quotas(
        int connectionsPerCaller,
        int connectionsPerAddress,
        int sessionsPerCaller,
        int terminalsPerCaller,
        Rate perConnection,
        Rate perCaller,
        Rate perStranger,
        int inputPerSecondPerCaller,
        int requestsPerSecondPerCaller,
        int requestsAtOncePerCaller,
        Duration authWarning,
        Duration authGrace,
        Duration idleTime) {

    /**
     * So much a second, and twice that at once when it was quiet before.
     *
     * @param messages messages a second
     * @param bytes bytes of them a second
     */
    public record Rate(int messages, int bytes) {

        /** Checks that some get through. */
        public Rate {
            require("messages a second", messages, 1);
            require("bytes a second", bytes, 1024);
        }
    }

    /** What a bridge uses unless told otherwise. */
    public static final Quotas DEFAULTS = new Quotas(
            1024,
            2000,
            200,
            1000,
            new Rate(5000, 16 << 20),
            new Rate(2000, 32 << 20),
            new Rate(20, 256 << 10),
            400_000,
            30,
            4,
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ZERO);

    /** Checks that nothing is zero or negative but times. */
    public Quotas {
        require("connectionsPerCaller", connectionsPerCaller, 1);
        require("connectionsPerAddress", connectionsPerAddress, 1);
        require("sessionsPerCaller", sessionsPerCaller, 0);
        require("terminalsPerCaller", terminalsPerCaller, 1);
        require("inputPerSecondPerCaller", inputPerSecondPerCaller, 1024);
        require("requestsPerSecondPerCaller", requestsPerSecondPerCaller, 1);
        require("requestsAtOncePerCaller", requestsAtOncePerCaller, 1);
        require("authWarning in ms", authWarning.toMillis(), 0);
        require("authGrace in ms", authGrace.toMillis(), 0);
        require("idleTime in ms", idleTime.toMillis(), 0);
    }

    private static void require(String name, long value, long least) {
        if (value < least) {
            throw new TmuxBridgeException(ErrorCode.INVALID, name + " is " + value + ": it must be at least " + least);
        }
    }

    /**
     * The same quotas with other numbers of connections.
     *
     * @param perCaller open connections of one caller, at least 1
     * @param perAddress open connections from one address, at least 1
     * @return a changed copy
     */
    public Quotas withConnections(int perCaller, int perAddress) {
        return new Quotas(
                perCaller,
                perAddress,
                sessionsPerCaller,
                terminalsPerCaller,
                perConnection,
                this.perCaller,
                perStranger,
                inputPerSecondPerCaller,
                requestsPerSecondPerCaller,
                requestsAtOncePerCaller,
                authWarning,
                authGrace,
                idleTime);
    }

    /**
     * The quotas by name.
     *
     * @return names as of the components; durations in milliseconds, with {@code Ms} behind the name
     */
    public Map<String, Long> byName() {
        return Map.ofEntries(
                Map.entry("connectionsPerCaller", (long) connectionsPerCaller),
                Map.entry("connectionsPerAddress", (long) connectionsPerAddress),
                Map.entry("sessionsPerCaller", (long) sessionsPerCaller),
                Map.entry("terminalsPerCaller", (long) terminalsPerCaller),
                Map.entry("messagesPerSecond", (long) perConnection.messages()),
                Map.entry("bytesPerSecond", (long) perConnection.bytes()),
                Map.entry("messagesPerSecondPerCaller", (long) perCaller.messages()),
                Map.entry("bytesPerSecondPerCaller", (long) perCaller.bytes()),
                Map.entry("messagesPerSecondOfStrangers", (long) perStranger.messages()),
                Map.entry("bytesPerSecondOfStrangers", (long) perStranger.bytes()),
                Map.entry("inputPerSecondPerCaller", (long) inputPerSecondPerCaller),
                Map.entry("requestsPerSecondPerCaller", (long) requestsPerSecondPerCaller),
                Map.entry("requestsAtOncePerCaller", (long) requestsAtOncePerCaller),
                Map.entry("authWarningMs", authWarning.toMillis()),
                Map.entry("authGraceMs", authGrace.toMillis()),
                Map.entry("idleTimeMs", idleTime.toMillis()));
    }
}
