package io.tmuxbridge.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.client.TerminalEnd.Reason;
import io.tmuxbridge.client.TerminalSpec;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a server says of a terminal that is gone meanwhile, for the server or for the client. */
class LateWordsTest {

    /** The server's answer to whatever is still on its way to a terminal that it has ended. */
    private static final String NOT_HERE =
            "{'type':'error','code':'not-found','message':'no such terminal is connected here','retryable':false}";

    private static final String PANE_ENDED = "{'type':'disconnect','channel':7,'reason':'pane-ended'}";

    private final FakeServer server = new FakeServer();
    private final Witness seen = new Witness();
    private final Client client = server.client(Optional.empty());

    private FakeLine attached(TerminalSpec what) {
        client.open(what, seen);
        FakeLine line = server.line();
        line.connected("fresh", "e1", 100, 0);
        line.snapshot(100, "S");
        return line;
    }

    @Test
    void theAnswerToAnAcknowledgementThatCameTooLateIsNoRefusalOfTheNextPane() {
        FakeLine line = attached(TerminalSpec.session("dev").followSession());
        line.say(PANE_ENDED);
        line.say(NOT_HERE);
        line.connected("dev", 8, "fresh", "e9", 3, 0);
        line.frame(2, 8, 3, "T");

        assertThat(seen.ends).isEmpty();
        assertThat(seen.shown).hasToString("ST");
    }

    @Test
    void whatIsToldOfAChannelThatIsGoneRefusesNoOtherTerminalOfTheSession() {
        FakeLine line = attached(TerminalSpec.session("dev"));
        Witness other = new Witness();
        seen.terminal.orElseThrow().close();
        client.open(TerminalSpec.session("dev"), other);
        line.say("{'type':'error','code':'input-lost','message':'look','sessionId':'dev','paneId':'%1','channel':7,"
                + "'retryable':false,'seq':1,'lastSeq':1}");
        line.connected("dev", 8, "fresh", "e1", 100, 0);

        assertThat(other.ends).isEmpty();
        assertThat(other.connected).hasSize(1);
    }

    @Test
    void oneThatIsClosedWhileItConnectsAgainHearsNothingBehindItsEnd() {
        attached(TerminalSpec.session("dev")).hangUp(1006, "");
        FakeLine second = server.nextLine();
        seen.terminal.orElseThrow().close();
        second.say("{'type':'error','code':'unavailable','message':'tmux starts','sessionId':'dev','retryable':true}");

        assertThat(seen.ends).extracting(end -> end.reason()).containsExactly(Reason.CLOSED);
        assertThat(seen.reconnecting).as("told for the loss, before the end").hasSize(1);
    }

    @Test
    void theLastWordsOfAPaneAreToldThoughTheLineIsLostBeforeTheNextPaneComes() {
        FakeLine line = attached(TerminalSpec.session("dev").followSession());
        seen.terminal.orElseThrow().hold();
        line.output(100, "last words");
        line.say(PANE_ENDED);
        line.hangUp(1006, "");
        FakeLine second = server.nextLine();
        second.connected("dev", 8, "fresh", "e9", 3, 0);
        second.frame(2, 8, 3, "T");
        seen.terminal.orElseThrow().release();

        assertThat(seen.shown).hasToString("Slast wordsT");
    }
}
