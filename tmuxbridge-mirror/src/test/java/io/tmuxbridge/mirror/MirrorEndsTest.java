package io.tmuxbridge.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.metrics.BridgeMetrics;
import io.tmuxbridge.testkit.Signals;
import io.tmuxbridge.testkit.TmuxServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the view of a whole session ends, its keys, and that nothing is left of it. */
class MirrorEndsTest {

    private MirrorFixture fixture = new MirrorFixture();
    private int questions;

    @AfterEach
    void close() {
        fixture.close();
    }

    private MirrorFixture.Client viewer() {
        fixture.server.newSession("s", 80, 24, "cat", "-v");
        MirrorFixture.Client client = fixture.admin();
        client.mirror("s", 80, 24, "");
        client.awaitText("[s]");
        return client;
    }

    private static String reason(MirrorFixture.Client client) {
        return client.hear("disconnect").path("reason").asText();
    }

    @Test
    void theSessionEnds() {
        MirrorFixture.Client client = viewer();
        fixture.server.newSession("another", 80, 24, "cat");
        fixture.server.tmux("kill-session", "-t", "s");
        assertThat(reason(client)).isEqualTo("session-ended");
    }

    @Test
    void theLastSessionEndsAndWithItTheServer() {
        MirrorFixture.Client client = viewer();
        fixture.server.tmux("kill-session", "-t", "s");
        assertThat(reason(client)).isEqualTo("session-ended");
    }

    @Test
    void theServerIsToldToEnd() {
        MirrorFixture.Client client = viewer();
        fixture.server.tmux("kill-server");
        assertThat(reason(client)).isEqualTo("tmux-ended");
    }

    /** Servers count alike: the guard of a client tells its own session from another with the same number. */
    @Test
    void aSessionOfAFurtherServerIsDrawnAndNoOther() {
        fixture.close();
        fixture = new MirrorFixture(builder -> builder.tmuxServers(2));
        try (TmuxServer further = fixture.server.further(1)) {
            fixture.server.newSession("here", 80, 24, "cat");
            further.newSession("there", 80, 24, "cat");
            further.newSession("other", 80, 24, "cat");
            MirrorFixture.Client client = fixture.admin();
            client.mirror("there", 80, 24, "");
            client.awaitText("[there]");
            client.type(1, "drawn\\r");
            client.awaitText("drawn");
            further.tmux("switch-client", "-c", further.tmux("list-clients", "-F", "#{client_name}"), "-t", "other");
            assertThat(reason(client)).isEqualTo("pane-ended");
            assertThat(client.shown().text()).doesNotContain("[other]");
        }
    }

    /** The bug: as long as a server was stopped, nobody looked for clients of others that no guard had kept. */
    @Test
    void aClientIsFoundElsewhereWhateverAServerDoesThatIsStopped() {
        fixture.close();
        fixture = new MirrorFixture(builder -> builder.tmuxServers(2));
        try (TmuxServer further = fixture.server.further(1)) {
            fixture.server.newSession("stopped", 80, 24, "cat");
            further.newSession("there", 80, 24, "cat");
            further.newSession("other", 80, 24, "cat");
            MirrorFixture.Client client = fixture.admin();
            fixture.admin().mirror("stopped", 80, 24, "");
            client.mirror("there", 80, 24, "");
            client.awaitText("[there]");
            long pid = fixture.server.pid();
            Signals.send("STOP", pid);
            try {
                further.tmux("set-hook", "-gu", "client-session-changed");
                further.tmux(
                        "switch-client", "-c", further.tmux("list-clients", "-F", "#{client_name}"), "-t", "other");
                await().atMost(Duration.ofSeconds(25))
                        .until(() -> client.heard("disconnect").size() == 1);
            } finally {
                Signals.send("CONT", pid);
            }
        }
    }

    @Test
    void theServerIsKilled() {
        MirrorFixture.Client client = viewer();
        ProcessHandle.of(fixture.server.pid()).orElseThrow().destroyForcibly();
        assertThat(reason(client)).isEqualTo("tmux-ended");
    }

    @Test
    void itsClientIsKilledAndWhoConnectsAnewGetsAnother() {
        MirrorFixture.Client client = viewer();
        long pid = Long.parseLong(
                fixture.server.tmux("list-clients", "-F", "#{client_pid}").strip());
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        assertThat(reason(client)).isEqualTo("pane-ended");
        MirrorFixture.Client again = fixture.admin();
        again.mirror("s", 80, 24, "");
        again.awaitText("[s]");
    }

    private ProcessHandle drawing() {
        return ProcessHandle.of(Long.parseLong(fixture.server
                        .tmux("list-clients", "-F", "#{client_pid}")
                        .strip()))
                .orElseThrow();
    }

    /** The bug: a client that is detached so sends SIGHUP to its parent, which was the JVM. */
    @Test
    void itIsDetachedWithASignalForItsParentAndNothingElseEnds() {
        MirrorFixture.Client client = viewer();
        ProcessHandle drawing = drawing();
        ProcessHandle parent = drawing.parent().orElseThrow();
        assertThat(parent).isNotEqualTo(ProcessHandle.current());
        fixture.server.tmux("detach-client", "-P", "-t", fixture.server.tmux("list-clients", "-F", "#{client_name}"));
        assertThat(reason(client)).isEqualTo("pane-ended");
        await().until(() -> !drawing.isAlive() && !parent.isAlive());
        MirrorFixture.Client again = fixture.admin();
        again.mirror("s", 80, 24, "");
        again.awaitText("[s]");
    }

    @Test
    void noProcessOfItIsLeft() {
        MirrorFixture.Client client = viewer();
        ProcessHandle drawing = drawing();
        ProcessHandle parent = drawing.parent().orElseThrow();
        client.say("{'type':'disconnect'}");
        await().until(() -> !drawing.isAlive() && !parent.isAlive());
    }

