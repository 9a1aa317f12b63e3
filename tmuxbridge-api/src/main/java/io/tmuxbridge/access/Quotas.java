package io.tmuxbridge.access;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * What a single caller, address or connection may use, so that none starves the others.
 * {@link io.tmuxbridge.BridgeLimits} bounds the totals. Start from {@link #DEFAULTS} and change what you need by
 * chaining {@code with} methods. The constructor is not stable: each new quota adds an argument.
 *
 * @param connectionsPerCaller open connections of one caller; any further one is closed with 4429
 * @param connectionsPerAddress open connections from one address, where the transport reports addresses; any further
 *     one is closed with 4429. If a proxy in front of the server is not configured, all connections count under the
 *     proxy's address
 * @param sessionsPerCaller sessions owned by one caller; a further {@code session.create} is refused with {@code limit}
 * @param terminalsPerCaller terminals on all connections of one caller that is not an admin; any further
 *     {@code connect} is refused with {@code limit}. Simultaneous connects can exceed this quota by as many as are
 *     carried out at the same time
 * @param perConnection what one connection may send; one that sends more for over two seconds is closed with 4429
 * @param perCaller what all connections of one caller that is not an admin may send together; the connection that
 *     exceeds it is closed with 4429
 * @param perStranger what one connection may send while nobody has signed in on it; beyond that it is closed with 4429
 * @param inputPerSecondPerCaller bytes of input per second, to all panes together, from one caller that is not an
 *     admin; after a burst of ten seconds' worth, further input waits. Weighted by its cost to tmux: a byte of
 *     printable ASCII in a run of six or more counts once, any other byte 32 times
 * @param requestsPerSecondPerCaller connects, snapshot requests and JSON-RPC requests per second of one caller that is
 *     not an admin; after a burst of ten seconds' worth, further ones wait, and are refused with {@code limit} when too
 *     many are waiting
 * @param requestsAtOncePerCaller connects and JSON-RPC requests of one caller carried out at the same time; others wait
 * @param authWarning how long before credentials expire {@code auth-expiring} is sent
 * @param authGrace how long after credentials expire the connection is closed with 4401
 * @param idleTime how long a connection may go without anybody typing before it is closed with 4429; zero for never
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
     * A rate per second; after a quiet period, a burst of twice as much is allowed.
     *
     * @param messages messages per second
     * @param bytes bytes per second in these messages
     */
    public record Rate(int messages, int bytes) {

        /** Checks that the rate lets something through. */
        public Rate {
            require("messages a second", messages, 1);
            require("bytes a second", bytes, 1024);
        }
    }

    /** The quotas that a bridge uses by default. */
    public static final Quotas DEFAULTS = new QuotasDraft().done();

    /** Checks that each value is at least its minimum. */
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
     * @param value messages and bytes per second
     */
    public Quotas withPerConnection(Rate value) {
        return QuotasDraft.change(this, draft -> draft.perConnection = value);
    }

    /**
     * {@return a copy with another {@link #perCaller()}}
     *
     * @param value messages and bytes per second
     */
    public Quotas withPerCaller(Rate value) {
        return QuotasDraft.change(this, draft -> draft.perCaller = value);
    }

    /**
     * {@return a copy with another {@link #perStranger()}}
     *
     * @param value messages and bytes per second
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
     * Returns the quotas by name.
     *
     * @return the quotas, keyed by component name; durations are in milliseconds, with {@code Ms} appended to the name
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
