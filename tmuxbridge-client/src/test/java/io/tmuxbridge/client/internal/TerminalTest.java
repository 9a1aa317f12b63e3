package io.tmuxbridge.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.client.Connected.How;
import io.tmuxbridge.client.InputLostException;
import io.tmuxbridge.client.InputNotSentException;
import io.tmuxbridge.client.Terminal;
import io.tmuxbridge.client.TerminalEnd.Reason;
import io.tmuxbridge.client.TerminalSpec;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One terminal and a server that says what the test wants, in its order. */
class TerminalTest {

    private static final TerminalSpec DEV = TerminalSpec.session("dev");

    private final FakeServer server = new FakeServer();
    private final Witness seen = new Witness();
    private final Client client = server.client(Optional.empty());

    private CompletableFuture<Terminal> open(TerminalSpec what) {
        return client.open(what, seen);
    }

    private FakeLine attached() {
        return attached(DEV);
    }

    private FakeLine attached(TerminalSpec what) {
        open(what);
        FakeLine line = server.line();
        line.connected("fresh", "e1", 100, 0);
        line.snapshot(100, "S");
        return line;
    }

    private CompletableFuture<Void> type(String text) {
        return seen.terminal.orElseThrow().send(text);
    }

    private static ErrorCode code(CompletableFuture<?> failed) throws InterruptedException {
        try {
            failed.get();
            throw new AssertionError("did not fail");
        } catch (ExecutionException e) {
            return ((TmuxBridgeException) e.getCause()).code();
        }
    }

    @Test
    void theFirstConnectAsksForTheSessionAtItsSize() {
        open(DEV);

        assertThat(server.line().last().toString())
                .matches("\\{\"type\":\"connect\",\"sessionId\":\"dev\",\"cols\":80,\"rows\":24,\"access\":\"write\","
                        + "\"clientId\":\"[A-Za-z0-9_-]{22}\",\"attempt\":1}");
    }

    @Test
    void everythingThatWasAskedForIsSaid() {
        open(DEV.pane("%4")
                .size(120, 40)
                .lookOn()
                .delivery(TerminalSpec.Delivery.LOSSLESS)
                .history(500)
                .unseen()
                .sizeOfWindow()
                .mirror());

        assertThat(server.line().last().toString())
                .contains("\"cols\":120,\"rows\":40", "\"access\":\"read\"", "\"paneId\":\"%4\"", "\"history\":500")
                .contains(
                        "\"view\":\"mirror\"", "\"delivery\":\"lossless\"", "\"fit\":\"window\"", "\"visible\":false");
    }

    @Test
    void aSnapshotAndWhatFollowsItAreShownAndAcknowledged() {
        FakeLine line = attached();
        line.output(100, "abc");
        line.output(103, "d");

        assertThat(seen.shown).hasToString("Sabcd");
        assertThat(line.types()).containsExactly("connect", "ack", "ack", "ack", "ack");
        assertThat(line.last().get("offset").asLong()).isEqualTo(104);
        assertThat(line.last().get("channel").asLong()).isEqualTo(7);
    }

    @Test
    void theServerIsTurnedToCreditBeforeTheFirstOutput() {
        open(DEV);
        FakeLine line = server.line();
        line.connected("fresh", "e1", 100, 0);

        assertThat(line.last()).hasToString("{\"type\":\"ack\",\"channel\":7,\"offset\":100}");
    }

    @ParameterizedTest
    @ValueSource(longs = {99, 101})
    void outputAtAnotherOffsetIsNotShownButASnapshotAskedForOnce(long offset) {
        FakeLine line = attached();
        line.output(offset, "x");
        line.output(offset + 1, "y");
        line.snapshot(200, "T");
        line.output(200, "z");

        assertThat(seen.shown).hasToString("STz");
        assertThat(line.types().stream().filter("refresh"::equals)).hasSize(1);
    }

    @Test
    void outputBeforeTheSnapshotIsNotShown() {
        open(DEV);
        FakeLine line = server.line();
        line.output(0, "early");
        line.connected("fresh", "e1", 100, 0);
        line.output(100, "x");

        assertThat(seen.shown).isEmpty();
    }

    @Test
    void inputIsNumberedFromOne() {
        FakeLine line = attached();
        type("a");
        type("b");

        assertThat(line.inputs).containsExactly(new FakeLine.Input(7, 1, "a"), new FakeLine.Input(7, 2, "b"));
    }

