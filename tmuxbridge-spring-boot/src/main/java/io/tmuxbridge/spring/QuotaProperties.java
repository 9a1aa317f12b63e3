package io.tmuxbridge.spring;

import io.tmuxbridge.access.Quotas;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What one caller, one address or one connection may take: {@link Quotas} as properties.
 *
 * @param connectionsPerCaller Open connections of one caller.
 * @param connectionsPerAddress Open connections from one address, where the server tells addresses.
 * @param sessionsPerCaller Sessions that one caller owns.
 * @param terminalsPerCaller Terminals on all connections of one caller who is no admin.
 * @param messagesPerSecond Messages a second of one connection.
 * @param bytesPerSecond Bytes a second of one connection.
 * @param messagesPerSecondPerCaller Messages a second of all connections of one caller who is no admin.
 * @param bytesPerSecondPerCaller Bytes a second of all connections of one caller who is no admin.
 * @param messagesPerSecondOfStrangers Messages a second of a connection on which nobody has signed in yet.
 * @param bytesPerSecondOfStrangers Bytes a second of a connection on which nobody has signed in yet.
 * @param inputPerSecondPerCaller Input a second of one caller who is no admin, measured by what it costs tmux.
 * @param requestsPerSecondPerCaller Connects and requests a second of one caller who is no admin.
 * @param requestsAtOncePerCaller Connects and requests of one caller that are carried out at the same time.
 * @param authWarning How long before credentials end the client is told.
 * @param authGrace How long after that the connection is closed.
 * @param idleTime A connection on which nobody has typed for so long is closed; zero for never.
 */
public record QuotaProperties(
        @DefaultValue("1024") int connectionsPerCaller,
        @DefaultValue("2000") int connectionsPerAddress,
        @DefaultValue("200") int sessionsPerCaller,
        @DefaultValue("1000") int terminalsPerCaller,
        @DefaultValue("5000") int messagesPerSecond,
        @DefaultValue("16MB") DataSize bytesPerSecond,
        @DefaultValue("2000") int messagesPerSecondPerCaller,
        @DefaultValue("32MB") DataSize bytesPerSecondPerCaller,
        @DefaultValue("20") int messagesPerSecondOfStrangers,
        @DefaultValue("256KB") DataSize bytesPerSecondOfStrangers,
        @DefaultValue("400000B") DataSize inputPerSecondPerCaller,
        @DefaultValue("30") int requestsPerSecondPerCaller,
        @DefaultValue("4") int requestsAtOncePerCaller,
        @DefaultValue("60s") Duration authWarning,
        @DefaultValue("30s") Duration authGrace,
        @DefaultValue("0s") Duration idleTime) {

    Quotas toQuotas() {
        return new Quotas(
                connectionsPerCaller,
                connectionsPerAddress,
                sessionsPerCaller,
                terminalsPerCaller,
                rate(messagesPerSecond, "bytes-per-second", bytesPerSecond),
                rate(messagesPerSecondPerCaller, "bytes-per-second-per-caller", bytesPerSecondPerCaller),
                rate(messagesPerSecondOfStrangers, "bytes-per-second-of-strangers", bytesPerSecondOfStrangers),
                Sizes.bytes("tmuxbridge.quotas.input-per-second-per-caller", inputPerSecondPerCaller),
                requestsPerSecondPerCaller,
                requestsAtOncePerCaller,
                authWarning,
                authGrace,
                idleTime);
    }

    private static Quotas.Rate rate(int messages, String name, DataSize bytes) {
        return new Quotas.Rate(messages, Sizes.bytes("tmuxbridge.quotas." + name, bytes));
    }
}
