package io.tmuxbridge.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.client.RemotePane;
import io.tmuxbridge.pane.PanePosition;
import io.tmuxbridge.pane.RunResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pane that is named by its session: the active one when it is first asked something, and that one from then on. */
class PaneOfSessionTest {

    private static final String DEV = "{'sessionId':'$1','name':'dev','windowList':["
            + "{'windowId':'@1','active':false,'panes':[{'paneId':'%1','active':true}]},"
            + "{'windowId':'@2','active':true,'panes':[{'paneId':'%2','active':false},{'paneId':'%3','active':true}]}]}";

    private final FakeServer server = new FakeServer();
    private final RemotePane pane = server.client(Optional.empty()).pane("dev");

    private List<String> asked() {
        return server.line().texts.stream()
                .map(text -> text.path("method").asText() + " " + text.path("params"))
                .toList();
    }

    private void answer(int which, String result) {
        JsonNode request = server.line().texts.get(which);
        server.line().say("{'jsonrpc':'2.0','id':" + request.path("id") + ",'result':" + result + "}");
    }

    @Test
    void whatIsTypedReachesTheActivePaneInOrder() {
        CompletableFuture<PanePosition> first = pane.send("a");
        CompletableFuture<PanePosition> second = pane.send("b");
        CompletableFuture<PanePosition> third = pane.send("c");
        assertThat(asked()).containsExactly("session.get {\"sessionId\":\"dev\"}");
        answer(0, DEV);
        pane.send("d");

        assertThat(asked().subList(1, 5))
                .containsExactly(
                        "pane.send {\"paneId\":\"%3\",\"text\":\"a\"}",
                        "pane.send {\"paneId\":\"%3\",\"text\":\"b\"}",
                        "pane.send {\"paneId\":\"%3\",\"text\":\"c\"}",
                        "pane.send {\"paneId\":\"%3\",\"text\":\"d\"}");
        answer(2, "{'epoch':'e','offset':7}");
        assertThat(second).isCompletedWithValue(new PanePosition("e", 7));
        assertThat(first).isNotDone();
        assertThat(third).isNotDone();
    }

    @Test
    void aSessionThatIsNotThereIsToldAndLookedForAgain() {
        CompletableFuture<PanePosition> early = pane.send("a");
        server.line()
                .say("{'jsonrpc':'2.0','id':1,'error':{'code':-32000,'message':'there is no session dev',"
                        + "'data':{'code':'not-found','retryable':false}}}");
        assertThat(early).isCompletedExceptionally();
        assertThat(early.handle((position, failure) -> code(failure)).join()).isEqualTo(ErrorCode.NOT_FOUND);
        pane.send("a");
        answer(1, DEV);

        assertThat(asked()).last().isEqualTo("pane.send {\"paneId\":\"%3\",\"text\":\"a\"}");
    }

    @ParameterizedTest
    @ValueSource(longs = {200_000L * 86_400, Long.MAX_VALUE})
    void aTimeThatNoServerGrantsIsRefusedByTheServerAndNotWaitedForInVain(long seconds) {
        CompletableFuture<RunResult> run = pane.run("make", Duration.ofSeconds(seconds));
        answer(0, DEV);
        JsonNode request = server.line().last();
        assertThat(request.path("method").asText()).isEqualTo("pane.run");
        server.line()
                .say("{'jsonrpc':'2.0','id':" + request.path("id") + ",'error':{'code':-32602,'message':'timeoutMs',"
                        + "'data':{'code':'invalid','retryable':false}}}");

        assertThat(run).isCompletedExceptionally();
        assertThat(run.handle((result, failure) -> code(failure)).join()).isEqualTo(ErrorCode.INVALID);
    }

    private static ErrorCode code(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return ((TmuxBridgeException) cause).code();
    }

    /** Whoever waited for its answer waited for ever. */
    @Test
    void aRequestThatCannotEvenBeMadeIsAnAnswer() throws Exception {
        JsonNode dev = new ObjectMapper().readTree(DEV.replace('\'', '"'));
        CompletableFuture<SessionInfo> found = new CompletableFuture<>();
        PaneTarget target = new PaneTarget("dev", () -> found);
        CompletableFuture<String> failed = target.ask(pane -> {
            throw new IllegalStateException("no request for " + pane);
        });
        CompletableFuture<String> next = target.ask(CompletableFuture::completedFuture);
        found.complete(Json.session(dev));

        assertThat(failed).isCompletedExceptionally();
        assertThat(failed.handle((value, why) -> why.getMessage())).isCompletedWithValue("no request for %3");
        assertThat(next).isCompletedWithValue("%3");
    }
}