    @Test
    void inputGoesOnAfterTheNumberThatTheServerKnows() {
        open(DEV);
        FakeLine line = server.line();
        line.connected("fresh", "e1", 100, 5);
        type("a");

        assertThat(line.inputs).containsExactly(new FakeLine.Input(7, 6, "a"));
    }

    @Test
    void inputIsDoneWhenItIsAcknowledged() {
        FakeLine line = attached();
        CompletableFuture<Void> first = type("a");
        CompletableFuture<Void> second = type("b");
        line.say("{'type':'input-ack','channel':7,'seq':1}");

        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
    }

    @Test
    void aLongPasteIsSentInPiecesAndDoneWithTheLast() {
        FakeLine line = attached();
        CompletableFuture<Void> paste = type("x".repeat(2 * Typing.CHUNK + 1));
        line.say("{'type':'input-ack','channel':7,'seq':2}");

        assertThat(line.inputs).extracting(FakeLine.Input::seq).containsExactly(1L, 2L, 3L);
        assertThat(line.inputs).extracting(input -> input.data().length()).containsExactly(16384, 16384, 1);
        assertThat(paste).isNotDone();
        line.say("{'type':'input-ack','channel':7,'seq':3}");
        assertThat(paste).isCompleted();
    }

    @Test
    void inputThatTheServerCouldNotTakeIsSentAgainAWhileLater() {
        FakeLine line = attached();
        type("a");
        line.say("{'type':'error','channel':7,'code':'limit','message':'too much waits','retryable':true}");
        line.say("{'type':'error','channel':7,'code':'input-gap','message':'','retryable':true}");
        assertThat(line.inputs).hasSize(1);
        server.timer.pass(Duration.ofSeconds(3));

        assertThat(line.inputs).containsExactly(new FakeLine.Input(7, 1, "a"), new FakeLine.Input(7, 1, "a"));
    }

    /** The server closes with 4429 for thousands at once, also when they come again on the next line. */
    @Test
    void noMoreSmallInputsAreUnderWayThanTheServerLikes() {
        FakeLine line = attached();
        for (int i = 0; i < 1_000; i++) {
            type("x");
        }
        assertThat(line.inputs).hasSize(Typing.MOST_UNDER_WAY);
        line.say("{'type':'input-ack','channel':7,'seq':10}");
        assertThat(line.inputs).hasSize(Typing.MOST_UNDER_WAY + 10);
        line.hangUp(1006, "");
        FakeLine second = server.nextLine();
        second.connected("resumed", "e1", 100, 20);
        assertThat(second.inputs).hasSize(Typing.MOST_UNDER_WAY).first().isEqualTo(new FakeLine.Input(7, 21, "x"));
        for (int seq = 20; seq <= 1_000; seq += 20) {
            second.say("{'type':'input-ack','channel':7,'seq':" + seq + "}");
        }

        assertThat(second.inputs)
                .extracting(FakeLine.Input::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(21, 1_000).boxed()::iterator);
    }

    /** None of them could be taken before the one that was refused, which had the server answer each of them. */
    @Test
    void whileTheServerCanTakeNoMoreNothingIsSent() {
        FakeLine line = attached();
        type("a");
        line.say("{'type':'error','channel':7,'code':'limit','message':'too much waits','retryable':true}");
        type("b");
        assertThat(line.inputs).hasSize(1);
        server.timer.pass(Duration.ofSeconds(3));

        assertThat(line.inputs).extracting(FakeLine.Input::data).containsExactly("a", "a", "b");
    }

    @Test
    void inputThatNeverLeftBehindTheWindowIsToldAsNotSent() {
        FakeLine line = attached();
        for (int i = 0; i < Typing.MOST_UNDER_WAY; i++) {
            type("x");
        }
        CompletableFuture<Void> last = type("y");
        line.hangUp(1006, "");
        server.nextLine().connected("fresh", "e2", 0, 0);

        assertThat(last)
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(InputNotSentException.class);
        assertThat(seen.lost)
                .extracting(lost -> lost.uncertainBytes() + " " + lost.notSentBytes())
                .containsExactly(Typing.MOST_UNDER_WAY + " 1");
    }

    @Test
    void aGapInTheInputIsFilledOnce() {
        FakeLine line = attached();
        type("1");
        type("2");
        line.inputs.clear();
        line.say("{'type':'error','code':'input-gap','message':'','channel':7,'retryable':true}");
        line.say("{'type':'error','code':'input-gap','message':'','channel':7,'retryable':true}");

        assertThat(line.inputs).containsExactly(new FakeLine.Input(7, 1, "1"), new FakeLine.Input(7, 2, "2"));
    }

