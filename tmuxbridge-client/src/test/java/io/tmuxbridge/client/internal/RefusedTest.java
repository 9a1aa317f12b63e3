package io.tmuxbridge.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.client.Terminal;
import io.tmuxbridge.client.TerminalEnd.Reason;
import io.tmuxbridge.client.TerminalSpec;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a server does not let in: by a close code, or by the HTTP status of the handshake, which is the same. */
class RefusedTest {

    private static final TerminalSpec DEV = TerminalSpec.session("dev");

    private final FakeServer server = new FakeServer();
    private final Witness seen = new Witness();
    private final Iterator<String> tokens = List.of("one", "two", "three").iterator();
    private final Client renewable = server.client(Optional.of(tokens::next));

    private static ErrorCode code(CompletableFuture<?> failed) {
        ExecutionException e = assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> failed.get())
                .actual();
        return ((TmuxBridgeException) e.getCause()).code();
    }

    private List<String> shown() {
        return server.lines.stream()
                .map(line -> line.target.headers().get("Authorization"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"4401, UNAUTHENTICATED", "4403, FORBIDDEN", "4404, NOT_FOUND"})
    void theFirstConnectFailsWithTheServersCode(int refusal, ErrorCode expected) {
        CompletableFuture<Terminal> closed = server.client(Optional.empty()).open(DEV, seen);
        server.line().hangUp(refusal, "");
        server.refusals.add(refusal);
        CompletableFuture<Terminal> refused = server.client(Optional.empty()).open(DEV, seen);

        assertThat(code(closed)).isEqualTo(expected);
        assertThat(code(refused)).isEqualTo(expected);
    }

    /** It was tried again for ever, once it had been connected. */
    @ParameterizedTest
    @CsvSource({"4401, UNAUTHENTICATED", "4403, FORBIDDEN"})
    void aHandshakeThatIsRefusedEndsATerminal(int code, Reason reason) {
        server.client(Optional.empty()).open(DEV, seen);
        server.line().connected("fresh", "e1", 0, 0);
        server.refusals.add(code);
        server.line().hangUp(1006, "");
        server.timer.pass(Duration.ofMinutes(1));

        assertThat(seen.ends).singleElement().satisfies(end -> {
            assertThat(end.reason()).isEqualTo(reason);
            assertThat(end.message()).endsWith("(the handshake was refused)");
        });
        assertThat(server.lines).hasSize(1);
    }

    @Test
    void aHandshakeThatIsRefusedIsTriedOnceMoreWithANewToken() {
        server.refusals.add(4401);
        CompletableFuture<Terminal> opened = renewable.open(DEV, seen);
        server.nextLine().connected("fresh", "e1", 0, 0);

        assertThat(opened).isCompleted();
        assertThat(shown()).containsExactly("Bearer two");
        assertThat(seen.reconnecting).isEmpty();
    }

    @Test
    void theFirstConnectIsTriedOnceMoreWithANewToken() {
        CompletableFuture<Terminal> opened = renewable.open(DEV, seen);
        server.line().hangUp(4401, "the token is not valid");
        assertThat(opened).isNotDone();
        server.nextLine().connected("fresh", "e1", 0, 0);

        assertThat(opened).isCompleted();
        assertThat(shown()).containsExactly("Bearer one", "Bearer two");
    }

    @Test
    void whoIsRefusedTwiceIsToldSo() {
        CompletableFuture<Terminal> opened = renewable.open(DEV, seen);
        CompletableFuture<Void> killed = renewable.sessions().kill("x");
        server.line().hangUp(4401, "");
        server.nextLine().hangUp(4401, "");
        server.timer.pass(Duration.ofMinutes(1));

        assertThat(code(opened)).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(code(killed)).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(seen.ends).extracting(end -> end.reason()).containsExactly(Reason.UNAUTHENTICATED);
        assertThat(shown()).containsExactly("Bearer one", "Bearer two");
    }

    @Test
    void whoAsksAfterThatHasTwoTriesAgain() {
        CompletableFuture<Void> first = renewable.sessions().kill("x");
        server.line().hangUp(4401, "");
        server.nextLine().hangUp(4401, "");
        CompletableFuture<Void> second = renewable.sessions().kill("y");
        server.line().hangUp(4401, "");

        assertThat(code(first)).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(second).isNotDone();
        assertThat(server.lines).hasSize(3);
    }

    /** One that was sent may have been carried out, and could not be sent a second time. */
    @Test
    void aRequestWaitsUntilTheServerHasTakenTheToken() {
        CompletableFuture<Void> killed = renewable.sessions().kill("x");
        FakeLine first = server.line();
        first.hangUp(4401, "the token is not valid");
        assertThat(killed).isNotDone();
        FakeLine second = server.nextLine();
        second.say("{'jsonrpc':'2.0','id':0,'result':{}}");
        second.say("{'jsonrpc':'2.0','id':1,'result':{}}");

        assertThat(killed).isCompleted();
        assertThat(first.texts).extracting(text -> text.path("method").asText()).containsExactly("server.info");
        assertThat(second.texts)
                .extracting(text -> text.path("method").asText())
                .containsExactly("server.info", "session.kill");
    }

    @Test
    void aRequestGoesOutAtOnceWhereATerminalIsConnected() {
        renewable.open(DEV, seen);
        server.line().connected("fresh", "e1", 0, 0);
        renewable.sessions().kill("x");

        assertThat(server.line().last().path("method").asText()).isEqualTo("session.kill");
        assertThat(server.line().texts)
                .noneMatch(text -> text.path("method").asText().equals("server.info"));
    }

    /** As when the credentials are revoked while something is being done. */
    @Test
    void aRequestThatWasSentIsNotSentAgain() {
        renewable.open(DEV, seen);
        server.line().connected("fresh", "e1", 0, 0);
        CompletableFuture<Void> killed = renewable.sessions().kill("x");
        server.line().hangUp(4401, "the credentials were revoked");

        assertThat(code(killed)).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(server.nextLine().types()).containsExactly("connect");
    }

    @ParameterizedTest
    @ValueSource(ints = {4429, 1011})
    void aRefusalForNowIsTriedAgain(int code) {
        server.client(Optional.empty()).open(DEV, seen);
        server.line().connected("fresh", "e1", 0, 0);
        server.refusals.add(code);
        server.line().hangUp(1006, "");
        server.timer.pass(Duration.ofSeconds(3));

        assertThat(server.lines).hasSize(2);
        assertThat(seen.ends).isEmpty();
    }
}
