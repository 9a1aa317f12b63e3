package io.tmuxbridge.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.client.TerminalEnd;
import io.tmuxbridge.client.TerminalEnd.Reason;
import io.tmuxbridge.client.TerminalEvent;
import io.tmuxbridge.client.TerminalSpec;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A listener that takes its time. */
class SlowListenerTest {

    private final FakeServer server = new FakeServer();
    private final Witness seen = new Witness();
    private final Client client = server.client(Optional.empty());

    private FakeLine held() {
        client.open(TerminalSpec.session("dev"), seen);
        FakeLine line = server.line();
        line.connected("fresh", "e1", 100, 0);
        line.snapshot(100, "S");
        seen.terminal.orElseThrow().hold();
        line.texts.clear();
        return line;
    }

    @Test
    void whileItIsHeldNothingIsToldAndNothingAcknowledged() {
        FakeLine line = held();
        line.output(100, "abc");
        line.say("{'type':'event','channel':7,'name':'bell'}");

        assertThat(seen.shown).hasToString("S");
        assertThat(seen.events).isEmpty();
        assertThat(line.texts).isEmpty();
    }

    @Test
    void releasedItIsToldEverythingInOrderAndAcknowledgesIt() {
        FakeLine line = held();
        line.output(100, "abc");
        line.output(103, "d");
        seen.terminal.orElseThrow().release();

        assertThat(seen.shown).hasToString("Sabcd");
        assertThat(line.last().get("offset").asLong()).isEqualTo(104);
        assertThat(line.texts).as("one for both").hasSize(1);
    }

    @Test
    void whatItWasNotGivenComesAgainAfterALossAndIsNotKept() {
        FakeLine line = held();
        line.output(100, "abc");
        line.hangUp(1006, "");
        FakeLine second = server.nextLine();
        assertThat(second.last().get("resume")).hasToString("{\"epoch\":\"e1\",\"offset\":100}");
        second.connected("resumed", "e1", 100, 0);
        second.output(100, "abc");
        second.output(103, "d");
        seen.terminal.orElseThrow().release();

        assertThat(seen.shown).hasToString("Sabcd");
    }

    /** The size of a screen that nobody saw, and bytes as skipped that came after all. */
    @Test
    void whatIsSaidAboutOutputThatIsDroppedIsDroppedWithIt() {
        FakeLine line = held();
        line.output(100, "abc");
        line.say("{'type':'check','channel':7,'offset':103,'hash':'1:ab'}");
        line.say("{'type':'event','channel':7,'name':'skipped','bytes':97}");
        line.say("{'type':'event','channel':7,'name':'title','title':'t'}");
        line.say("{'type':'event','channel':7,'name':'gap'}");
        line.say("{'type':'resize','channel':7,'cols':100,'rows':30,'offset':200}");
        line.snapshot(200, "T");
        line.hangUp(1006, "");
        FakeLine second = server.nextLine();
        second.connected("resumed", "e1", 100, 0);
        second.output(100, "abcd");
        seen.terminal.orElseThrow().release();

        assertThat(seen.shown).hasToString("Sabcd");
        assertThat(seen.events)
                .as("what is true all the same, and a gap rather twice than never")
                .containsExactly(new TerminalEvent.Title("t"), new TerminalEvent.Gap());
        assertThat(seen.sizes).isEmpty();
    }

    @Test
    void whatIsSaidAboutOutputOfTheNextLineIsTold() {
        FakeLine line = held();
        line.hangUp(1006, "");
        FakeLine second = server.nextLine();
        second.connected("gap", "e1", 300, 0);
        second.say("{'type':'event','channel':7,'name':'skipped','bytes':5}");
        second.say("{'type':'resize','channel':7,'cols':100,'rows':30,'offset':300}");
        second.snapshot(300, "T");
        seen.terminal.orElseThrow().release();

        assertThat(seen.events).containsExactly(new TerminalEvent.Skipped(5));
        assertThat(seen.sizes).containsExactly(new TerminalSize(100, 30));
    }

    @Test
    void aSnapshotThatItWasNotGivenIsAskedForAgain() {
        FakeLine line = held();
        line.snapshot(200, "T");
        line.hangUp(1006, "");
        FakeLine second = server.nextLine();
        second.connected("fresh", "e2", 0, 0);
        second.snapshot(0, "U");
        second.hangUp(1006, "");
        FakeLine third = server.nextLine();
        third.connected("resumed", "e2", 0, 0);
        third.output(0, "never without the snapshot");
        seen.terminal.orElseThrow().release();

        assertThat(third.types()).contains("refresh");
        assertThat(seen.shown).hasToString("S");
    }

    @Test
    void aServerThatIgnoresCreditCannotFillTheMemory() {
        FakeLine line = held();
        String much = "x".repeat(1 << 20);
        int sent = 0;
        while (line.types().isEmpty() && sent < 20) {
            line.output(100 + (long) sent * much.length(), much);
            sent++;
            if (!seen.ends.isEmpty()) {
                break;
            }
        }

        assertThat(sent).as("megabytes taken before it was too much").isEqualTo(9);
        assertThat(seen.ends).extracting(end -> end.reason()).containsExactly(Reason.REFUSED);
        assertThat(line.types()).as("nor is it to go on").containsExactly("disconnect");
    }

    /** Events waited without a bound: a program that sets its title ten times a second filled the memory. */
    @Test
    void ofEventsThatPileUpItIsToldTheLastOfEachKind() {
        FakeLine line = held();
        line.say("{'type':'event','channel':7,'name':'mode','copyMode':true}");
        line.say("{'type':'event','channel':7,'name':'skipped','bytes':5}");
        line.say("{'type':'event','channel':7,'name':'skipped','bytes':5}");
        line.say("{'type':'event','channel':7,'name':'gap'}");
        line.say("{'type':'event','channel':7,'name':'gap'}");
        for (int i = 0; i < 10_000; i++) {
            line.say("{'type':'event','channel':7,'name':'title','title':'" + "x".repeat(1000) + i + "'}");
        }
        seen.terminal.orElseThrow().release();

        assertThat(seen.events.size()).isLessThan(1100);
        assertThat(seen.events)
                .startsWith(
                        new TerminalEvent.Mode(true),
                        new TerminalEvent.Skipped(5),
                        new TerminalEvent.Skipped(5),
                        new TerminalEvent.Gap(),
                        new TerminalEvent.Gap())
                .endsWith(new TerminalEvent.Title("x".repeat(1000) + 9_999));
        assertThat(seen.ends).isEmpty();
    }

    @Test
    void whatMustNotBeLeftOutEndsItBeforeItFillsTheMemory() {
        FakeLine line = held();
        for (int i = 0; i < 1_100; i++) {
            line.say("{'type':'error','channel':7,'code':'invalid','message':'" + "x".repeat(1000) + "'}");
        }

        assertThat(seen.ends).extracting(TerminalEnd::reason).containsExactly(Reason.FAILED);
        assertThat(seen.ends)
                .extracting(TerminalEnd::message)
                .first()
                .asString()
                .contains("1048576 bytes");
        assertThat(line.types()).as("the server is told that nobody looks").containsExactly("disconnect");
    }

    @Test
    void onceClosedIsToldTheEndThoughHeld() {
        held();
        seen.terminal.orElseThrow().close();

        assertThat(seen.ends).extracting(end -> end.reason()).containsExactly(Reason.CLOSED);
    }
}
