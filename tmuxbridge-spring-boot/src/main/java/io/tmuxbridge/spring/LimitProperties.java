package io.tmuxbridge.spring;

import io.tmuxbridge.BridgeLimits;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the bridge takes in all: {@link BridgeLimits} as properties.
 *
 * @param maxMessageBytes Largest message taken from a client.
 * @param maxConnections Open connections in all.
 * @param maxTerminalsPerConnection Terminals over one connection.
 * @param logBytesPerPane Output kept of each viewed pane; what a client may be behind and still resume.
 * @param logBytesInAll Output kept of all viewed panes together.
 * @param outboundBytesPerConnection Control messages that may wait for one connection.
 * @param maxInputBytesPerPane Input that may wait for tmux.
 * @param maxTmuxCommands Commands in all that tmux may not have answered yet.
 * @param maxMirrors Clients of tmux in all that draw whole sessions (view mirror).
 * @param historyLines Lines of history in a snapshot when the client asks for none in particular.
 * @param maxHistoryLines Most lines of history a client may ask for in a snapshot.
 * @param handshakeTime How long a connection may stay unauthenticated.
 * @param sendTimeout How long one frame may be under way.
 * @param linger How long a pane is followed after its last viewer's connection was lost.
 */
public record LimitProperties(
        @DefaultValue("1MB") DataSize maxMessageBytes,
        @DefaultValue("10000") int maxConnections,
        @DefaultValue("256") int maxTerminalsPerConnection,
        @DefaultValue("1MB") DataSize logBytesPerPane,
        @DefaultValue("256MB") DataSize logBytesInAll,
        @DefaultValue("1MB") DataSize outboundBytesPerConnection,
        @DefaultValue("4MB") DataSize maxInputBytesPerPane,
        @DefaultValue("20000") int maxTmuxCommands,
        @DefaultValue("100") int maxMirrors,
        @DefaultValue("1000") int historyLines,
        @DefaultValue("10000") int maxHistoryLines,
        @DefaultValue("10s") Duration handshakeTime,
        @DefaultValue("30s") Duration sendTimeout,
        @DefaultValue("60s") Duration linger) {

    BridgeLimits toLimits() {
        return new BridgeLimits(
                Sizes.bytes("tmuxbridge.limits.max-message-bytes", maxMessageBytes),
                maxConnections,
                maxTerminalsPerConnection,
                Sizes.bytes("tmuxbridge.limits.log-bytes-per-pane", logBytesPerPane),
                logBytesInAll.toBytes(),
                Sizes.bytes("tmuxbridge.limits.outbound-bytes-per-connection", outboundBytesPerConnection),
                Sizes.bytes("tmuxbridge.limits.max-input-bytes-per-pane", maxInputBytesPerPane),
                maxTmuxCommands,
                maxMirrors,
                historyLines,
                maxHistoryLines,
                handshakeTime,
                sendTimeout,
                linger);
    }
}