    @Test
    void aLostConnectionIsResumedAtTheByteWithTheInputThatIsMissing() {
        FakeLine first = attached();
        first.output(100, "abc");
        type("1");
        type("2");
        type("3");
        first.say("{'type':'input-ack','channel':7,'seq':1}");
        first.hangUp(1006, "");
        type("4");

        FakeLine second = server.nextLine();
        assertThat(second.last().get("resume")).hasToString("{\"epoch\":\"e1\",\"offset\":103}");
        assertThat(second.last().get("attempt").asLong()).isEqualTo(2);
        assertThat(second.last().get("paneId").asText()).isEqualTo("%1");
        second.connected("resumed", "e1", 103, 2);

        assertThat(second.inputs).containsExactly(new FakeLine.Input(7, 3, "3"), new FakeLine.Input(7, 4, "4"));
        assertThat(seen.connected).extracting(how -> how.how()).containsExactly(How.FRESH, How.RESUMED);
        assertThat(seen.ends).isEmpty();
    }

    @Test
    void aLineThatBreaksBeforeTheSnapshotLeavesNothingToGoOnFrom() {
        attached().hangUp(1006, "");
        FakeLine second = server.nextLine();
        second.connected("fresh", "e2", 5, 0);
        second.hangUp(1006, "");
        FakeLine third = server.nextLine();
        assertThat(third.last().get("resume")).hasToString("{\"epoch\":\"e2\",\"offset\":5}");
        third.connected("resumed", "e2", 5, 0);
        third.output(5, "x");

        assertThat(third.types()).contains("refresh");
        assertThat(seen.shown).as("nothing is drawn over the old screen").hasToString("S");
    }

    /** The bug: who may not skip was sent no more than its credit, and so never the snapshot behind it. */
    @Test
    void whatIsNotShownForWantOfASnapshotIsAcknowledged() {
        open(DEV);
        server.line().connected("fresh", "e1", 5, 0);
        server.line().hangUp(1006, "");
        FakeLine second = server.nextLine();
        second.connected("resumed", "e1", 5, 0);
        second.output(5, "x".repeat(100_000));

        assertThat(seen.shown).isEmpty();
        assertThat(second.last()).hasToString("{\"type\":\"ack\",\"channel\":7,\"offset\":100005}");
    }

    @Test
    void aLineThatBreaksWhileItIsSpokenToIsALostOne() {
        open(DEV);
        server.line().breaksWhenSpokenTo = true;
        // The answer to this is an acknowledgement, which breaks the line: a container may say so before it has sent
        // it.
        server.line().connected("fresh", "e1", 100, 0);

        assertThat(seen.connected).hasSize(1);
        assertThat(seen.reconnecting).hasSize(1);
        assertThat(seen.ends).isEmpty();
        assertThat(server.nextLine().last().get("attempt").asLong()).isEqualTo(2);
    }

    @Test
    void afterAGapASnapshotIsAwaitedAndInputGoesOn() {
        FakeLine first = attached();
        type("1");
        first.hangUp(1001, "");
        FakeLine second = server.nextLine();
        second.connected("gap", "e1", 5000, 0);
        second.output(5000, "no");
        second.snapshot(5000, "T");
        second.output(5000, "x");

        assertThat(seen.shown).hasToString("STx");
        assertThat(second.inputs).containsExactly(new FakeLine.Input(7, 1, "1"));
    }

    @Test
    void afterAnotherEpochOldInputIsToldAndNotSent() {
        FakeLine first = attached();
        CompletableFuture<Void> old = type("rm");
        first.hangUp(1006, "");
        FakeLine second = server.nextLine();
        second.connected("fresh", "e2", 0, 0);
        second.snapshot(0, "T");
        type("x");

        assertThat(second.inputs).containsExactly(new FakeLine.Input(7, 1, "x"));
        assertThat(seen.lost)
                .hasSize(1)
                .first()
                .satisfies(lost -> assertThat(lost.uncertain()).containsExactly("rm".getBytes(UTF_8)));
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(old::get)
                .withCauseInstanceOf(InputLostException.class);
    }

