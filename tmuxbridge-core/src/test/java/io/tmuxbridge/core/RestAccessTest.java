package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Permission;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Who is told the rest of a pane that ended while their line was lost: those who may see its session, though it is
 * gone.
 */
class RestAccessTest {

    private static final String BOB = "bob viewer";
    private static final String ADMIN = "root admin";
    private static final int LOST_CONNECTION = 1006;

    private final AccessFixture fixture = new AccessFixture(builder -> builder.authorizer(this::lastWord));
    private volatile Runnable whileEveIsLetIn = () -> {};

    private Permission lastWord(Caller caller, Optional<String> owner, Permission written) {
        if (caller.name().equals("eve")) {
            Runnable task = whileEveIsLetIn;
            whileEveIsLetIn = () -> {};
            task.run();
        }
        return written;
    }

    @BeforeEach
    void begin() {
        fixture.session("keep", "ada");
        fixture.bridge
                .sessions()
                .create(SessionSpec.builder()
                        .name("s")
                        .command("sh", "-c", "read x; echo the rest")
                        .owner("ada")
                        .build());
        fixture.bridge.access().grant("s", "bob", Permission.READ);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Views the session; what to say to go on from there. */
    private String views(String token) {
        BridgeFixture.Client client = fixture.client(token);
        client.say(connect(""));
        JsonNode connected = client.hear("connected");
        client.hear("output");
        client.handler.closed(LOST_CONNECTION, "");
        return connect(",'resume':{'epoch':'" + connected.path("epoch").asText() + "','offset':"
                + connected.path("offset").asLong() + "}");
    }

    private static String connect(String more) {
        return "{'type':'connect','sessionId':'s','cols':80,'rows':24,'clientId':'client-0123456789abcdef'" + more
                + "}";
    }

    private void ends() {
        fixture.server.tmux("send-keys", "-t", "s", "Enter");
        await().until(() ->
                fixture.server.tmux("list-sessions", "-F", "#{session_name}").equals("keep"));
    }

    private void assertIsTold(String token, String resume) {
        BridgeFixture.Client back = fixture.client(token);
        back.say(resume);
        back.hear("disconnect");
        assertThat(back.screenText()).contains("the rest");
    }

    private void assertIsNotTold(String token, String resume) {
        BridgeFixture.Client back = fixture.client(token);
        back.say(resume);
        assertThat(back.hear("error").path("code").asText()).isEqualTo("not-found");
    }

    @Test
    void whoMaySeeTheSessionIsToldTheRest() {
        String resume = views(BOB);
        ends();
        assertIsTold(BOB, resume);
    }

    @Test
    void anAdminIsToldTheRestWhateverWasWrittenDown() {
        String resume = views(ADMIN);
        fixture.bridge.access().grant("s", "eve", Permission.READ);
        ends();
        assertIsTold(ADMIN, resume);
    }

    @Test
    void whoMayNoLongerSeeTheSessionIsToldNothing() {
        String resume = views(BOB);
        fixture.bridge.access().grant("s", "bob", Permission.NONE);
        ends();
        assertIsNotTold(BOB, resume);
    }

    /** What was changed is known again when somebody is let in. */
    @Test
    void rightsAreThoseOfWhoeverWasLetInLast() {
        fixture.bridge.access().grant("s", "eve", Permission.READ);
        String resume = views(BOB);
        fixture.bridge.access().grant("s", "bob", Permission.NONE);
        BridgeFixture.Client eve = fixture.client("eve viewer");
        eve.say("{'type':'connect','sessionId':'s','cols':80,'rows':24}");
        eve.hear("connected");
        ends();
        assertThat(eve.hear("disconnect").path("reason").asText()).isEqualTo("session-ended");
        assertIsNotTold(BOB, resume);
    }

    /** What was read before a change is not what is remembered behind it. */
    @Test
    void aChangeWhileSomebodyIsLetInIsNotForgotten() {
        fixture.bridge.access().grant("s", "eve", Permission.READ);
        String resume = views(BOB);
        whileEveIsLetIn = () -> fixture.bridge.access().grant("s", "bob", Permission.NONE);
        BridgeFixture.Client eve = fixture.client("eve viewer");
        eve.say("{'type':'connect','sessionId':'s','cols':80,'rows':24}");
        eve.hear("connected");
        ends();
        eve.hear("disconnect");
        assertIsNotTold(BOB, resume);
    }

    @Test
    void aChangeBehindTheEndOfAPaneCountsAsWell() {
        fixture.server.tmux("split-window", "-d", "-t", "s", "cat");
        String resume = views(BOB);
        fixture.server.tmux("send-keys", "-t", "s", "Enter");
        await().until(() -> fixture.server.tmux("list-panes", "-t", "s").lines().count() == 1);
        fixture.bridge.access().grant("s", "bob", Permission.NONE);
        assertIsNotTold(BOB, resume);
    }

    /**
     * Others may change what is written down, and tell nobody: a session that is only hidden is not one that has ended.
     */
    @Test
    void whoMayNoLongerSeeASessionThatLivesDoesNotComeBackToIt() {
        String resume = views(BOB);
        fixture.server.tmux("set-option", "-u", "-t", "s", "@tmuxbridge-grants");
        assertIsNotTold(BOB, resume);
    }

    /** Positions are no secret; the client's name and its caller are what counts. */
    @Test
    void anotherCallerIsToldNothing() {
        String resume = views(BOB);
        fixture.bridge.access().grant("s", "eve", Permission.READ);
        ends();
        assertIsNotTold("eve viewer", resume);
        BridgeFixture.Client admin = fixture.client(ADMIN);
        admin.say(resume);
        assertThat(admin.hear("error").path("code").asText()).isEqualTo("forbidden");
    }
}
