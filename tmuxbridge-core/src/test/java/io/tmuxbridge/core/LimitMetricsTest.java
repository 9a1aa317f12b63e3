package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.access.Quotas;
import io.tmuxbridge.access.Quotas.Rate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Each limit of docs/security.md that is not reached in another test is reached here, and counted. */
class LimitMetricsTest {

    private static final Rate MUCH = new Rate(5000, 1 << 24);

    private static AccessFixture fixture() {
        Quotas quotas = Quotas.DEFAULTS
                .withConnections(10, 10)
                .withSessionsPerCaller(1)
                .withTerminalsPerCaller(10)
                .withPerConnection(MUCH)
                .withPerCaller(MUCH)
                .withPerStranger(MUCH)
                .withRequestsPerSecondPerCaller(1)
                .withRequestsAtOncePerCaller(1);
        BridgeLimits limits = BridgeLimits.DEFAULTS
                .withMaxMessageBytes(4096)
                .withMaxTerminalsPerConnection(2)
                .withMaxInputBytesPerPane(1024)
                .withHandshakeTime(Duration.ofMillis(200));
        return new AccessFixture(builder -> builder.quotas(quotas).limits(limits));
    }

    @Test
    void sessionsTerminalsAndInput() {
        try (AccessFixture fixture = fixture()) {
            BridgeFixture.Client client = fixture.client("ada operator");
            assertThat(client.outcome("session.create", "{'name':'a','command':['cat']}"))
                    .isEqualTo("ok");
            assertThat(client.outcome("session.create", "{'name':'b','command':['cat']}"))
                    .isEqualTo("limit");
            assertThat(fixture.metrics.count("sessions.refused")).isEqualTo(1);
            for (int i = 0; i < 3; i++) {
                client.say("{'type':'connect','sessionId':'a','cols':80,'rows':24}");
            }
            assertThat(client.hear("error").path("code").asText()).isEqualTo("limit");
            assertThat(fixture.metrics.count("terminals.refused")).isEqualTo(1);
            client.say("{'type':'input','channel':1,'data':'" + "x".repeat(1025) + "'}");
            client.hear(node -> node.path("message").asText().contains("1025 bytes refused"));
            assertThat(fixture.metrics.count("input.full")).isEqualTo(1);
        }
    }

    @Test
    void requestsThatWait() {
        try (AccessFixture fixture = fixture()) {
            BridgeFixture.Client one = fixture.client("ada operator");
            BridgeFixture.Client two = fixture.client("ada operator");
            for (int i = 0; i < 12; i++) {
                one.say("{'jsonrpc':'2.0','id':" + i + ",'method':'session.list'}");
                two.say("{'jsonrpc':'2.0','id':" + i + ",'method':'session.list'}");
            }
            await().until(() ->
                    fixture.metrics.count("requests.paced") > 0 && fixture.metrics.count("requests.queued") > 0);
        }
    }

    @Test
    void strangersAndMessagesThatAreTooBig() {
        try (AccessFixture fixture = fixture()) {
            assertThat(fixture.clientWithout().connection.awaitClose()).isEqualTo(4401);
            assertThat(fixture.metrics.count("connections.strangers")).isEqualTo(1);
            BridgeFixture.Client client = fixture.client("ada operator");
            client.say("{'type':'ping','data':'" + "x".repeat(5000) + "'}");
            assertThat(client.connection.awaitClose()).isEqualTo(1009);
            client.handler.closed(1009, "as it was told");
            assertThat(fixture.metrics.count("messages.too-big")).isEqualTo(1);
            fixture.client("ada operator").handler.closed(1009, "the transport has counted");
            assertThat(fixture.metrics.count("messages.too-big")).isEqualTo(2);
        }
    }
}
