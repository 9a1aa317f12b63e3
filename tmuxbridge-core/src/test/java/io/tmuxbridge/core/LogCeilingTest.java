package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.BridgeLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All panes together print more than is kept of them. */
class LogCeilingTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int CEILING = 256 * 1024;
    private static final int PANES = 6;
    private static final int LEAST = 64 * 1024;
    private static final int LOST_CONNECTION = 1006;

    private final BridgeFixture fixture = new BridgeFixture(BridgeLimits.DEFAULTS.withLogBytesInAll(CEILING));

    @AfterEach
    void close() {
        fixture.close();
    }

    private BridgeFixture.Client view(String session, String more) {
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'" + session + "','cols':80,'rows':24" + more + "}");
        client.hear("output");
        return client;
    }

    private static void flood(BridgeFixture.Client client, int lines) {
        client.handler.text("{\"type\":\"input\",\"channel\":1,\"data\":\"PS1=; stty -echo; seq 1 " + lines
                + "; echo the-'end'\\r\"}");
    }

    private static JsonNode last(BridgeFixture.Client client) {
        List<JsonNode> outputs = outputs(client);
        return outputs.get(outputs.size() - 1);
    }

    private static List<JsonNode> outputs(BridgeFixture.Client client) {
        return client.heard().stream()
                .filter(node -> node.path("type").asText().equals("output"))
                .toList();
    }

    @Test
    void theCeilingHoldsAndEverybodySeesTheEnd() {
        List<BridgeFixture.Client> clients = new ArrayList<>();
        for (int i = 0; i < PANES; i++) {
            fixture.server.newSession("s" + i, 80, 24, "sh");
            clients.add(view("s" + i, i == 0 ? ",'delivery':'lossless'" : ""));
        }
        clients.get(0).say("{'type':'ack','channel':1,'offset':0}");
        clients.forEach(client -> flood(client, 100_000));
        for (BridgeFixture.Client client : clients) {
            await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(() -> {
                assertThat(fixture.metrics.value("logs.bytes")).isLessThanOrEqualTo(CEILING + PANES * LEAST);
                client.say("{'type':'ack','channel':1,'offset':"
                        + last(client).path("end").asLong() + "}");
                return client.seesAtTheEnd("the-end");
            });
        }
        assertThat(outputs(clients.get(0)).stream()
                        .filter(node -> node.path("snapshot").asBoolean()))
                .as("who wants every byte gets it under the ceiling as well")
                .hasSize(1);
        assertThat(numbers(clients.get(0))).isEqualTo(100_000);
    }

    @Test
    void whoComesBackToALogThatWasEmptiedIsToldOfTheGap() {
        fixture.server.newSession("left", 80, 24, "sh");
        fixture.server.newSession("loud", 80, 24, "sh");
        String me = ",'clientId':'client-0123456789abcdef','access':'read','attempt':";
        BridgeFixture.Client first = view("left", me + "1");
        String epoch = first.hear("connected").path("epoch").asText();
        long offset = last(first).path("end").asLong();
        BridgeFixture.Client typing = view("left", "");
        flood(typing, 20_000);
        await().atMost(LONG).until(() -> typing.seesAtTheEnd("the-end"));
        long head = last(typing).path("end").asLong();
        typing.handler.closed(LOST_CONNECTION, "lost");
        first.handler.closed(LOST_CONNECTION, "lost");

        BridgeFixture.Client loud = view("loud", "");
        flood(loud, 200_000);
        await().atMost(LONG).until(() -> fixture.metrics.count("logs.trimmed") > 0);

        BridgeFixture.Client back = view("left", me + "2,'resume':{'epoch':'" + epoch + "','offset':" + offset + "}");
        JsonNode connected = back.hear("connected");
        assertThat(connected.path("resume").asText()).isEqualTo("gap");
        assertThat(connected.path("lost").asLong()).isGreaterThanOrEqualTo(head - offset);
        assertThat(outputs(back).get(0).path("snapshot").asBoolean()).isTrue();
        assertThat(outputs(back).get(0).path("data").asText()).contains("the-end");
    }

    private static int numbers(BridgeFixture.Client client) {
        Matcher line = Pattern.compile("(?<=\n)(\\d+)\r").matcher(client.screenText());
        int expected = 0;
        while (line.find()) {
            expected++;
            assertThat(Integer.parseInt(line.group(1))).isEqualTo(expected);
        }
        return expected;
    }
}
