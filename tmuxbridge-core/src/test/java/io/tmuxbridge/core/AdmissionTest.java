package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.AuditEvent;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.access.Quotas;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.testkit.InMemoryConnection;
import io.tmuxbridge.testkit.TmuxServer;
import io.tmuxbridge.transport.Admission;
import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.ConnectionHandler;
import io.tmuxbridge.transport.Handshake;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Handshakes that are judged before there is a connection. */
class AdmissionTest {

    private static final String INFO = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server.info\"}";

    private final TmuxServer tmux = TmuxServer.create();
    private final CountingMetrics metrics = new CountingMetrics();
    private final List<AuditEvent> noted = new CopyOnWriteArrayList<>();
    private final Set<String> tickets = ConcurrentHashMap.newKeySet();
    private final TmuxBridge bridge = BridgeBuilder.create()
            .tmuxBinary(Path.of(TmuxServer.binary()))
            .tmuxSocketName(tmux.socketName())
            .authenticator(credentials ->
                    credentials.bearer().filter(tickets::remove).map(name -> Caller.of(name, Role.OPERATOR)))
            .limits(twoConnections())
            .quotas(oneOfACaller())
            .metrics(metrics)
            .audit(noted::add)
            .build();

    private static BridgeLimits twoConnections() {
        return BridgeLimits.DEFAULTS.withMaxConnections(2);
    }

    private static Quotas oneOfACaller() {
        return Quotas.DEFAULTS.withConnectionsPerCaller(1);
    }

    @AfterEach
    void close() {
        bridge.close();
        tmux.close();
    }

    private static Handshake handshake(Credentials shown, Optional<String> origin, boolean unknownProtocol) {
        return new Handshake(
                Optional.empty(),
                unknownProtocol,
                Optional.empty(),
                origin,
                Optional.of("localhost"),
                false,
                "192.0.2.7",
                shown);
    }

    private Admission admit(String ticket) {
        tickets.add(ticket);
        return bridge.admit(handshake(Credentials.bearer(ticket), Optional.empty(), false));
    }

    private static InMemoryConnection connection() {
        return new InMemoryConnection(handshake(Credentials.NONE, Optional.empty(), false));
    }

    private static CloseCode code(Admission admission) {
        return admission.refusal().orElseThrow().code();
    }

    @Test
    void aTicketThatWorksOnceOpensOneConnection() {
        Admission admission = admit("ada");
        assertThat(admission.refusal()).isEmpty();
        InMemoryConnection connection = connection();
        ConnectionHandler handler = admission.accept(connection);
        handler.text(INFO);
        assertThat(connection.await(frame -> frame.toString().contains("\"name\":\"ada\"")))
                .isNotNull();
        assertThatThrownBy(() -> admission.accept(connection())).isInstanceOf(IllegalStateException.class);
        assertThat(noted)
                .filteredOn(event -> event.action().equals("sign-in"))
                .singleElement()
                .matches(AuditEvent::allowed);
    }

    @Test
    void whoIsRefusedIsNotedAndCountedAndHasNoConnection() {
        assertThat(code(bridge.admit(handshake(Credentials.NONE, Optional.empty(), false))))
                .isEqualTo(CloseCode.UNAUTHENTICATED);
        assertThat(code(bridge.admit(handshake(Credentials.bearer("wrong"), Optional.empty(), false))))
                .isEqualTo(CloseCode.UNAUTHENTICATED);
        assertThat(code(bridge.admit(handshake(Credentials.NONE, Optional.of("http://evil.example"), false))))
                .isEqualTo(CloseCode.POLICY);
        Admission unknown = bridge.admit(handshake(Credentials.NONE, Optional.empty(), true));
        assertThat(code(unknown)).isEqualTo(CloseCode.PROTOCOL_ERROR);
        assertThatThrownBy(() -> unknown.accept(connection())).isInstanceOf(IllegalStateException.class);
        assertThat(metrics.count("handshakes.refused")).isEqualTo(4);
        assertThat(metrics.count("connections.opened")).isZero();
        assertThat(noted).extracting(AuditEvent::detail).containsExactly("credentials", "credentials", "origin");
        assertThat(noted)
                .noneMatch(AuditEvent::allowed)
                .allMatch(event -> event.address().equals("192.0.2.7"));
    }

    @Test
    void aForeignPageDoesNotUseATicketUp() {
        tickets.add("ada");
        bridge.admit(handshake(Credentials.bearer("ada"), Optional.of("http://evil.example"), false));
        assertThat(tickets).containsExactly("ada");
    }

    @Test
    void limitsCountBeforeTheConnectionAndWhenItComes() {
        Admission first = admit("ada");
        Admission second = admit("ada"); // there was room for it
        assertThat(second.refusal()).isEmpty();
        first.accept(connection());
        assertThat(code(admit("ada"))).isEqualTo(CloseCode.LIMIT);
        InMemoryConnection late = connection();
        second.accept(late);
        assertThat(late.awaitClose()).isEqualTo(CloseCode.LIMIT.code());
        admit("bob").accept(connection());
        assertThat(code(admit("eve"))).isEqualTo(CloseCode.LIMIT);
        assertThat(tickets).as("who finds no room keeps the ticket").containsExactly("eve");
        assertThat(metrics.count("connections.refused")).isEqualTo(3);
    }

    @Test
    void whoIsRevokedInBetweenIsOut() {
        Admission admission = admit("ada");
        bridge.access().revokeCaller("ada");
        InMemoryConnection connection = connection();
        admission.accept(connection);
        assertThat(connection.awaitClose()).isEqualTo(CloseCode.UNAUTHENTICATED.code());
        assertThat(code(admit("ada"))).isEqualTo(CloseCode.UNAUTHENTICATED);
    }

    @Test
    void aBridgeThatHasEndedSaysSo() {
        bridge.close();
        assertThat(code(admit("ada"))).isEqualTo(CloseCode.GOING_AWAY);
    }
}
