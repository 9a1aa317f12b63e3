package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The last words of a pane whose window is in two sessions: which session it was viewed by first, and who has left
 * since, costs nobody a byte of them.
 */
@Tag("slow")
class LinkedEndTest {

    private static final int TIMES = Integer.getInteger("faults.last", 5);
    private static final int LINES = 20_000;
    private static final String FIRST = String.format("%098d\r\n", 1);

    private final BridgeFixture fixture = new BridgeFixture();

    @BeforeEach
    void keep() {
        fixture.server.newSession("keep", 80, 24, "cat");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theEndIsWholeForTheOwnSessionWhoeverCameFirst() {
        String pane = linked("mine", "strangers", false);
        BridgeFixture.Client first = views("strangers", pane);
        BridgeFixture.Client second = views("mine", pane);
        isKept(pane);
        second.say("{'type':'input','channel':1,'data':'\\r'}");
        second.hear("disconnect");
        assertWhole(second);
        first.hear("disconnect");
    }

    @Test
    void theEndIsWholeWhenThoseOfTheOtherSessionHaveLeft() {
        String pane = linked("mine", "linked", true);
        BridgeFixture.Client first = views("mine", pane);
        BridgeFixture.Client second = views("linked", pane);
        isKept(pane);
        first.say("{'type':'disconnect','channel':1}");
        await().until(() -> clients("mine").isEmpty());
        isKept(pane);
        second.say("{'type':'input','channel':1,'data':'\\r'}");
        second.hear("disconnect");
        assertWhole(second);
    }

    /** tmux names the session that was used last when it is asked which one a pane is in. */
    @Test
    void theEndIsWholeWhicheverSessionTmuxNames() {
        for (int i = 0; i < TIMES; i++) {
            String pane = linked("mine" + i, "linked" + i, true);
            BridgeFixture.Client client = views("mine" + i, pane);
            isKept(pane);
            views("linked" + i, pane);
            await().until(() -> fixture.server
                    .tmux("display-message", "-p", "-t", pane, "#{session_name}")
                    .startsWith("linked"));
            long heldBack = fixture.metrics.count("stream.held-back");
            client.say("{'type':'ack','channel':1,'offset':0}");
            client.say("{'type':'input','channel':1,'data':'\\r'}");
            await().until(() -> fixture.metrics.count("stream.held-back") > heldBack);
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                client.say("{'type':'ack','channel':1,'offset':" + endOfOutput(client) + "}");
                return client.heard().stream()
                        .anyMatch(node -> node.path("type").asText().equals("disconnect"));
            });
            assertWhole(client);
        }
    }

    /**
     * tmux forgets what a control client has not taken yet, and only one feed has a pipe beside it. The program ends at
     * once, so that tmux itself may lose some of it: for everybody. Some of the sessions end with it.
     */
    @Test
    void theEndIsTheSameForViewersByEitherSession() {
        for (int i = 0; i < 3 * TIMES; i++) {
            String pane = linked("mine" + i, "linked" + i, i % 2 == 0, 300);
            if (i % 3 == 0) {
                fixture.server.tmux("kill-window", "-t", "linked" + i + ":0");
            }
            BridgeFixture.Client first = views("mine" + i, pane);
            isKept(pane);
            BridgeFixture.Client second = views("linked" + i, pane);
            first.say("{'type':'input','channel':1,'data':'\\r'}");
            first.hear("disconnect");
            second.hear("disconnect");
            assertThat(lines(second)).as("try " + i).isEqualTo(lines(first));
        }
    }

    @Test
    void aPaneThatIsFollowedByOneOfItsSessionsIsNotSwept() {
        String pane = linked("mine", "linked", true);
        views("mine", pane);
        isKept(pane);
        fixture.another().close();
        assertThat(fixture.server.tmux("show-options", "-p", "-t", pane)).contains("remain-on-exit on");
    }

    /**
     * A window in a session of the bridge and in another, which is the bridge's as well or is not; returns its pane.
     */
    private String linked(String name, String other, boolean ours) {
        return linked(name, other, ours, LINES);
    }

    private String linked(String name, String other, boolean ours, int lines) {
        String program = "read x; exec awk 'BEGIN { for (i = 1; i <= " + lines + "; i++) printf \"%098d\\n\", i }'";
        fixture.server.newSession(name, 200, 24, "sh", "-c", program);
        fixture.server.tmux("set-option", "-t", name, "@tmuxbridge", "1");
        fixture.server.newSession(other, 200, 24, "cat");
        if (ours) {
            fixture.server.tmux("set-option", "-t", other, "@tmuxbridge", "1");
        }
        fixture.server.tmux("link-window", "-d", "-s", name + ":0", "-t", other + ":7");
        return fixture.server.tmux("display-message", "-p", "-t", name + ":0", "#{pane_id}");
    }

    private BridgeFixture.Client views(String session, String pane) {
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'" + session + "','paneId':'" + pane
                + "','cols':200,'rows':24,'delivery':'lossless'}");
        client.hear("output");
        return client;
    }

    private void isKept(String pane) {
        await().until(() ->
                fixture.server.tmux("show-options", "-p", "-t", pane).contains("remain-on-exit on")
                        && fixture.server
                                .tmux("display-message", "-p", "-t", pane, "#{pane_pipe}")
                                .equals("1"));
    }

    private String clients(String session) {
        return fixture.server.tmux("list-clients", "-t", session, "-F", "#{client_name}");
    }

    private static long endOfOutput(BridgeFixture.Client client) {
        return client.heard().stream()
                .filter(node -> node.path("type").asText().equals("output"))
                .mapToLong(node -> node.path("end").asLong())
                .max()
                .orElse(0);
    }

    private static String lines(BridgeFixture.Client client) {
        String all = client.screenText();
        return all.substring(Math.max(0, all.indexOf(FIRST)));
    }

    private static void assertWhole(BridgeFixture.Client client) {
        String printed = lines(client);
        String lines = IntStream.rangeClosed(1, LINES)
                .mapToObj(i -> String.format("%098d\r\n", i))
                .collect(Collectors.joining());
        assertThat(lines.startsWith(printed)).as("no hole in what came").isTrue();
        assertThat(printed).hasSameSizeAs(lines);
    }
}
