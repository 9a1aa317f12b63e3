package io.tmuxbridge.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.PaneSpec;
import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.Split;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.client.RemoteWindows;
import io.tmuxbridge.pane.Await;
import io.tmuxbridge.pane.Awaited;
import io.tmuxbridge.pane.CaptureRange;
import io.tmuxbridge.pane.PaneCapture;
import io.tmuxbridge.pane.PanePosition;
import io.tmuxbridge.pane.RunResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and their answers, in any order, and those that never come. */
class CallsTest {

    private static final String SESSION =
            "{'sessionId':'$3','name':'dev','owner':'ada','windows':1,'viewers':2,'attached':1,"
                    + "'created':1790000000000,'activity':1790000001000,'cols':80,'rows':24";

    private final FakeServer server = new FakeServer();
    private final Client client = server.client(Optional.empty());

    private JsonNode asked(String method) {
        JsonNode request = server.line().last();
        assertThat(request.path("jsonrpc").asText()).isEqualTo("2.0");
        assertThat(request.path("method").asText()).isEqualTo(method);
        return request.path("params");
    }

    private void answer(String result) {
        server.line().say("{'jsonrpc':'2.0','id':" + server.line().last().path("id") + ",'result':" + result + "}");
    }

    private static TmuxBridgeException failure(CompletableFuture<?> failed) throws InterruptedException {
        try {
            failed.get();
            throw new AssertionError("did not fail");
        } catch (ExecutionException e) {
            return (TmuxBridgeException) e.getCause();
        }
    }

    @Test
    void sessionsAreListed() {
        CompletableFuture<List<SessionInfo>> list = client.sessions().list();
        asked("session.list");
        answer("{'sessions':[" + SESSION + "}]}");

        assertThat(list.join())
                .containsExactly(new SessionInfo(
                        "$3",
                        "dev",
                        Optional.of("ada"),
                        Instant.ofEpochMilli(1790000000000L),
                        Instant.ofEpochMilli(1790000001000L),
                        TerminalSize.DEFAULT,
                        1,
                        2,
                        1,
                        List.of()));
    }

    @Test
    void aSessionIsDescribedWithItsPanes() {
        CompletableFuture<SessionInfo> get = client.sessions().get("dev");
        assertThat(asked("session.get")).hasToString("{\"sessionId\":\"dev\"}");
        answer(SESSION + ",'windowList':[{'windowId':'@2','index':0,'name':'sh','active':true,'cols':80,'rows':24,"
                + "'layout':'b25f','panes':[{'paneId':'%4','index':0,'active':true,'cols':80,'rows':24,'title':'t',"
                + "'command':'sh','directory':'/srv','pid':4711,'dead':false}]}]}");

        assertThat(get.join().windows().get(0).panes().get(0).pid()).isEqualTo(4711);
    }

    @Test
    void whatIsToBeCreatedIsSaidWhole() throws Exception {
        client.sessions()
                .create(SessionSpec.builder()
                        .name("dev")
                        .command("vim", "notes.txt")
                        .directory(Path.of("/srv"))
                        .environment(Map.of("LANG", "C.UTF-8"))
                        .size(new TerminalSize(100, 30))
                        .build());

        assertThat(asked("session.create"))
                .hasToString("{\"name\":\"dev\",\"command\":[\"vim\",\"notes.txt\"],\"cwd\":\"/srv\","
                        + "\"env\":{\"LANG\":\"C.UTF-8\"},\"cols\":100,\"rows\":30}");
        assertThat(failure(client.sessions()
                                .create(SessionSpec.builder().owner("bob").build()))
                        .code())
                .isEqualTo(ErrorCode.INVALID);
    }

    @Test
    void renamingAndKillingSayWhat() {
        client.sessions().rename("dev", "prod");
        assertThat(asked("session.rename")).hasToString("{\"sessionId\":\"dev\",\"name\":\"prod\"}");
        CompletableFuture<Void> killed = client.sessions().kill("$3");
        assertThat(asked("session.kill")).hasToString("{\"sessionId\":\"$3\"}");
        answer("{}");

        assertThat(killed).isCompleted();
    }

