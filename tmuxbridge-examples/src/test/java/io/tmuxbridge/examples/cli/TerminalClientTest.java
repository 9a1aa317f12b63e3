package io.tmuxbridge.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalClientTest {

    private final StringBuilder shown = new StringBuilder();
    private final List<String> notices = new ArrayList<>();
    private long now;
    private final TerminalClient client = client(false);

    private TerminalClient client(boolean readOnly) {
        TerminalView view = new TerminalView() {
            @Override
            public void output(ByteBuffer bytes) {
                shown.append(UTF_8.decode(bytes));
            }

            @Override
            public void notice(String text) {
                notices.add(text);
            }
        };
        return new TerminalClient(new Wish("dev", readOnly, "client-0123456789"), 80, 24, view, () -> now);
    }

    private FakeWire attached() {
        FakeWire wire = new FakeWire(client);
        wire.connected("fresh", "e1", 100, 0);
        wire.snapshot(100, "S");
        return wire;
    }

    private boolean type(String text) {
        return client.input(text.getBytes(UTF_8));
    }

    @Test
    void theFirstConnectAsksForTheSessionAtItsSize() {
        FakeWire wire = new FakeWire(client);

        assertThat(wire.last())
                .hasToString("{\"type\":\"connect\",\"sessionId\":\"dev\",\"cols\":80,\"rows\":24,\"access\":\"write\","
                        + "\"clientId\":\"client-0123456789\",\"attempt\":1}");
    }

    @Test
    void aSnapshotAndWhatFollowsItAreShownAndAcknowledged() {
        FakeWire wire = attached();
        wire.output(100, "abc");
        wire.output(103, "d");

        assertThat(shown).hasToString("Sabcd");
        assertThat(wire.types()).containsExactly("connect", "ack", "ack", "ack");
        assertThat(wire.last().get("offset").asLong()).isEqualTo(104);
        assertThat(wire.last().get("channel").asLong()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(longs = {99, 101})
    void outputAtAnotherOffsetIsNotShownButASnapshotAskedForOnce(long offset) {
        FakeWire wire = attached();
        wire.output(offset, "x");
        wire.output(offset + 1, "y");
        wire.snapshot(200, "T");
        wire.output(200, "z");

        assertThat(shown).hasToString("STz");
        assertThat(wire.types().stream().filter("refresh"::equals)).hasSize(1);
    }

    @Test
    void outputBeforeTheSnapshotIsNotShown() {
        FakeWire wire = new FakeWire(client);
        wire.output(0, "early");
        wire.connected("fresh", "e1", 100, 0);
        wire.output(100, "x");

        assertThat(shown).isEmpty();
    }

    @Test
    void inputIsNumberedFromOne() {
        FakeWire wire = attached();
        type("a");
        type("b");

        assertThat(wire.inputs).containsExactly(new FakeWire.Input(7, 1, "a"), new FakeWire.Input(7, 2, "b"));
    }

    @Test
    void whatIsTypedBeforeTheFirstAnswerIsSentAfterIt() {
        FakeWire wire = new FakeWire(client);
        type("a");
        wire.connected("fresh", "e1", 100, 5);
        type("b");

        assertThat(wire.inputs).containsExactly(new FakeWire.Input(7, 6, "a"), new FakeWire.Input(7, 7, "b"));
    }

    @Test
    void inputThatTheServerCouldNotTakeIsSentAgainAWhileLater() {
        FakeWire wire = attached();
        type("a");
        wire.say("{'type':'error','channel':7,'code':'limit','message':'too much waits','retryable':true}");
        assertThat(wire.inputs).hasSize(1);
        client.tick();
        client.tick();

        assertThat(wire.inputs).containsExactly(new FakeWire.Input(7, 1, "a"), new FakeWire.Input(7, 1, "a"));
    }

    @Test
    void aLineThatBreaksBeforeTheSnapshotLeavesNothingToGoOnFrom() {
        FakeWire first = attached();
        first.hangUp(1006);
        FakeWire second = new FakeWire(client);
        assertThat(second.last().get("paneId").asText()).as("the same pane").isEqualTo("%1");
        second.connected("fresh", "e2", 5, 0);
        second.hangUp(1006);
        FakeWire third = new FakeWire(client);
        assertThat(third.last().get("resume")).hasToString("{\"epoch\":\"e2\",\"offset\":5}");
        third.connected("resumed", "e2", 5, 0);
        third.output(5, "x");

        assertThat(third.types()).contains("refresh");
        assertThat(shown).as("nothing is drawn over the old screen").hasToString("S");
    }

    @Test
    void aLostConnectionIsResumedAtTheByteWithTheInputThatIsMissing() {
        FakeWire first = attached();
        first.output(100, "abc");
        type("1");
        type("2");
        type("3");
        first.say("{'type':'input-ack','channel':7,'seq':1}");
        first.hangUp(1006);
        type("4");

        FakeWire second = new FakeWire(client);
        assertThat(second.last().get("resume")).hasToString("{\"epoch\":\"e1\",\"offset\":103}");
        assertThat(second.last().get("attempt").asLong()).isEqualTo(2);
        second.connected("resumed", "e1", 103, 2);

        assertThat(second.inputs).containsExactly(new FakeWire.Input(7, 3, "3"), new FakeWire.Input(7, 4, "4"));
        assertThat(client.end()).isEmpty();
    }

    @Test
    void afterANoticeThePictureIsDrawnAnew() {
        FakeWire first = attached();
        first.hangUp(1006);
        FakeWire second = new FakeWire(client);
        second.connected("resumed", "e1", 100, 0);

        assertThat(notices).hasSize(1).first().asString().contains("reconnecting");
        assertThat(second.types()).containsExactly("connect", "refresh");
    }

    @Test
    void afterAGapASnapshotIsAwaitedAndInputGoesOn() {
        FakeWire first = attached();
        type("1");
        first.hangUp(1001);
        FakeWire second = new FakeWire(client);
        second.connected("gap", "e1", 5000, 0);
        second.output(5000, "no");
        second.snapshot(5000, "T");
        second.output(5000, "x");

        assertThat(shown).hasToString("STx");
        assertThat(second.inputs).containsExactly(new FakeWire.Input(7, 1, "1"));
    }

    @Test
    void afterAnotherEpochOldInputIsReportedAndNotSent() {
        FakeWire first = attached();
        type("rm");
        first.hangUp(1006);
        FakeWire second = new FakeWire(client);
        second.connected("fresh", "e2", 0, 0);
        second.snapshot(0, "T");
        type("x");

        assertThat(second.inputs).containsExactly(new FakeWire.Input(7, 1, "x"));
        assertThat(notices).last().asString().contains("2 bytes of input may not have arrived");
        client.detach();
        assertThat(client.end().orElseThrow().message()).contains("2 bytes of input");
    }

    @Test
    void whatAnOlderConnectionSaysIsIgnored() {
        FakeWire first = attached();
        FakeWire second = new FakeWire(client);
        second.connected("resumed", "e1", 100, 0);
        first.output(100, "old");
        first.hangUp(4409);
        first.say("{'type':'disconnect','reason':'session-ended'}");

        assertThat(shown).hasToString("S");
        assertThat(client.end()).isEmpty();
    }

    @Test
    void aGapInTheInputIsFilled() {
        FakeWire wire = attached();
        type("1");
        type("2");
        wire.inputs.clear();
        wire.say("{'type':'error','code':'input-gap','message':'','channel':7,'retryable':true}");

        assertThat(wire.inputs).containsExactly(new FakeWire.Input(7, 1, "1"), new FakeWire.Input(7, 2, "2"));
    }

    @Test
    void anErrorAboutTheTerminalIsShownOverANewPicture() {
        FakeWire wire = attached();
        wire.say("{'type':'error','code':'unavailable','message':'input may be lost','channel':7,'retryable':true}");
        wire.snapshot(100, "T");

        assertThat(shown).hasToString("ST");
        assertThat(notices).containsExactly("[input may be lost]");
        assertThat(client.end()).isEmpty();
    }

    @Test
    void inputThatNobodyAcknowledgesIsBounded() throws Exception {
        FakeWire wire = attached();
        byte[] chunk = new byte[TerminalClient.CHUNK];
        int taken = 0;
        while (client.input(chunk)) {
            taken++;
        }
        wire.say("{'type':'input-ack','channel':7,'seq':1}");

        assertThat(taken).isEqualTo(16);
        assertThat(client.awaitRoom(chunk.length)).isTrue();
        assertThat(client.input(chunk)).isTrue();
        wire.hangUp(1006);
        assertThat(client.awaitRoom(chunk.length)).isFalse();
    }

    @Test
    void aReadOnlyClientAsksForReadAndTypesNothing() {
        TerminalClient reader = client(true);
        FakeWire wire = new FakeWire(reader);
        wire.connected("fresh", "e1", 0, 0);

        assertThat(reader.input(new byte[] {'x'})).isTrue();
        assertThat(wire.texts.get(0).get("access").asText()).isEqualTo("read");
        assertThat(wire.inputs).isEmpty();
    }

    @Test
    void whoIsGrantedNoMoreThanToLookTypesNothing() {
        FakeWire wire = new FakeWire(client);
        type("early");
        wire.say(
                "{'type':'connected','channel':7,'epoch':'e','offset':0,'access':'read','resume':'fresh','inputSeq':0}");
        type("late");

        assertThat(wire.inputs).isEmpty();
        assertThat(client.end()).isEmpty();
    }

    @Test
    void aNewSizeIsToldNowOrWithTheNextConnect() {
        FakeWire first = attached();
        client.resized(100, 30);
        assertThat(first.last()).hasToString("{\"type\":\"resize\",\"channel\":7,\"cols\":100,\"rows\":30}");
        first.hangUp(1006);
        client.resized(90, 20);
        FakeWire second = new FakeWire(client);

        assertThat(second.last().get("cols").asInt()).isEqualTo(90);
        assertThat(second.last().get("rows").asInt()).isEqualTo(20);
    }

    @Test
    void detachingLeavesTheSessionAlone() {
        FakeWire wire = attached();
        client.detach();

        assertThat(wire.last().get("type").asText()).isEqualTo("disconnect");
        assertThat(wire.closed).contains(1000);
        assertThat(client.end()).contains(new End("[detached (from session dev)]", 0));
    }

    @Test
    void detachingWorksWhileTheConnectionIsLost() {
        attached().hangUp(1006);
        client.detach();

        assertThat(client.end()).contains(new End("[detached (from session dev)]", 0));
    }

    @ParameterizedTest
    @CsvSource({
        "session-ended, [exited], 0",
        "tmux-ended, [server exited], 1",
        "taken-over, [taken-over], 1",
        "forbidden, [forbidden], 1"
    })
    void theEndOfTheTerminalIsTheEnd(String reason, String message, int status) {
        attached().say("{'type':'disconnect','channel':7,'reason':'" + reason + "'}");

        assertThat(client.end()).contains(new End(message, status));
    }

    @Test
    void theEndOfOnePaneGoesOnWithTheNext() {
        FakeWire wire = attached();
        wire.say("{'type':'disconnect','channel':7,'reason':'pane-ended'}");

        assertThat(wire.last().get("type").asText()).isEqualTo("connect");
        assertThat(wire.last().has("resume")).isFalse();
        wire.connected("fresh", "e9", 3, 0);
        wire.snapshot(3, "T");
        type("x");
        assertThat(shown).hasToString("ST");
        assertThat(wire.inputs).containsExactly(new FakeWire.Input(7, 1, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shutting-down", "too-slow"})
    void aServerThatGoesAwayIsTriedAgain(String reason) {
        FakeWire wire = attached();
        wire.say("{'type':'disconnect','channel':7,'reason':'" + reason + "'}");

        assertThat(client.end()).isEmpty();
        assertThat(wire.closed).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1008, 1009, 4401, 4403, 4404, 4409})
    void someCloseCodesEndIt(int code) {
        attached().hangUp(code);

        assertThat(client.end().orElseThrow().status()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1001, 1006, 1011, 4413, 4429})
    void otherCloseCodesAreTriedAgain(int code) {
        attached().hangUp(code);

        assertThat(client.end()).isEmpty();
    }

    @Test
    void aServerThatNeverAnsweredIsNotTriedAgain() {
        new FakeWire(client).hangUp(1006);

        assertThat(client.end()).contains(new End("connection lost", 1));
    }

    @Test
    void aServerThatCannotBeReachedIsAnErrorAtFirstAndTriedAgainLater() {
        TerminalClient never = client(false);
        never.failed("no route");
        attached().hangUp(1006);
        client.failed("no route");

        assertThat(never.end()).contains(new End("no route", 1));
        assertThat(client.end()).isEmpty();
    }

    @Test
    void aMissingSessionIsSaidInTmuxsWords() {
        new FakeWire(client).say("{'type':'error','code':'not-found','message':'m','retryable':false}");

        assertThat(client.end()).contains(new End("can't find session: dev", 1));
    }

    @Test
    void wordsOfTheServerCannotDriveTheTerminal() {
        new FakeWire(client).say("{'type':'error','code':'forbidden','message':'a\\u001b]0;x\\u0007\\u009bb'}");

        assertThat(client.end().orElseThrow().message()).isEqualTo("a?]0;x??b");
    }

    @Test
    void aSilentConnectionIsAskedAndThenGivenUp() {
        FakeWire wire = attached();
        now += TimeUnit.SECONDS.toNanos(11);
        client.tick();
        client.tick();
        assertThat(wire.types().stream().filter("ping"::equals)).hasSize(1);
        wire.say("{'type':'pong'}");
        now += TimeUnit.SECONDS.toNanos(9);
        client.tick();
        assertThat(wire.closed).isEmpty();
        now += TimeUnit.SECONDS.toNanos(22);
        client.tick();

        assertThat(wire.closed).isPresent();
        assertThat(client.end()).isEmpty();
    }

    @Test
    void nonsenseFromTheServerEndsIt() {
        FakeWire wire = attached();
        wire.say("{");

        assertThat(client.end().orElseThrow().status()).isEqualTo(1);
        assertThat(wire.closed).isPresent();
    }
}
