package io.tmuxbridge.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.access.Permission;
import io.tmuxbridge.access.Redaction;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.pty.MirrorPolicy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole sessions: who sees them, who types into them, and that they never show another session. */
class MirrorAccessTest {

    private static final String SECRET = "SECRET-OF-ANOTHER";

    private MirrorFixture fixture = new MirrorFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void use(MirrorFixture other) {
        fixture.close();
        fixture = other;
    }

    private void session(String name, String owner) {
        fixture.bridge
                .sessions()
                .create(SessionSpec.builder()
                        .name(name)
                        .command("cat")
                        .owner(owner)
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada operator", "ada viewer"})
    void whoIsNoAdminLooksOnEvenInAnOwnSession(String token) {
        session("own", "ada");
        MirrorFixture.Client client = fixture.client(token);
        assertThat(client.mirror("own", 80, 24, "").path("access").asText()).isEqualTo("read");
        client.awaitText("[own]");
        client.type(1, "\\u0002%");
        client.type(2, "typed\\r");
        assertThat(client.hear("error").path("code").asText()).isEqualTo("forbidden");
        client.hear(node -> node.path("type").asText().equals("input-ack")
                && node.path("seq").asInt() == 2);
        fixture.server.tmux("send-keys", "-t", "own", "-l", "marker");
        client.awaitText("marker");
        assertThat(client.shown().text()).doesNotContain("typed");
        assertThat(fixture.told("own", "#{window_panes}")).isEqualTo("1");
        assertThat(fixture.clients()).singleElement().asString().contains("read-only");
    }

    @Test
    void anOperatorTypesWhereTheApplicationSaysSo() {
        use(new MirrorFixture(builder -> builder.mirror(MirrorPolicy.DEFAULT.withWriters(Role.OPERATOR))));
        session("own", "ada");
        MirrorFixture.Client operator = fixture.client("ada operator");
        assertThat(operator.mirror("own", 80, 24, "").path("access").asText()).isEqualTo("write");
        operator.type(1, "typed\\r");
        operator.awaitText("typed");
        assertThat(fixture.client("ada viewer")
                        .mirror("own", 80, 24, "")
                        .path("access")
                        .asText())
                .isEqualTo("read");
    }

    /** Rights that were taken behind the look at them and before its view was there to be told counted for nothing. */
    @Test
    void whoLosesTheSessionWhileItConnectsSeesNothingOfIt() {
        AtomicReference<Runnable> whileLetIn = new AtomicReference<>(() -> {});
        use(new MirrorFixture(builder -> builder.authorizer((caller, owner, written) -> {
            whileLetIn.getAndSet(() -> {}).run();
            return written;
        })));
        session("own", "eve");
        whileLetIn.set(() -> fixture.bridge.access().setOwner("own", Optional.of("ada")));
        MirrorFixture.Client eve = fixture.client("eve operator");
        eve.say("{'type':'connect','view':'mirror','sessionId':'own','cols':80,'rows':24}");
        JsonNode answer = eve.hear(node -> node.path("type").asText().matches("connected|error"));
        assertThat(answer.path("code").asText()).isEqualTo("not-found");
        await().until(() -> fixture.clients().isEmpty());
    }

    @Test
    void aSessionThatOneMayNotSeeDoesNotExist() {
        session("own", "ada");
        MirrorFixture.Client other = fixture.client("bob operator");
        other.say("{'type':'connect','view':'mirror','sessionId':'own','cols':80,'rows':24}");
        assertThat(other.hear("error").path("code").asText()).isEqualTo("not-found");
        assertThat(fixture.clients()).isEmpty();
    }

    @Test
    void rightsThatAreTakenEndTheView() {
        session("own", "ada");
        fixture.bridge.access().grant("own", "bob", Permission.READ);
        MirrorFixture.Client bob = fixture.client("bob operator");
        bob.mirror("own", 80, 24, "");
        bob.awaitText("[own]");
        fixture.bridge.access().grant("own", "bob", Permission.NONE);
        assertThat(bob.hear("disconnect").path("reason").asText()).isEqualTo("forbidden");
        fixture.server.tmux("send-keys", "-t", "own", "-l", "later");
        await().until(() -> fixture.clients().isEmpty());
        assertThat(bob.shown().text()).doesNotContain("later");
    }

    @Test
    void whoSecretsAreHiddenFromSeesNoWholeSession() {
        use(new MirrorFixture(builder -> builder.redaction(Redaction.from(Role.VIEWER))));
        session("own", "ada");
        MirrorFixture.Client viewer = fixture.client("ada viewer");
        viewer.say("{'type':'connect','view':'mirror','sessionId':'own','cols':80,'rows':24}");
        assertThat(viewer.hear("error").path("code").asText()).isEqualTo("forbidden");
        assertThat(fixture.client("ada operator")
                        .mirror("own", 80, 24, "")
                        .path("access")
                        .asText())
                .isEqualTo("read");
    }

    @Test
    void withoutPseudoTerminalsItIsRefusedWithWhatToAdd() {
        use(new MirrorFixture(builder -> builder.mirror(MirrorPolicy.NONE)));
        fixture.server.newSession("s", 80, 24, "cat");
        MirrorFixture.Client admin = fixture.admin();
        admin.say("{'type':'connect','view':'mirror','sessionId':'s','cols':80,'rows':24}");
        assertThat(admin.hear("error").path("message").asText()).contains("tmuxbridge-mirror");
        assertThat(fixture.bridge.info().views()).containsExactly("pane");
        admin.say("{'jsonrpc':'2.0','id':1,'method':'server.info'}");
        assertThat(admin.hear(node -> node.path("id").asInt() == 1)
                        .path("result")
                        .path("views")
                        .toString())
                .isEqualTo("[\"pane\"]");
    }

    /** Each moves the client of a session to another one, if nothing is done about it. */
    @ParameterizedTest
    @ValueSource(strings = {"switch-client", "kill-session", "kill-pane"})
    void anotherSessionIsNeverShown(String how) {
        fixture.server.newSession("mine", 80, 24, "cat");
        fixture.server.newSession("other", 80, 24, "sh", "-c", "echo " + SECRET + "; cat");
        fixture.server.tmux("set-option", "-g", "detach-on-destroy", "off");
        String reader = ",'access':'read'";
        MirrorFixture.Client client = fixture.admin();
        client.mirror("mine", 80, 24, reader);
        client.awaitText("[mine]");
        if (how.equals("switch-client")) {
            String tty =
                    fixture.server.tmux("list-clients", "-F", "#{client_tty}").strip();
            fixture.server.tmux("switch-client", "-c", tty, "-t", "other");
        } else {
            fixture.server.tmux(how, "-t", "mine:");
        }
        String reason = client.hear("disconnect").path("reason").asText();
        assertThat(reason).isEqualTo(how.equals("switch-client") ? "pane-ended" : "session-ended");
        await().until(() -> fixture.clients().isEmpty());
        assertThat(client.heard("output").toString()).doesNotContain(SECRET).doesNotContain("other");
    }

    /** What the test above would see: a client without the guard, moved the same way, draws the other session. */
    @Test
    void aClientThatNobodyGuardsIsMoved() throws Exception {
        fixture.server.newSession("mine", 80, 24, "cat");
        fixture.server.newSession("other", 80, 24, "sh", "-c", "echo " + SECRET + "; cat");
        fixture.server.tmux("set-option", "-g", "detach-on-destroy", "off");
        try (BareClient bare = new BareClient(fixture.server, "mine", 80, 24)) {
            await().until(() -> bare.text().contains("[mine]"));
            fixture.server.tmux("kill-session", "-t", "mine:");
            await().until(() -> bare.text().contains(SECRET));
        }
    }

    @Test
    void nothingIsLeftBehind() {
        fixture.server.newSession("s", 80, 24, "cat");
        fixture.server.tmux("set-hook", "-g", "client-session-changed", "display-message hello");
        MirrorFixture.Client client = fixture.admin();
        client.mirror("s", 80, 24, "");
        client.mirror("s", 90, 24, ",'clientId':'0123456789abcdef0123'");
        await().until(() -> hooks().size() == 3);
        client.handler.closed(1000, "done");
        await().until(() -> fixture.clients().isEmpty());
        await().until(() -> hooks().size() == 1);
        assertThat(hooks().get(0)).contains("display-message hello");
    }

    private List<String> hooks() {
        return fixture.server
                .tmux("show-hooks", "-g", "client-session-changed")
                .lines()
                .toList();
    }
}