    @Test
    void windowsAndPanesAreArranged() {
        CompletableFuture<String> window = client.windows().create("dev", "logs", PaneSpec.of("tail", "-f", "a.log"));
        assertThat(asked("window.create"))
                .hasToString("{\"sessionId\":\"dev\",\"name\":\"logs\",\"command\":[\"tail\",\"-f\",\"a.log\"]}");
        answer("{'windowId':'@7'}");
        assertThat(window).isCompletedWithValue("@7");

        CompletableFuture<String> pane = client.windows()
                .split(
                        "%4",
                        Split.VERTICAL.withSize(10),
                        PaneSpec.SHELL.withDirectory(Path.of("/srv")).withEnvironment(Map.of("A", "b")));
        assertThat(asked("pane.split"))
                .hasToString("{\"paneId\":\"%4\",\"direction\":\"vertical\",\"size\":10,\"cwd\":\"/srv\","
                        + "\"env\":{\"A\":\"b\"}}");
        answer("{'paneId':'%9'}");
        assertThat(pane).isCompletedWithValue("%9");

        client.windows().create("dev", PaneSpec.SHELL);
        assertThat(asked("window.create")).hasToString("{\"sessionId\":\"dev\"}");
        client.windows().resizePane("%9", new TerminalSize(40, 10));
        assertThat(asked("pane.resize")).hasToString("{\"paneId\":\"%9\",\"cols\":40,\"rows\":10}");
        client.windows().rename("@7", "tail");
        assertThat(asked("window.rename")).hasToString("{\"windowId\":\"@7\",\"name\":\"tail\"}");
    }

    @Test
    void ordersNameTheirTargetAndCompleteWhenTheyAreDone() {
        RemoteWindows windows = client.windows();
        Map<String, Supplier<CompletableFuture<Void>>> orders = Map.of(
                "window.select", () -> windows.select("@7"),
                "window.kill", () -> windows.kill("@7"),
                "pane.select", () -> windows.selectPane("%9"),
                "pane.zoom", () -> windows.zoomPane("%9"),
                "pane.kill", () -> windows.killPane("%9"));
        orders.forEach((method, order) -> {
            CompletableFuture<Void> done = order.get();
            String target = method.startsWith("window") ? "{\"windowId\":\"@7\"}" : "{\"paneId\":\"%9\"}";
            assertThat(asked(method)).hasToString(target);
            assertThat(done).isNotDone();
            answer("{}");
            assertThat(done).isCompleted();
        });
    }

    @Test
    void aPaneIsDriven() {
        CompletableFuture<PanePosition> sent = client.pane("%4").send("ls\r");
        assertThat(asked("pane.send")).hasToString("{\"paneId\":\"%4\",\"text\":\"ls\\r\"}");
        answer("{'epoch':'e','offset':7}");
        CompletableFuture<RunResult> run = client.pane("%4").run("make", Duration.ofMinutes(1));
        assertThat(asked("pane.run")).hasToString("{\"paneId\":\"%4\",\"command\":\"make\",\"timeoutMs\":60000}");
        answer(
                "{'reason':'exited','exitStatus':2,'output':'no rule\\n','cut':false,'gap':true,'epoch':'e','offset':9}");
        CompletableFuture<RunResult> late = client.pane("%4").run("sleep 100", Duration.ofSeconds(1));
        answer("{'reason':'timed-out','output':'','running':'sleep','epoch':'e','offset':9}");
        CompletableFuture<PaneCapture> captured =
                client.pane("%4").capture(CaptureRange.history(2).withAttributes());
        assertThat(asked("pane.capture"))
                .hasToString("{\"paneId\":\"%4\",\"start\":-2,\"end\":-1,\"format\":\"ansi\"}");
        answer("{'lines':['a','b'],'start':-2,'end':-1,'historySize':50,'wrapped':[]}");

        PanePosition nine = new PanePosition("e", 9);
        assertThat(sent.join()).isEqualTo(new PanePosition("e", 7));
        assertThat(run.join())
                .isEqualTo(new RunResult(
                        RunResult.Reason.EXITED, OptionalInt.of(2), "no rule\n", false, true, Optional.empty(), nine));
        assertThat(late.join().running()).contains("sleep");
        assertThat(captured.join()).isEqualTo(new PaneCapture(List.of("a", "b"), -2, 50));
    }

