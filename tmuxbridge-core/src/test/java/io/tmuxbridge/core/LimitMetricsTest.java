package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Quotas;
import io.tmuxbridge.access.Quotas.Rate;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.pane.Await;
import io.tmuxbridge.pane.Pane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    /** A peer that reads nothing, and asks for nothing either. */
    @Test
    void aFrameThatIsNotTaken() {
        try (AccessFixture fixture = with(BridgeLimits.DEFAULTS.withSendTimeout(Duration.ofMillis(200)))) {
            BridgeFixture.Client client = fixture.client("ada operator");
            client.connection.holdSends();
            client.say("{'type':'ping'}");
            assertThat(client.connection.awaitClose()).isEqualTo(4413);
            assertThat(fixture.metrics.count("connections.stuck")).isEqualTo(1);
        }
    }

    @Test
    void answersThatNobodyReads() {
        try (AccessFixture fixture = with(BridgeLimits.DEFAULTS.withOutboundBytesPerConnection(4096))) {
            BridgeFixture.Client client = fixture.client("ada operator");
            client.connection.holdSends();
            for (int i = 0; i < 200; i++) {
                client.say("{'type':'ping','data':'" + "x".repeat(100) + "'}");
            }
            assertThat(client.connection.awaitClose()).isEqualTo(4413);
            assertThat(fixture.metrics.count("connections.overflow")).isEqualTo(1);
        }
    }

    @Test
    void whoTypesNothing() {
        Quotas quotas = Quotas.DEFAULTS.withIdleTime(Duration.ofMillis(200));
        try (AccessFixture fixture = new AccessFixture(builder -> builder.quotas(quotas))) {
            BridgeFixture.Client client = fixture.client("ada operator");
            assertThat(client.connection.awaitClose()).isEqualTo(4429);
            assertThat(fixture.metrics.count("connections.idle")).isEqualTo(1);
        }
    }

    @Test
    void whatADrivenPaneWaitsFor() {
        try (AccessFixture fixture = new AccessFixture()) {
            fixture.server.newSession("s", 80, 24, "cat");
            try (Pane pane = fixture.bridge.pane(Caller.of("robot", Role.ADMIN), "s")) {
                List<CompletableFuture<?>> waits = new ArrayList<>();
                for (int i = 0; i < 1025; i++) {
                    waits.add(pane.awaitOutput(Await.text("never"), Duration.ofMinutes(5)));
                }
                await().until(() -> waits.stream().anyMatch(CompletableFuture::isDone));
                assertThat(fixture.metrics.count("drivers.refused")).isEqualTo(1);
                assertThat(waits.stream().filter(CompletableFuture::isDone))
                        .allSatisfy(
                                each -> assertThat(DrivePaneTest.refusal(each)).isEqualTo(ErrorCode.LIMIT));
            }
        }
    }

    /** The bug: the command was typed all the same, and ran. */
    @Test
    void aCommandThatIsRefusedBecauseOfThoseWhoWaitIsNotTyped() {
        try (AccessFixture fixture = new AccessFixture()) {
            fixture.server.newSession("s", 80, 24, "cat");
            try (Pane pane = fixture.bridge.pane(Caller.of("robot", Role.ADMIN), "s")) {
                for (int i = 0; i < 1024; i++) {
                    pane.awaitOutput(Await.text("never"), Duration.ofMinutes(5));
                }
                assertThat(DrivePaneTest.refusal(pane.run("echo typed", Duration.ofMinutes(5))))
                        .isEqualTo(ErrorCode.LIMIT);
                assertThat(fixture.audit).noneMatch(event -> event.action().equals("pane.run"));
            }
        }
    }

    private static AccessFixture with(BridgeLimits limits) {
        return new AccessFixture(builder -> builder.limits(limits));
    }

    /** Looks at each of them, of whatever module. */
    @Test
    void everyLimitThatIsCountedIsReachedInATest() throws IOException {
        Set<String> counters = new TreeSet<>();
        for (String row : Files.readAllLines(checkout().resolve("docs/security.md"))) {
            String[] cells = row.split("(?<!\\\\)\\|", -1);
            if (cells.length == 6) {
                Pattern.compile("`([a-z]+\\.[a-z.-]+)`")
                        .matcher(cells[4])
                        .results()
                        .forEach(each -> counters.add(each.group(1)));
            }
        }
        assertThat(counters).contains("connections.stuck").hasSizeGreaterThan(20);
        String tests = tests();
        assertThat(counters).allSatisfy(each -> assertThat(tests).contains('"' + each + '"'));
    }

    private static String tests() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files =
                Files.find(checkout(), 20, (path, attributes) -> path.toString().endsWith("Test.java"))) {
            for (Path file : files.toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    private static Path checkout() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("tmuxbridge-core")) ? here : here.getParent();
    }
}
