package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.SizePolicy;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.AccessControl;
import io.tmuxbridge.access.AccessInfo;
import io.tmuxbridge.access.AuditEvent;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Permission;
import io.tmuxbridge.access.Quotas;
import io.tmuxbridge.access.Quotas.Rate;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.access.ShareLink;
import io.tmuxbridge.testkit.Signals;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Access that changes while somebody is connected: renewal, expiry, revocation, roles, links, leases. */
@Tag("slow")
class LiveAccessTest {

    private static final Rate MUCH = new Rate(5000, 1 << 20);

    private final AccessFixture fixture = new AccessFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private static JsonNode connect(BridgeFixture.Client client, String session) {
        client.say("{'type':'connect','sessionId':'" + session + "','cols':80,'rows':24}");
        return client.hear("connected");
    }

    private static String named(JsonNode node) {
        return node.path("name").asText();
    }

    private String screen(String session) {
        return fixture.server.tmux("capture-pane", "-p", "-t", "=" + session + ":");
    }

    @Test
    void beforeSigningInNothingButAuthAndPingIsHeard() {
        BridgeFixture.Client client = fixture.clientWithout();
        client.say("{'type':'connect','sessionId':'s','cols':80,'rows':24}");
        assertThat(client.hear("error").path("code").asText()).isEqualTo("unauthenticated");
        client.say("{'type':'input','sessionId':'s','data':'x'}");
        client.say("{'type':'ping','data':7}");
        client.hear("pong");
        await().until(() -> client.heard().stream()
                        .filter(node -> node.path("code").asText().equals("unauthenticated"))
                        .count()
                == 2);
    }

    /** The bug: the request had no answer, only a message that named none. */
    @Test
    void aRequestBeforeSigningInIsAnsweredByItsId() {
        BridgeFixture.Client client = fixture.clientWithout();
        assertThat(client.outcome("server.info", "{}")).isEqualTo("unauthenticated");
        assertThat(client.heard()).noneMatch(node -> node.has("type"));
    }

    @Test
    void aRoleShrunkInMidStreamLosesWritingWithTheNextMessage() {
        fixture.session("work", "ada");
        BridgeFixture.Client ada = fixture.client("ada operator");
        connect(ada, "work");
        ada.say("{'type':'input','sessionId':'work','data':'before\\r'}");
        await().until(() -> ada.screenText().contains("before"));
        ada.say("{'type':'auth','token':'ada viewer'}");
        ada.say("{'type':'input','sessionId':'work','data':'after\\r'}");
        assertThat(ada.hear("error").path("code").asText()).isEqualTo("forbidden");
        assertThat(ada.hear(node -> named(node).equals("access")).path("access").asText())
                .isEqualTo("read");
        assertThat(ada.outcome("session.kill", "{'sessionId':'work'}")).isEqualTo("forbidden");
        assertThat(screen("work")).doesNotContain("after");
        ada.say("{'type':'auth','token':'ada operator'}");
        ada.say("{'type':'input','sessionId':'work','data':'again\\r'}");
        await().until(() -> ada.screenText().contains("again"));
    }

    @Test
    void anAdminWhoBecomesAnOperatorKeepsItsOwnSessionsOnly() {
        fixture.session("mine", "root");
        fixture.session("theirs", "bob");
        BridgeFixture.Client root = fixture.client("root admin");
        connect(root, "mine");
        root.say("{'type':'connect','sessionId':'theirs','cols':80,'rows':24}");
        root.hear(node -> node.path("type").asText().equals("connected")
                && node.path("channel").asInt() == 2);
        root.say("{'type':'auth','token':'root operator'}");
        JsonNode over = root.hear("disconnect");
        assertThat(over.path("channel").asInt()).isEqualTo(2);
        assertThat(over.path("reason").asText()).isEqualTo("forbidden");
        assertThat(over.path("code").asInt()).isEqualTo(4403);
        root.say("{'type':'input','channel':1,'data':'still mine\\r'}");
        await().until(() -> root.screenText().contains("still mine"));
    }

    @Test
    void aTokenOfSomebodyElseEndsTheConnection() {
        BridgeFixture.Client ada = fixture.client("ada operator");
        assertThat(ada.outcome("server.info", "{}")).isEqualTo("ok");
        ada.say("{'type':'auth','token':'bob operator'}");
        assertThat(ada.connection.awaitClose()).isEqualTo(4401);
    }

    @Test
    void anEndingTokenIsAnnouncedAndRenewalKeepsTheConnection() {
        BridgeFixture.Client ada = fixture.client("ada operator 100");
        assertThat(ada.outcome("server.info", "{}")).isEqualTo("ok");
        fixture.clock.advance(Duration.ofSeconds(45));
        assertThat(ada.hear("auth-expiring").path("expiresAt").asLong()).isEqualTo(100_000);
        ada.say("{'type':'auth','token':'ada operator 1000'}");
        assertThat(ada.outcome("server.info", "{}")).isEqualTo("ok");
        fixture.clock.advance(Duration.ofSeconds(200));
        assertThat(ada.outcome("server.info", "{}")).isEqualTo("ok");
        BridgeFixture.Client other = fixture.client("bob operator 260");
        fixture.clock.advance(Duration.ofSeconds(100));
        assertThat(other.connection.awaitClose()).isEqualTo(4401);
        assertThat(ada.connection.closeCode()).isEmpty();
    }

    @Test
    void afterExpiryAndGraceTheConnectionEndsWith4401() {
        BridgeFixture.Client ada = fixture.client("ada operator 100");
        assertThat(ada.outcome("server.info", "{}")).isEqualTo("ok");
        fixture.clock.advance(Duration.ofSeconds(110));
        ada.hear("auth-expiring");
        assertThat(ada.outcome("server.info", "{}")).as("in the grace").isEqualTo("ok");
        fixture.clock.advance(Duration.ofSeconds(21));
        assertThat(ada.connection.awaitClose()).isEqualTo(4401);
    }

