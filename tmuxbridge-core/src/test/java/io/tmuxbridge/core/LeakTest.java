package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Two hundred sessions and viewers at once, then none: nothing of them may be left. */
@Tag("slow")
@Isolated
class LeakTest {

    private static final int SESSIONS = 200;

    @Test
    void nothingIsLeftOfTwoHundredViewers() {
        try (BridgeFixture fixture = new BridgeFixture()) {
            fixture.server.newSession("keep", 80, 24, "cat");
            for (int i = 0; i < SESSIONS; i++) {
                fixture.server.newSession("s" + i, 80, 24, "cat");
            }
            viewAndLeave(fixture, "keep");
            await().atMost(Duration.ofSeconds(20)).until(() -> Leftovers.threads("tmuxbridge-tmux") == 0);
            long processes = Leftovers.children();
            long files = Leftovers.openFiles();

            List<BridgeFixture.Client> clients = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                BridgeFixture.Client client = fixture.client();
                client.say("{'type':'connect','sessionId':'s" + i + "','cols':80,'rows':24}");
                clients.add(client);
            }
            for (BridgeFixture.Client client : clients) {
                await().atMost(Duration.ofSeconds(60)).until(() -> hasOutput(client));
            }
            await().untilAsserted(
                            () -> assertThat(Leftovers.children() - processes).isEqualTo(SESSIONS));

            for (int i = 0; i < SESSIONS; i++) {
                clients.get(i).say("{'type':'disconnect','sessionId':'s" + i + "'}");
            }
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                assertThat(fixture.server.tmux("list-clients").strip()).isEmpty();
                assertThat(Leftovers.threads("tmuxbridge-tmux")).isZero();
                assertThat(Leftovers.children()).isEqualTo(processes);
                assertThat(Leftovers.openFiles()).isLessThanOrEqualTo(files);
            });
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(Leftovers.threads("tmuxbridge-")).isZero());
    }

    /** Two hundred at once take a while on a loaded machine. */
    private static boolean hasOutput(BridgeFixture.Client client) {
        return client.heard().stream()
                .anyMatch(node -> node.path("type").asText().equals("output"));
    }

    private static void viewAndLeave(BridgeFixture fixture, String session) {
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'" + session + "','cols':80,'rows':24}");
        client.hear("connected");
        client.say("{'type':'disconnect','sessionId':'" + session + "'}");
        client.hear("disconnect");
    }
}
