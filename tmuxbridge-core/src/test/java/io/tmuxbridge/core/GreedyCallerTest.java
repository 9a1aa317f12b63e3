package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.access.Quotas;
import io.tmuxbridge.access.Quotas.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One caller at every limit leaves the others their service. */
class GreedyCallerTest {

    private static final Rate MUCH = new Rate(5000, 1 << 24);

    private static final int TERMINALS = 8;
    private static final int INPUT = 40_000;

    private static Quotas quotas(Rate perCaller, Rate perStranger, int requestsPerSecond) {
        return Quotas.DEFAULTS
                .withConnections(8, 100)
                .withSessionsPerCaller(1)
                .withTerminalsPerCaller(TERMINALS)
                .withPerConnection(MUCH)
                .withPerCaller(perCaller)
                .withPerStranger(perStranger)
                .withInputPerSecondPerCaller(INPUT)
                .withRequestsPerSecondPerCaller(requestsPerSecond)
                .withRequestsAtOncePerCaller(2);
    }

    @Test
    void whoIsAtEveryLimitLeavesTheOthersTheirService() {
        try (AccessFixture fixture = new AccessFixture(builder -> builder.quotas(quotas(MUCH, MUCH, 1)))) {
            fixture.session("hers", "alice");
            fixture.session("his", "mallory");
            List<BridgeFixture.Client> greedy = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                BridgeFixture.Client client = fixture.client("mallory operator");
                client.say("{'type':'connect','sessionId':'his','cols':80,'rows':24}");
                greedy.add(client);
                for (int n = 0; n < 1100; n++) {
                    client.say("{'jsonrpc':'2.0','id':" + n + ",'method':'session.list'}");
                }
                for (int n = 0; n < 20; n++) {
                    client.say("{'type':'input','data':'" + "\\u0001x".repeat(500) + "'}");
                }
            }
            assertThat(fixture.client("mallory operator").connection.awaitClose())
                    .as("one more of his connections")
                    .isEqualTo(4429);
            assertThat(fixture.metrics.count("requests.refused"))
                    .as("requests for which there is no room to wait")
                    .isPositive();
            JsonNode refused = greedy.get(0).hear(node -> node.path("id").asInt() == 1099);
            assertThat(refused.path("error").path("data").path("code").asText())
                    .as("each of them is answered")
                    .isEqualTo("limit");
            BridgeFixture.Client alice = fixture.client("alice operator");
            assertThat(alice.outcome("session.get", "{'sessionId':'hers'}")).isEqualTo("ok");
            alice.say("{'type':'connect','sessionId':'hers','cols':80,'rows':24}");
            alice.hear("connected");
            alice.say("{'type':'input','data':'still here\\r'}");
            await().until(() -> alice.screenText().contains("still here"));
        }
    }

    /**
     * His rights were to be looked at behind all that waited; there was no room for that, and nobody after him was told
     * either.
     */
    @Test
    void whoFillsAConnectionIsOutAtOnceWhenHisRightsAreTaken() {
        try (AccessFixture fixture = new AccessFixture(builder -> builder.quotas(quotas(MUCH, MUCH, 1)))) {
            fixture.session("his", "mallory");
            List<BridgeFixture.Client> connections = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                BridgeFixture.Client client = fixture.client("mallory operator");
                client.say("{'type':'connect','sessionId':'his','cols':80,'rows':24}");
                connections.add(client);
            }
            connections.forEach(client -> client.hear("connected"));
            for (BridgeFixture.Client full : connections.subList(0, 3)) {
                for (int n = 0; n < 1100; n++) {
                    full.say("{'jsonrpc':'2.0','id':" + n + ",'method':'server.info'}");
                }
            }
            assertThat(fixture.metrics.count("requests.refused")).isPositive();
            fixture.bridge.access().setOwner("his", Optional.of("alice"));
            for (BridgeFixture.Client client : connections) {
                assertThat(client.hear("disconnect").path("reason").asText()).isEqualTo("forbidden");
            }
        }
    }

    @Test
    void allConnectionsOfACallerMaySendSoMuchTogether() {
        try (AccessFixture fixture =
                new AccessFixture(builder -> builder.quotas(quotas(new Rate(50, 1 << 20), MUCH, 30)))) {
            BridgeFixture.Client one = fixture.client("mallory operator");
            BridgeFixture.Client two = fixture.client("mallory operator");
            assertThat(one.outcome("server.info", "{}")).isEqualTo("ok");
            assertThat(two.outcome("server.info", "{}")).isEqualTo("ok");
            for (int i = 0; i < 70; i++) {
                one.say("{'type':'ping'}");
            }
            assertThat(one.connection.closeCode()).isEmpty();
            for (int i = 0; i < 70; i++) {
                two.say("{'type':'ping'}");
            }
            assertThat(two.connection.closeCode()).hasValue(4429);
            assertThat(fixture.client("alice operator").outcome("server.info", "{}"))
                    .isEqualTo("ok");
        }
    }

    /** The bug: strangers could have a megabyte each put together of parts that were never measured. */
    @Test
    void whatIsPutTogetherOfPartsMayBeLittleUntilSomebodyHasSignedIn() {
        try (AccessFixture fixture = new AccessFixture()) {
            BridgeFixture.Client client = fixture.clientWithout();
            await().until(() -> client.handler.maxMessageBytes() == 64 * 1024);
            client.say("{'type':'auth','token':'alice operator'}");
            await().until(() -> client.handler.maxMessageBytes() == BridgeLimits.DEFAULTS.maxMessageBytes());
        }
    }

    @Test
    void aStrangerMaySayLittle() {
        try (AccessFixture fixture =
                new AccessFixture(builder -> builder.quotas(quotas(MUCH, new Rate(5, 4096), 30)))) {
            BridgeFixture.Client stranger = fixture.clientWithout();
            assertThat(stranger.outcome("server.info", "{}")).isEqualTo("unauthenticated");
            for (int i = 0; i < 20; i++) {
                stranger.say("{'type':'ping'}");
            }
            assertThat(stranger.connection.closeCode()).hasValue(4429);
            assertThat(fixture.metrics.count("connections.flooding")).isPositive();
        }
    }

    @Test
    void aCallerMayHaveSoManyTerminalsOnAllConnections() {
        try (AccessFixture fixture = new AccessFixture(builder -> builder.quotas(quotas(MUCH, MUCH, 30)))) {
            fixture.session("his", "mallory");
            fixture.session("hers", "alice");
            String connect = "{'type':'connect','sessionId':'his','cols':80,'rows':24}";
            BridgeFixture.Client one = fixture.client("mallory operator");
            BridgeFixture.Client two = fixture.client("mallory operator");
            for (int i = 0; i < TERMINALS; i++) {
                BridgeFixture.Client next = i % 2 == 0 ? one : two;
                int before = connected(next);
                next.say(connect);
                await().until(() -> connected(next) > before);
            }
            two.say(connect);
            assertThat(two.hear("error").path("code").asText()).isEqualTo("limit");
            assertThat(fixture.metrics.count("terminals.refused")).isEqualTo(1);
            BridgeFixture.Client alice = fixture.client("alice operator");
            alice.say("{'type':'connect','sessionId':'hers','cols':80,'rows':24}");
            alice.hear("connected");
            one.say("{'type':'disconnect','channel':1}");
            one.hear("disconnect");
            int before = connected(two);
            two.say(connect);
            await().until(() -> connected(two) > before);
        }
    }

    /** The bug: each of several that were asked for at once found room for one more. */
    @Test
    void whatIsAskedForAtOnceIsNotMoreThanACallerMayHave() {
        try (AccessFixture fixture = new AccessFixture(builder ->
                builder.quotas(quotas(MUCH, MUCH, 1000).withSessionsPerCaller(3).withRequestsAtOncePerCaller(8)))) {
            fixture.session("his", "mallory");
            List<BridgeFixture.Client> clients = Stream.generate(() -> fixture.client("mallory operator"))
                    .limit(8)
                    .toList();
            clients.forEach(client -> {
                client.say("{'type':'connect','sessionId':'his','cols':80,'rows':24}");
                client.say("{'type':'connect','sessionId':'his','cols':80,'rows':24}");
                client.say("{'jsonrpc':'2.0','id':1,'method':'session.create'}");
            });
            clients.forEach(client -> client.hear(node -> node.path("id").asInt() == 1));
            assertThat(clients.stream().mapToInt(GreedyCallerTest::connected).sum())
                    .isEqualTo(TERMINALS);
            assertThat(fixture.metrics.count("terminals.refused")).isEqualTo(8);
            assertThat(fixture.bridge.sessions().list()).hasSize(3);
            assertThat(fixture.metrics.count("sessions.refused")).isEqualTo(6);
        }
    }

    /**
     * The bug: searches were bounded for each connection only and went on without it: whoever came again and again had
     * any number of them wait, each with all that its request held.
     */
    @Test
    void searchesOfACallerThatWaitAreBoundedAndEndWithTheirConnection() {
        try (AccessFixture fixture = new AccessFixture(AccessFixture.HURRIED)) {
            fixture.session("his", "mallory");
            fixture.server.tmux("send-keys", "-t", "=his:", "-l", "x".repeat(3000));
            BridgeFixture.Client first = fixture.client("mallory operator");
            await().until(() -> !first.ask("pane.search", "{'sessionId':'his','pattern':'x{70}','regex':true}")
                    .path("result")
                    .path("matches")
                    .isEmpty());
            String slow = "'params':{'sessionId':'his','pattern':'(x+x+)+y','regex':true}}";
            List<BridgeFixture.Client> connections = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                BridgeFixture.Client client = fixture.client("mallory operator");
                for (int n = 0; n < 16; n++) {
                    client.say("{'jsonrpc':'2.0','id':" + (900 + n) + ",'method':'pane.search'," + slow);
                }
                connections.add(client);
            }
            await().until(() -> connections.stream()
                    .flatMap(client -> client.heard().stream())
                    .anyMatch(
                            node -> node.path("error").path("message").asText().startsWith("64 searches of mallory")));
            connections.forEach(client -> client.handler.closed(1006, ""));
            await().until(() -> first.outcome("pane.search", "{'sessionId':'his','pattern':'x'}")
                    .equals("ok"));
        }
    }

    private static int connected(BridgeFixture.Client client) {
        return (int) client.heard().stream()
                .filter(node -> node.path("type").asText().equals("connected"))
                .count();
    }

    /** Who owns several sessions keeps tmux no busier than who owns one, and what it typed comes in the end. */
    @Test
    void whatACallerTypesInAllOfItsSessionsHasOnePace() {
        try (AccessFixture fixture = new AccessFixture(builder -> builder.quotas(quotas(MUCH, MUCH, 30)))) {
            BridgeFixture.Client mallory = fixture.client("mallory operator");
            for (int i = 0; i < 4; i++) {
                fixture.session("his" + i, "mallory");
                mallory.say("{'type':'connect','sessionId':'his" + i + "','cols':80,'rows':24}");
                int open = i + 1;
                await().until(() -> connected(mallory) == open);
            }
            for (int i = 0; i < 4; i++) {
                for (int n = 0; n < 40; n++) {
                    mallory.say("{'type':'input','channel':" + (i + 1) + ",'data':'" + "\\u0001".repeat(100) + "'}");
                }
                mallory.say("{'type':'input','channel':" + (i + 1) + ",'data':'the-end\\r'}");
            }
            await().until(() -> fixture.metrics.count("input.paced") > 0);
            fixture.session("hers", "alice");
            BridgeFixture.Client alice = fixture.client("alice operator");
            alice.say("{'type':'connect','sessionId':'hers','cols':80,'rows':24}");
            alice.hear("connected");
            alice.say("{'type':'input','channel':1,'data':'still here\\r'}");
            await().until(() -> alice.screenText().contains("still here"));
            await().atMost(Duration.ofSeconds(60)).until(() -> occurrences(mallory.screenText(), "the-end") >= 4);
        }
    }

    private static int occurrences(String text, String words) {
        return text.split(words, -1).length - 1;
    }

    /** A snapshot costs tmux milliseconds, in which it does nothing else. */
    @Test
    void whoReadsNothingAndAsksForSnapshotsCostsTmuxNone() {
        try (AccessFixture fixture = new AccessFixture(builder -> builder.quotas(quotas(MUCH, MUCH, 30)))) {
            fixture.session("his", "mallory");
            BridgeFixture.Client deaf = fixture.client("mallory operator");
            deaf.say("{'type':'connect','sessionId':'his','cols':80,'rows':24}");
            deaf.hear("output");
            deaf.say("{'type':'refresh','channel':1}");
            await().until(() -> snapshots(deaf) == 2);
            deaf.connection.holdSends();
            deaf.say("{'type':'input','channel':1,'data':'x'}");
            await().until(deaf.connection::sendInFlight);
            long before = fixture.metrics.count("stream.snapshots");
            for (int i = 0; i < 50; i++) {
                deaf.say("{'type':'refresh','channel':1}");
                assertThat(deaf.connection.closeCode()).isEmpty();
            }
            deaf.say(
                    "{'jsonrpc':'2.0','id':7,'method':'window.rename','params':{'sessionId':'his','name':'all-done'}}");
            await().until(() -> fixture.server
                    .tmux("list-windows", "-a", "-F", "#{window_name}")
                    .contains("all-done"));
            assertThat(fixture.metrics.count("stream.snapshots")).isLessThanOrEqualTo(before + 1);
            deaf.connection.releaseSends();
            await().until(() -> snapshots(deaf) >= 3);
        }
    }

    private static int snapshots(BridgeFixture.Client client) {
        return (int) client.heard().stream()
                .filter(node -> node.path("snapshot").asBoolean())
                .count();
    }
}