    @Test
    void outputIsWaitedFor() {
        CompletableFuture<Awaited> found = client.pane("%4")
                .awaitOutput(
                        Await.pattern(Pattern.compile("n: (\\d)")), new PanePosition("e", 7), Duration.ofSeconds(2));
        assertThat(asked("pane.await"))
                .hasToString(
                        "{\"paneId\":\"%4\",\"epoch\":\"e\",\"offset\":7,\"pattern\":\"n: (\\\\d)\",\"regex\":true,"
                                + "\"timeoutMs\":2000}");
        answer(
                "{'reason':'found','text':'n: 5','groups':['5'],'before':'b','cut':false,'gap':false,'epoch':'e','offset':9}");
        client.pane("%4").awaitOutput(Await.silence(Duration.ofMillis(300)), Duration.ofSeconds(2));
        assertThat(asked("pane.await").path("silenceMs").asInt()).isEqualTo(300);
        client.pane("%4").awaitOutput(Await.prompt(), Duration.ofSeconds(2));
        assertThat(asked("pane.await").path("prompt").asBoolean()).isTrue();

        assertThat(found.join().groups()).containsExactly("5");
    }

    @Test
    void everyOtherMethodIsCalledWithPlainValues() {
        CompletableFuture<Map<String, Object>> info =
                client.call("window.create", Map.of("sessionId", "dev", "command", List.of("top")));
        assertThat(asked("window.create").path("command").get(0).asText()).isEqualTo("top");
        answer("{'windowId':'@9','n':3,'list':[true]}");

        assertThat(info.join()).isEqualTo(Map.of("windowId", "@9", "n", 3, "list", List.of(true)));
    }

    @Test
    void answersMayComeInAnyOrder() {
        CompletableFuture<Void> first = client.sessions().kill("a");
        CompletableFuture<Void> second = client.sessions().kill("b");
        server.line().say("{'jsonrpc':'2.0','id':2,'result':{}}");

        assertThat(first).isNotDone();
        assertThat(second).isCompleted();
    }

