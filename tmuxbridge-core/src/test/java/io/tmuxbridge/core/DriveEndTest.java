package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Permission;
import io.tmuxbridge.access.Quotas;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.pane.Await;
import io.tmuxbridge.pane.Awaited;
import io.tmuxbridge.pane.Pane;
import io.tmuxbridge.pane.PanePosition;
import io.tmuxbridge.testkit.Signals;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How driving a pane ends: every call is answered, and nothing is left. */
class DriveEndTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private volatile Runnable whileItTypes = () -> {};
    private final AccessFixture fixture = new AccessFixture(builder -> AccessFixture.HURRIED
            .apply(builder)
            .quotas(Quotas.DEFAULTS.withTerminalsPerCaller(2).withRequestsPerSecondPerCaller(10_000))
            .inputPolicy((caller, session, data) -> {
                whileItTypes.run();
                return Optional.of(data);
            }));

    @AfterEach
    void close() {
        whileItTypes = () -> {};
        fixture.close();
    }

    /** The bug: a program that ran each job in a window of its own was refused the next one after some hundred. */
    @Test
    void aPaneThatHasEndedCountsNoLonger() {
        fixture.session("jobs", "ada");
        BridgeFixture.Client ada = fixture.client("ada operator");
        for (int job = 0; job < 4; job++) {
            String window = ada.ask("window.create", "{'sessionId':'jobs','command':['sh','-c','read x; echo over']}")
                    .path("result")
                    .path("windowId")
                    .asText();
            assertThat(ada.outcome("pane.send", "{'windowId':'" + window + "','text':'x\\r'}"))
                    .as("job " + job)
                    .isEqualTo("ok");
            await().until(() ->
                    fixture.server.tmux("list-windows", "-t", "jobs").lines().count() == 1);
        }
        await().until(() -> fixture.bridge.sessions().get("jobs").viewers() == 0);
    }

    /** The bug: it was answered neither as sent nor as refused. */
    @Test
    void aCallAtTheMomentOfTheCloseIsAnswered() {
        fixture.session("hers", "ada");
        Pane pane = fixture.bridge.pane(Caller.of("ada", Role.OPERATOR), "hers");
        whileItTypes = pane::close;
        CompletableFuture<PanePosition> sent = pane.send("x");
        assertThat(DrivePaneTest.refusal(sent)).isEqualTo(ErrorCode.NOT_FOUND);
    }

    /** The bug: positions were good only until the connection was lost, although others resume at theirs. */
    @Test
    void whoseConnectionIsLostWaitsOnFromWhereItStood() {
        fixture.session("hers", "ada");
        BridgeFixture.Client first = fixture.client("ada operator");
        JsonNode sent =
                first.ask("pane.send", "{'sessionId':'hers','text':'word\\r'}").path("result");
        first.handler.closed(1006, "");
        await().until(() -> fixture.bridge.sessions().get("hers").viewers() == 0);
        JsonNode found = fixture.client("ada operator")
                .ask(
                        "pane.await",
                        "{'sessionId':'hers','pattern':'word','timeoutMs':60000,'epoch':'"
                                + sent.path("epoch").asText() + "','offset':" + sent.path("offset") + "}");
        assertThat(found.path("result").path("reason").asText()).as("%s", found).isEqualTo("found");
    }

    /** The bug: it was looked at once, and who could not be judged then stayed for good. */
    @Test
    @Tag("slow")
    void whoLosesTheSessionWhileTmuxDoesNotAnswerIsOutWhenItDoes() {
        fixture.session("hers", "ada");
        fixture.bridge.access().grant("hers", "bob", Permission.WRITE);
        Pane pane = fixture.bridge.pane(Caller.of("bob", Role.OPERATOR), "hers");
        CompletableFuture<Awaited> waiting = pane.awaitOutput(Await.text("never"), LONG);
        CountDownLatch types = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        whileItTypes = () -> {
            types.countDown();
            awaits(stopped);
        };
        pane.send("x");
        awaits(types);
        fixture.bridge.access().grant("hers", "bob", Permission.NONE);
        long server = fixture.server.pid();
        Signals.send("STOP", server);
        try {
            stopped.countDown();
            await().atMost(LONG)
                    .until(() -> fixture.audit.stream()
                            .anyMatch(event -> event.detail().equals("unavailable")));
        } finally {
            Signals.send("CONT", server);
        }
        assertThat(DrivePaneTest.refusal(waiting)).isEqualTo(ErrorCode.NOT_FOUND);
    }

    private static void awaits(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
