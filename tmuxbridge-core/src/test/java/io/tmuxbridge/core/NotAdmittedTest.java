package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.access.InformedAuthenticator;
import io.tmuxbridge.access.NotAdmitted;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.testkit.InMemoryConnection;
import io.tmuxbridge.transport.Admission;
import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.Handshake;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** People whom the host server knows, and whom nothing lets in: they were asked for a token, and for ten seconds. */
class NotAdmittedTest {

    private static final String WHY = "has none of the roles OPS, STAFF";

    /** As an application says it that leaves it all to its server: whoever is signed in may come in. */
    private static Optional<Caller> whoeverIsSignedIn(Credentials credentials) {
        return credentials
                .principal()
                .map(Principal::getName)
                .or(credentials::bearer)
                .map(name -> Caller.of(name, Role.OPERATOR));
    }

    private final AccessFixture fixture =
            new AccessFixture(builder -> builder.authenticator(NotAdmittedTest::whoeverIsSignedIn));
    private final AccessFixture closed =
            new AccessFixture(builder -> builder.authenticator(credentials -> Optional.empty()));

    @AfterEach
    void close() {
        fixture.close();
        closed.close();
    }

    private static Handshake handshake(Principal known) {
        return new Handshake(
                Optional.of("tmuxbridge.v1.json"),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                "192.0.2.9",
                new Credentials(Optional.empty(), Map.of(), Optional.of(known)));
    }

    private static BridgeFixture.Client client(AccessFixture at, Principal known) {
        InMemoryConnection connection = new InMemoryConnection(handshake(known));
        return new BridgeFixture.Client(connection, at.bridge.accept(connection));
    }

    private static void assertRefused(BridgeFixture.Client client, String name) {
        JsonNode refusal = client.ask("server.info", "{}").path("error");
        assertThat(refusal.path("data").path("code").asText()).isEqualTo("forbidden");
        assertThat(refusal.path("message").asText())
                .isEqualTo("signed in as " + name + ", but not admitted to terminals");
        assertThat(client.connection.awaitClose()).isEqualTo(CloseCode.FORBIDDEN.code());
    }

    @Test
    void whoIsKnownNotToComeInHearsThatAtOnce() {
        assertRefused(client(fixture, new NotAdmitted("ann", WHY)), "ann");
        assertRefused(client(fixture, new NotAdmitted("ann", WHY)), "ann");
        assertThat(fixture.audit).anyMatch(event -> event.action().equals("sign-in") && !event.allowed());
    }

    @Test
    void soDoesWhoIsSignedInAndWhomNoAuthenticatorKnows() {
        assertRefused(client(closed, () -> "ben"), "ben");
    }

    @Test
    void aTokenStillLetsThemIn() {
        BridgeFixture.Client client = client(fixture, new NotAdmitted("cy", WHY));
        client.say("{'type':'ping'}");
        client.hear("pong");
        client.say("{'type':'auth','token':'link'}");
        assertThat(client.ask("server.info", "{}").has("result")).isTrue();
        assertThat(fixture.audit).filteredOn(event -> !event.allowed()).isEmpty();
    }

    @Test
    void whoAsksSeveralMayLetThemInAllTheSame() {
        InformedAuthenticator severalAreAsked = credentials -> credentials
                .principal()
                .filter(NotAdmitted.class::isInstance)
                .flatMap(refused -> ((NotAdmitted) refused).known())
                .map(known -> Caller.of(known.getName(), Role.VIEWER));
        AccessFixture informed = new AccessFixture(builder -> builder.authenticator(severalAreAsked));
        try {
            Principal eve = () -> "eve";
            BridgeFixture.Client client = client(informed, new NotAdmitted("eve", WHY, Optional.of(eve)));
            assertThat(client.ask("server.info", "{}").has("result")).isTrue();
            assertRefused(client(informed, new NotAdmitted("eve", WHY)), "eve");
        } finally {
            informed.close();
        }
    }

    @Test
    void aHandshakeIsForbiddenRatherThanUnauthenticated() {
        Admission admission = fixture.bridge.admit(handshake(new NotAdmitted("dan", WHY)));
        assertThat(admission.refusal())
                .contains(
                        new Admission.Refusal(CloseCode.FORBIDDEN, "signed in as dan, but not admitted to terminals"));
        assertThat(fixture.audit)
                .filteredOn(event -> event.action().equals("sign-in"))
                .hasSize(1);
    }
}