    @Test
    void aRefusalHasTheServersCodeAndWords() throws Exception {
        CompletableFuture<Void> killed = client.sessions().kill("x");
        server.line()
                .say("{'jsonrpc':'2.0','id':1,'error':{'code':-32000,'message':'there is no session x',"
                        + "'data':{'code':'not-found','retryable':false}}}");

        assertThat(failure(killed)).hasMessage("there is no session x");
        assertThat(failure(killed).code()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void whatWasSentWhenTheLineBrokeMayHaveBeenDone() throws Exception {
        CompletableFuture<Void> killed = client.sessions().kill("x");
        server.line().hangUp(1006, "");

        assertThat(failure(killed).code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(failure(killed)).hasMessageContaining("session.kill may have been carried out");
    }

    @Test
    void theNextRequestOpensTheNextLine() {
        client.sessions().kill("x");
        server.line().hangUp(1006, "");
        CompletableFuture<Void> again = client.sessions().kill("x");
        FakeLine second = server.nextLine();
        second.say("{'jsonrpc':'2.0','id':2,'result':{}}");

        assertThat(again).isCompleted();
    }

    @Test
    void aServerThatDoesNotAnswerIsNotWaitedForForEver() throws Exception {
        CompletableFuture<Void> killed = client.sessions().kill("x");
        CompletableFuture<RunResult> run = client.pane("%4").run("make", Duration.ofSeconds(5));
        server.timer.pass(Duration.ofSeconds(16));
        assertThat(failure(killed))
                .hasMessage("the server has not answered for 15000 ms; session.kill may have been carried out");
        assertThat(run).as("has five seconds of its own").isNotDone();
        server.line().say("{'type':'pong'}");
        server.timer.pass(Duration.ofSeconds(5));

        assertThat(failure(run).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void whoIsNotSignedInIsToldSo() throws Exception {
        CompletableFuture<Void> killed = client.sessions().kill("x");
        server.line().hangUp(4401, "who are you");

        assertThat(failure(killed).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(failure(killed))
                .hasMessage("not signed in, or the token has expired (who are you);"
                        + " session.kill may have been carried out");
    }

    /** Only those that were cut off by a loss said so. */
    @ParameterizedTest
    @ValueSource(ints = {1002, 4401, 4403, 4404, 4429})
    void whatWasSentMayHaveBeenDoneWhateverCutItOff(int code) throws Exception {
        CompletableFuture<Void> killed = client.sessions().kill("x");
        server.line().hangUp(code, "");

        assertThat(failure(killed)).hasMessageEndingWith("; session.kill may have been carried out");
    }

    @Test
    void whatWasNotSentSaysSo() throws Exception {
        CompletableFuture<Void> killed =
                server.client(Optional.of(() -> "t")).sessions().kill("x");
        assertThat(asked("server.info"))
                .as("is asked first, whether the token is good")
                .isEmpty();
        server.timer.pass(Duration.ofSeconds(16));

        assertThat(failure(killed)).hasMessage("the server has not answered for 15000 ms; session.kill was not sent");
    }

    @Test
    void aRequestThatTheServerCouldNotReadFails() throws Exception {
        CompletableFuture<Map<String, Object>> call = client.call("x", Map.of());
        server.line().say("{'jsonrpc':'2.0','id':null,'error':{'code':-32600,'message':'no request'}}");

        assertThat(failure(call)).hasMessage("no request");
    }

    @Test
    void whatIsAnsweredLeavesNothingBehindForTheTimeThatItMightHaveTaken() {
        client.pane("%1").awaitOutput(Await.prompt(), Duration.ofHours(24));
        int waiting = server.timer.waiting();
        answer("{'reason':'found','text':'','groups':[],'before':'','epoch':'e','offset':1}");

        assertThat(server.timer.waiting()).isEqualTo(waiting - 1);
    }

    /** They were bounded in number only, 10,000 of any size. */
    @Test
    void requestsThatWaitForALineAreBoundedInBytes() {
        Deque<Runnable> tasks = new ArrayDeque<>();
        Client unconnected = server.client(tasks::add, () -> {});
        String most = "x".repeat(Calls.MOST_BYTES_OF_ONE - 100); // beside what is around it
        CompletableFuture<?> last = unconnected.pane("%1").send(most);
        for (int i = 0; i < 16; i++) {
            assertThat(last).isNotDone();
            last = unconnected.pane("%1").send(most);
        }

        assertThat(last)
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("pane.send: 16777216 bytes")
                .withMessageContaining("nothing was sent");
        tasks.remove().run(); // opens the line
        unconnected.pane("%1").send(most);
        assertThat(server.line().texts)
                .as("those that waited, and one that does not")
                .hasSize(17);
    }

    /** The server closed the line for it, with 1009, which was the end of all terminals of the client. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "\u20ac"})
    void aRequestThatIsTooBigForTheServerIsNotSent(String letter) throws Exception {
        client.sessions().list();
        int bytes = letter.getBytes(StandardCharsets.UTF_8).length;
        CompletableFuture<?> refused = client.pane("%1").send(letter.repeat(Calls.MOST_BYTES_OF_ONE / bytes));

        assertThat(failure(refused).code()).isEqualTo(ErrorCode.LIMIT);
        assertThat(failure(refused))
                .hasMessageStartingWith("pane.send: a request has at most 1048576 bytes, and this one 1048")
                .hasMessageEndingWith("; nothing was sent");
        assertThat(server.line().texts).hasSize(1);
    }

    @Test
    void aRequestThatIsJustNotTooBigIsSent() {
        client.pane("%1").send("");
        int envelope = server.line().last().toString().length();
        client.pane("%1").send("x".repeat(Calls.MOST_BYTES_OF_ONE - envelope));

        assertThat(server.line().last().toString()).hasSize(Calls.MOST_BYTES_OF_ONE);
    }
}