    @Test
    void inputThatTmuxMayHaveLostIsNamedOnce() {
        FakeLine line = attached();
        type("a");
        type("b");
        CompletableFuture<Void> third = type("c");
        String lost =
                "{'type':'error','code':'input-lost','message':'look','channel':7,'retryable':false,'seq':1,'lastSeq':2}";
        line.say(lost);
        line.say("{'type':'input-ack','channel':7,'seq':3}");
        line.say(lost);

        assertThat(seen.lost).hasSize(1);
        assertThat(seen.lost.get(0).uncertain())
                .extracting(data -> new String(data, UTF_8))
                .containsExactly("a", "b");
        assertThat(third).isCompleted();
    }

    @Test
    void whatTheServerCountsAsTakenIsNotSureBeforeItHasNamedWhatWasLost() throws Exception {
        FakeLine first = attached();
        CompletableFuture<Void> lost = type("a");
        CompletableFuture<Void> taken = type("b");
        first.hangUp(1006, "");
        FakeLine second = server.nextLine();
        String clientId = second.last().get("clientId").asText();
        second.connected("resumed", "e1", 100, 2);
        assertThat(taken).isNotDone();
        assertThat(second.last()).hasToString("{\"type\":\"ping\",\"data\":\"" + clientId + "\"}");
        second.say("{'type':'error','code':'input-lost','message':'look','channel':7,'seq':1,'lastSeq':1}");
        second.say("{'type':'pong','data':'" + clientId + "'}");

        assertThat(code(lost)).isEqualTo(ErrorCode.INPUT_LOST);
        assertThat(taken).isCompleted();
        assertThat(second.inputs).isEmpty();
    }

    @Test
    void aServerThatNamesWhatWasLostTooLateIsHeardAllTheSame() {
        FakeLine first = attached();
        CompletableFuture<Void> lost = type("a");
        first.hangUp(1006, "");
        FakeLine second = server.nextLine();
        second.connected("resumed", "e1", 100, 1);
        second.say(
                "{'type':'pong','data':'" + second.texts.get(0).get("clientId").asText() + "'}");
        assertThat(lost).isCompleted();
        second.say("{'type':'error','code':'input-lost','message':'look','channel':7,'seq':1,'lastSeq':1}");

        assertThat(seen.lost).hasSize(1);
    }

    @Test
    void whatAnOlderConnectionSaysIsIgnored() {
        FakeLine first = attached();
        first.hangUp(1006, "");
        FakeLine second = server.nextLine();
        second.connected("resumed", "e1", 100, 0);
        first.output(100, "old");
        first.hangUp(4409, "");
        first.say("{'type':'disconnect','channel':7,'reason':'session-ended'}");

        assertThat(seen.shown).hasToString("S");
        assertThat(seen.ends).isEmpty();
    }

    @Test
    void aRefusalIsToldAndTheTerminalGoesOn() {
        FakeLine line = attached();
        line.say("{'type':'error','code':'forbidden','message':'ada has the lease','channel':7,'retryable':false}");
        line.output(100, "x");

        assertThat(seen.refusals).hasSize(1).first().satisfies(why -> {
            assertThat(why.code()).isEqualTo(ErrorCode.FORBIDDEN);
            assertThat(why).hasMessage("ada has the lease");
        });
        assertThat(seen.shown).hasToString("Sx");
    }

    @Test
    void aRefusalAndALostLineLeaveNoHoleInTheNumbers() {
        FakeLine first = attached();
        type("1");
        type("2");
        type("3");
        first.say("{'type':'error','code':'forbidden','message':'no','channel':7,'retryable':false}");
        first.hangUp(1006, "");
        type("4");
        FakeLine second = server.nextLine();
        second.connected("resumed", "e1", 100, 1);

        assertThat(second.inputs)
                .containsExactly(
                        new FakeLine.Input(7, 2, "2"), new FakeLine.Input(7, 3, "3"), new FakeLine.Input(7, 4, "4"));
    }

    @Test
    void inputThatNobodyAcknowledgesIsBounded() throws Exception {
        FakeLine line = attached();
        String chunk = "x".repeat(Typing.CHUNK);
        for (int i = 0; i < 16; i++) {
            assertThat(type(chunk)).isNotDone();
        }
        CompletableFuture<Void> room = seen.terminal.orElseThrow().room(Typing.CHUNK);

        assertThat(code(type("y"))).isEqualTo(ErrorCode.LIMIT);
        assertThat(room).isNotDone();
        line.say("{'type':'input-ack','channel':7,'seq':1}");
        assertThat(room).isCompleted();
        assertThat(type(chunk)).isNotDone();
        assertThat(code(seen.terminal.orElseThrow().room(300_000))).isEqualTo(ErrorCode.INVALID);
    }

