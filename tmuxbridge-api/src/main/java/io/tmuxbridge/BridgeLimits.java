package io.tmuxbridge;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * The limits of a bridge. Start from {@link #DEFAULTS} and change what you need by chaining {@code with} methods. The
 * constructor is not stable: each new limit adds an argument.
 *
 * @param maxMessageBytes largest message accepted from a client; a larger one closes the connection with 1009
 * @param maxConnections open connections in total; any further one is closed with 4429
 * @param maxTerminalsPerConnection terminals on one connection; any further connect is refused with {@code limit}
 * @param logBytesPerPane bytes of output kept for each viewed pane: how far a client may fall behind and still resume
 * @param logBytesInAll bytes of output kept for all viewed panes together, though each pane may always keep 64 KiB.
 *     Beyond this limit, logs that nobody views are emptied and the largest ones are trimmed, so that viewers that have
 *     fallen behind get a snapshot instead of the bytes
 * @param outboundBytesPerConnection bytes of control messages that may be queued for one connection, beside one message
 *     that is larger; beyond that, the connection is closed with 4413 (terminal output is never queued here; it stays
 *     in the log)
 * @param maxInputBytesPerPane bytes of input that may wait for tmux; any further input is refused with {@code limit}
 * @param maxTmuxCommands commands in total that tmux has not answered yet; beyond that, client requests are refused
 *     with {@code limit}, while the bridge itself keeps following its panes. tmux answers about 30,000 a second
 * @param maxMirrors tmux clients that draw whole sessions, in total; beyond that, a connect with view {@code mirror} is
 *     refused with {@code limit}. Each takes a process, a pseudo terminal and two threads
 * @param historyLines lines of history in a snapshot when the client does not ask for a specific number
 * @param maxHistoryLines maximum lines of history a client may request in a snapshot
 * @param handshakeTime how long a connection may stay unauthenticated before it is closed with 4401
 * @param sendTimeout how long sending one frame may take before the connection is closed with 4413
 * @param linger how long a pane is still followed after its last viewer lost its connection, so that viewer can resume
 */
public record BridgeLimits(
        int maxMessageBytes,
        int maxConnections,
        int maxTerminalsPerConnection,
        int logBytesPerPane,
        long logBytesInAll,
        int outboundBytesPerConnection,
        int maxInputBytesPerPane,
        int maxTmuxCommands,
        int maxMirrors,
        int historyLines,
        int maxHistoryLines,
        Duration handshakeTime,
        Duration sendTimeout,
        Duration linger) {

    /** The limits that a bridge uses by default. */
    public static final BridgeLimits DEFAULTS = new LimitsDraft().done();

    /** Checks that each value is at least its minimum. */
    public BridgeLimits {
        require("maxMessageBytes", maxMessageBytes, 1024);
        require("maxConnections", maxConnections, 1);
        require("maxTerminalsPerConnection", maxTerminalsPerConnection, 1);
        require("logBytesPerPane", logBytesPerPane, 4096);
        require("logBytesInAll", logBytesInAll, 4096);
        require("outboundBytesPerConnection", outboundBytesPerConnection, 4096);
        require("maxInputBytesPerPane", maxInputBytesPerPane, 1024);
        require("maxTmuxCommands", maxTmuxCommands, 16);
        require("maxMirrors", maxMirrors, 0);
        require("historyLines", historyLines, 0);
        require("maxHistoryLines", maxHistoryLines, historyLines);
        require(
                "handshakeTime in ms",
                Objects.requireNonNull(handshakeTime, "handshakeTime").toMillis(),
                1);
        require(
                "sendTimeout in ms",
                Objects.requireNonNull(sendTimeout, "sendTimeout").toMillis(),
                1);
        require("linger in ms", Objects.requireNonNull(linger, "linger").toMillis(), 0);
    }

    private static void require(String name, long value, long least) {
        if (value < least) {
            throw new TmuxBridgeException(ErrorCode.INVALID, name + " is " + value + ": it must be at least " + least);
        }
    }

    /**
     * {@return a copy with another {@link #maxMessageBytes()}}
     *
     * @param value bytes, at least 1,024
     */
    public BridgeLimits withMaxMessageBytes(int value) {
        return LimitsDraft.change(this, draft -> draft.maxMessageBytes = value);
    }

    /**
     * {@return a copy with another {@link #maxConnections()}}
     *
     * @param value how many, at least 1
     */
    public BridgeLimits withMaxConnections(int value) {
        return LimitsDraft.change(this, draft -> draft.maxConnections = value);
    }

    /**
     * {@return a copy with another {@link #maxTerminalsPerConnection()}}
     *
     * @param value how many, at least 1
     */
    public BridgeLimits withMaxTerminalsPerConnection(int value) {
        return LimitsDraft.change(this, draft -> draft.maxTerminalsPerConnection = value);
    }

    /**
     * {@return a copy with another {@link #logBytesPerPane()}}
     *
     * @param value bytes, at least 4,096
     */
    public BridgeLimits withLogBytesPerPane(int value) {
        return LimitsDraft.change(this, draft -> draft.logBytesPerPane = value);
    }

    /**
     * {@return a copy with another {@link #logBytesInAll()}}
     *
     * @param value bytes, at least 4,096
     */
    public BridgeLimits withLogBytesInAll(long value) {
        return LimitsDraft.change(this, draft -> draft.logBytesInAll = value);
    }

    /**
     * {@return a copy with another {@link #outboundBytesPerConnection()}}
     *
     * @param value bytes, at least 4,096
     */
    public BridgeLimits withOutboundBytesPerConnection(int value) {
        return LimitsDraft.change(this, draft -> draft.outboundBytesPerConnection = value);
    }

    /**
     * {@return a copy with another {@link #maxInputBytesPerPane()}}
     *
     * @param value bytes, at least 1,024
     */
    public BridgeLimits withMaxInputBytesPerPane(int value) {
        return LimitsDraft.change(this, draft -> draft.maxInputBytesPerPane = value);
    }

    /**
     * {@return a copy with another {@link #maxTmuxCommands()}}
     *
     * @param value how many, at least 16
     */
    public BridgeLimits withMaxTmuxCommands(int value) {
        return LimitsDraft.change(this, draft -> draft.maxTmuxCommands = value);
    }

    /**
     * {@return a copy with another {@link #maxMirrors()}}
     *
     * @param value how many, 0 for none
     */
    public BridgeLimits withMaxMirrors(int value) {
        return LimitsDraft.change(this, draft -> draft.maxMirrors = value);
    }

    /**
     * {@return a copy with another {@link #historyLines()}}
     *
     * @param value how many, at most {@link #maxHistoryLines()}: to go higher, raise that first
     */
    public BridgeLimits withHistoryLines(int value) {
        return LimitsDraft.change(this, draft -> draft.historyLines = value);
    }

    /**
     * {@return a copy with another {@link #maxHistoryLines()}}
     *
     * @param value how many, at least {@link #historyLines()}: to go lower, lower that first
     */
    public BridgeLimits withMaxHistoryLines(int value) {
        return LimitsDraft.change(this, draft -> draft.maxHistoryLines = value);
    }

    /**
     * {@return a copy with another {@link #handshakeTime()}}
     *
     * @param value at least 1 ms
     */
    public BridgeLimits withHandshakeTime(Duration value) {
        return LimitsDraft.change(this, draft -> draft.handshakeTime = value);
    }

    /**
     * {@return a copy with another {@link #sendTimeout()}}
     *
     * @param value at least 1 ms
     */
    public BridgeLimits withSendTimeout(Duration value) {
        return LimitsDraft.change(this, draft -> draft.sendTimeout = value);
    }

    /**
     * {@return a copy with another {@link #linger()}}
     *
     * @param value not negative
     */
    public BridgeLimits withLinger(Duration value) {
        return LimitsDraft.change(this, draft -> draft.linger = value);
    }

    /**
     * Returns the limits by name.
     *
     * @return the limits, keyed by component name; durations are in milliseconds, with {@code Ms} appended to the name
     */
    public Map<String, Long> byName() {
        return Map.ofEntries(
                Map.entry("maxMessageBytes", (long) maxMessageBytes),
                Map.entry("maxConnections", (long) maxConnections),
                Map.entry("maxTerminalsPerConnection", (long) maxTerminalsPerConnection),
                Map.entry("logBytesPerPane", (long) logBytesPerPane),
                Map.entry("logBytesInAll", logBytesInAll),
                Map.entry("outboundBytesPerConnection", (long) outboundBytesPerConnection),
                Map.entry("maxInputBytesPerPane", (long) maxInputBytesPerPane),
                Map.entry("maxTmuxCommands", (long) maxTmuxCommands),
                Map.entry("maxMirrors", (long) maxMirrors),
                Map.entry("historyLines", (long) historyLines),
                Map.entry("maxHistoryLines", (long) maxHistoryLines),
                Map.entry("handshakeTimeMs", handshakeTime.toMillis()),
                Map.entry("sendTimeoutMs", sendTimeout.toMillis()),
                Map.entry("lingerMs", linger.toMillis()));
    }
}