    @Test
    void aRevokedCallerIsOutAtOnceAndStaysOut() {
        BridgeFixture.Client ada = fixture.client("ada operator");
        BridgeFixture.Client again = fixture.client("ada viewer");
        BridgeFixture.Client bob = fixture.client("bob operator");
        for (BridgeFixture.Client each : new BridgeFixture.Client[] {ada, again, bob}) {
            assertThat(each.outcome("server.info", "{}")).isEqualTo("ok");
        }
        fixture.bridge.access().revokeCaller("ada");
        assertThat(ada.connection.closeCode()).hasValue(4401);
        assertThat(again.connection.closeCode()).hasValue(4401);
        assertThat(fixture.client("ada operator").connection.awaitClose()).isEqualTo(4401);
        assertThat(bob.outcome("server.info", "{}")).isEqualTo("ok");
        fixture.bridge.access().restoreCaller("ada");
        assertThat(fixture.client("ada operator").outcome("server.info", "{}")).isEqualTo("ok");
    }

    @Test
    void aDisconnectedCallerIsOutAtOnceAndMayComeBack() {
        BridgeFixture.Client ada = fixture.client("ada operator");
        BridgeFixture.Client bob = fixture.client("bob operator");
        assertThat(ada.outcome("server.info", "{}")).isEqualTo("ok");
        assertThat(bob.outcome("server.info", "{}")).isEqualTo("ok");
        fixture.bridge.access().disconnectCaller("ada");
        assertThat(ada.connection.closeCode()).hasValue(4401);
        assertThat(bob.outcome("server.info", "{}")).isEqualTo("ok");
        assertThat(fixture.client("ada operator").outcome("server.info", "{}")).isEqualTo("ok");
    }

    @Test
    void aRevokedTokenIsOutAtOnce() {
        BridgeFixture.Client ada = fixture.client("ada operator");
        assertThat(ada.outcome("server.info", "{}")).isEqualTo("ok");
        fixture.bridge.access().revokeToken("id-ada");
        assertThat(ada.connection.closeCode()).hasValue(4401);
        assertThat(fixture.client("ada operator").connection.awaitClose()).isEqualTo(4401);
    }

    @Test
    void aGrantThatIsTakenBackEndsTheViewInMidStream() {
        fixture.session("theirs", "bob");
        fixture.bridge.access().grant("theirs", "ada", Permission.WRITE);
        BridgeFixture.Client ada = fixture.client("ada operator");
        assertThat(connect(ada, "theirs").path("access").asText()).isEqualTo("write");
        fixture.bridge.access().grant("theirs", "ada", Permission.READ);
        assertThat(ada.hear(node -> named(node).equals("access")).path("access").asText())
                .isEqualTo("read");
        ada.say("{'type':'input','sessionId':'theirs','data':'no\\r'}");
        assertThat(ada.hear("error").path("code").asText()).isEqualTo("forbidden");
        fixture.bridge.access().grant("theirs", "ada", Permission.NONE);
        assertThat(ada.hear("disconnect").path("reason").asText()).isEqualTo("forbidden");
        assertThat(ada.connection.closeCode())
                .as("the connection itself goes on")
                .isEmpty();
    }

    @Test
    void aReadLinkShowsOneSessionAndNothingElseUntilItEnds() {
        fixture.session("theirs", "bob");
        fixture.session("other", "bob");
        BridgeFixture.Client bob = fixture.client("bob operator");
        JsonNode made = bob.ask("share.create", "{'sessionId':'theirs','permission':'read','seconds':60}")
                .path("result");
        String token = made.path("token").asText();
        BridgeFixture.Client guest = fixture.client(token);
        assertThat(connect(guest, "theirs").path("access").asText()).isEqualTo("read");
        guest.say("{'type':'input','sessionId':'theirs','data':'no\\r'}");
        assertThat(guest.hear("error").path("code").asText()).isEqualTo("forbidden");
        assertThat(guest.outcome("session.get", "{'sessionId':'other'}")).isEqualTo("not-found");
        assertThat(guest.outcome("session.create", "{'name':'mine'}")).isEqualTo("forbidden");
        assertThat(guest.outcome("share.create", "{'sessionId':'theirs','permission':'write','seconds':60}"))
                .isEqualTo("forbidden");
        fixture.clock.advance(Duration.ofSeconds(61));
        assertThat(guest.connection.awaitClose()).isEqualTo(4401);
        assertThat(fixture.client(token).connection.awaitClose()).isEqualTo(4401);
    }

    @Test
    void aWriteLinkWritesAndEndsWhenItIsRevoked() {
        String id = fixture.session("theirs", "bob");
        ShareLink link = fixture.bridge.access().share(id, Permission.WRITE, Duration.ofHours(1));
        assertThat(link.toString()).doesNotContain(link.token());
        assertThat(fixture.server.tmux("show-options", "-v", "-t", "theirs", "@tmuxbridge-shares"))
                .doesNotContain(link.token().substring(8));
        BridgeFixture.Client guest = fixture.client(link.token());
        assertThat(connect(guest, "theirs").path("access").asText()).isEqualTo("write");
        guest.say("{'type':'input','sessionId':'theirs','data':'guest\\r'}");
        await().until(() -> guest.screenText().contains("guest"));
        assertThat(guest.outcome("session.create", "{'name':'mine'}")).isEqualTo("forbidden");
        assertThat(guest.outcome("session.kill", "{'sessionId':'theirs'}")).isEqualTo("forbidden");
        fixture.bridge.access().unshare("theirs", link.id());
        assertThat(guest.connection.closeCode()).hasValue(4401);
        assertThat(fixture.client(link.token()).connection.awaitClose()).isEqualTo(4401);
        assertThatThrownBy(() -> fixture.bridge.access().share(id, Permission.OWN, Duration.ofHours(1)))
                .isInstanceOf(TmuxBridgeException.class);
    }