    @Test
    void itIsDetachedByThePrefixKey() {
        MirrorFixture.Client client = viewer();
        client.type(1, "\\u0002d");
        assertThat(reason(client)).isEqualTo("pane-ended");
        assertThat(fixture.told("s", "#{session_attached}")).isEqualTo("0");
    }

    @Test
    void itIsSuspendedByThePrefixKey() {
        MirrorFixture.Client client = viewer();
        client.type(1, "\\u0002\\u001a");
        assertThat(reason(client)).isEqualTo("pane-ended");
        await().until(() -> fixture.clients().isEmpty());
    }

    @Test
    void theBridgeIsClosedAndNothingIsLeft() {
        MirrorFixture.Client client = viewer();
        fixture.admin().mirror("s", 100, 30, ",'access':'read'");
        fixture.bridge.close();
        await().until(() -> fixture.clients().isEmpty());
        assertThat(fixture.server.tmux("show-hooks", "-g", "client-session-changed"))
                .doesNotContain("suspend-client");
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("tmuxbridge-tmux")));
        assertThat(client.connection.awaitClose()).isEqualTo(1001);
    }

    @Test
    void theClientGoesWithTheLastViewer() {
        MirrorFixture.Client client = viewer();
        client.say("{'type':'disconnect'}");
        assertThat(reason(client)).isEqualTo("client");
        await().until(() -> fixture.clients().isEmpty());
    }

    @Test
    void thereAreNoMoreThanMayBe() {
        fixture.close();
        List<String> counted = new CopyOnWriteArrayList<>();
        fixture = new MirrorFixture(builder -> builder.limits(BridgeLimits.DEFAULTS.withMaxMirrors(1))
                .metrics(new BridgeMetrics() {
                    @Override
                    public void add(String counter, long delta) {
                        counted.add(counter);
                    }

                    @Override
                    public void gauge(String name, LongSupplier value) {
                        // not looked at
                    }
                }));
        MirrorFixture.Client client = viewer();
        client.say("{'type':'connect','view':'mirror','sessionId':'s','cols':100,'rows':30}");
        assertThat(client.hear("error").path("code").asText()).isEqualTo("limit");
        assertThat(counted).containsOnlyOnce("mirrors.refused");
        fixture.admin().mirror("s", 80, 24, "");
        assertThat(fixture.clients()).hasSize(1);
    }

    /** The bug: it was a viewer for ever, and its tmux client stayed. */
    @Test
    void whoComesBackWithASizeForWhichThereIsNoRoomIsNoViewer() {
        fixture.close();
        fixture = new MirrorFixture(builder -> builder.limits(BridgeLimits.DEFAULTS.withMaxMirrors(1)));
        MirrorFixture.Client stays = viewer();
        String me = ",'clientId':'client-aaaaaaaaaaaa'";
        MirrorFixture.Client goes = fixture.admin();
        goes.mirror("s", 80, 24, me);
        goes.handler.closed(1006, "");
        await().until(() -> viewers(stays) == 1);
        MirrorFixture.Client back = fixture.admin();
        back.say("{'type':'connect','view':'mirror','sessionId':'s','cols':100,'rows':30" + me + "}");
        assertThat(back.hear("error").path("code").asText()).isEqualTo("limit");
        assertThat(viewers(stays)).isEqualTo(1);
        back.mirror("s", 80, 24, me);
    }

    private int viewers(MirrorFixture.Client client) {
        int id = ++questions;
        client.say("{'jsonrpc':'2.0','id':" + id + ",'method':'viewer.list','params':{'sessionId':'s'}}");
        return client.hear(node -> node.path("id").asInt() == id)
                .path("result")
                .path("viewers")
                .size();
    }

    /** With a minute of escape-time, a key that waited for it would not come before the test gives up. */
    @Test
    void theEscapeKeyDoesNotWait() {
        MirrorFixture.Client client = viewer();
        fixture.server.tmux("set-option", "-s", "escape-time", "60000");
        client.type(1, "\\u001b");
        client.awaitText("^[");
        client.type(2, "\\u001bx");
        client.awaitText("^[^[x");
        client.type(3, "\\u001b");
        client.type(4, "[A");
        client.awaitText("^[^[x^[[A");
        assertThat(fixture.server.tmux("show-options", "-s", "escape-time")).contains("60000");
    }

    @Test
    void whatTmuxAsksItsTerminalAndTheClipboardAreNotInTheStream() {
        MirrorFixture.Client client = viewer();
        String tty = fixture.server.tmux("list-clients", "-F", "#{client_tty}").strip();
        fixture.server.tmux("set-buffer", "-w", "-t", tty, "copied text");
        assertThat(client.hear(node -> node.path("name").asText().equals("clipboard"))
                        .path("text")
                        .asText())
                .isEqualTo("copied text");
        String output = client.heard("output").toString();
        assertThat(output).doesNotContain("[>c").doesNotContain("[>q").doesNotContain("]52;");
    }

    @Test
    void onlyViewersSizeMattersToOthersAsTmuxSays() {
        fixture.close();
        fixture = new MirrorFixture(builder -> builder.limits(BridgeLimits.DEFAULTS.withLinger(Duration.ofMillis(10))));
        MirrorFixture.Client client = viewer();
        fixture.admin().mirror("s", 50, 10, ",'access':'read'");
        await().until(() -> fixture.clients().size() == 2);
        assertThat(fixture.told("s", "#{window_width}x#{window_height}")).isEqualTo("80x23");
        client.say("{'type':'resize','cols':90,'rows':30}");
        await().until(() ->
                fixture.told("s", "#{window_width}x#{window_height}").equals("90x29"));
    }
}