    @Test
    void whoOnlyLooksOnTypesNothing() throws Exception {
        FakeLine line = attached(DEV.lookOn());

        assertThat(code(type("x"))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(line.inputs).isEmpty();
        assertThat(seen.connected.get(0).writes()).isFalse();
    }

    @Test
    void whoIsGrantedNoMoreThanToLookTypesNothingUntilThatChanges() throws Exception {
        open(DEV);
        FakeLine line = server.line();
        line.say("{'type':'connected','sessionId':'dev','channel':7,'epoch':'e','offset':0,'access':'read',"
                + "'resume':'fresh','inputSeq':0}");
        assertThat(code(type("x"))).isEqualTo(ErrorCode.FORBIDDEN);
        line.say("{'type':'event','channel':7,'name':'access','access':'write'}");
        type("y");

        assertThat(line.inputs).containsExactly(new FakeLine.Input(7, 1, "y"));
    }

    @Test
    void aNewSizeIsToldNowOrWithTheNextConnect() {
        FakeLine first = attached();
        seen.terminal.orElseThrow().resize(new TerminalSize(100, 30));
        assertThat(first.last()).hasToString("{\"type\":\"resize\",\"channel\":7,\"cols\":100,\"rows\":30}");
        first.hangUp(1006, "");
        seen.terminal.orElseThrow().resize(new TerminalSize(90, 20));
        FakeLine second = server.nextLine();

        assertThat(second.last().get("cols").asInt()).isEqualTo(90);
        assertThat(second.last().get("rows").asInt()).isEqualTo(20);
    }

    @Test
    void closingLeavesTheSessionAloneAndMayBeRepeated() {
        FakeLine line = attached();
        CompletableFuture<Void> unanswered = type("x");
        seen.terminal.orElseThrow().close();
        seen.terminal.orElseThrow().close();
        line.output(100, "late");

        assertThat(line.last().get("type").asText()).isEqualTo("disconnect");
        assertThat(seen.ends).extracting(end -> end.reason()).containsExactly(Reason.CLOSED);
        assertThat(unanswered).isCompletedExceptionally();
        assertThat(seen.shown).hasToString("S");
        assertThat(line.closed).as("the line is the client's").isEmpty();
    }

    @Test
    void closingWorksWhileTheConnectionIsLost() {
        attached().hangUp(1006, "");
        seen.terminal.orElseThrow().close();
        server.timer.pass(Duration.ofSeconds(60));

        assertThat(seen.ends).hasSize(1);
        assertThat(server.lines).as("nobody needs another").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "session-ended, SESSION_ENDED",
        "pane-ended, PANE_ENDED",
        "tmux-ended, TMUX_ENDED",
        "taken-over, TAKEN_OVER",
        "forbidden, FORBIDDEN",
        "what-is-new, REFUSED"
    })
    void theEndOfTheTerminalIsTheEnd(String reason, Reason expected) throws Exception {
        attached().say("{'type':'disconnect','channel':7,'reason':'" + reason + "'}");

        assertThat(seen.ends).extracting(end -> end.reason()).containsExactly(expected);
        assertThat(code(type("x"))).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void theEndOfOnePaneGoesOnWithTheNextWhereThatIsWanted() {
        FakeLine line = attached(DEV.followSession());
        line.output(100, "last words");
        line.say("{'type':'disconnect','channel':7,'reason':'pane-ended'}");

        assertThat(line.last().get("type").asText()).isEqualTo("connect");
        assertThat(line.last().has("resume")).isFalse();
        assertThat(line.last().has("paneId")).isFalse();
        line.connected("dev", 8, "fresh", "e9", 3, 0);
        line.frame(2, 8, 3, "T");
        type("x");
        assertThat(seen.shown).hasToString("Slast wordsT");
        assertThat(line.inputs).containsExactly(new FakeLine.Input(8, 1, "x"));
    }

    @Test
    void aTerminalThatWasTooSlowIsAskedForAgain() {
        FakeLine line = attached();
        line.say("{'type':'disconnect','channel':7,'reason':'too-slow'}");

        assertThat(line.last().get("type").asText()).isEqualTo("connect");
        assertThat(line.closed).isEmpty();
        assertThat(seen.ends).isEmpty();
    }

    @Test
    void aServerThatGoesAwayIsTriedAgain() {
        FakeLine line = attached();
        line.say("{'type':'disconnect','channel':7,'reason':'shutting-down'}");

        assertThat(line.closed).contains(4000);
        assertThat(server.nextLine().last().get("type").asText()).isEqualTo("connect");
    }

    @Test
    void aConnectThatIsRefusedForNowIsTriedAgainLater() {
        attached().hangUp(1006, "");
        FakeLine second = server.nextLine();
        second.say("{'type':'error','code':'unavailable','message':'tmux starts','sessionId':'dev','retryable':true}");
        assertThat(second.types()).containsExactly("connect");
        server.timer.pass(Duration.ofSeconds(1));

        assertThat(second.types()).containsExactly("connect", "connect");
        assertThat(seen.reconnecting).last().isEqualTo("tmux starts");
    }

    @Test
    void aServerThatAnswersPingsButNoConnectIsLeft() {
        attached().hangUp(1006, "");
        FakeLine second = server.nextLine();
        for (int i = 0; i < 14; i++) {
            server.timer.pass(Duration.ofSeconds(1));
            second.say("{'type':'pong'}");
        }
        assertThat(second.closed).isEmpty();
        server.timer.pass(Duration.ofSeconds(3));

        assertThat(second.closed).contains(4000);
        assertThat(seen.reconnecting).last().isEqualTo("no answer to connect for 15000 ms");
        assertThat(server.lines).hasSize(3);
    }

    @Test
    void theFirstConnectIsNotTriedAgain() throws Exception {
        CompletableFuture<Terminal> opened = open(DEV);
        server.line()
                .say("{'type':'error','code':'not-found','message':'there is no session dev','sessionId':'dev',"
                        + "'retryable':false}");

        assertThat(code(opened)).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(seen.ends).extracting(end -> end.reason()).containsExactly(Reason.SESSION_ENDED);
    }

    @Test
    void aServerThatCannotBeReachedIsAnErrorAtFirstAndTriedAgainLater() throws Exception {
        server.unreachable = Optional.of("no route");
        assertThat(code(open(DEV))).isEqualTo(ErrorCode.UNAVAILABLE);
        server.timer.pass(Duration.ofSeconds(5));
        server.unreachable = Optional.empty();
        FakeLine line = attached();
        server.unreachable = Optional.of("no route");
        line.hangUp(1006, "");
        server.timer.pass(Duration.ofSeconds(30));
        server.unreachable = Optional.empty();

        assertThat(seen.reconnecting).contains("no route");
        server.nextLine().connected("resumed", "e1", 100, 0);
        assertThat(seen.connected).hasSize(2);
    }

    @Test
    void wordsOfTheServerCannotDriveATerminal() {
        open(DEV);
        server.line().say("{'type':'error','code':'forbidden','message':'a\\u001b]0;x\\u0007\\u009bb'}");

        assertThat(seen.ends.get(0).message()).isEqualTo("a?]0;x??b");
    }

    @Test
    void aSilentConnectionIsAskedAndThenGivenUp() {
        FakeLine line = attached();
        server.timer.pass(Duration.ofSeconds(12));
        assertThat(line.types().stream().filter("ping"::equals)).hasSize(1);
        line.say("{'type':'pong'}");
        server.timer.pass(Duration.ofSeconds(9));
        assertThat(line.closed).isEmpty();
        server.timer.pass(Duration.ofSeconds(23));

        assertThat(line.closed).contains(4000);
        assertThat(seen.reconnecting).containsExactly("the server is silent");
        assertThat(server.lines).hasSize(2);
    }

    @Test
    void aListenerThatThrowsEndsItsTerminalOnly() {
        Witness broken = new Witness() {
            @Override
            public void bytes(java.nio.ByteBuffer data) {
                throw new IllegalStateException("no paper");
            }
        };
        client.open(TerminalSpec.session("other"), broken);
        FakeLine line = server.line();
        line.connected("other", 9, "fresh", "o", 0, 0);
        line.frame(2, 9, 0, "S");
        client.open(DEV, seen);
        line.connected("fresh", "e1", 100, 0);
        line.snapshot(100, "S");
        line.frame(1, 9, 0, "x");
        line.output(100, "y");

        assertThat(broken.ends).hasSize(1).first().satisfies(end -> {
            assertThat(end.reason()).isEqualTo(Reason.FAILED);
            assertThat(end.message()).contains("no paper");
        });
        assertThat(seen.shown).hasToString("Sy");
        assertThat(seen.ends).isEmpty();
    }
}
