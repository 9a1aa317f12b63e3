package io.tmuxbridge.core;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.AuditEvent;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.access.Quotas;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.testkit.InMemoryConnection;
import io.tmuxbridge.testkit.TmuxServer;
import io.tmuxbridge.transport.Handshake;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * A bridge whose tokens say who somebody is: {@code name role}, and {@code name role SECONDS} for one that ends after
 * so many by the fixture's own clock. Its token's id is {@code id-name}.
 */
final class AccessFixture implements AutoCloseable {

    /** For who asks for more in a row than people do. */
    static final UnaryOperator<BridgeBuilder> HURRIED = builder ->
            builder.quotas(Quotas.DEFAULTS.withConnectionsPerCaller(256).withRequestsPerSecondPerCaller(10_000));

    final TmuxServer server = TmuxServer.create();
    final CountingMetrics metrics = new CountingMetrics();
    final List<AuditEvent> audit = new CopyOnWriteArrayList<>();
    final HandClock clock = new HandClock();
    final TmuxBridge bridge;

    AccessFixture() {
        this(builder -> builder);
    }

    AccessFixture(UnaryOperator<BridgeBuilder> settings) {
        bridge = settings.apply(BridgeBuilder.create()
                        .tmuxBinary(Path.of(TmuxServer.binary()))
                        .tmuxSocketName(server.socketName())
                        .authenticator(this::authenticate)
                        .limits(BridgeLimits.DEFAULTS)
                        .metrics(metrics)
                        .clock(clock)
                        .audit(audit::add))
                .build();
    }

    private Optional<Caller> authenticate(Credentials credentials) {
        return credentials
                .bearer()
                .map(token -> token.split(" "))
                .filter(words -> words.length >= 2)
                .map(words -> {
                    Optional<Instant> end = words.length == 3
                            ? Optional.of(Instant.EPOCH.plusSeconds(Long.parseLong(words[2])))
                            : Optional.empty();
                    return new Caller(
                            words[0],
                            Role.valueOf(words[1].toUpperCase(Locale.ROOT)),
                            end,
                            Optional.of("id-" + words[0]));
                });
    }

    BridgeFixture.Client client(String token) {
        return connect(Optional.of(token), Optional.empty(), Optional.empty(), "192.0.2.1");
    }

    BridgeFixture.Client clientWithout() {
        return connect(Optional.empty(), Optional.empty(), Optional.empty(), "192.0.2.1");
    }

    BridgeFixture.Client connect(
            Optional<String> token, Optional<String> path, Optional<String> origin, String address) {
        return connect("tmuxbridge.v1.json", token, path, origin, address);
    }

    BridgeFixture.Client clientOf(String subprotocol, String token) {
        return connect(subprotocol, Optional.of(token), Optional.empty(), Optional.empty(), "192.0.2.1");
    }

    private BridgeFixture.Client connect(
            String subprotocol,
            Optional<String> token,
            Optional<String> path,
            Optional<String> origin,
            String address) {
        Handshake handshake = new Handshake(
                Optional.of(subprotocol),
                false,
                path,
                origin,
                Optional.of("term.example.org"),
                true,
                address,
                token.map(Credentials::bearer).orElse(Credentials.NONE));
        InMemoryConnection connection = new InMemoryConnection(handshake);
        return new BridgeFixture.Client(connection, bridge.accept(connection));
    }

    /** A session that runs cat, owned by somebody. */
    String session(String name, String owner) {
        return bridge.sessions()
                .create(SessionSpec.builder()
                        .name(name)
                        .command("cat")
                        .owner(owner)
                        .build())
                .id();
    }

    /** Another bridge on the same tmux server. */
    SecondBridge secondBridge() {
        return new SecondBridge(BridgeBuilder.create()
                .tmuxBinary(Path.of(TmuxServer.binary()))
                .tmuxSocketName(server.socketName())
                .build());
    }

    record SecondBridge(TmuxBridge bridge) implements AutoCloseable {
        @Override
        public void close() {
            bridge.close();
        }
    }

    @Override
    public void close() {
        try {
            bridge.close();
        } finally {
            server.close();
        }
    }

    /** A clock that is moved by hand; it begins with the epoch. */
    static class HandClock extends Clock {
        private volatile Instant now = Instant.EPOCH;

        void advance(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
