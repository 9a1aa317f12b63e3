package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Of 64 panes that have ended, and no more, who lost the connection to them can still be told the rest. Part of
 * {@code scripts/long-tests last}: so many panes take too long for each run.
 */
@EnabledIfSystemProperty(named = "faults.last", matches = "\\d+")
class ManyEndedTest {

    private static final int KEPT = 64;
    private static final int LOST_CONNECTION = 1006;
    private static final String[] PROGRAM = {"sh", "-c", "read x; echo the rest"};

    private final BridgeFixture fixture = new BridgeFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theOneThatEndedFirstIsForgottenWhenTooManyHaveEndedSince() {
        List<Away> away = panes().stream().map(this::leaves).toList();
        Away first = away.get(0);
        end(List.of(first));
        await().until(() -> !fixture.server
                .tmux("list-panes", "-s", "-t", "s", "-F", "#{pane_id}")
                .lines()
                .toList()
                .contains(first.pane));
        assertThat(comesBack(first, 2)).isEqualTo("resumed");

        end(away.subList(1, away.size()));
        int[] attempt = {2};
        await().atMost(Duration.ofSeconds(30))
                .until(() -> comesBack(first, ++attempt[0]).equals("not-found"));
        assertThat(comesBack(away.get(1), 2)).as("one of the newer ones").isEqualTo("resumed");
    }

    /** One more than are kept, in one session. */
    private List<String> panes() {
        fixture.server.newSession("keep", 80, 24, "cat");
        fixture.server.newSession("s", 80, 24, PROGRAM);
        fixture.server.tmux("set-option", "-t", "s", "@tmuxbridge", "1");
        List<String> words = new ArrayList<>();
        for (int i = 0; i < KEPT; i++) {
            words.addAll(List.of("new-window", "-d", "-t", "s:"));
            Collections.addAll(words, PROGRAM);
            words.add(";");
        }
        fixture.server.tmux(words.toArray(String[]::new));
        return fixture.server
                .tmux("list-panes", "-s", "-t", "s", "-F", "#{pane_id}")
                .lines()
                .toList();
    }

    /** All of them print the rest, and end. */
    private void end(List<Away> away) {
        List<String> words = new ArrayList<>();
        away.forEach(each -> words.addAll(List.of("send-keys", "-t", each.pane, "Enter", ";")));
        fixture.server.tmux(words.toArray(String[]::new));
    }

    private record Away(String pane, String epoch, long offset) {}

    /** Views a pane, and loses the connection. */
    private Away leaves(String pane) {
        BridgeFixture.Client client = connect(pane, 1, "");
        JsonNode connected = client.hear("connected");
        long offset = client.hear("output").path("end").asLong();
        client.handler.closed(LOST_CONNECTION, "");
        return new Away(pane, connected.path("epoch").asText(), offset);
    }

    /** How that goes. */
    private String comesBack(Away away, int attempt) {
        BridgeFixture.Client client =
                connect(away.pane, attempt, ",'resume':{'epoch':'" + away.epoch + "','offset':" + away.offset + "}");
        JsonNode answer = client.hear(node -> node.path("type").asText().matches("connected|error"));
        client.handler.closed(LOST_CONNECTION, "");
        return answer.path(answer.has("resume") ? "resume" : "code").asText();
    }

    private BridgeFixture.Client connect(String pane, int attempt, String more) {
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'s','paneId':'" + pane
                + "','cols':80,'rows':24,'clientId':'one-of-many-ended-" + pane.substring(1) + "','attempt':" + attempt
                + more + "}");
        return client;
    }
}
