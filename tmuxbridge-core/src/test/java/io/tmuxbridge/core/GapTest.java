package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Redaction;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.access.UnownedSessions;
import io.tmuxbridge.pane.Await;
import io.tmuxbridge.pane.Awaited;
import io.tmuxbridge.pane.Pane;
import io.tmuxbridge.pane.PaneOutput;
import io.tmuxbridge.transport.CloseCode;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Output that nobody can be sent any more, because it was printed while no client of tmux took it: viewers were shown a
 * screen, as after a resize, and never told.
 */
class GapTest {

    private static final int LOST_CONNECTION = 1006;
    private static final String TICKS = "while :; do echo tick; sleep 0.01; done";
    private static final Set<String> NEWS = Set.of("gap", "skipped");

    private final AccessFixture fixture = new AccessFixture(
            builder -> builder.redaction(Redaction.from(Role.VIEWER)).unownedSessions(UnownedSessions.READ));

    @BeforeEach
    void begin() {
        fixture.server.newSession("keep", 80, 24, "cat");
        fixture.server.newSession("s", 80, 24, "sh", "-c", TICKS);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void whoMayNotSkipIsToldOrClosedWhenTheClientOfTmuxIsReplaced() {
        BridgeFixture.Client lossless = views("root admin", "lossless", "");
        BridgeFixture.Client fresh = views("root admin", "fresh", "");
        BridgeFixture.Client masked = views("eve viewer", "lossless", "");
        BridgeFixture.Client disconnect = views("root admin", "disconnect", "");
        fixture.server.tmux("detach-client", "-t", client());
        for (BridgeFixture.Client each : List.of(lossless, fresh, masked)) {
            await().untilAsserted(() -> assertThat(told(each)).containsExactly("screen", "gap", "screen"));
        }
        await().until(() -> isCutOff(disconnect));
        assertThat(told(disconnect)).containsExactly("screen");
    }

    @Test
    void soItIsWhenTmuxHasPausedThePaneByItself() {
        BridgeFixture.Client lossless = views("root admin", "lossless", "");
        pausedByTmux();
        await().untilAsserted(() -> assertThat(told(lossless)).containsExactly("screen", "gap", "screen"));
    }

    @Test
    void whoHasToSkipSeveralGapsAtOnceIsToldOnce() {
        BridgeFixture.Client fresh = views("root admin", "fresh", "");
        fresh.connection.holdSends();
        pausedByTmux();
        long before = fixture.metrics.count("stream.snapshots");
        fixture.server.tmux("resize-window", "-t", "s", "-x", "90", "-y", "30");
        await().until(() -> fixture.metrics.count("stream.snapshots") > before);
        fresh.connection.releaseSends();
        await().untilAsserted(() -> assertThat(told(fresh)).containsExactly("screen", "skipped", "gap", "screen"));
    }

    @Test
    void aResizeLosesNothing() {
        BridgeFixture.Client lossless = views("root admin", "lossless", "");
        BridgeFixture.Client disconnect = views("root admin", "disconnect", "");
        fixture.server.tmux("resize-window", "-t", "s", "-x", "90", "-y", "30");
        for (BridgeFixture.Client each : List.of(lossless, disconnect)) {
            await().untilAsserted(() -> assertThat(told(each)).containsExactly("screen", "screen"));
            ticksOn(each);
        }
    }

    @Test
    void whoComesBackFromBeforeAGapIsTold() {
        for (String token : List.of("root admin", "eve viewer")) {
            for (String delivery : List.of("lossless", "fresh", "disconnect")) {
                String id = ",'clientId':'client-0123456789-" + token.substring(0, 3) + delivery + "','attempt':";
                BridgeFixture.Client first = views(token, delivery, id + 1);
                first.connection.close(LOST_CONNECTION, "");
                first.handler.closed(LOST_CONNECTION, "");
                pausedByTmux();
                BridgeFixture.Client second = views(token, delivery, id + 2 + resume(first));
                assertThat(second.hear("connected").path("resume").asText()).isEqualTo("resumed");
                await().untilAsserted(() -> assertThat(told(second)).containsExactly("gap", "screen"));
                ticksOn(second);
            }
        }
    }

    /** It would be closed again and again, if it were closed there a second time. */
    @Test
    void whoWasClosedAtAGapGoesOnBehindIt() {
        String id = ",'clientId':'client-0123456789abcdef','attempt':";
        BridgeFixture.Client first = views("root admin", "disconnect", id + 1);
        pausedByTmux();
        await().until(() -> isCutOff(first));
        BridgeFixture.Client second = views("root admin", "disconnect", id + 2 + resume(first));
        await().untilAsserted(() -> assertThat(told(second)).containsExactly("gap", "screen"));
        ticksOn(second);
        pausedByTmux();
        await().until(() -> isCutOff(second));
    }

    /**
     * Nothing that a pane of ours printed last is behind a gap for which nothing stands, even if it ends right there.
     */
    @Test
    void aPaneThatEndsInAGapIsShownOnceMore() {
        fixture.bridge
                .sessions()
                .create(SessionSpec.builder()
                        .name("ours")
                        .command("sh", "-c", "read x; echo last words")
                        .build());
        BridgeFixture.Client lossless = views("ours", "root admin", "lossless", "");
        await().until(() -> fixture.metrics.count("stream.pipes") == 1);
        fixture.server.tmux("set-hook", "-g", "after-capture-pane", "display-message ''");
        fixture.metrics.on("stream.captures.repeated", this::endsOurs);
        pauses("ours");
        lossless.hear("disconnect");
        assertThat(told(lossless)).containsExactly("screen", "gap", "screen");
        assertThat(lossless.screenText()).contains("last words");
    }

    /** The bug: of a pane of others nobody can take a screen then, and nobody was told. */
    @Test
    void aPaneOfOthersThatEndsInAGapSaysSo() {
        fixture.server.newSession("others", 80, 24, "sh", "-c", "read x; echo last words");
        BridgeFixture.Client lossless = views("others", "root admin", "lossless", "");
        fixture.server.tmux("set-hook", "-g", "after-capture-pane", "display-message ''");
        fixture.metrics.on("stream.captures.repeated", this::endsOthers);
        pauses("others");
        lossless.hear("disconnect");
        assertThat(told(lossless)).containsExactly("screen", "gap");
    }

    /** The bug: who came back for the rest of a pane was told all that was kept, and not that the last is missing. */
    @Test
    void whoComesBackToAPaneOfOthersThatEndedInAGapIsToldToo() {
        fixture.server.newSession("others", 80, 24, "sh", "-c", "read x; echo unseen; read x; echo last words");
        String id = ",'clientId':'client-0123456789-back','attempt':";
        BridgeFixture.Client first = views("others", "root admin", "lossless", id + 1);
        BridgeFixture.Client looksOn = views("others", "root admin", "lossless", "");
        first.connection.close(LOST_CONNECTION, "");
        first.handler.closed(LOST_CONNECTION, "");
        fixture.server.tmux("send-keys", "-t", "others", "Enter");
        await().until(() -> looksOn.screenText().contains("unseen"));
        fixture.server.tmux("set-hook", "-g", "after-capture-pane", "display-message ''");
        fixture.metrics.on("stream.captures.repeated", this::endsOthers);
        pauses("others");
        looksOn.hear("disconnect");
        BridgeFixture.Client second = fixture.client("root admin");
        second.say("{'type':'connect','sessionId':'others','cols':80,'rows':24,'access':'read','delivery':'lossless'"
                + id + 2 + resume(first) + "}");
        second.hear("disconnect");
        assertThat(second.screenText()).contains("unseen");
        assertThat(told(second)).containsExactly("gap");
    }

    /** The bug: who had everything that was kept was told that there is no such pane. */
    @Test
    void whoHadEverythingAndComesBackToAPaneThatEndedInAGapIsToldToo() {
        fixture.server.newSession("others", 80, 24, "sh", "-c", "read x; echo last words");
        String id = ",'clientId':'client-0123456789-back','attempt':";
        BridgeFixture.Client first = views("others", "root admin", "lossless", id + 1);
        first.connection.close(LOST_CONNECTION, "");
        first.handler.closed(LOST_CONNECTION, "");
        fixture.server.tmux("set-hook", "-g", "after-capture-pane", "display-message ''");
        CountDownLatch ended = new CountDownLatch(1);
        fixture.metrics.on("stream.captures.repeated", () -> {
            endsOthers();
            ended.countDown();
        });
        pauses("others");
        await().until(() -> ended.getCount() == 0);
        BridgeFixture.Client second = fixture.client("root admin");
        second.say("{'type':'connect','sessionId':'others','cols':80,'rows':24,'access':'read','delivery':'lossless'"
                + id + 2 + resume(first) + "}");
        assertThat(second.hear("connected").path("resume").asText()).isEqualTo("resumed");
        second.hear("disconnect");
        assertThat(told(second)).containsExactly("gap");
    }

    /** The bug: who waited for output was told that the pane has ended, and not that it was not told all. */
    @Test
    void whoDrivesAPaneOfOthersThatEndsInAGapIsToldToo() {
        fixture.server.newSession("others", 80, 24, "sh", "-c", "read x; echo last words");
        try (Pane pane = fixture.bridge.pane(Caller.of("root", Role.ADMIN), "others")) {
            Duration patience = Duration.ofSeconds(60);
            CompletableFuture<Awaited> word = pane.awaitOutput(Await.text("never printed"), patience);
            CompletableFuture<Awaited> silence = pane.awaitOutput(Await.silence(patience), patience);
            DriveFollowTest.Heard followed = new DriveFollowTest.Heard(Long.MAX_VALUE);
            pane.follow().subscribe(followed);
            await().until(() -> !followed.pieces.isEmpty());
            fixture.server.tmux("set-hook", "-g", "after-capture-pane", "display-message ''");
            fixture.metrics.on("stream.captures.repeated", this::endsOthers);
            pauses("others");
            assertThat(followed.ended).succeedsWithin(Duration.ofSeconds(60));
            assertThat(followed.pieces).last().isInstanceOf(PaneOutput.Gap.class);
            for (CompletableFuture<Awaited> each : List.of(word, silence)) {
                assertThat(each.orTimeout(60, TimeUnit.SECONDS).join())
                        .returns(Awaited.Reason.ENDED, Awaited::reason)
                        .returns(true, Awaited::gap);
            }
        }
    }

    /** That a client ends with its session is no gap. */
    @Test
    void aPaneOfOthersThatJustEndsHasNone() {
        fixture.server.newSession("others", 80, 24, "sh", "-c", "read x; echo last words");
        BridgeFixture.Client lossless = views("others", "root admin", "lossless", "");
        fixture.server.tmux("send-keys", "-t", "others", "Enter");
        lossless.hear("disconnect");
        assertThat(told(lossless)).containsExactly("screen");
    }

    private void endsOthers() {
        fixture.metrics.on("stream.captures.repeated", () -> {});
        fixture.server.tmux("send-keys", "-t", "others", "Enter");
        await().until(() ->
                !fixture.server.tmux("list-sessions", "-F", "#{session_name}").contains("others"));
    }

    /**
     * Before tmux is asked once more for a screen, of which nobody knows any more how much of it was printed before.
     */
    private void endsOurs() {
        fixture.metrics.on("stream.captures.repeated", () -> {});
        fixture.server.tmux("send-keys", "-t", "ours", "Enter");
        await().until(() -> fixture.server
                .tmux("display-message", "-p", "-t", "ours", "#{pane_dead}")
                .equals("1"));
    }

    private BridgeFixture.Client views(String token, String delivery, String more) {
        return views("s", token, delivery, more);
    }

    private BridgeFixture.Client views(String session, String token, String delivery, String more) {
        BridgeFixture.Client client = fixture.client(token);
        client.say("{'type':'connect','sessionId':'" + session + "','cols':80,'rows':24,'access':'read','delivery':'"
                + delivery + "'" + more + "}");
        client.hear("output");
        return client;
    }

    /** That it stands where a client stands which has written all that it was sent. */
    private static String resume(BridgeFixture.Client client) {
        return ",'resume':{'epoch':'" + client.hear("connected").path("epoch").asText() + "','offset':"
                + lastOutput(client).path("end").asLong() + "}";
    }

    private void pausedByTmux() {
        long before = fixture.metrics.count("stream.snapshots");
        pauses("s");
        await().until(() -> fixture.metrics.count("stream.snapshots") > before);
    }

    private void pauses(String session) {
        String pane = fixture.server.tmux("display-message", "-p", "-t", session, "#{pane_id}");
        fixture.server.tmux("refresh-client", "-t", client(session), "-A", pane + ":pause");
    }

    private String client() {
        return client("s");
    }

    private String client(String session) {
        await().until(() -> fixture.server
                        .tmux("list-clients", "-t", session, "-F", "#{client_name}")
                        .lines()
                        .count()
                == 1);
        return fixture.server.tmux("list-clients", "-t", session, "-F", "#{client_name}");
    }

    private static boolean isCutOff(BridgeFixture.Client client) {
        return client.connection.closeCode().equals(OptionalInt.of(CloseCode.TOO_SLOW.code()));
    }

    /** Bytes come behind the last screen, and it is open. */
    private static void ticksOn(BridgeFixture.Client client) {
        await().until(() -> !lastOutput(client).path("snapshot").asBoolean());
        assertThat(client.connection.closeCode()).isEmpty();
    }

    /** Screens, and what was said to be missing, in their order. */
    private static List<String> told(BridgeFixture.Client client) {
        return client.heard().stream()
                .map(node -> node.path("snapshot").asBoolean()
                        ? "screen"
                        : node.path("name").asText())
                .filter(word -> word.equals("screen") || NEWS.contains(word))
                .toList();
    }

    private static JsonNode lastOutput(BridgeFixture.Client client) {
        List<JsonNode> outputs = client.heard().stream()
                .filter(node -> node.path("type").asText().equals("output"))
                .toList();
        return outputs.get(outputs.size() - 1);
    }
}
