package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Two hundred sessions and viewers at once, then none: nothing of them may be left. */
@Tag("slow")
@Isolated
class LeakTest {

    private static final int SESSIONS = 200;

    @Test
    void nothingIsLeftOfTwoHundredViewers() throws Exception {
        try (BridgeFixture fixture = new BridgeFixture()) {
            fixture.server.newSession("keep", 80, 24, "cat");
            for (int i = 0; i < SESSIONS; i++) {
                fixture.server.newSession("s" + i, 80, 24, "cat");
            }
            viewAndLeave(fixture, "keep");
            await().atMost(Duration.ofSeconds(20)).until(() -> ownThreads("tmuxbridge-tmux") == 0);
            long processes = children();
            long files = openFiles();

            List<BridgeFixture.Client> clients = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                BridgeFixture.Client client = fixture.client();
                client.say("{'type':'connect','sessionId':'s" + i + "','cols':80,'rows':24}");
                clients.add(client);
            }
            for (BridgeFixture.Client client : clients) {
                await().atMost(Duration.ofSeconds(60)).until(() -> hasOutput(client));
            }
            await().untilAsserted(() -> assertThat(children() - processes).isEqualTo(SESSIONS));

            for (int i = 0; i < SESSIONS; i++) {
                clients.get(i).say("{'type':'disconnect','sessionId':'s" + i + "'}");
            }
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                assertThat(fixture.server.tmux("list-clients").strip()).isEmpty();
                assertThat(ownThreads("tmuxbridge-tmux")).isZero();
                assertThat(children()).isEqualTo(processes);
                assertThat(openFiles()).isLessThanOrEqualTo(files);
            });
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(ownThreads("tmuxbridge-")).isZero());
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

    private static long ownThreads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }

    private static long children() {
        return ProcessHandle.current().children().count();
    }

    private static long openFiles() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }
}
