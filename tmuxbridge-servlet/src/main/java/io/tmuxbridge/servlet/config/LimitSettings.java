package io.tmuxbridge.servlet.config;

import io.tmuxbridge.BridgeLimits;
import java.util.List;
import java.util.stream.Stream;

/**
 * The settings {@code tmuxbridge.limits.*}: what the bridge takes in all.
 *
 * <p><b>Threads:</b> stateless.
 */
final class LimitSettings {

    private static final String PREFIX = "tmuxbridge.limits.";
    private static final String MOST_LINES = "max-history-lines";

    private static final List<Settable<BridgeLimits>> ALL = List.of(
            Settable.bytes("max-message-bytes", BridgeLimits::withMaxMessageBytes),
            Settable.number("max-connections", BridgeLimits::withMaxConnections),
            Settable.number("max-terminals-per-connection", BridgeLimits::withMaxTerminalsPerConnection),
            Settable.bytes("log-bytes-per-pane", BridgeLimits::withLogBytesPerPane),
            Settable.manyBytes("log-bytes-in-all", BridgeLimits::withLogBytesInAll),
            Settable.bytes("outbound-bytes-per-connection", BridgeLimits::withOutboundBytesPerConnection),
            Settable.bytes("max-input-bytes-per-pane", BridgeLimits::withMaxInputBytesPerPane),
            Settable.number("max-tmux-commands", BridgeLimits::withMaxTmuxCommands),
            Settable.number("max-mirrors", BridgeLimits::withMaxMirrors),
            Settable.number("history-lines", BridgeLimits::withHistoryLines),
            Settable.time("handshake-time", BridgeLimits::withHandshakeTime),
            Settable.time("send-timeout", BridgeLimits::withSendTimeout),
            Settable.time("linger", BridgeLimits::withLinger));

    private LimitSettings() {}

    static List<String> names() {
        return Stream.concat(ALL.stream().map(Settable::name), Stream.of(MOST_LINES))
                .map("limits."::concat)
                .toList();
    }

    static BridgeLimits read(SettingsSource source) {
        // The most lines bound the usual ones, so they are set last.
        BridgeLimits roomy = BridgeLimits.DEFAULTS.withMaxHistoryLines(Integer.MAX_VALUE);
        BridgeLimits limits = Settable.read(source, PREFIX, ALL, roomy);
        return Setting.of(source, PREFIX + MOST_LINES)
                .map(text -> limits.withMaxHistoryLines(Amounts.number(text)))
                .orElseGet(() -> limits.withMaxHistoryLines(BridgeLimits.DEFAULTS.maxHistoryLines()));
    }
}
