package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Options of the user's that change what tmux makes of the same bytes: viewers get what tmux has then. */
class ScreenOptionsTest {

    private static final String ENTER = "\u001b[?1047h";

    private final BridgeFixture fixture = new BridgeFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Viewers were on the alternate screen, and tmux was not, until the pane was silent. */
    @Test
    void whereTmuxHasNoAlternateScreenViewersHaveNone() {
        fixture.server.newSession("dev", 80, 24, "cat");
        fixture.server.tmux("set-option", "-w", "-t", "dev", "alternate-screen", "off");
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'dev','cols':80,'rows':24}");
        client.hear("output");

        print("in\\033[?1049h");
        untilShown(client, "in");
        assertThat(fixture.server.tmux("display-message", "-p", "-t", "dev", "#{alternate_on}"))
                .isEqualTo("0");
        assertThat(client.screenText()).doesNotContain(ENTER);

        fixture.server.tmux("set-option", "-w", "-t", "dev", "-u", "alternate-screen");
        client.say("{'type':'refresh','channel':1}");
        await().until(() -> outputs(client)
                        .filter(each -> each.path("snapshot").asBoolean())
                        .count()
                == 2);
        print("on\\033[?1049h");
        untilShown(client, ENTER);
    }

    private void print(String text) {
        String tty = fixture.server.tmux("display-message", "-p", "-t", "dev", "#{pane_tty}");
        fixture.server.tmux("run-shell", "printf '" + text + "' >" + tty);
    }

    private void untilShown(BridgeFixture.Client client, String text) {
        await().until(() -> client.screenText().contains(text));
    }

    private Stream<JsonNode> outputs(BridgeFixture.Client client) {
        return client.heard().stream().filter(each -> each.path("type").asText().equals("output"));
    }
}
