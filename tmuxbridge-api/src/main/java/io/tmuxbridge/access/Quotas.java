package io.tmuxbridge.access;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * What one caller, one address or one connection may take, so that it leaves the others their service. Beside
 * {@link io.tmuxbridge.BridgeLimits}, which bounds what there is in all. Start from {@link #DEFAULTS} and change what you need, one
 * {@code with} method after the other. The constructor is not stable: it gets one more argument with each new quota.
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
    public static final Quotas DEFAULTS = new QuotasDraft().done();

    /** Checks that nothing is zero or negative but times. */
    public Quotas {
        Objects.requireNonNull(perConnection, "perConnection");
        Objects.requireNonNull(perCaller, "perCaller");
        Objects.requireNonNull(perStranger, "perStranger");
        require("connectionsPerCaller", connectionsPerCaller, 1);
        require("connectionsPerAddress", connectionsPerAddress, 1);
        require("sessionsPerCaller", sessionsPerCaller, 0);
        require("terminalsPerCaller", terminalsPerCaller, 1);
        require("inputPerSecondPerCaller", inputPerSecondPerCaller, 1024);
        require("requestsPerSecondPerCaller", requestsPerSecondPerCaller, 1);
        require("requestsAtOncePerCaller", requestsAtOncePerCaller, 1);
        require(
                "authWarning in ms",
                Objects.requireNonNull(authWarning, "authWarning").toMillis(),
                0);
        require(
                "authGrace in ms",
                Objects.requireNonNull(authGrace, "authGrace").toMillis(),
                0);
        require("idleTime in ms", Objects.requireNonNull(idleTime, "idleTime").toMillis(), 0);
    }

    private static void require(String name, long value, long least) {
        if (value < least) {
            throw new TmuxBridgeException(ErrorCode.INVALID, name + " is " + value + ": it must be at least " + least);
        }
    }

    /**
     * {@return a copy with other numbers of connections}
     *
     * @param perCaller see {@link #connectionsPerCaller()}, at least 1
     * @param perAddress see {@link #connectionsPerAddress()}, at least 1
     */
    public Quotas withConnections(int perCaller, int perAddress) {
        return withConnectionsPerCaller(perCaller).withConnectionsPerAddress(perAddress);
    }

    /**
     * {@return a copy with another {@link #connectionsPerCaller()}}
     *
     * @param value how many, at least 1
     */
    public Quotas withConnectionsPerCaller(int value) {
        return QuotasDraft.change(this, draft -> draft.connectionsPerCaller = value);
    }

    /**
     * {@return a copy with another {@link #connectionsPerAddress()}}
     *
     * @param value how many, at least 1
     */
    public Quotas withConnectionsPerAddress(int value) {
        return QuotasDraft.change(this, draft -> draft.connectionsPerAddress = value);
    }

    /**
     * {@return a copy with another {@link #sessionsPerCaller()}}
     *
     * @param value how many, 0 for none
     */
    public Quotas withSessionsPerCaller(int value) {
        return QuotasDraft.change(this, draft -> draft.sessionsPerCaller = value);
    }

    /**
     * {@return a copy with another {@link #terminalsPerCaller()}}
     *
     * @param value how many, at least 1
     */
    public Quotas withTerminalsPerCaller(int value) {
        return QuotasDraft.change(this, draft -> draft.terminalsPerCaller = value);
    }

    /**
     * {@return a copy with another {@link #perConnection()}}
     *
     * @param value messages and bytes a second
     */
    public Quotas withPerConnection(Rate value) {
        return QuotasDraft.change(this, draft -> draft.perConnection = value);
    }

    /**
     * {@return a copy with another {@link #perCaller()}}
     *
     * @param value messages and bytes a second
     */
    public Quotas withPerCaller(Rate value) {
        return QuotasDraft.change(this, draft -> draft.perCaller = value);
    }

    /**
     * {@return a copy with another {@link #perStranger()}}
     *
     * @param value messages and bytes a second
     */
    public Quotas withPerStranger(Rate value) {
        return QuotasDraft.change(this, draft -> draft.perStranger = value);
    }

    /**
     * {@return a copy with another {@link #inputPerSecondPerCaller()}}
     *
     * @param value bytes, at least 1,024
     */
    public Quotas withInputPerSecondPerCaller(int value) {
        return QuotasDraft.change(this, draft -> draft.inputPerSecondPerCaller = value);
    }

    /**
     * {@return a copy with another {@link #requestsPerSecondPerCaller()}}
     *
     * @param value how many, at least 1
     */
    public Quotas withRequestsPerSecondPerCaller(int value) {
        return QuotasDraft.change(this, draft -> draft.requestsPerSecondPerCaller = value);
    }

    /**
     * {@return a copy with another {@link #requestsAtOncePerCaller()}}
     *
     * @param value how many, at least 1
     */
    public Quotas withRequestsAtOncePerCaller(int value) {
        return QuotasDraft.change(this, draft -> draft.requestsAtOncePerCaller = value);
    }

    /**
     * {@return a copy with another {@link #authWarning()}}
     *
     * @param value not negative
     */
    public Quotas withAuthWarning(Duration value) {
        return QuotasDraft.change(this, draft -> draft.authWarning = value);
    }

    /**
     * {@return a copy with another {@link #authGrace()}}
     *
     * @param value not negative
     */
    public Quotas withAuthGrace(Duration value) {
        return QuotasDraft.change(this, draft -> draft.authGrace = value);
    }

    /**
     * {@return a copy with another {@link #idleTime()}}
     *
     * @param value not negative; zero for never
     */
    public Quotas withIdleTime(Duration value) {
        return QuotasDraft.change(this, draft -> draft.idleTime = value);
    }

    /**
     * The quotas by name.
     *
     * @return names as of the components; durations in milliseconds, with {@code Ms} after the name
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
