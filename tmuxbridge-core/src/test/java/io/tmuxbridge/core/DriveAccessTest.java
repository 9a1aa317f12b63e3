package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.AuditEvent;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Permission;
import io.tmuxbridge.access.Redaction;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.pane.Await;
import io.tmuxbridge.pane.Awaited;
import io.tmuxbridge.pane.CaptureRange;
import io.tmuxbridge.pane.Pane;
import io.tmuxbridge.pane.PaneOutput;
import io.tmuxbridge.pane.PanePosition;
import io.tmuxbridge.pane.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who drives a pane may do what the same caller may at a keyboard, and it is written down. */
class DriveAccessTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Caller ADA = Caller.of("ada", Role.OPERATOR);
    private static final Caller BOB = Caller.of("bob", Role.OPERATOR);

    private final AccessFixture fixture = new AccessFixture(
            AccessFixture.HURRIED.andThen(builder -> builder.redaction(Redaction.from(Role.VIEWER)))::apply);

    @AfterEach
    void close() {
        fixture.close();
    }

    private static <T> T get(CompletableFuture<T> result) {
        return result.orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Test
    void aSessionThatTheCallerMayNotSeeIsNotThere() {
        fixture.session("hers", "ada");
        assertThatThrownBy(() -> fixture.bridge.pane(BOB, "hers"))
                .extracting(e -> ((TmuxBridgeException) e).code())
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThatThrownBy(() -> fixture.bridge.pane(BOB, "%0"))
                .extracting(e -> ((TmuxBridgeException) e).code())
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void whoMayOnlyLookTypesAndRunsNothingAndThatIsWrittenDown() {
        fixture.session("hers", "ada");
        fixture.bridge.access().grant("hers", "bob", Permission.READ);
        try (Pane pane = fixture.bridge.pane(BOB, "hers")) {
            assertThat(DrivePaneTest.refusal(pane.send("rm\r"))).isEqualTo(ErrorCode.FORBIDDEN);
            assertThat(DrivePaneTest.refusal(pane.run("rm", LONG))).isEqualTo(ErrorCode.FORBIDDEN);
            assertThat(get(pane.capture(CaptureRange.screen())).lines()).allMatch(String::isEmpty);
        }
        assertThat(fixture.audit)
                .filteredOn(event -> event.caller().equals(Optional.of("bob")) && !event.allowed())
                .extracting(AuditEvent::action)
                .contains("pane.send", "pane.run");
    }

    @Test
    void whatIsTypedIsWrittenDownByItsLengthAndNotByItsText() {
        fixture.session("hers", "ada");
        try (Pane pane = fixture.bridge.pane(ADA, "hers")) {
            get(pane.send("secret\r"));
        }
        assertThat(fixture.audit)
                .filteredOn(event -> event.action().equals("pane.send"))
                .singleElement()
                .returns(true, AuditEvent::allowed)
                .returns("java", AuditEvent::address)
                .returns("7 bytes", AuditEvent::detail);
    }

    @Test
    void aWaitEndsWhenAccessIsTakenAway() {
        fixture.session("hers", "ada");
        fixture.bridge.access().grant("hers", "bob", Permission.READ);
        try (Pane pane = fixture.bridge.pane(BOB, "hers")) {
            CompletableFuture<Awaited> waiting = pane.awaitOutput(Await.text("x"), LONG);
            fixture.bridge.access().grant("hers", "bob", Permission.NONE);
            assertThat(DrivePaneTest.refusal(waiting)).isEqualTo(ErrorCode.NOT_FOUND);
        }
    }

    @Test
    void aRevokedCallerAndOneWhoseTimeIsOverLeave() {
        fixture.session("hers", "ada");
        Caller expiring =
                new Caller("ada", Role.OPERATOR, Optional.of(Instant.EPOCH.plusSeconds(10)), Optional.empty());
        CompletableFuture<Awaited> later = fixture.bridge.pane(expiring, "hers").awaitOutput(Await.text("x"), LONG);
        fixture.clock.advance(Duration.ofSeconds(60));
        assertThat(DrivePaneTest.refusal(later)).isEqualTo(ErrorCode.UNAUTHENTICATED);

        Pane pane = fixture.bridge.pane(ADA, "hers");
        CompletableFuture<Awaited> waiting = pane.awaitOutput(Await.text("x"), LONG);
        fixture.bridge.access().revokeCaller("ada");
        assertThat(DrivePaneTest.refusal(waiting)).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThatThrownBy(() -> fixture.bridge.pane(ADA, "hers"))
                .extracting(e -> ((TmuxBridgeException) e).code())
                .isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void secretsAreMaskedForADriverAsForAViewer() {
        String secret = "ghp_" + "a1B2c3D4e5".repeat(4).substring(0, 36);
        fixture.session("hers", "ada");
        fixture.bridge.access().grant("hers", "eve", Permission.READ);
        try (Pane ada = fixture.bridge.pane(ADA, "hers");
                Pane eve = fixture.bridge.pane(Caller.of("eve", Role.VIEWER), "hers")) {
            PanePosition from = get(ada.send("key " + secret + " end\r"));
            assertThat(get(ada.awaitOutput(Await.text(secret + " end"), from, LONG))
                            .found())
                    .isTrue();
            Awaited seen = get(eve.awaitOutput(Await.text(" end"), from, LONG));
            assertThat(seen.found()).isTrue();
            assertThat(seen.before()).contains("key ").doesNotContain(secret);
            assertThat(get(eve.capture(CaptureRange.screen())).lines()).noneMatch(line -> line.contains(secret));
        }
    }

    /** The bug: what it waited for went on, whatever role it had by then. */
    @Test
    void whoseRoleShrinksWaitsNoMoreForWhatItMayNotSee() {
        fixture.session("hers", "ada");
        BridgeFixture.Client root = fixture.client("root admin");
        root.say("{'jsonrpc':'2.0','id':1,'method':'pane.await','params':{'sessionId':'hers','pattern':'never'}}");
        root.say("{'type':'auth','token':'root operator'}");
        assertThat(root.hear(node -> node.path("id").asInt() == 1)
                        .path("error")
                        .path("data")
                        .path("code")
                        .asText())
                .isEqualTo("not-found");
    }

    @Test
    void programsDriveByJsonRpcToo() {
        fixture.session("hers", "ada");
        BridgeFixture.Client ada = fixture.client("ada operator");
        var sent = ada.ask("pane.send", "{'sessionId':'hers','text':'hello 42\\r'}")
                .path("result");
        String from = "'epoch':'" + sent.path("epoch").asText() + "','offset':"
                + sent.path("offset").asLong();

        var found = ada.ask("pane.await", "{'sessionId':'hers','pattern':'hello ([0-9]+)','regex':true," + from + "}")
                .path("result");
        assertThat(found.path("reason").asText()).isEqualTo("found");
        assertThat(found.path("groups").get(0).asText()).isEqualTo("42");

        assertThat(ada.ask("pane.await", "{'sessionId':'hers','pattern':'never','timeoutMs':20}")
                        .path("result")
                        .path("reason")
                        .asText())
                .isEqualTo("timed-out");
        assertThat(ada.outcome("pane.await", "{'sessionId':'hers'}")).isEqualTo("invalid");
        assertThat(ada.outcome("pane.await", "{'sessionId':'hers','pattern':'(','regex':true}"))
                .isEqualTo("invalid");
        assertThat(fixture.client("bob operator").outcome("pane.send", "{'sessionId':'hers','text':'x'}"))
                .isEqualTo("not-found");
    }

    /** The bug: a thousand waits of a pane may keep a thousand ids, and each could be as large as a message. */
    @Test
    void whatIsAnsweredLaterKeepsNoLargeIds() {
        fixture.session("hers", "ada");
        BridgeFixture.Client ada = fixture.client("ada operator");
        String large = "x".repeat(2000);
        ada.say("{'jsonrpc':'2.0','id':'" + large + "','method':'session.get','params':{'sessionId':'hers'}}");
        assertThat(ada.hear(node -> node.path("id").asText().equals(large)).has("result"))
                .as("what is answered at once")
                .isTrue();
        ada.say("{'jsonrpc':'2.0','id':'y" + large + "','method':'pane.await',"
                + "'params':{'sessionId':'hers','pattern':'never','timeoutMs':20}}");
        assertThat(ada.hear(node -> node.path("id").asText().equals("y" + large))
                        .path("error")
                        .path("data")
                        .path("code")
                        .asText())
                .isEqualTo("limit");
    }

    @Test
    void anAnswerThatTakesLongHoldsUpNoOtherRequestOfTheConnection() {
        fixture.server.newSession("shell", 80, 24, "sh", "-i");
        BridgeFixture.Client root = fixture.client("root admin");
        root.say("{'jsonrpc':'2.0','id':1,'method':'pane.run',"
                + "'params':{'sessionId':'shell','command':'read x; echo got $x; (exit 3)'}}");
        assertThat(root.outcome("session.list", "{}")).isEqualTo("ok");
        await().until(() ->
                root.ask("pane.capture", "{'sessionId':'shell'}").toString().contains("<\""));
        assertThat(root.outcome("pane.send", "{'sessionId':'shell','text':'it\\n'}"))
                .isEqualTo("ok");
        var result = root.hear(node -> node.path("id").asInt() == 1).path("result");
        assertThat(result.path("reason").asText()).isEqualTo("exited");
        assertThat(result.path("exitStatus").asInt()).isEqualTo(3);
        assertThat(result.path("output").asText()).endsWith("got it\n");
    }

    @Test
    void aConnectionThatEndsLeavesThePanesItDrove() {
        fixture.session("hers", "ada");
        BridgeFixture.Client ada = fixture.client("ada operator");
        assertThat(ada.outcome("pane.send", "{'sessionId':'hers','text':'x'}")).isEqualTo("ok");
        BridgeFixture.Client root = fixture.client("root admin");
        assertThat(root.ask("viewer.list", "{'sessionId':'hers'}")
                        .path("result")
                        .path("viewers"))
                .hasSize(1);
        ada.handler.closed(1000, "bye");
        await().until(() -> root.ask("viewer.list", "{'sessionId':'hers'}")
                .path("result")
                .path("viewers")
                .isEmpty());
    }

    /**
     * The bug: all that waited for output of a pane did so among those that match patterns: commands, silence, prompts,
     * every timeout and all that is followed waited behind each pattern of the caller's.
     */
    @Test
    void whatMatchesNoPatternDoesNotWaitForPatterns() {
        fixture.session("hers", "ada");
        fixture.server.tmux("send-keys", "-t", "=hers:", "-l", "x".repeat(3000));
        BridgeFixture.Client ada = fixture.client("ada operator");
        await().until(() -> !ada.ask("pane.search", "{'sessionId':'hers','pattern':'x{70}','regex':true}")
                .path("result")
                .path("matches")
                .isEmpty());
        for (int id = 900; id < 916; id++) {
            ada.say("{'jsonrpc':'2.0','id':" + id + ",'method':'pane.search',"
                    + "'params':{'sessionId':'hers','pattern':'(x+x+)+y','regex':true}}");
        }
        await().until(() -> fixture.metrics.count("matching.queued") >= 10);
        try (Pane pane = fixture.bridge.pane(ADA, "hers")) {
            Duration moment = Duration.ofMillis(1);
            assertThat(get(pane.run("none answers", moment)).reason()).isEqualTo(RunResult.Reason.TIMED_OUT);
            assertThat(get(pane.awaitOutput(Await.silence(moment), LONG)).reason())
                    .isEqualTo(Awaited.Reason.FOUND);
            CompletableFuture<PaneOutput> followed = new CompletableFuture<>();
            pane.follow().subscribe(new FirstPiece(followed));
            assertThat(get(followed)).isInstanceOf(PaneOutput.Screen.class);
        }
        assertThat(ada.heard())
                .as("searches done meanwhile, two at a time, two seconds each")
                .filteredOn(node -> node.path("id").asInt() >= 900)
                .hasSizeLessThan(10);
    }

    private record FirstPiece(CompletableFuture<PaneOutput> heard) implements Flow.Subscriber<PaneOutput> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(1);
        }

        @Override
        public void onNext(PaneOutput piece) {
            heard.complete(piece);
        }

        @Override
        public void onError(Throwable why) {
            heard.completeExceptionally(why);
        }

        @Override
        public void onComplete() {}
    }
}
