package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.transport.CloseCode;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pane that prints faster than somebody reads who wants every byte. */
class LosslessTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final BridgeFixture fixture = new BridgeFixture();
    private final BridgeFixture.Client client = fixture.client();

    @BeforeEach
    void start() {
        fixture.server.newSession("s0", 80, 24, "sh");
        await().until(() ->
                !fixture.server.tmux("capture-pane", "-p", "-t", "s0").isBlank()); // a prompt, before the output
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void whoWantsEveryByteGetsItHoweverSlowly() {
        connect("lossless");
        client.say("{'type':'ack','channel':1,'offset':0}");
        type("PS1=; stty -echo; seq 1 500000; echo the-'end'\\r");
        await().atMost(LONG).until(() -> fixture.metrics.count("stream.held-back") > 0);
        takeAll();
        assertThat(outputs().stream().filter(node -> node.path("snapshot").asBoolean()))
                .hasSize(1);
        assertThat(numbers()).isEqualTo(500_000);
    }

    @Test
    void whoRatherEndsThanSkipsIsClosedWhenTheLogHasMovedOn() {
        connect("disconnect");
        client.say("{'type':'ack','channel':1,'offset':0}");
        type("PS1=; stty -echo; seq 1 500000; echo the-'end'\\r");
        await().atMost(LONG).until(() -> fixture.metrics.count("stream.bytes") > 2_000_000);
        client.say("{'type':'ack','channel':1,'offset':"
                + outputs().get(outputs().size() - 1).path("end").asLong() + "}");
        await().atMost(LONG)
                .until(() -> client.connection.closeCode().equals(OptionalInt.of(CloseCode.TOO_SLOW.code())));
        assertThat(outputs().stream().filter(node -> node.path("snapshot").asBoolean()))
                .as("it was not shown anything out of turn")
                .hasSize(1);
    }

    /** The bug: a refresh made it jump to a snapshot taken at the head. */
    @Test
    void aRefreshSkipsNothing() {
        connect("lossless");
        client.say("{'type':'ack','channel':1,'offset':0}");
        type("PS1=; stty -echo; seq 1 200000; echo the-'end'\\r");
        await().atMost(LONG).until(() -> fixture.metrics.count("stream.held-back") > 0);
        client.say("{'type':'refresh','channel':1}");
        takeAll();
        List<JsonNode> outputs = outputs();
        assertThat(outputs.stream().filter(node -> node.path("snapshot").asBoolean()))
                .as("the first and the one asked for")
                .hasSize(2);
        long position = outputs.get(0).path("end").asLong();
        for (JsonNode output : outputs.subList(1, outputs.size())) {
            long begins = output.path(output.path("snapshot").asBoolean() ? "end" : "offset")
                    .asLong();
            assertThat(begins).isEqualTo(position);
            position = output.path("end").asLong();
        }
    }

    /**
     * The bug: tmux 3.3 died, with every session, when a session ended whose client was behind and had subscriptions.
     */
    @Test
    void aSessionThatEndsWhileItIsHeldBackEndsNothingElse() {
        fixture.server.newSession("other", 80, 24, "cat");
        connect("lossless");
        client.say("{'type':'ack','channel':1,'offset':0}");
        type("PS1=; stty -echo; seq 1 100000000\\r");
        await().atMost(LONG).until(() -> fixture.metrics.count("stream.held-back") > 0);
        fixture.server.tmux("kill-session", "-t", "s0");
        await().during(Duration.ofMillis(2500))
                .atMost(Duration.ofSeconds(10))
                .until(() -> fixture.server
                        .tmux("list-sessions", "-F", "#{session_name}")
                        .equals("other"));
    }

    private void connect(String delivery) {
        client.say("{'type':'connect','sessionId':'s0','cols':80,'rows':24,'delivery':'" + delivery + "'}");
        client.hear("output");
    }

    private void type(String data) {
        client.handler.text("{\"type\":\"input\",\"channel\":1,\"data\":\"" + data + "\"}");
    }

    /** Reads slowly, to the end. */
    private void takeAll() {
        await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(() -> {
            List<JsonNode> outputs = outputs();
            JsonNode last = outputs.get(outputs.size() - 1);
            client.say("{'type':'ack','channel':1,'offset':" + last.path("end").asLong() + "}");
            return client.seesAtTheEnd("the-end");
        });
    }

    private List<JsonNode> outputs() {
        return client.heard().stream()
                .filter(node -> node.path("type").asText().equals("output"))
                .toList();
    }

    /** The last snapshot and all that came behind it. */
    private String lastScreen() {
        StringBuilder text = new StringBuilder();
        for (JsonNode output : outputs()) {
            if (output.path("snapshot").asBoolean()) {
                text.setLength(0);
            }
            text.append(output.path("data").asText());
        }
        return text.toString();
    }

    /** How many lines hold a number, each one more than the one before. */
    private int numbers() {
        Matcher line = Pattern.compile("(?<=\n)(\\d+)\r").matcher(lastScreen());
        int expected = 0;
        while (line.find()) {
            expected++;
            assertThat(Integer.parseInt(line.group(1))).isEqualTo(expected);
        }
        return expected;
    }
}
