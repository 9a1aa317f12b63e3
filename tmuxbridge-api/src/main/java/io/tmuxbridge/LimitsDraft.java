package io.tmuxbridge;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * The components of {@link BridgeLimits} while a copy is being changed. A new draft holds the defaults.
 *
 * <p><b>Threads:</b> used by one thread, for the duration of one call.
 */
final class LimitsDraft {

    int maxMessageBytes = 1 << 20;
    int maxConnections = 10_000;
    int maxTerminalsPerConnection = 256;
    int logBytesPerPane = 1 << 20;
    long logBytesInAll = 256L << 20;
    int outboundBytesPerConnection = 1 << 20;
    int maxInputBytesPerPane = 4 << 20;
    int maxTmuxCommands = 20_000;
    int maxMirrors = 100;
    int historyLines = 1000;
    int maxHistoryLines = 10_000;
    Duration handshakeTime = Duration.ofSeconds(10);
    Duration sendTimeout = Duration.ofSeconds(30);
    Duration linger = Duration.ofSeconds(60);

    static BridgeLimits change(BridgeLimits from, Consumer<LimitsDraft> change) {
        LimitsDraft draft = new LimitsDraft();
        draft.maxMessageBytes = from.maxMessageBytes();
        draft.maxConnections = from.maxConnections();
        draft.maxTerminalsPerConnection = from.maxTerminalsPerConnection();
        draft.logBytesPerPane = from.logBytesPerPane();
        draft.logBytesInAll = from.logBytesInAll();
        draft.outboundBytesPerConnection = from.outboundBytesPerConnection();
        draft.maxInputBytesPerPane = from.maxInputBytesPerPane();
        draft.maxTmuxCommands = from.maxTmuxCommands();
        draft.maxMirrors = from.maxMirrors();
        draft.historyLines = from.historyLines();
        draft.maxHistoryLines = from.maxHistoryLines();
        draft.handshakeTime = from.handshakeTime();
        draft.sendTimeout = from.sendTimeout();
        draft.linger = from.linger();
        change.accept(draft);
        return draft.done();
    }

    BridgeLimits done() {
        return new BridgeLimits(
                maxMessageBytes,
                maxConnections,
                maxTerminalsPerConnection,
                logBytesPerPane,
                logBytesInAll,
                outboundBytesPerConnection,
                maxInputBytesPerPane,
                maxTmuxCommands,
                maxMirrors,
                historyLines,
                maxHistoryLines,
                handshakeTime,
                sendTimeout,
                linger);
    }
}
