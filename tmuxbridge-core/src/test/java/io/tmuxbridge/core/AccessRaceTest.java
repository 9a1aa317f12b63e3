package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.access.AccessControl;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Permission;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.pane.Pane;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Rights that are taken at the very moment when they have been looked at, and who was let in by them is not there yet
 * to be told.
 */
class AccessRaceTest {

    private static final int LOST_CONNECTION = 1006;

    private final AccessFixture fixture = new AccessFixture(builder -> builder.authorizer(this::lastWord));
    private final AccessControl access = fixture.bridge.access();
    private volatile Runnable whileEveIsLetIn = () -> {};

    private Permission lastWord(Caller caller, Optional<String> owner, Permission written) {
        if (caller.name().equals("eve")) {
            Runnable task = whileEveIsLetIn;
            whileEveIsLetIn = () -> {};
            task.run();
        }
        return written;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static String connect(String more) {
        return "{'type':'connect','sessionId':'s','cols':80,'rows':24,'clientId':'client-0123456789abcdef'" + more
                + "}";
    }

    private static JsonNode answer(BridgeFixture.Client client) {
        return client.hear(node -> node.path("type").asText().matches("connected|error"));
    }

    private int viewers() {
        return fixture.bridge.sessions().get("s").viewers();
    }

    @Test
    void whoLosesTheSessionWhileItConnectsFindsNone() {
        fixture.session("s", "eve");
        whileEveIsLetIn = () -> access.setOwner("s", Optional.of("ada"));
        BridgeFixture.Client eve = fixture.client("eve operator");
        eve.say(connect(""));
        assertThat(answer(eve).path("message").asText()).isEqualTo("there is no session \"s\"");
        eve.say("{'type':'input','channel':1,'data':'typed-by-eve\\r'}");
        eve.hear(node -> node.path("message").asText().contains("no such terminal"));
        assertThat(eve.heard().toString()).doesNotContain("output").doesNotContain("layout");
        assertThat(viewers()).isZero();
    }

    @Test
    void whoMayOnlyLookOnWhenItHasConnectedTypesNothing() {
        fixture.session("s", "eve");
        whileEveIsLetIn = () -> {
            access.grant("s", "eve", Permission.READ);
            access.setOwner("s", Optional.of("ada"));
        };
        BridgeFixture.Client eve = fixture.client("eve operator");
        eve.say(connect(""));
        assertThat(answer(eve).path("access").asText()).isEqualTo("read");
        eve.say("{'type':'input','channel':1,'data':'typed-by-eve\\r'}");
        assertThat(eve.hear("error").path("code").asText()).isEqualTo("forbidden");
    }

    @Test
    void whoLosesTheSessionWhileItComesBackIsNotToldTheRestOfItsPane() {
        fixture.session("s", "eve");
        fixture.server.tmux("split-window", "-d", "-t", "s", "cat");
        BridgeFixture.Client eve = fixture.client("eve operator");
        eve.say(connect(""));
        JsonNode connected = eve.hear("connected");
        eve.hear("output");
        eve.handler.closed(LOST_CONNECTION, "");
        fixture.server.tmux("send-keys", "-t", "s", "the rest", "Enter", "C-d");
        await().until(() -> fixture.server.tmux("list-panes", "-t", "s").lines().count() == 1);
        whileEveIsLetIn = () -> access.setOwner("s", Optional.of("ada"));
        BridgeFixture.Client back = fixture.client("eve operator");
        back.say(connect(",'resume':{'epoch':'" + connected.path("epoch").asText() + "','offset':"
                + connected.path("offset").asLong() + "}"));
        assertThat(answer(back).path("code").asText()).isEqualTo("not-found");
        assertThat(back.screenText()).isEmpty();
    }

    @Test
    void whoLosesTheSessionWhileItTakesAPaneToDriveLeavesIt() {
        fixture.session("s", "eve");
        whileEveIsLetIn = () -> access.setOwner("s", Optional.of("ada"));
        try (Pane pane = fixture.bridge.pane(Caller.of("eve", Role.OPERATOR), "s")) {
            await().until(() -> viewers() == 0);
        }
    }

    /**
     * What was typed before a line broke counts, and it waited here behind a request; but it was typed by somebody who
     * is out.
     */
    @Test
    void whatWaitedWhenItsCallerWasRevokedIsNotTyped() throws Exception {
        fixture.session("s", "eve");
        BridgeFixture.Client eve = fixture.client("eve operator");
        eve.say(connect(""));
        eve.hear("output");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch revoked = new CountDownLatch(1);
        whileEveIsLetIn = () -> {
            asked.countDown();
            awaits(revoked);
        };
        eve.say("{'jsonrpc':'2.0','id':1,'method':'session.get','params':{'sessionId':'s'}}");
        asked.await();
        eve.say("{'type':'input','channel':1,'data':'typed-by-eve\\r'}");
        access.revokeCaller("eve");
        revoked.countDown();
        await().until(() -> viewers() == 0);
        fixture.server.tmux("send-keys", "-t", "s", "behind it", "Enter");
        await().until(() -> fixture.server.tmux("capture-pane", "-p", "-t", "s").contains("behind it\nbehind it"));
        assertThat(fixture.server.tmux("capture-pane", "-p", "-t", "s")).doesNotContain("typed-by-eve");
    }

    private static void awaits(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