    /** The bug: a grant to own took back what was granted, and names that nobody can have were written down. */
    @Test
    void whatCannotBeGrantedIsRefusedAndChangesNothing() {
        fixture.session("theirs", "bob");
        AccessControl access = fixture.bridge.access();
        access.grant("theirs", "ada", Permission.WRITE);
        AccessInfo before = access.get("theirs");
        refusedAsInvalid(() -> access.grant("theirs", "ada", Permission.OWN));
        refusedAsInvalid(() -> access.grant("theirs", " ", Permission.READ));
        refusedAsInvalid(() -> access.grant("theirs", "share:1", Permission.READ));
        refusedAsInvalid(() -> access.setOwner("theirs", Optional.of("")));
        assertThat(access.get("theirs")).isEqualTo(before);
    }

    private static void refusedAsInvalid(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID));
    }

    @Test
    void theApplicationReadsWhatItWroteDown() {
        fixture.session("theirs", "bob");
        assertThat(fixture.bridge.access().get("theirs"))
                .isEqualTo(new AccessInfo(Optional.of("bob"), Map.of(), List.of()));
        fixture.bridge.access().grant("theirs", "ada", Permission.READ);
        ShareLink link = fixture.bridge.access().share("theirs", Permission.WRITE, Duration.ofHours(1));
        AccessInfo written = fixture.bridge.access().get("theirs");
        assertThat(written.grants()).containsExactly(Map.entry("ada", Permission.READ));
        assertThat(written.shares())
                .containsExactly(new AccessInfo.Share(link.id(), Permission.WRITE, link.expiresAt()));
        fixture.bridge.access().setOwner("theirs", Optional.empty());
        fixture.bridge.access().unshare("theirs", link.id());
        assertThat(fixture.bridge.access().get("theirs"))
                .isEqualTo(new AccessInfo(Optional.empty(), Map.of("ada", Permission.READ), List.of()));
        assertThatThrownBy(() -> fixture.bridge.access().get("nobodys"))
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void guessedLinksAndForgedGuestsComeInNowhere() {
        String id = fixture.session("theirs", "bob").substring(1);
        for (String token : new String[] {
            "share." + id + "." + "A".repeat(43),
            "share." + id + ".",
            "share..",
            "share.99." + "A".repeat(43),
            "share." + id + "." + "A".repeat(42) + "#",
            "share:0123456789ab admin"
        }) {
            assertThat(fixture.client(token).connection.awaitClose()).as(token).isEqualTo(4401);
        }
    }

    @Test
    void anAuthenticatorMakesNobodyTheGuestOfALink() {
        Optional<String> forged = Optional.of("share:0123456789ab");
        try (AccessFixture other = new AccessFixture(builder -> builder.authenticator(
                credentials -> Optional.of(new Caller(forged.get(), Role.ADMIN, Optional.empty(), forged))))) {
            assertThat(other.client("anything").connection.awaitClose()).isEqualTo(4401);
        }
    }

    @Test
    void whoHasTheLeaseWritesAndTheOthersWait() {
        fixture.session("work", "bob");
        fixture.bridge.access().grant("work", "ada", Permission.WRITE);
        BridgeFixture.Client ada = fixture.client("ada operator");
        BridgeFixture.Client bob = fixture.client("bob operator");
        connect(ada, "work");
        connect(bob, "work");
        assertThat(ada.outcome("lease.request", "{'sessionId':'work'}")).isEqualTo("ok");
        assertThat(bob.hear(node -> named(node).equals("lease")).path("holder").asText())
                .isEqualTo("ada");
        bob.say("{'type':'input','sessionId':'work','data':'no\\r'}");
        assertThat(bob.hear("error").path("message").asText()).contains("ada has the lease");
        ada.say("{'type':'input','sessionId':'work','data':'mine\\r'}");
        await().until(() -> ada.screenText().contains("mine"));

        assertThat(bob.ask("lease.request", "{'sessionId':'work'}")
                        .path("result")
                        .path("requests")
                        .toString())
                .isEqualTo("[\"bob\"]");
        assertThat(ada.outcome("lease.grant", "{'sessionId':'work','caller':'bob'}"))
                .isEqualTo("ok");
        bob.say("{'type':'input','sessionId':'work','data':'now bob\\r'}");
        await().until(() -> bob.screenText().contains("now bob"));

        assertThat(ada.outcome("lease.take", "{'sessionId':'work'}"))
                .as("only the owner takes it")
                .isEqualTo("forbidden");
        assertThat(bob.outcome("lease.grant", "{'sessionId':'work','caller':'ada'}"))
                .isEqualTo("ok");
        assertThat(bob.outcome("lease.take", "{'sessionId':'work'}"))
                .as("the owner takes it back")
                .isEqualTo("ok");
        assertThat(bob.outcome("lease.release", "{'sessionId':'work'}")).isEqualTo("ok");
        ada.say("{'type':'input','sessionId':'work','data':'free again\\r'}");
        await().until(() -> ada.screenText().contains("free again"));
    }

    @Test
    void everybodyElseIsToldWhoTypesAndWhoseSizeTheWindowHas() {
        fixture.session("work", "bob");
        fixture.bridge.access().grant("work", "ada", Permission.WRITE);
        BridgeFixture.Client ada = fixture.client("ada operator");
        BridgeFixture.Client bob = fixture.client("bob operator");
        connect(ada, "work");
        connect(bob, "work");
        ada.say("{'type':'input','sessionId':'work','data':'x'}");
        assertThat(bob.hear(node -> named(node).equals("typing")).path("caller").asText())
                .isEqualTo("ada");
        bob.hear(node -> named(node).equals("size-owner")
                && node.path("by").asText().equals("viewer")
                && node.path("caller").asText().equals("ada"));
        assertThat(ada.heard())
                .as("nobody is told of their own typing")
                .noneMatch(node -> named(node).equals("typing"));
    }

    /** The bug: numbers of refused inputs were not counted, and all that was typed later was refused as a gap. */
    @Test
    void numbersGoOnAfterInputThatWasRefusedForTheLease() {
        fixture.session("work", "bob");
        fixture.bridge.access().grant("work", "ada", Permission.WRITE);
        BridgeFixture.Client ada = fixture.client("ada operator");
        BridgeFixture.Client bob = fixture.client("bob operator");
        connect(ada, "work");
        connect(bob, "work");
        assertThat(ada.outcome("lease.request", "{'sessionId':'work'}")).isEqualTo("ok");
        bob.say("{'type':'input','sessionId':'work','seq':1,'data':'refused'}");
        assertThat(bob.hear("error").path("code").asText()).isEqualTo("forbidden");
        assertThat(ada.outcome("lease.release", "{'sessionId':'work'}")).isEqualTo("ok");
        bob.say("{'type':'input','sessionId':'work','seq':2,'data':'heard\\r'}");
        await().until(() -> bob.screenText().contains("heard"));
        assertThat(screen("work")).doesNotContain("refused");
    }

    /** The bug: a refusal named no terminal, so that clients took it for another one's, or for nobody's. */
    @Test
    void aRefusalOfInputNamesItsTerminalAndComesBeforeItsNumberIsSettled() {
        fixture.session("work", "bob");
        fixture.session("other", "bob");
        fixture.bridge.access().grant("work", "ada", Permission.WRITE);
        BridgeFixture.Client ada = fixture.client("ada operator");
        BridgeFixture.Client bob = fixture.client("bob operator");
        connect(ada, "work");
        connect(bob, "other");
        connect(bob, "work");
        assertThat(ada.outcome("lease.request", "{'sessionId':'work'}")).isEqualTo("ok");
        bob.say("{'type':'input','sessionId':'work','seq':1,'data':'refused'}");
        bob.hear("input-ack");
        assertThat(told(bob, "error", "input-ack")).containsExactly("error work 2 forbidden", "input-ack work 2 1");
        bob.say("{'type':'input','channel':2,'seq':7,'data':'skips'}");
        bob.hear(node -> node.path("code").asText().equals("input-gap"));
        assertThat(told(bob, "error")).endsWith("error work 2 input-gap");
    }

    /** The bug: what was typed behind a renewal that was refused counted as typed, and was nowhere. */
    @Test
    void whatIsTypedBehindARefusedRenewalIsNotTakenForTyped() {
        AtomicBoolean typed = new AtomicBoolean();
        Authenticator slow = credentials -> {
            boolean refused = credentials.bearer().equals(Optional.of("refused, and late"));
            await().until(() -> !refused || typed.get());
            return refused ? Optional.empty() : Optional.of(Caller.of("ada", Role.ADMIN));
        };
        try (AccessFixture other = new AccessFixture(builder -> builder.authenticator(slow))) {
            other.session("work", "ada");
            BridgeFixture.Client ada = other.client("ada");
            String connect = "{'type':'connect','sessionId':'work','clientId':'client-of-ada-0123'";
            ada.say(connect + ",'attempt':1,'cols':80,'rows':24}");
            String epoch = ada.hear("connected").path("epoch").asText();
            ada.say("{'type':'auth','token':'refused, and late'}");
            ada.say("{'type':'input','sessionId':'work','seq':1,'data':'typed\\r'}");
            typed.set(true);
            assertThat(ada.connection.awaitClose()).isEqualTo(4401);
            BridgeFixture.Client again = other.client("ada");
            again.say(connect + ",'attempt':2,'cols':80,'rows':24,'resume':{'epoch':'" + epoch + "','offset':0}}");
            assertThat(again.hear("connected").path("inputSeq").asLong()).isZero();
        }
    }

    /** The bug: an admin whose address names a session killed that one's current window. */
    @Test
    void aPaneThatIsNamedSaysWhichWindowIsMeantWhateverTheAddress() {
        fixture.session("work", "ada");
        fixture.session("other", "ada");
        for (String who : List.of("root admin", "ada operator")) {
            String pane = fixture.server.tmux("new-window", "-d", "-t", "=other:", "-P", "-F", "#{pane_id}", "cat");
            BridgeFixture.Client client =
                    fixture.connect(Optional.of(who), Optional.of("work"), Optional.empty(), "192.0.2.1");
            String params = "{'paneId':'" + pane + "'}";
            assertThat(client.outcome("session.kill", params)).isEqualTo("invalid");
            assertThat(client.outcome("window.kill", params)).isEqualTo("ok");
            assertThat(fixture.server.tmux("list-windows", "-a", "-F", "#{session_name}:#{window_index}"))
                    .isEqualTo("other:0\nwork:0");
        }
    }

    /** The bug: what is done to a session failed when a window or pane of it was named, as the contract allows. */
    @Test
    void aWindowOrPaneThatIsNamedSaysWhichSessionIsMeantWhateverTheAddress() {
        fixture.session("work", "ada");
        String other = fixture.session("other", "ada");
        String window = fixture.server.tmux("list-panes", "-t", "=other:", "-F", "#{window_id}");
        String pane = fixture.server.tmux("list-panes", "-t", "=other:", "-F", "#{pane_id}");
        for (String who : List.of("root admin", "ada operator")) {
            for (Optional<String> path : List.of(Optional.of("work"), Optional.<String>empty())) {
                BridgeFixture.Client client = fixture.connect(Optional.of(who), path, Optional.empty(), "192.0.2.1");
                assertThat(client.outcome("window.create", "{'windowId':'" + window + "'}"))
                        .isEqualTo("ok");
                assertThat(client.ask("session.get", "{'paneId':'" + pane + "'}")
                                .path("result")
                                .path("sessionId")
                                .asText())
                        .isEqualTo(other);
                assertThat(client.outcome("access.get", "{'windowId':'" + window + "'}"))
                        .isEqualTo("ok");
                assertThat(client.outcome("viewer.list", "{'paneId':'%4711'}")).isEqualTo("not-found");
                assertThat(client.outcome("session.rename", "{'paneId':'" + pane + "','name':'x'}"))
                        .as("the session itself has to be named")
                        .isEqualTo("invalid");
            }
        }
        assertThat(fixture.server.tmux("list-windows", "-a", "-F", "#{session_name}"))
                .isEqualTo("other\n".repeat(5) + "work");
        assertThat(fixture.audit)
                .filteredOn(event -> event.action().equals("window.create"))
                .extracting(event -> event.session().orElse(""))
                .containsOnly(window);
    }

    /** The bug: which of its sessions was meant by a window was left to chance where the address named one. */
    @Test
    void ofTheSessionsOfAWindowTheOneOfTheAddressIsMeant() {
        fixture.session("one", "ada");
        String two = fixture.session("two", "ada");
        String window = fixture.server.tmux("list-panes", "-t", "=one:", "-F", "#{window_id}");
        fixture.server.tmux("link-window", "-d", "-s", window, "-t", "=two:5");
        BridgeFixture.Client ada =
                fixture.connect(Optional.of("ada operator"), Optional.of("two"), Optional.empty(), "192.0.2.1");
        assertThat(ada.ask("session.get", "{'windowId':'" + window + "'}")
                        .path("result")
                        .path("sessionId")
                        .asText())
                .isEqualTo(two);
    }

    /**
     * The bug: what had waited for its turn was searched for whoever had asked, whatever that one might see by then.
     */
    @Test
    void aSearchThatHasWaitedAsksAgainWhetherItsCallerMaySee() {
        fixture.session("work", "bob");
        fixture.bridge.access().grant("work", "ada", Permission.READ);
        fixture.server.tmux("send-keys", "-t", "=work:", "-l", "x".repeat(3000));
        BridgeFixture.Client ada = fixture.client("ada operator");
        await().until(() -> !ada.ask("pane.search", "{'sessionId':'work','pattern':'x{70}','regex':true}")
                .path("result")
                .path("matches")
                .isEmpty());
        String slow = "'params':{'sessionId':'work','pattern':'(x+x+)+y','regex':true}}";
        ada.say("{'jsonrpc':'2.0','id':901,'method':'pane.search'," + slow);
        ada.say("{'jsonrpc':'2.0','id':902,'method':'pane.search'," + slow);
        ada.say("{'jsonrpc':'2.0','id':903,'method':'pane.search','params':{'sessionId':'work','pattern':'x'}}");
        await().until(() -> fixture.metrics.count("matching.queued") > 0);
        fixture.bridge.access().grant("work", "ada", Permission.NONE);
        assertThat(ada.hear(node -> node.path("id").asInt() == 903)
                        .path("error")
                        .path("data")
                        .path("code")
                        .asText())
                .isEqualTo("not-found");
    }

    /** The bug: it named what the client said beside it. */
    @Test
    void theAuditNamesWhatSomethingWasDoneTo() {
        fixture.session("work", "ada");
        fixture.session("other", "ada");
        BridgeFixture.Client root = fixture.client("root admin");
        root.ask("access.grant", "{'sessionId':'other','caller':'bob','permission':'read'}");
        assertThat(root.outcome("session.kill", "{'sessionId':'work','paneId':'%999'}"))
                .isEqualTo("ok");
        assertThat(fixture.audit)
                .filteredOn(event -> event.allowed()
                        && Set.of("session.kill", "access.grant").contains(event.action()))
                .extracting(AuditEvent::action, event -> event.session().orElse(""), AuditEvent::detail)
                .containsExactly(tuple("access.grant", "other", "bob read"), tuple("session.kill", "work", ""));
    }

    /**
     * The bug: what a refused grant said ran into the reason, and anybody could write into the audit what he liked, as
     * parameters of any method, up to a whole message.
     */
    @Test
    void theAuditSaysOfARequestNoMoreThanItIsAbout() {
        fixture.session("work", "ada");
        fixture.bridge.access().grant("work", "eve", Permission.WRITE);
        BridgeFixture.Client eve =
                fixture.connect(Optional.of("eve operator"), Optional.of("work"), Optional.empty(), "192.0.2.1");
        String beside = ",'caller':'bob','permission':'read'}";
        String large = "x".repeat(1000);
        eve.outcome("access.grant", "{'sessionId':'work'" + beside);
        eve.outcome("window.rename", "{'name':'edit'" + beside);
        eve.outcome("access.grant", "{'sessionId':'work','permission':'read','caller':'" + large + "'}");
        eve.outcome("session.get", "{'sessionId':'" + large + "'}");
        eve.outcome("session.create", "{'cols':0}");
        assertThat(fixture.audit)
                .filteredOn(event -> event.caller().equals(Optional.of("eve"))
                        && event.action().contains("."))
                .extracting(AuditEvent::action, event -> event.session().orElse(""), AuditEvent::detail)
                .containsExactly(
                        tuple("access.grant", "work", "bob read forbidden"),
                        tuple("window.rename", "work", ""),
                        tuple("access.grant", "work", large.substring(0, 256) + " read forbidden"),
                        tuple("session.get", large.substring(0, 256), "not-found"),
                        tuple("session.create", "", "invalid"));
    }

    /** The bug: of methods about rights each took the words of all, and that of a share link did not say which. */
    @Test
    void theAuditTakesOfAMethodTheWordsThatItIsAbout() {
        fixture.session("work", "ada");
        BridgeFixture.Client ada = fixture.client("ada operator");
        JsonNode made = ada.ask("share.create", "{'sessionId':'work','permission':'read','seconds':60}")
                .path("result");
        String id = made.path("shareId").asText();
        String others = "{'sessionId':'work','caller':'bob','permission':'read','seconds':60,'shareId':'";
        ada.ask("share.revoke", others + made.path("token").asText() + "'}");
        List<String> methods = List.of(
                "access.get",
                "access.grant",
                "share.create",
                "share.revoke",
                "lease.request",
                "lease.grant",
                "lease.release",
                "access.give");
        methods.forEach(method -> ada.ask(method, others + id + "'}"));
        assertThat(fixture.audit)
                .filteredOn(event -> methods.contains(event.action()))
                .extracting(AuditEvent::action, AuditEvent::detail)
                .containsExactly(
                        tuple("share.create", "read"),
                        tuple("share.revoke", "not-found"),
                        tuple("access.get", ""),
                        tuple("access.grant", "bob read"),
                        tuple("share.create", "read"),
                        tuple("share.revoke", id),
                        tuple("lease.request", ""),
                        tuple("lease.grant", "bob"),
                        tuple("lease.release", ""),
                        tuple("access.give", "bob"));
    }

    /** The bug: the connection that was taken over had left, and others could type at once. */
    @Test
    void theLeaseGoesOnWhenItsHolderTakesOverFromAnOlderConnection() {
        fixture.session("work", "ada");
        BridgeFixture.Client old = fixture.client("ada operator");
        String connect = "{'type':'connect','sessionId':'work','clientId':'client-of-ada-0123','cols':80,'rows':24";
        old.say(connect + ",'attempt':1}");
        old.hear("connected");
        assertThat(old.outcome("lease.request", "{'sessionId':'work'}")).isEqualTo("ok");
        BridgeFixture.Client fresh = fixture.client("ada operator");
        fresh.say(connect + ",'attempt':2}");
        fresh.hear("connected");
        old.connection.awaitClose();
        JsonNode lease = fresh.ask("lease.get", "{'sessionId':'work'}").path("result");
        assertThat(lease.path("holder").asText()).isEqualTo("ada");
    }

    /** The bug: with two panes on the older connection, the second one left before the first had come again. */
    @Test
    void theLeaseGoesOnWhenItsHolderTakesOverFromAConnectionWithTwoPanes() {
        fixture.session("work", "ada");
        fixture.server.tmux("split-window", "-d", "-t", "work", "cat");
        List<String> panes = fixture.server
                .tmux("list-panes", "-t", "work", "-F", "#{pane_id}")
                .lines()
                .toList();
        BridgeFixture.Client before = fixture.client("ada operator");
        panes.forEach(pane -> comes(before, pane, 1));
        assertThat(before.outcome("lease.request", "{'sessionId':'work'}")).isEqualTo("ok");
        BridgeFixture.Client old = before;
        for (int attempt = 2; attempt < 12; attempt++) {
            BridgeFixture.Client fresh = fixture.client("ada operator");
            comes(fresh, panes.get(0), attempt);
            old.connection.awaitClose();
            JsonNode lease = fresh.ask("lease.get", "{'sessionId':'work'}").path("result");
            assertThat(lease.path("holder").asText()).as("attempt %d", attempt).isEqualTo("ada");
            comes(fresh, panes.get(1), attempt);
            old = fresh;
        }
        old.handler.closed(1006, "");
        BridgeFixture.Client root = fixture.client("root admin");
        await().until(() ->
                !root.ask("lease.get", "{'sessionId':'work'}").path("result").has("holder"));
    }

    private static void comes(BridgeFixture.Client client, String pane, int attempt) {
        client.say("{'type':'connect','sessionId':'work','clientId':'client-of-ada-0123','cols':80,'rows':24,'paneId':'"
                + pane + "','attempt':" + attempt + "}");
        client.hear(node -> node.path("type").asText().equals("connected")
                && node.path("paneId").asText().equals(pane));
    }

    /** The bug: a renewal looked for the rights of a session that is gone, and who was told the rest was thrown out. */
    @Test
    void whoRenewsWhileTheRestOfAnEndedPaneIsToldHearsAllOfIt() {
        fixture.session("keep", "ada");
        fixture.bridge
                .sessions()
                .create(SessionSpec.builder()
                        .name("work")
                        .command("sh", "-c", "read x; seq -f %0998.0f 800; read y")
                        .owner("ada")
                        .build());
        BridgeFixture.Client ada = fixture.client("ada operator");
        ada.say("{'type':'connect','sessionId':'work','cols':80,'rows':24,'delivery':'lossless'}");
        ada.hear("connected");
        ada.say("{'type':'ack','sessionId':'work','offset':0}"); // from now on it is sent what it has acknowledged
        ada.say("{'type':'input','sessionId':'work','data':'\\r'}");
        await().until(() -> fixture.metrics.count("stream.bytes") > 800_000);
        ada.say("{'type':'input','sessionId':'work','data':'\\r'}");
        await().until(() -> fixture.bridge.sessions().list().size() == 1);
        ada.say("{'type':'auth','token':'ada operator'}");
        AtomicLong end = new AtomicLong();
        await().until(() -> {
            long now = ada.heard().stream()
                    .filter(node -> node.has("end"))
                    .mapToLong(node -> node.path("end").asLong())
                    .max()
                    .orElse(0);
            if (now > end.getAndSet(now)) {
                ada.say("{'type':'ack','sessionId':'work','offset':" + now + "}");
            }
            return ada.heard().stream()
                    .anyMatch(node -> node.path("type").asText().equals("disconnect"));
        });
        assertThat(ada.hear("disconnect").path("reason").asText()).isEqualTo("session-ended");
        assertThat(end.get()).isGreaterThan(800_000);
    }

    private static List<String> told(BridgeFixture.Client client, String... types) {
        return client.heard().stream()
                .filter(node -> List.of(types).contains(node.path("type").asText()))
                .map(node -> Stream.of("type", "sessionId", "channel", "code", "seq")
                        .filter(node::has)
                        .map(name -> node.path(name).asText())
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    @Test
    void everybodyIsToldWhoTheyAre() {
        fixture.session("work", "bob");
        assertThat(fixture.client("bob operator")
                        .ask("server.info", "{}")
                        .path("result")
                        .path("caller")
                        .toString())
                .contains("\"name\":\"bob\"", "\"role\":\"operator\"");
    }

    @Test
    void aLeaseEndsWhenItsHolderLeaves() {
        fixture.session("work", "bob");
        fixture.bridge.access().grant("work", "ada", Permission.WRITE);
        BridgeFixture.Client ada = fixture.client("ada operator");
        BridgeFixture.Client bob = fixture.client("bob operator");
        connect(ada, "work");
        connect(bob, "work");
        assertThat(ada.outcome("lease.request", "{'sessionId':'work'}")).isEqualTo("ok");
        ada.handler.closed(1006, "");
        bob.hear(node -> named(node).equals("lease") && !node.has("holder"));
        bob.say("{'type':'input','sessionId':'work','data':'free\\r'}");
        await().until(() -> bob.screenText().contains("free"));
    }

    /** The bug: it was looked at only when a terminal was left. */
    @Test
    void aLeaseEndsWhenItsHolderLeavesWhoViewedNothing() {
        fixture.session("work", "bob");
        fixture.bridge.access().grant("work", "ada", Permission.WRITE);
        BridgeFixture.Client ada = fixture.client("ada operator");
        BridgeFixture.Client bob = fixture.client("bob operator");
        connect(bob, "work");
        assertThat(ada.outcome("lease.request", "{'sessionId':'work'}")).isEqualTo("ok");
        bob.hear(node -> named(node).equals("lease") && node.has("holder"));
        ada.handler.closed(1006, "");
        bob.hear(node -> named(node).equals("lease") && !node.has("holder"));
    }

    @Test
    void aLeaseOfSomebodyWhoIsNotThereEnds() {
        fixture.session("work", "bob");
        BridgeFixture.Client bob = fixture.client("bob operator");
        connect(bob, "work");
        assertThat(bob.outcome("lease.grant", "{'sessionId':'work','caller':'nobody'}"))
                .isEqualTo("ok");
        bob.hear(node -> named(node).equals("lease") && !node.has("holder"));
    }

    /**
     * The bug: a tmux server that was started anew had a session of that number again, and the lease was of that one;
     * later, for a second.
     */
    @Test
    void aLeaseEndsWithItsSession() {
        String id = fixture.session("work", "ada");
        BridgeFixture.Client ada = fixture.client("ada operator");
        assertThat(ada.outcome("lease.request", "{'sessionId':'work'}")).isEqualTo("ok");
        fixture.server.tmux("kill-server");
        await().until(() -> ada.outcome("lease.get", "{'sessionId':'work'}").equals("not-found"));
        assertThat(fixture.session("work", "bob")).isEqualTo(id);
        BridgeFixture.Client bob = fixture.client("bob operator");
        assertThat(bob.ask("lease.get", "{'sessionId':'work'}").path("result").has("holder"))
                .isFalse();
        connect(bob, "work");
        bob.say("{'type':'input','sessionId':'work','data':'free\\r'}");
        await().until(() -> bob.screenText().contains("free"));
    }

    @Test
    void anInputPolicyRefusesRewritesAndKeepsTheNumbers() {
        try (AccessFixture strict = new AccessFixture(builder -> builder.inputPolicy((caller, session, input) -> {
            String text = new String(input, StandardCharsets.UTF_8);
            return text.contains("rm ")
                    ? Optional.empty()
                    : Optional.of(text.replace("foo", "bar").getBytes(StandardCharsets.UTF_8));
        }))) {
            strict.session("work", "ada");
            BridgeFixture.Client ada = strict.client("ada operator");
            connect(ada, "work");
            ada.say("{'type':'input','sessionId':'work','seq':1,'data':'foo\\r'}");
            ada.say("{'type':'input','sessionId':'work','seq':2,'data':'rm -rf\\r'}");
            assertThat(ada.hear("error").path("code").asText()).isEqualTo("forbidden");
            ada.say("{'type':'input','sessionId':'work','seq':3,'data':'end\\r'}");
            await().until(() -> ada.screenText().contains("end"));
            assertThat(ada.screenText()).contains("bar").doesNotContain("foo").doesNotContain("rm -rf");
        }
    }

    @Test
    void theAuditKnowsWhoWhatAndWhetherAndNeverWhatWasTyped() {
        fixture.session("work", "ada");
        BridgeFixture.Client ada = fixture.client("ada operator");
        connect(ada, "work");
        ada.say("{'type':'input','sessionId':'work','data':'canary\\r'}");
        await().until(() -> ada.screenText().contains("canary"));
        BridgeFixture.Client eve = fixture.client("eve viewer");
        assertThat(eve.outcome("session.kill", "{'sessionId':'work'}")).isEqualTo("forbidden");
        fixture.client("bad").connection.awaitClose();
        await().untilAsserted(() -> assertThat(fixture.audit)
                .extracting(
                        AuditEvent::action,
                        AuditEvent::allowed,
                        event -> event.caller().orElse(""))
                .contains(
                        tuple("sign-in", true, "ada"),
                        tuple("connect", true, "ada"),
                        tuple("session.kill", false, "eve"),
                        tuple("sign-in", false, "")));
        assertThat(fixture.audit)
                .allSatisfy(event -> assertThat(event.address()).isEqualTo("192.0.2.1"));
        assertThat(fixture.audit.toString()).doesNotContain("canary").doesNotContain("bad");
    }

    @Test
    void aFloodOfMessagesEndsItsConnectionAndNoOther() {
        Quotas few = Quotas.DEFAULTS
                .withConnections(5, 10)
                .withSessionsPerCaller(2)
                .withPerConnection(new Rate(50, 4096))
                .withPerCaller(MUCH)
                .withPerStranger(MUCH)
                .withRequestsAtOncePerCaller(1);
        try (AccessFixture tight = new AccessFixture(builder -> builder.quotas(few))) {
            BridgeFixture.Client good = tight.client("good operator");
            assertThat(good.outcome("server.info", "{}")).isEqualTo("ok");
            BridgeFixture.Client flood = tight.client("flood operator");
            for (int i = 0; i < 200; i++) {
                flood.say("{'type':'ping'}");
            }
            assertThat(flood.connection.closeCode()).hasValue(4429);
            BridgeFixture.Client big = tight.client("big operator");
            assertThat(big.outcome("server.info", "{}")).isEqualTo("ok");
            big.say("{'type':'ping','data':'" + "x".repeat(9000) + "'}");
            assertThat(big.connection.closeCode()).hasValue(4429);
            assertThat(good.outcome("server.info", "{}")).isEqualTo("ok");
        }
    }

    @Test
    void connectionsOfOneCallerOrAddressAndItsSessionsAreBounded() {
        Quotas few = Quotas.DEFAULTS
                .withConnections(2, 4)
                .withSessionsPerCaller(1)
                .withPerConnection(MUCH)
                .withPerCaller(MUCH)
                .withPerStranger(MUCH)
                .withRequestsAtOncePerCaller(1);
        try (AccessFixture tight = new AccessFixture(builder -> builder.quotas(few))) {
            BridgeFixture.Client first = tight.client("ada operator");
            assertThat(first.outcome("session.create", "{'name':'one','command':['cat']}"))
                    .isEqualTo("ok");
            assertThat(first.outcome("session.create", "{'name':'two','command':['cat']}"))
                    .isEqualTo("limit");
            BridgeFixture.Client second = tight.client("ada operator");
            assertThat(second.outcome("server.info", "{}")).isEqualTo("ok");
            assertThat(tight.client("ada operator").connection.awaitClose()).isEqualTo(4429);
            assertThat(tight.client("bob operator").outcome("server.info", "{}"))
                    .isEqualTo("ok");
            assertThat(tight.client("eve operator").outcome("server.info", "{}"))
                    .isEqualTo("ok");
            assertThat(tight.client("zoe operator").connection.awaitClose())
                    .as("the fifth of an address")
                    .isEqualTo(4429);
            assertThat(tight.connect(Optional.of("zoe operator"), Optional.empty(), Optional.empty(), "192.0.2.2")
                            .outcome("server.info", "{}"))
                    .isEqualTo("ok");
        }
    }

    @Test
    void aMessageBeforeSigningInMayNotBeBig() {
        BridgeFixture.Client client = fixture.clientWithout();
        client.say("{'type':'auth','token':'" + "x".repeat(70_000) + "'}");
        assertThat(client.connection.awaitClose()).isEqualTo(1009);
    }

    @Test
    void everyoneSeesTheQuotasInServerInfo() {
        JsonNode limits = fixture.client("ada viewer")
                .ask("server.info", "{}")
                .path("result")
                .path("limits");
        Map.of("connectionsPerCaller", 1024, "sessionsPerCaller", 200, "authGraceMs", 30_000)
                .forEach((name, value) -> assertThat(limits.path(name).asInt()).isEqualTo(value));
    }

    /** The bug: what the smaller role may not do any more was looked at once, and tmux did not answer. */
    @Test
    void aRoleShrunkWhileTmuxDoesNotAnswerLosesWritingAllTheSame() {
        fixture.session("work", "ada");
        BridgeFixture.Client ada = fixture.client("ada operator");
        connect(ada, "work");
        long server = fixture.server.pid();
        Signals.send("STOP", server);
        try {
            ada.say("{'type':'auth','token':'ada viewer'}");
            ada.say("{'type':'input','sessionId':'work','data':'no\\r'}");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> ada.heard().stream()
                            .anyMatch(node -> node.path("code").asText().matches("forbidden|unavailable")));
        } finally {
            Signals.send("CONT", server);
        }
        assertThat(ada.hear(node -> named(node).equals("access")).path("access").asText())
                .isEqualTo("read");
        assertThat(ada.hear("error").path("code").asText()).isEqualTo("forbidden");
        assertThat(screen("work")).doesNotContain("no");
    }

    /** The bug: nobody could type any more until the owner took it. */
    @Test
    void aLeaseEndsWhenItsHolderMayNotWriteAnyMore() {
        fixture.session("work", "ada");
        fixture.bridge.access().grant("work", "bob", Permission.WRITE);
        BridgeFixture.Client ada = fixture.client("ada operator");
        BridgeFixture.Client bob = fixture.client("bob operator");
        connect(ada, "work");
        connect(bob, "work");
        assertThat(bob.outcome("lease.request", "{'sessionId':'work'}")).isEqualTo("ok");
        assertThat(fixture.client("bob viewer").outcome("session.get", "{'sessionId':'work'}"))
                .as("another connection of his that may not write")
                .isEqualTo("ok");
        assertThat(ada.hear(node -> named(node).equals("lease")).path("holder").asText())
                .isEqualTo("bob");
        fixture.bridge.access().grant("work", "bob", Permission.READ);
        ada.hear(node -> named(node).equals("lease") && !node.has("holder"));
        ada.say("{'type':'input','sessionId':'work','data':'ada again\\r'}");
        await().until(() -> ada.screenText().contains("ada again"));
    }

    /** The bug: who could only look on any more kept the window as small as it was when it could type. */
    @Test
    void aViewersSizeCountsWhileItMayWrite() {
        try (AccessFixture small = new AccessFixture(builder -> builder.sizePolicy(SizePolicy.SMALLEST))) {
            small.session("work", "ada");
            small.bridge.access().grant("work", "bob", Permission.READ);
            BridgeFixture.Client ada = small.client("ada operator");
            BridgeFixture.Client bob = small.client("bob operator");
            ada.say("{'type':'connect','sessionId':'work','cols':100,'rows':30}");
            ada.hear("connected");
            bob.say("{'type':'connect','sessionId':'work','cols':70,'rows':20}");
            bob.hear("connected");
            for (Permission permission : List.of(Permission.WRITE, Permission.READ)) {
                small.bridge.access().grant("work", "bob", permission);
                boolean writes = permission == Permission.WRITE;
                await().until(() -> small.server
                        .tmux("display-message", "-p", "-t", "=work:", "#{window_width}")
                        .equals(writes ? "70" : "100"));
                JsonNode viewers = ada.ask("viewer.list", "{'sessionId':'work'}")
                        .path("result")
                        .path("viewers");
                assertThat(viewers)
                        .filteredOn(viewer -> viewer.path("caller").asText().equals("bob"))
                        .extracting(viewer -> viewer.path("access").asText())
                        .containsExactly(permission.wire());
            }
        }
    }
}
