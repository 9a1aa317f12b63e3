package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.access.OutputPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a program in a real pane asks for, and what its viewers hear of it. */
class OutputPolicyTest {

    private static final String ASKS =
            "printf '\\033]2;its title\\007\\033]52;c;aGk=\\007\\033]52;c;?\\007\\033[21t\\033[c"
                    + "\\033]9;note\\007\\033Ptmux;\\033\\033]52;c;eA==\\007\\033\\\\drawn'; exec sleep 600";

    private static JsonNode show(BridgeFixture fixture, BridgeFixture.Client viewer) {
        fixture.bridge
                .sessions()
                .create(SessionSpec.builder()
                        .name("s")
                        .command("sh", "-c", "read go; " + ASKS)
                        .build());
        viewer.say("{'type':'connect','sessionId':'s','cols':80,'rows':24}");
        viewer.hear("output");
        viewer.say("{'type':'input','sessionId':'s','data':'\\r'}");
        await().until(() -> viewer.screenText().contains("drawn"));
        long before = fixture.metrics.count("stream.verify.equal");
        await().until(() -> fixture.metrics.count("stream.verify.equal") > before
                || fixture.metrics.count("stream.verify.differences") > 0);
        return viewer.ask("session.get", "{'sessionId':'s'}").path("result");
    }

    private static List<String> events(BridgeFixture.Client viewer) {
        return viewer.heard().stream()
                .filter(node -> node.path("type").asText().equals("event"))
                .map(node -> node.path("name").asText())
                .toList();
    }

    @Test
    void byDefaultATitleIsShownAndACopyIsOfferedAndNothingAnswers() {
        try (BridgeFixture fixture = new BridgeFixture()) {
            BridgeFixture.Client viewer = fixture.client();
            JsonNode session = show(fixture, viewer);
            assertThat(viewer.hear(node -> node.path("name").asText().equals("clipboard"))
                            .path("text")
                            .asText())
                    .isEqualTo("hi");
            assertThat(session.toString()).contains("its title");
            assertThat(viewer.screenText()).doesNotContain("]52", "[21t", "[c", "]9;", "Ptmux");
            assertThat(events(viewer)).containsOnlyOnce("clipboard").contains("title");
        }
    }

    @Test
    void whoLooksOnOnlySeesWhatIsDrawn() {
        try (BridgeFixture fixture = new BridgeFixture(OutputPolicy.DRAWING_ONLY)) {
            BridgeFixture.Client viewer = fixture.client();
            JsonNode session = show(fixture, viewer);
            assertThat(session.toString()).contains("\"title\":\"\"").doesNotContain("its title");
            assertThat(viewer.heard().toString()).doesNotContain("its title");
            assertThat(viewer.screenText()).contains("drawn");
            assertThat(events(viewer)).doesNotContain("clipboard", "title");
            assertThat(fixture.metrics.count("stream.output.refused")).isPositive();
            assertThat(fixture.metrics.count("stream.verify.differences")).isZero();
        }
    }
}
